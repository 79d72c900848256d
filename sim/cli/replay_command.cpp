// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/replayed_run.hpp"
#include "ftsim/systemc/systemc_kernel.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/report.hpp"

namespace ftsim::cli {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using Json = nlohmann::ordered_json;

struct ReplayOptions {
    std::string log;
    std::optional<std::string> to_cycle;
    std::optional<std::string> console;
    std::string format = "text";
    std::string kernel = "plain";
    std::string evaluate = "shared";
    bool verify = false;
};

/// The machine's console.
class ConsoleListener final : public Observer {
public:
    explicit ConsoleListener(const ReplayOptions& options)
        : to_stdout_(options.format == "text" && !options.console) {
        if (options.console) file_.emplace(*options.console);
    }
    void on_output(const Emission& emission, uint64_t) override {
        if (emission.sink != Sink::console) return;
        const char byte = static_cast<char>(emission.value);
        if (file_) file_->write({&byte, 1});
        if (to_stdout_) std::fputc(byte, stdout);
    }
    void close() {
        if (file_) file_->close();
    }

private:
    bool to_stdout_;
    std::optional<OutputFile> file_;
};

std::string_view reason_of(ReplayStatus status, const ReplayedRun& run, bool cut) {
    if (status == ReplayStatus::diverged) return "diverged";
    if (status == ReplayStatus::running) return "to_cycle";
    switch (run.machine_status()) {
        case EngineStatus::running: return cut ? "cut" : "cycles";
        case EngineStatus::trap_loop: return "trap_loop";
        case EngineStatus::due: return "due";
        case EngineStatus::finished: break;
    }
    return "finished";
}

std::string side(const std::optional<replay::Event>& event) {
    return event ? describe(*event) : "nothing";
}

struct Replayed {
    const ReplayOptions& options;
    const replay::LogFile& log;
    ReplayedRun& run;
    std::string_view reason;
    uint64_t first_cycle;
    double seconds;

    double cycles_per_second() const {
        return static_cast<double>(run.engine().cycle() - first_cycle) / seconds;
    }
};

std::string text_report(const Replayed& replayed) {
    Engine& engine = replayed.run.engine();
    std::string text = fmt::format("{}, recorded with seed {}\n", replayed.options.log,
                                   replayed.log.header().seed);
    text += fmt::format("end          {}, after {} cycles and {} instructions\n", replayed.reason,
                        grouped(engine.cycle()), grouped(engine.retired()));
    text += fmt::format("state        digest {:016x}\n", engine.digest());
    text += fmt::format("compared     {} events, {} state digests among them\n",
                        grouped(replayed.run.verifier().agreed()),
                        grouped(replayed.run.verifier().digests_agreed()));
    if (const auto& parted = replayed.run.divergence()) {
        text += fmt::format("DIVERGED     recorded  {}\n             replayed  {}\n",
                            side(parted->expected), side(parted->found));
    }
    text += fmt::format("speed        {:.2f} M cycles/s ({:.1f} s)\n",
                        replayed.cycles_per_second() / 1e6, replayed.seconds);
    return text;
}

std::string json_report(const Replayed& replayed) {
    Engine& engine = replayed.run.engine();
    Json out = {
        {"schema_version", 1},
        {"log", replayed.options.log},
        {"seed", replayed.log.header().seed},
        {"reason", replayed.reason},
        {"cut", replayed.log.cut() ? Json(replayed.log.describe_cut()) : Json()},
        {"cycles", engine.cycle()},
        {"elapsed_cycles", engine.elapsed_cycle()},
        {"instructions", engine.retired()},
        {"from_snapshot", replayed.run.started_from()},
        {"events_agreed", replayed.run.verifier().agreed()},
        {"digests_agreed", replayed.run.verifier().digests_agreed()},
        {"mismatches", engine.counters().mismatches},
        {"reexecutions", engine.counters().reexecutions},
        {"digest", fmt::format("{:016x}", engine.digest())},
        {"divergence", nullptr},
        {"wall_seconds", replayed.seconds},
        {"cycles_per_second", replayed.cycles_per_second()},
    };
    if (const auto& parted = replayed.run.divergence()) {
        out["divergence"] = {{"recorded", side(parted->expected)},
                             {"replayed", side(parted->found)},
                             {"agreed_cycle", parted->agreed.cycle}};
    }
    return out.dump(2) + "\n";
}

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
    app.add_option("--format", options.format, "text (default) or json")->type_name("F");
    app.footer(
        "Inputs, program and disk come from the recording alone.\n"
        "Exit status: 0 it went as recorded; 1 it did not; 2 usage; 5 the recording is\n"
        "none, or of another machine.");
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

    const auto start = Clock::now();
    const auto log = replay::LogFile::open(options.log);
    if (log.cut()) fmt::print(stderr, "ftsim: {}: {}\n", options.log, log.describe_cut());
    ConsoleListener listener(options);
    ReplayConfig config;
    if (options.kernel == "systemc") config.kernel = make_systemc_kernel;
    const bool all = options.evaluate == "all" || options.kernel == "systemc";
    config.evaluate = all ? Evaluate::all : Evaluate::shared;
    config.digests =
        options.verify ? replay::Verifier::Digests::compare : replay::Verifier::Digests::ignore;
    if (options.to_cycle) config.from_cycle = to_cycle;
    ReplayedRun run(log, config, listener);
    const uint64_t first_cycle = run.engine().cycle();
    const ReplayStatus status = run.run_until(to_cycle);
    const double seconds = Seconds(Clock::now() - start).count();

    const Replayed replayed{options,     log,    run, reason_of(status, run, log.cut().has_value()),
                            first_cycle, seconds};
    print_out(options.format == "json" ? json_report(replayed) : text_report(replayed));
    listener.close();
    return status == ReplayStatus::diverged ? kExitFailed : kExitFine;
}

}  // namespace ftsim::cli
