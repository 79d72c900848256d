// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <functional>

#include "ftsim/board/program.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/scenario.hpp"
#include "ftsim/systemc/systemc_kernel.hpp"
#include "sim/cli/builtin_program.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/gdb/server.hpp"
#include "sim/cli/program_file.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/run_listener.hpp"

namespace ftsim::cli {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

// Set by Ctrl-C; the only thing that a signal handler may touch.
volatile std::sig_atomic_t interrupt_signal = 0;

void on_interrupt(int) { interrupt_signal = 1; }

MachineConfig machine_config(const RunOptions& options) {
    MachineConfig config;
    config.topology = options.topology;
    config.cpu_board = options.cpu_board;
    config.backplane.scrub_cycles = options.scrub_interval;
    config.backplane.copy_words = options.copy_words;
    config.backplane.clock_hz = options.clock_hz;
    config.backplane.mem_latency = options.mem_latency;
    config.backplane.console_in = options.console_in;
    config.backplane.console_script = options.console_script;
    config.backplane.ram_bytes = options.ram_bytes;
    config.backplane.net = options.net;
    if (options.disk) {
        config.backplane.disk = std::make_shared<DiskImage>(*options.disk, options.disk_read_only);
    }
    if (options.mirror) {
        config.backplane.mirror = std::make_shared<DiskMirror>(
            config.backplane.disk,
            std::make_shared<DiskImage>(*options.mirror, options.disk_read_only),
            options.disk->string(), options.mirror->string());
    }
    config.backplane.rtc_follows_host = options.rtc_follows_host;
    config.backplane.timer_follows_host = options.timer_follows_host;
    if (options.rtc_follows_host || options.timer_follows_host) {
        config.backplane.clock = host_clock();
    }
    if (options.rtc_follows_host) config.backplane.rtc_start_ns = 0;
    config.backplane.bootargs = options.bootargs;
    config.backplane.rtc_start_ns = options.rtc_start * 1'000'000'000;
    config.engine = options.engine;
    if (options.kernel == KernelKind::systemc) {
        config.kernel = systemc_kernel({options.quantum, options.clock_hz, options.mem_latency});
    }
    return config;
}

void close_disks(const BackplaneConfig& backplane) {
    if (backplane.disk) backplane.disk->close();
    if (backplane.mirror) backplane.mirror->second().close();
}

// Exact faults by number, checked against what the machine is made of.
FaultList exact_faults(const RunOptions& options, const FaultParts& parts) {
    FaultList list;
    for (const FaultSpec& spec : options.faults) {
        try {
            const BoardBit bit = spec.bit ? parts.find(spec.replica, spec.site, *spec.bit)
                                          : parts.find_clock(spec.replica, spec.site);
            if (!can_hit(parts, bit, *options.inject)) {
                throw Error(ErrorKind::usage, fmt::format("{}.{} cannot be hit by {}", spec.replica,
                                                          spec.site, name(*options.inject)));
            }
            list.push_back({0, spec.elapsed_cycle, bit, *options.inject});
        } catch (const Error& error) {
            throw Error(error.kind(), fmt::format("--fault: {}", error.what()));
        }
    }
    return list;
}

FaultSource fault_source(const Program& program, const RunOptions& options,
                         const MachineConfig& machine, const std::function<bool()>& interrupted) {
    if (!options.inject) return NoFaults{};
    if (options.scenario) {
        return parse_scenario(read_input(options.scenario->string()), options.scenario->string(),
                              fault_parts(machine), options.seed);
    }
    if (!options.faults.empty()) return exact_faults(options, fault_parts(machine));
    if (!options.fault_count) return FaultRate{*options.rate};
    // Where a program ends by itself, its faults are spread over its own length.
    const uint64_t length = options.program
                                ? golden_length(program, machine, options.cycles, interrupted)
                                : options.cycles;
    return FaultCount{*options.fault_count, length};
}

int exit_status(const RunOptions& options, const RunResult& result, bool timed_out) {
    if (timed_out) return kExitTimeout;
    if (result.end == RunEnd::interrupted) return kExitInterrupted;
    const OutcomeCounts& outcomes = result.outcomes;
    if (outcomes[Outcome::sdc] + outcomes[Outcome::due] + outcomes[Outcome::hang] +
            outcomes[Outcome::crash] >
        0) {
        return kExitFailed;
    }
    if (result.end == RunEnd::trap_loop) {
        return options.inject ? kExitFailed : kExitTrapLoop;
    }
    return result.exit_code == 0 ? kExitFine : kExitFailed;
}

/// A log that only this process needs.
class MemorySink final : public replay::ByteSink {
public:
    void write(std::span<const std::byte> more) override {
        bytes.insert(bytes.end(), more.begin(), more.end());
    }
    void sync() override {}

    std::vector<std::byte> bytes;
};

/// Where the run is recorded, if it is: waves are made from a recording.
std::unique_ptr<replay::ByteSink> log_sink(const RunOptions& options) {
    if (options.record) return std::make_unique<replay::FileSink>(*options.record);
    if (options.waves) return std::make_unique<MemorySink>();
    return nullptr;
}

replay::LogFile read_back(const RunOptions& options, const replay::ByteSink& log) {
    if (options.record) return replay::LogFile::open(*options.record);
    const auto& memory = dynamic_cast<const MemorySink&>(log);
    return replay::LogFile(replay::bytes_in_memory(memory.bytes), "the recording");
}

}  // namespace

std::string_view exit_reason(const RunResult& result, bool timed_out) {
    switch (result.end) {
        case RunEnd::cycles: return "cycles";
        case RunEnd::finisher: return "finisher";
        case RunEnd::tohost: return "tohost";
        case RunEnd::trap_loop: return "trap_loop";
        case RunEnd::due: return "due";
        case RunEnd::interrupted: break;
    }
    return timed_out ? "timeout" : "interrupted";
}

int run_command(const std::vector<std::string>& arguments) {
    const ParsedRun parsed = parse_run(arguments);
    if (parsed.help) {
        print_out(*parsed.help);
        return kExitFine;
    }
    const RunOptions& options = parsed.options;
    const Program program = options.program
                                ? load_program_file(*options.program, options.ram_bytes)
                                : builtin_program(options.ram_bytes);

    const auto start = Clock::now();
    bool timed_out = false;
    const std::function<bool()> interrupted = [&] {
        timed_out = options.timeout_seconds &&
                    Seconds(Clock::now() - start).count() >= *options.timeout_seconds;
        return timed_out || interrupt_signal != 0;
    };
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);

    InjectedRunConfig config;
    config.machine = machine_config(options);
    const FaultParts parts = fault_parts(config.machine);
    UserListener listener(options, parts, isatty(STDERR_FILENO) != 0);
    config.space = options.space;
    config.one_story = options.scenario.has_value();
    config.fault_kind = options.inject.value_or(FaultKind{});
    config.cycles = options.cycles;
    config.seed = options.seed;
    config.golden = options.golden;
    config.horizon = options.horizon;
    config.deadline = options.deadline;
    if (options.gdb) {
        serve_gdb(debug_machine(program, config.machine, config.cycles, listener), *options.gdb);
        listener.close();
        close_disks(config.machine.backplane);
        return kExitFine;
    }
    const std::unique_ptr<replay::ByteSink> log = log_sink(options);
    if (log) {
        replay::WriterOptions writing;
        writing.codec = options.record_codec;
        config.record.emplace(
            Recording{*log, writing, options.record_digests, options.record_snapshots});
    }
    config.faults = fault_source(program, options, config.machine, interrupted);
    const RunResult result = run_injected(program, config, listener, interrupted);
    const double wall_seconds = Seconds(Clock::now() - start).count();

    listener.finish(result, timed_out);
    const Report report{options,
                        result,
                        options.program ? options.program->string() : "the built-in program",
                        program_digest(program),
                        wall_seconds,
                        timed_out,
                        listener.faults()};
    const std::string text =
        options.format == Format::json ? json_report(report) : text_report(report);
    print_out(text);
    listener.close();
    close_disks(config.machine.backplane);
    if (options.waves) {
        const std::string said = write_waves(read_back(options, *log), *options.waves);
        fmt::print(stderr, "{}", said);
    }
    return exit_status(options, result, timed_out);
}

}  // namespace ftsim::cli
