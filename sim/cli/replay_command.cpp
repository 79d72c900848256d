// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "ftsim/stopped.hpp"
#include "ftsim/systemc/systemc_kernel.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/file_set.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/gdb/server.hpp"
#include "sim/cli/open_log.hpp"
#include "sim/cli/option_effects.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/replay_report.hpp"
#include "sim/cli/stop.hpp"
#include "sim/cli/waves.hpp"

namespace ftsim::cli {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

struct ReplayOptions {
    std::string log;
    std::optional<std::string> to_cycle;
    std::optional<std::string> console;
    std::string format = "text";
    std::string kernel = "plain";
    std::string evaluate = "shared";
    bool verify = false;
    std::optional<std::string> gdb;
    std::optional<std::string> last_write;
    std::optional<std::string> wave, window, timeout;
};

class ConsoleListener final : public Observer {
public:
    explicit ConsoleListener(const ReplayOptions& options)
        : console_(options.console, options.format == "text") {}
    void on_output(const Emission& emission, uint64_t) override {
        if (emission.sink != Sink::console) return;
        const char byte = static_cast<char>(emission.value);
        console_.write({&byte, 1});
    }
    void close() {
        console_.end_line();
        console_.close();
    }

private:
    Console console_;
};

void set_up(CLI::App& app, ReplayOptions& options) {
    app.get_formatter()->column_width(28);
    app.add_option("LOG", options.log, "the recording (.ftlog)")->required();
    app.add_option("--to-cycle", options.to_cycle,
                   "stop at this machine cycle; starts from the last\n"
                   "snapshot before it")
        ->type_name("N");
    app.add_flag("--verify", options.verify, "compare state digests too");
    app.add_option("--console", options.console, "the machine's console (text: stdout)")
        ->type_name("FILE");
    app.add_option("--kernel", options.kernel, "plain (default) or systemc")->type_name("K");
    app.add_option("--evaluate", options.evaluate, "shared (default) or all")->type_name("E");
    app.add_option("--gdb", options.gdb,
                   "serve one GDB on this port of the loopback\n"
                   "interface; it can step back, too")
        ->type_name("PORT");
    app.add_option("--last-write", options.last_write,
                   "who wrote the word at this address of RAM last,\n"
                   "before the end or --to-cycle; ADDRESS,BYTES for\n"
                   "another size")
        ->type_name("ADDRESS");
    app.add_option("--wave", options.wave,
                   "write the boards' signals, and do nothing else: FST,\n"
                   "or VCD for *.vcd, and a .gtkw for GTKWave")
        ->type_name("FILE");
    app.add_option("--window", options.window, "machine cycles for --wave")->type_name("FROM:TO");
    app.add_option("--format", options.format, "text (default) or json")->type_name("F");
    app.add_option("--timeout", options.timeout, "stop after so many seconds, exit status 4")
        ->type_name("SEC");
    app.footer(
        "Inputs, program and disk come from the recording alone.\n"
        "Exit status: 0 it went as recorded; 1 it did not; 2 usage; 4 --timeout; 5 LOG\n"
        "is not a recording, or of another machine, or the system; 130 interrupted.");
}

struct Place {
    uint32_t address;
    uint32_t bytes;
};

// "0x80001000" or "0x80001000,2".
Place parse_place(std::string_view text) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view address = text.substr(0, comma);
    const bool hex = address.starts_with("0x");
    Place place = {0, 4};
    const char* end = address.data() + address.size();
    const auto parsed =
        std::from_chars(address.data() + (hex ? 2 : 0), end, place.address, hex ? 16 : 10);
    if (parsed.ec != std::errc() || parsed.ptr != end) {
        throw Error(
            ErrorKind::usage,
            fmt::format("--last-write: '{}' is not an address such as 0x80001000", address));
    }
    if (comma == text.size()) return place;
    const uint64_t bytes = parse_count(text.substr(comma + 1), "--last-write: bytes");
    if (bytes == 0 || bytes > Ram::kPageBytes) {
        throw Error(ErrorKind::usage, fmt::format("--last-write: {} bytes: 1 to {} can be watched",
                                                  bytes, Ram::kPageBytes));
    }
    place.bytes = static_cast<uint32_t>(bytes);
    return place;
}

// A replay is played to an end, or is for GDB, for waves or for one question.
void refuse_meaningless(const ReplayOptions& options) {
    const int modes =
        options.gdb.has_value() + options.last_write.has_value() + (options.wave || options.window);
    if (modes > 1) {
        throw Error(ErrorKind::usage, "--gdb, --last-write and --wave: only one of them");
    }
    const bool plain = modes == 0, question = options.last_write.has_value();
    const bool waves = options.wave.has_value();
    refuse_without_effect({
        {"--to-cycle", options.to_cycle.has_value(), plain || question,
         "not with --gdb or --wave, which have their own place"},
        {"--verify", options.verify, !waves && !question, "not with --wave or --last-write"},
        {"--console", options.console.has_value(), plain || options.gdb.has_value(),
         "not with --wave or --last-write, which give no console"},
        {"--format", options.format != "text", plain || question,
         "not with --gdb or --wave, which report nothing"},
        {"--kernel", options.kernel != "plain", !waves,
         "not with --wave, which has a loop of its own"},
        {"--evaluate", options.evaluate != "shared", !waves,
         "not with --wave, which evaluates all"},
    });
}

constexpr uint64_t kSliceCycles = 100'000;  // between two looks at the time

// Where the recording ends, as far as that is known before it is played.
uint64_t last_cycle(const replay::LogFile& log) {
    if (log.end()) return log.end()->at.cycle;
    return log.chunks().empty() ? 0 : log.chunks().back().header.first.cycle;
}

// To that cycle, or as far as it came when it was asked to stop.
ReplayStatus play(ReplayedRun& run, uint64_t to_cycle, uint64_t end) {
    Progress progress("cycles", true);
    const uint64_t first = run.engine().cycle();
    const uint64_t all = std::min(to_cycle, end) - std::min({first, to_cycle, end});
    ReplayStatus status = ReplayStatus::running;
    try {
        do {
            status = run.run_until(Limits{to_cycle, run.engine().elapsed_cycle() + kSliceCycles});
            progress.tell(run.engine().cycle() - std::min(first, run.engine().cycle()), all);
        } while (status == ReplayStatus::running && run.engine().cycle() < to_cycle);
    } catch (const Stopped&) {
        return ReplayStatus::running;
    }
    return status;
}

}  // namespace

int replay_command(const std::vector<std::string>& arguments, StopRequest& stop) {
    ReplayOptions options;
    CLI::App app("Plays a recorded run again, and compares it with the recording.", "ftsim replay");
    set_up(app, options);
    if (!parse_arguments(app, arguments)) return kExitFine;
    check_format(options.format);
    if (options.timeout) stop.after(parse_rate(*options.timeout, "--timeout"));
    static constexpr std::array<std::string_view, 2> kKernels = {"plain", "systemc"};
    static constexpr std::array<std::string_view, 2> kEvaluations = {"shared", "all"};
    one_of("--kernel", options.kernel, kKernels);
    one_of("--evaluate", options.evaluate, kEvaluations);
    const uint64_t to_cycle =
        options.to_cycle ? parse_count(*options.to_cycle, "--to-cycle") : UINT64_MAX;

    const auto waves = parse_waves(options.wave, options.window);
    refuse_meaningless(options);

    FileSet files;
    files.input("LOG", options.log);
    if (options.console) files.output("--console", *options.console);
    if (waves) add_waves(files, *waves);
    files.check();

    const auto start = Clock::now();
    const auto log = open_log(options.log, stop);
    if (log.cut()) fmt::print(stderr, "ftsim: {}: {}\n", options.log, log.describe_cut());
    // What is wrong is said before the console's file is created.
    machine_from(log);
    if (options.gdb) parse_port(*options.gdb);
    if (options.last_write) parse_place(*options.last_write);
    ConsoleListener listener(options);
    ReplayConfig config;
    config.interrupted = stop.token();
    if (options.kernel == "systemc") config.kernel = systemc_kernel();
    const bool all = options.evaluate == "all" || options.kernel == "systemc";
    config.evaluate = all ? Evaluate::all : Evaluate::shared;
    config.digests =
        options.verify ? replay::Verifier::Digests::compare : replay::Verifier::Digests::ignore;
    if (options.gdb) {
        serve_gdb(debug_replay(log, config, listener), parse_port(*options.gdb), stop.token());
        listener.close();
        return kExitFine;
    }
    if (waves) {
        std::optional<WaveFiles> wave_files;
        print_out(write_waves(log, *waves, wave_files, stop));
        return stop.asked() ? stop.exit_status() : kExitFine;
    }
    if (options.last_write) {
        const Place place = parse_place(*options.last_write);
        const auto write = last_write({log, config}, place.address, place.bytes, to_cycle);
        print_out(options.format == "json" ? json_report(place.address, write)
                                           : text_report(place.address, write));
        listener.close();
        return kExitFine;
    }
    if (options.to_cycle) config.from_cycle = to_cycle;
    ReplayedRun run(log, config, listener);
    const uint64_t first_cycle = run.engine().cycle();
    const ReplayStatus status = play(run, to_cycle, last_cycle(log));
    const double seconds = Seconds(Clock::now() - start).count();

    const Timeline timeline{log, config};
    const bool short_of = status == ReplayStatus::running && run.engine().cycle() < to_cycle;
    Replayed replayed{options.log, log, run, status, first_cycle, seconds, {}, nullptr};
    if (short_of) replayed.stopped = stop.reason();
    // SystemC allows no second machine in a process.
    if (run.divergence() && options.kernel != "systemc") {
        try {
            replayed.diagnosis = diagnose(timeline, *run.divergence());
        } catch (const Stopped&) {  // that it diverged is known all the same
        }
    }
    print_out(options.format == "json" ? json_report(replayed) : text_report(replayed));
    listener.close();
    if (short_of) return stop.exit_status();
    return status == ReplayStatus::diverged ? kExitFailed : kExitFine;
}

}  // namespace ftsim::cli
