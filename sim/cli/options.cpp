// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <array>
#include <map>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/console_script_file.hpp"
#include "sim/cli/file_set.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/gdb/server.hpp"
#include "sim/cli/option_effects.hpp"
#include "sim/cli/option_table.hpp"

namespace ftsim::cli {

namespace {

constexpr uint64_t kMaxLatency = 1000;
constexpr unsigned kMaxCopyWords = 1024;
constexpr uint64_t kMinRam = 64 << 10;
constexpr std::size_t kMaxBootargs = 4096;

/// The raw text of every option, as CLI11 found it.
using Texts = std::map<std::string, std::string>;

template <class Value>
struct Choice {
    std::string_view name;
    Value value;
};

template <class Value, std::size_t N>
Value choose(const std::string& option, const std::string& text,
             const std::array<Choice<Value>, N>& choices) {
    std::vector<std::string_view> names;
    for (const auto& choice : choices) {
        if (choice.name == text) return choice.value;
        names.push_back(choice.name);
    }
    throw Error(ErrorKind::usage,
                fmt::format("{}: \"{}\" is none of: {}", option, text, fmt::join(names, ", ")));
}

constexpr auto kBoards = [] {
    std::array<Choice<Topology>, kTopologies.size()> choices = {};
    for (std::size_t i = 0; i < choices.size(); ++i) {
        choices[i] = {name(kTopologies[i]), kTopologies[i]};
    }
    return choices;
}();
constexpr std::array kCpuBoards = {Choice<CpuBoard>{"single", CpuBoard::single},
                                   Choice<CpuBoard>{"dcls", CpuBoard::dcls}};
constexpr std::array kOnAlert = {Choice<OnAlert>{"reexecute", OnAlert::reexecute},
                                 Choice<OnAlert>{"stop", OnAlert::stop}};
constexpr std::array kReleases = {Choice<Release>{"compared", Release::compared},
                                  Choice<Release>{"immediate", Release::immediate}};
constexpr std::array kKernels = {Choice<KernelKind>{"plain", KernelKind::plain},
                                 Choice<KernelKind>{"systemc", KernelKind::systemc}};
constexpr std::array kModels = {
    Choice<std::optional<FaultKind>>{"none", std::nullopt},
    Choice<std::optional<FaultKind>>{"seu", FaultKind{FaultModel::seu}},
    Choice<std::optional<FaultKind>>{"stuck_at_0", FaultKind{FaultModel::stuck_at_0}},
    Choice<std::optional<FaultKind>>{"stuck_at_1", FaultKind{FaultModel::stuck_at_1}},
    Choice<std::optional<FaultKind>>{"clock_glitch", FaultKind{FaultModel::clock_glitch}},
    Choice<std::optional<FaultKind>>{"common_mode", FaultKind{FaultModel::seu, true}}};
constexpr std::array kCommonModes = {Choice<FaultModel>{"seu", FaultModel::seu},
                                     Choice<FaultModel>{"clock_glitch", FaultModel::clock_glitch}};
constexpr std::array kEvaluations = {Choice<Evaluate>{"shared", Evaluate::shared},
                                     Choice<Evaluate>{"all", Evaluate::all}};
constexpr std::array kChecks = {Choice<SnapshotCheck>{"state", SnapshotCheck::state},
                                Choice<SnapshotCheck>{"none", SnapshotCheck::none}};
constexpr std::array kFormats = {Choice<Format>{"text", Format::text},
                                 Choice<Format>{"json", Format::json}};
constexpr std::array kCodecs = {Choice<replay::Codec>{"zstd", replay::Codec::zstd},
                                Choice<replay::Codec>{"lz4", replay::Codec::lz4},
                                Choice<replay::Codec>{"none", replay::Codec::none}};
constexpr std::array kClocks = {Choice<bool>{"machine", false}, Choice<bool>{"host", true}};
constexpr std::array kSpaceChoices = {
    Choice<Space>{name(Space::machine), Space::machine},
    Choice<Space>{name(Space::replicas), Space::replicas},
    Choice<Space>{name(Space::machine_ram), Space::machine_ram},
    Choice<Space>{name(Space::machine_boards), Space::machine_boards}};
constexpr std::array kSwitch = {Choice<bool>{"on", true}, Choice<bool>{"off", false}};

uint64_t positive(const std::string& option, const std::string& text) {
    const uint64_t value = parse_count(text, option);
    if (value == 0) {
        throw Error(ErrorKind::usage, fmt::format("{}: 0 is too small: at least 1", option));
    }
    return value;
}

unsigned at_most(const std::string& option, const std::string& text, uint64_t most) {
    const uint64_t value = parse_count(text, option);
    if (value > most) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: {} is too large: at most {}", option, text, most));
    }
    return static_cast<unsigned>(value);
}

std::pair<uint64_t, uint64_t> parse_pair(const std::string& option, const std::string& text,
                                         const char* form) {
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: \"{}\" is not {}, as in 100,16", option, text, form));
    }
    return {parse_count(text.substr(0, comma), option),
            parse_count(text.substr(comma + 1), option)};
}

Cost parse_cost(const std::string& option, const std::string& text,
                const char* form = "BASE,PER_PAGE") {
    const auto [base, per_unit] = parse_pair(option, text, form);
    return {base, per_unit};
}

std::string unescape(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        ++i;
        plain += text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i] == 'r' ? '\r' : text[i];
    }
    return plain;
}

bool given(const Texts& texts, const char* option) { return texts.contains(option); }

void set_faults(RunOptions& options, const Texts& texts, const std::vector<std::string>& exact) {
    const int ways = given(texts, "--rate") + given(texts, "--faults") + !exact.empty();
    if (ways > 1) {
        throw Error(ErrorKind::usage, "--rate, --faults and --fault: only one of them");
    }
    if (ways == 1) options.inject = FaultKind{};
    if (given(texts, "--scenario")) {
        for (const char* option : {"--inject", "--rate", "--faults", "--fault", "--space"}) {
            if (ways != 0 || texts.contains(option)) {
                throw Error(ErrorKind::usage,
                            "--scenario: not together with --inject, --rate, --faults, --fault or "
                            "--space");
            }
        }
        options.scenario = texts.at("--scenario");
        options.inject = FaultKind{};
        return;
    }
    if (given(texts, "--inject")) {
        options.inject = choose("--inject", texts.at("--inject"), kModels);
        if (!options.inject && ways == 1) {
            throw Error(ErrorKind::usage,
                        "--inject none: not together with --rate, --faults or --fault");
        }
    }
    if (given(texts, "--common-mode")) {
        if (!options.inject || !options.inject->common_mode) {
            throw Error(ErrorKind::usage, "--common-mode: only with --inject common_mode");
        }
        options.inject->model = choose("--common-mode", texts.at("--common-mode"), kCommonModes);
    }
    if (given(texts, "--space")) {
        if (!options.inject) {
            throw Error(ErrorKind::usage,
                        "--space: only with faults: --inject seu, --rate, --faults or --fault");
        }
        options.space = choose("--space", texts.at("--space"), kSpaceChoices);
        const bool boards = options.space == Space::machine || options.space == Space::replicas;
        const bool drawn_from_it =
            !options.inject->common_mode && options.inject->model != FaultModel::clock_glitch;
        if (!drawn_from_it || (is_permanent(*options.inject) && !boards)) {
            throw Error(ErrorKind::usage, fmt::format("--space {}: not with --inject {}",
                                                      name(options.space), name(*options.inject)));
        }
    }
    if (given(texts, "--rate")) options.rate = parse_rate(texts.at("--rate"), "--rate");
    if (given(texts, "--faults")) options.fault_count = positive("--faults", texts.at("--faults"));
    for (const std::string& text : exact) options.faults.push_back(parse_fault_spec(text));
    if (options.inject && ways == 0) options.rate = 1e-6;
}

void set_devices(RunOptions& options, const Texts& texts) {
    if (given(texts, "--ram")) {
        const std::string& text = texts.at("--ram");
        options.ram_bytes = parse_size(text, "--ram");
        const bool pages = options.ram_bytes % Ram::kPageBytes == 0;
        if (!pages || options.ram_bytes < kMinRam || options.ram_bytes > Ram::kMaxBytes) {
            throw Error(ErrorKind::usage,
                        fmt::format("--ram: {} bytes are no whole pages of {} from {} to {}", text,
                                    Ram::kPageBytes, kMinRam, Ram::kMaxBytes));
        }
    }
    if (given(texts, "--append")) {
        options.bootargs = texts.at("--append");
        if (options.bootargs.size() > kMaxBootargs) {
            throw Error(ErrorKind::usage,
                        fmt::format("--append: {} characters are too many: at most {}",
                                    options.bootargs.size(), kMaxBootargs));
        }
    }
    if (given(texts, "--disk")) {
        std::string file = texts.at("--disk");
        options.disk_read_only = file.ends_with(",ro");
        if (options.disk_read_only) file.resize(file.size() - 3);
        options.disk = file;
    }
    if (given(texts, "--mirror")) {
        if (!options.disk || options.topology != Topology::server) {
            throw Error(ErrorKind::usage, "--mirror: only with --topology server and --disk");
        }
        options.mirror = texts.at("--mirror");
    }
    if (given(texts, "--net")) options.net_text = texts.at("--net");
    options.net = parse_net_model(options.net_text, "--net");
    if (!is_simulated(options.net) && options.inject && options.golden) {
        throw Error(ErrorKind::usage,
                    fmt::format("--net {}: faults are judged against a golden run, which cannot "
                                "have the same network: add --golden off",
                                options.net_text));
    }
    if (given(texts, "--rtc-start")) {
        options.rtc_start = parse_date(texts.at("--rtc-start"), "--rtc-start");
    }
    if (given(texts, "--rtc")) {
        options.rtc_follows_host = choose("--rtc", texts.at("--rtc"), kClocks);
        if (options.rtc_follows_host && given(texts, "--rtc-start")) {
            throw Error(ErrorKind::usage, "--rtc host and --rtc-start: only one of them");
        }
    }
    if (given(texts, "--timer")) {
        options.timer_follows_host = choose("--timer", texts.at("--timer"), kClocks);
    }
    const bool follows = options.rtc_follows_host || options.timer_follows_host;
    if (follows && options.inject && options.golden) {
        throw Error(ErrorKind::usage,
                    fmt::format("--{} host: faults are judged against a golden run, which cannot "
                                "have the same time: add --golden off",
                                options.rtc_follows_host ? "rtc" : "timer"));
    }
}

void set_console_in(RunOptions& options, const Texts& texts) {
    if (given(texts, "--console-in") + given(texts, "--console-text") +
            given(texts, "--console-script") >
        1) {
        throw Error(ErrorKind::usage,
                    "--console-in, --console-text and --console-script: only one of them");
    }
    if (given(texts, "--console-script")) {
        const std::string& file = texts.at("--console-script");
        options.console_script =
            parse_console_script(read_input(file, kMostText), file, options.clock_hz);
    }
    if (given(texts, "--console-text")) options.console_in = unescape(texts.at("--console-text"));
    if (given(texts, "--console-in")) options.console_in_file = texts.at("--console-in");
}

// What the machine cannot be hit by.
void check_faults(const RunOptions& options) {
    if (!options.inject) return;
    const FaultKind& kind = *options.inject;
    const bool simplex = options.topology == Topology::simplex;
    if (kind.common_mode && simplex) {
        throw Error(ErrorKind::usage,
                    "--inject common_mode: not with --topology simplex, which has one replica");
    }
    if (kind.common_mode && !options.golden && options.faults.size() != 1) {
        throw Error(ErrorKind::usage,
                    "--golden off: not with --inject common_mode, whose faults are experiments "
                    "beside the golden run");
    }
    for (const FaultSpec& fault : options.faults) {
        if (fault.bit.has_value() == (kind.model != FaultModel::clock_glitch)) continue;
        throw Error(
            ErrorKind::usage,
            fmt::format("--fault {}.{}@{}: {}", fault.replica, fault.site, fault.elapsed_cycle,
                        fault.bit ? "a clock_glitch hits a clock, as in cpu0.clock@2000"
                                  : "a clock has no bits: --inject clock_glitch"));
    }
}

RunOptions convert(const Texts& texts, const std::vector<std::string>& exact) {
    RunOptions options;
    const auto with = [&](const char* option, auto set) {
        if (given(texts, option)) set(texts.at(option));
    };
    with("--program", [&](auto& text) { options.program = text; });
    with("--cycles", [&](auto& text) { options.cycles = positive("--cycles", text); });
    with("--topology", [&](auto& text) { options.topology = choose("--topology", text, kBoards); });
    with("--cpu-board",
         [&](auto& text) { options.cpu_board = choose("--cpu-board", text, kCpuBoards); });
    with("--scrub-interval",
         [&](auto& text) { options.scrub_interval = positive("--scrub-interval", text); });
    with("--copy-words", [&](auto& text) {
        positive("--copy-words", text);
        options.copy_words = at_most("--copy-words", text, kMaxCopyWords);
    });
    with("--kernel", [&](auto& text) { options.kernel = choose("--kernel", text, kKernels); });
    if (options.kernel == KernelKind::systemc) options.engine.evaluate = Evaluate::all;
    with("--evaluate",
         [&](auto& text) { options.engine.evaluate = choose("--evaluate", text, kEvaluations); });
    if (options.kernel == KernelKind::systemc && options.engine.evaluate == Evaluate::shared) {
        throw Error(ErrorKind::usage,
                    "--evaluate shared: not with --kernel systemc, which wakes every board");
    }
    with("--quantum", [&](auto& text) { options.quantum = positive("--quantum", text); });
    with("--mem-latency",
         [&](auto& text) { options.mem_latency = at_most("--mem-latency", text, kMaxLatency); });
    with("--clock-hz", [&](auto& text) { options.clock_hz = positive("--clock-hz", text); });
    with("--lockstep-offset", [&](auto& text) {
        options.engine.lockstep_offset = at_most("--lockstep-offset", text, kMostOffset);
    });
    with("--seed", [&](auto& text) { options.seed = parse_count(text, "--seed"); });
    with("--golden", [&](auto& text) { options.golden = choose("--golden", text, kSwitch); });
    with("--horizon", [&](auto& text) { options.horizon = positive("--horizon", text); });
    with("--deadline", [&](auto& text) { options.deadline = positive("--deadline", text); });
    with("--fit-per-mbit",
         [&](auto& text) { options.fit_per_mbit = parse_rate(text, "--fit-per-mbit"); });
    with("--snapshot-interval", [&](auto& text) {
        constexpr std::string_view kFixed = "fixed:";
        const bool fixed = text.starts_with(kFixed);
        options.engine.snapshot_interval_adapts = !fixed;
        options.engine.snapshot_interval =
            positive("--snapshot-interval", fixed ? text.substr(kFixed.size()) : text);
    });
    with("--snapshot-check", [&](auto& text) {
        options.engine.snapshot_check = choose("--snapshot-check", text, kChecks);
    });
    with("--snapshot-cost",
         [&](auto& text) { options.engine.snapshot_cost = parse_cost("--snapshot-cost", text); });
    with("--rollback-cost",
         [&](auto& text) { options.engine.rollback_cost = parse_cost("--rollback-cost", text); });
    with("--max-reexecutions", [&](auto& text) {
        options.engine.max_reexecutions = at_most("--max-reexecutions", text, 1'000'000);
    });
    with("--progress-limit",
         [&](auto& text) { options.engine.progress_limit = positive("--progress-limit", text); });
    with("--retire-after", [&](auto& text) {
        const auto [times, within] = parse_pair("--retire-after", text, "TIMES,CYCLES");
        options.engine.retire_after = {times, within};
    });
    with("--reintegration-cost", [&](auto& text) {
        options.engine.reintegration_cost =
            parse_cost("--reintegration-cost", text, "BASE,PER_WORD");
    });
    with("--on-alert",
         [&](auto& text) { options.engine.on_alert = choose("--on-alert", text, kOnAlert); });
    with("--release",
         [&](auto& text) { options.engine.release = choose("--release", text, kReleases); });
    with("--self-test-interval", [&](auto& text) {
        options.engine.self_test_interval = positive("--self-test-interval", text);
    });
    with("--console", [&](auto& text) { options.console = text; });
    with("--events", [&](auto& text) { options.events = text; });
    with("--format", [&](auto& text) { options.format = choose("--format", text, kFormats); });
    with("--timeout", [&](auto& text) { options.timeout_seconds = parse_rate(text, "--timeout"); });
    with("--gdb", [&](auto& text) { options.gdb = parse_port(text); });
    with("--record", [&](auto& text) { options.record = text; });
    with("--record-codec",
         [&](auto& text) { options.record_codec = choose("--record-codec", text, kCodecs); });
    with("--record-digests",
         [&](auto& text) { options.record_digests = positive("--record-digests", text); });
    with("--record-snapshots",
         [&](auto& text) { options.record_snapshots = parse_count(text, "--record-snapshots"); });
    const auto given = [&](const char* name) -> std::optional<std::string> {
        const auto found = texts.find(name);
        return found == texts.end() ? std::nullopt : std::optional(found->second);
    };
    options.waves = parse_waves(given("--wave"), given("--window"));
    set_faults(options, texts, exact);
    if (options.engine.lockstep_offset > most_offset(options.topology)) {
        throw Error(ErrorKind::usage, "--lockstep-offset: not for simplex and tmr");
    }
    check_faults(options);
    if (options.topology == Topology::simplex && options.inject && !options.golden &&
        options.faults.size() != 1) {
        throw Error(ErrorKind::usage,
                    "--golden off: not with --topology simplex, whose faults are experiments "
                    "beside the golden run");
    }
    if (options.gdb && (options.inject || options.record || options.waves)) {
        throw Error(ErrorKind::usage,
                    "--gdb: not with faults, --record or --wave: record the run, then ftsim replay "
                    "--gdb");
    }
    set_devices(options, texts);
    refuse_without_effect(options,
                          [&](const std::string& option) { return texts.contains(option); });
    set_console_in(options, texts);
    return options;
}

FileSet files_of(const Texts& texts, const RunOptions& options) {
    FileSet files;
    for (const char* option : {"--program", "--scenario", "--console-in", "--console-script"}) {
        if (given(texts, option)) files.input(option, texts.at(option));
    }
    const bool read_only = options.disk_read_only;
    if (options.disk) files.image("--disk", *options.disk, read_only);
    // Two copies of one disk, so also where nothing is written to it.
    if (options.mirror) files.image("--mirror", *options.mirror, false);
    for (const char* option : {"--console", "--events", "--record"}) {
        if (given(texts, option)) files.output(option, texts.at(option));
    }
    if (options.waves) add_waves(files, *options.waves);
    return files;
}

}  // namespace

bool are_experiments(const RunOptions& options) {
    if (!options.inject || options.scenario || options.faults.size() == 1) return false;
    return options.topology == Topology::simplex || options.inject->common_mode;
}

ParsedRun parse_run(const std::vector<std::string>& arguments) {
    CLI::App app("Runs two RTL cores in lockstep, injects faults, recovers, says what happened.",
                 "ftsim [run]");
    app.get_formatter()->column_width(28);
    app.set_version_flag("-V,--version", FTSIM_VERSION);
    std::map<std::string, std::string> values;
    std::vector<std::string> exact;
    std::map<std::string, CLI::Option*> options;
    for (const OptionHelp& option : run_option_table()) {
        const std::string name = option.name;
        CLI::Option* added = name == "--fault" ? app.add_option(name, exact, option.text)
                                               : app.add_option(name, values[name], option.text);
        added->type_name(option.type)->group(option.group);
        if (name == "--fault") added->expected(1)->take_all()->allow_extra_args(false);
        options[name] = added;
    }
    app.footer(
        "Other commands: replay (plays a recording), log (looks into one), audit (kills\n"
        "every component), virtual (two hosts protect one machine), sites (lists what\n"
        "faults can hit), help (COMMAND: of that one), each with --help.\n"
        "Exit status: 0 fine; 1 the program failed, or a fault ended as sdc, crash,\n"
        "hang or due; 2 usage; 3 a fault-free program stuck in traps; 4 --timeout;\n"
        "5 a file or the system; 70 a bug in ftsim; 130 interrupted.");
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        return {{}, app.help()};
    } catch (const CLI::CallForVersion&) {
        return {{}, "ftsim " FTSIM_VERSION "\n"};
    } catch (const CLI::ParseError& error) {
        throw explain(app, arguments, error);
    }
    Texts texts;
    for (const auto& [name, option] : options) {
        if (option->count() > 0 && name != "--fault") texts[name] = values[name];
    }
    ParsedRun parsed{convert(texts, exact), std::nullopt};
    files_of(texts, parsed.options).check();
    return parsed;
}

std::string_view name(Format format) { return format == Format::text ? "text" : "json"; }
std::string_view name(KernelKind kernel) {
    return kernel == KernelKind::plain ? "plain" : "systemc";
}

}  // namespace ftsim::cli
