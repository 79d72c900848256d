// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "ftsim/systemc/systemc_kernel.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/console.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/gdb/server.hpp"
#include "sim/cli/replay_report.hpp"
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
    std::optional<std::string> wave, window;
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
    app.footer(
        "Inputs, program and disk come from the recording alone.\n"
        "Exit status: 0 it went as recorded; 1 it did not; 2 usage; 5 LOG is not a\n"
        "recording, or of another machine.");
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

}  // namespace

int replay_command(const std::vector<std::string>& arguments) {
    ReplayOptions options;
    CLI::App app("Plays a recorded run again, and compares it with the recording.", "ftsim replay");
    set_up(app, options);
    if (!parse_arguments(app, arguments)) return kExitFine;
    check_format(options.format);
    static constexpr std::array<std::string_view, 2> kKernels = {"plain", "systemc"};
    static constexpr std::array<std::string_view, 2> kEvaluations = {"shared", "all"};
    one_of("--kernel", options.kernel, kKernels);
    one_of("--evaluate", options.evaluate, kEvaluations);
    const uint64_t to_cycle =
        options.to_cycle ? parse_count(*options.to_cycle, "--to-cycle") : UINT64_MAX;

    const auto waves = parse_waves(options.wave, options.window);

    const auto start = Clock::now();
    const auto log = replay::LogFile::open(options.log);
    if (log.cut()) fmt::print(stderr, "ftsim: {}: {}\n", options.log, log.describe_cut());
    ConsoleListener listener(options);
    ReplayConfig config;
    if (options.kernel == "systemc") config.kernel = systemc_kernel();
    const bool all = options.evaluate == "all" || options.kernel == "systemc";
    config.evaluate = all ? Evaluate::all : Evaluate::shared;
    config.digests =
        options.verify ? replay::Verifier::Digests::compare : replay::Verifier::Digests::ignore;
    if (options.gdb) {
        serve_gdb(debug_replay(log, config, listener), parse_port(*options.gdb));
        listener.close();
        return kExitFine;
    }
    if (waves) {
        print_out(write_waves(log, *waves));
        return kExitFine;
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
    const ReplayStatus status = run.run_until(to_cycle);
    const double seconds = Seconds(Clock::now() - start).count();

    const Timeline timeline{log, config};
    Replayed replayed{options.log, log, run, status, first_cycle, seconds, {}};
    // SystemC allows no second machine in a process.
    if (run.divergence() && options.kernel != "systemc") {
        replayed.diagnosis = diagnose(timeline, *run.divergence());
    }
    print_out(options.format == "json" ? json_report(replayed) : text_report(replayed));
    listener.close();
    return status == ReplayStatus::diverged ? kExitFailed : kExitFine;
}

}  // namespace ftsim::cli
