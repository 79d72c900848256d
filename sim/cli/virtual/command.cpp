// SPDX-License-Identifier: Apache-2.0
// `ftsim virtual`: a pair of hosts that keep one machine alive.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/file_set.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/option_effects.hpp"
#include "sim/cli/pcapng.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/scenario_kind.hpp"
#include "sim/cli/stop.hpp"
#include "sim/cli/virtual/report.hpp"
#include "sim/cli/virtual/scenario.hpp"

namespace ftsim::cli {

using namespace host;

namespace {

constexpr uint64_t kNsPerMs = 1'000'000;

struct VirtualOptions {
    std::optional<std::string> scenario, seed, output_rule, on_divergence, requests, bulk, pcapng;
    std::string time_scale = "1";
    std::string at_ms = "5000", host = "primary";
    std::vector<std::string> without;
    std::string format = "text";
    bool bare = false;
    bool computes = false;
    std::optional<std::string> program, console, timeout;
};

void set_up(CLI::App& app, VirtualOptions& options) {
    app.get_formatter()->column_width(28);
    app.add_option("--scenario", options.scenario,
                   "TOML: hosts, networks, protocol, client, and what\n"
                   "fails when; see docs/reference/virtual-lockstep.md")
        ->type_name("FILE");
    app.add_option("--program", options.program,
                   "ELF or Image: the RV32 machine's RTL runs it, a\n"
                   "server of numbered requests as in the gallery; a\n"
                   "small machine in C++ otherwise")
        ->type_name("FILE");
    app.add_option("--seed", options.seed, "for everything that is drawn (1)")->type_name("S");
    app.add_option("--output-rule", options.output_rule,
                   "an output waits until the secondary has received\n"
                   "(default) or executed the log up to it, or agrees\n"
                   "in its state (digest); off: it does not wait")
        ->type_name("R");
    app.add_option("--on-divergence", options.on_divergence,
                   "right_side (default): a third replay says who goes\n"
                   "on; stop: nobody")
        ->type_name("P");
    app.add_option("--requests", options.requests, "that the client makes (200)")->type_name("N");
    app.add_option("--bulk", options.bulk, "bits a second of frames beside them (0)")
        ->type_name("RATE");
    app.add_flag("--computes", options.computes, "the guest is never idle");
    app.add_option("--time-scale", options.time_scale,
                   "divides every time-out, the client's too, and the\n"
                   "guest's memory (1)")
        ->type_name("N");
    app.add_option("--without", options.without,
                   "a rule that is switched off, to see what it is\n"
                   "for: bounce_buffer, fencing, reissue, arbitration\n"
                   "or anti_affinity; repeatable")
        ->type_name("RULE");
    app.add_flag("--bare", options.bare, "one copy, and nothing is recorded");
    app.add_option("--pcapng", options.pcapng, "the logging network's traffic, for Wireshark")
        ->type_name("FILE");
    app.add_option("--console", options.console, "the program's console (text: stdout)")
        ->type_name("FILE");
    app.add_option("--format", options.format, "text (default) or json")->type_name("F");
    app.add_option("--timeout", options.timeout, "stop after so many seconds, exit status 4")
        ->type_name("SEC");
    app.footer(
        "Exit status: 0 the client saw nothing wrong; 1 it did, a promise of the\n"
        "protocol was broken, the program says that it failed, or no copy is left;\n"
        "2 usage; 4 --timeout; 5 a file or the system; 130 interrupted.");
}

void switch_off(ProtocolConfig& protocol, const std::vector<std::string>& rules) {
    static constexpr std::array<std::string_view, 5> kRules = {
        "bounce_buffer", "fencing", "reissue", "arbitration", "anti_affinity"};
    for (const std::string& rule : rules) {
        one_of("--without", rule, kRules);
        if (rule == "bounce_buffer") protocol.bounce_buffer = false;
        if (rule == "fencing") protocol.fencing = false;
        if (rule == "reissue") protocol.reissue = false;
        if (rule == "arbitration") protocol.arbitration = false;
        if (rule == "anti_affinity") protocol.anti_affinity = false;
    }
}

void scale(WorldConfig& config, const std::string& text) {
    const uint64_t factor = parse_count(text, "--time-scale");
    if (factor == 0 || factor > 1000) {
        throw Error(ErrorKind::usage,
                    fmt::format("--time-scale: {} is not within 1 to 1000", factor));
    }
    config.protocol = scaled(config.protocol, factor);
    config.protocol.guest_memory_bytes /= factor;
    config.centre_ns /= factor;
    config.client.interval_ns /= factor;
    config.client.patience_ns /= factor;
    config.client.deadline_ns /= factor;
}

WorldConfig make_config(const VirtualOptions& options) {
    WorldConfig config;
    std::optional<uint64_t> seed;
    if (options.seed) config.seed = *(seed = parse_count(*options.seed, "--seed"));
    if (options.scenario) {
        const std::string text = read_input(*options.scenario, kMostText);
        refuse_other_kind(text, *options.scenario, ScenarioKind::hosts);
        read_world(text, *options.scenario, config, seed);
    }
    ProtocolConfig& protocol = config.protocol;
    if (options.output_rule) {
        protocol.output_rule = parse_name("--output-rule", *options.output_rule, kOutputRules);
    }
    if (options.on_divergence) {
        protocol.on_divergence =
            parse_name("--on-divergence", *options.on_divergence, kOnDivergence);
    }
    if (options.program) {
        config.rtl = rtl_guest_of(*options.program);
        if (options.computes) {
            throw Error(ErrorKind::usage,
                        "--computes is of the machine in C++, not of a --program");
        }
    }
    if (options.requests) config.client.requests = parse_count(*options.requests, "--requests");
    if (options.bulk) config.client.bulk_bits_per_second = parse_count(*options.bulk, "--bulk");
    config.guest.computes = config.guest.computes || options.computes;
    config.protect = !options.bare;
    switch_off(protocol, options.without);
    scale(config, options.time_scale);
    return config;
}

Order order_of(const VirtualOptions& options, const WorldConfig& config, bool evacuate) {
    constexpr uint64_t kMostMs = 1'000'000'000;
    Order order;
    const uint64_t at = parse_count(options.at_ms, "--at-ms");
    if (at > kMostMs) {
        throw Error(ErrorKind::usage, fmt::format("--at-ms: {} is above {}", at, kMostMs));
    }
    order.at_ns = at * kNsPerMs;
    if (!evacuate) return order;
    order.kind = OrderKind::evacuate;
    std::vector<std::string_view> names = {"primary", "secondary"};
    for (const HostConfig& each : config.hosts) names.push_back(each.name);
    one_of("--host", options.host, names);
    const auto found = std::find(names.begin(), names.end(), options.host) - names.begin();
    if (found < 2) {
        order.place = found == 0 ? Place::primary : Place::secondary;
    } else {
        order.host = static_cast<unsigned>(found - 2);
    }
    return order;
}

FileSet files_of(const VirtualOptions& options) {
    FileSet files;
    if (options.scenario) files.input("--scenario", *options.scenario);
    if (options.program) files.input("--program", *options.program);
    if (options.console) files.output("--console", *options.console);
    if (options.pcapng) files.output("--pcapng", *options.pcapng);
    return files;
}

// A message of the channel as an Ethernet frame between two hosts, of the type that is free for
// experiments.
std::string as_frame(unsigned from, unsigned to, std::string_view message) {
    const auto mac = [](unsigned host) {
        return std::string{'\x02', 0, 0, 0, static_cast<char>(host >> 8), static_cast<char>(host)};
    };
    return mac(to) + mac(from) + "\x88\xb5" + std::string(message);
}

}  // namespace

int virtual_command(const std::vector<std::string>& arguments, StopRequest& stop) {
    CLI::App app("Protects one machine by two hosts with a log between them.", "ftsim virtual");
    app.get_formatter()->column_width(28);
    app.require_subcommand(1);
    VirtualOptions options;
    CLI::App* run = app.add_subcommand("run", "runs the machine, and prints what a client sees");
    CLI::App* migrate =
        app.add_subcommand("migrate", "likewise, and the secondary moves to another host");
    CLI::App* evacuate = app.add_subcommand("evacuate", "likewise, and a host is emptied");
    for (CLI::App* each : {run, migrate, evacuate}) set_up(*each, options);
    for (CLI::App* each : {migrate, evacuate}) {
        each->add_option("--at-ms", options.at_ms, "of simulated time (5000)")->type_name("MS");
    }
    evacuate
        ->add_option("--host", options.host,
                     "its name, primary (default) or secondary: where\nthat one is then")
        ->type_name("H");
    if (!parse_arguments(app, arguments)) return kExitFine;
    check_format(options.format);
    const bool pair = !options.bare;
    constexpr const char* kBare = "not with --bare, which protects nothing";
    refuse_without_effect({
        {"--output-rule", options.output_rule && options.output_rule != "received", pair, kBare},
        {"--on-divergence", options.on_divergence && options.on_divergence != "right_side", pair,
         kBare},
        {"--without", !options.without.empty(), pair, kBare},
        {"--pcapng", options.pcapng.has_value(), pair, kBare},
        {"--at-ms", options.at_ms != "5000", pair, kBare},
        {"--host", options.host != "primary", pair, kBare},
    });
    if (options.timeout) stop.after(parse_rate(*options.timeout, "--timeout"));
    files_of(options).check();
    WorldConfig config = make_config(options);
    if (!run->parsed()) config.orders.push_back(order_of(options, config, evacuate->parsed()));
    const bool json = options.format == "json";
    Console console(options.console, !json);
    std::optional<OutputFile> packets;
    LoggingTap tap;
    if (options.pcapng) {
        packets.emplace(*options.pcapng);
        packets->write(pcapng_header());
        tap = [&](uint64_t ns, unsigned from, unsigned to, std::string_view message) {
            packets->write(pcapng_packet(ns, as_frame(from, to, message)));
        };
    }
    Progress progress("ms");
    const WorldResult result = run_world(config, tap, [&](uint64_t now_ns) {
        progress.tell(now_ns / kNsPerMs, config.duration_ns / kNsPerMs, "at most");
        return !stop.asked();
    });
    progress.clear();
    if (packets) packets->close();
    console.write(result.console);
    console.end_line();
    console.close();
    print_out(json ? json_report(config, result) : text_report(config, result));
    if (result.stopped) return stop.exit_status();
    return is_bad(result) ? kExitFailed : kExitFine;
}

}  // namespace ftsim::cli
