// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>
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
#include "sim/cli/progress.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/run_listener.hpp"
#include "sim/cli/scenario_kind.hpp"
#include "sim/cli/stop.hpp"

namespace ftsim::cli {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

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
                         const MachineConfig& machine, const StopRequest& stop) {
    if (!options.inject) return NoFaults{};
    if (options.scenario) {
        const std::string file = options.scenario->string();
        const std::string text = read_input(file, kMostText);
        refuse_other_kind(text, file, ScenarioKind::boards);
        return parse_scenario(text, file, fault_parts(machine), options.seed);
    }
    if (!options.faults.empty()) return exact_faults(options, fault_parts(machine));
    if (!options.fault_count) return FaultRate{*options.rate};
    // Where a program ends by itself, its faults are spread over its own length.
    if (!options.program) return FaultCount{*options.fault_count, options.cycles};
    Progress progress("cycles", true);
    const uint64_t length =
        golden_length(program, machine, options.cycles, stop.token(), [&](uint64_t cycle) {
            progress.tell(cycle, options.cycles, "at most: how long the program runs");
        });
    return FaultCount{*options.fault_count, length};
}

// By their names; no report lists more than the first ones.
std::vector<MissedFault> not_landed(const RunResult& result, const FaultParts& parts) {
    std::vector<MissedFault> missed;
    for (const PlannedFault& fault : result.not_landed) {
        if (missed.size() == kListedFaults) break;
        missed.push_back({describe(parts, fault.bit, fault.kind), fault.elapsed_cycle});
    }
    return missed;
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
std::unique_ptr<replay::ByteSink> log_sink(const RunOptions& options, const StopRequest& stop) {
    if (options.record) {
        return std::make_unique<replay::FileSink>(*options.record, stop.token());
    }
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

int run_command(const std::vector<std::string>& arguments, StopRequest& stop) {
    ParsedRun parsed = parse_run(arguments);
    if (parsed.help) {
        print_out(*parsed.help);
        return kExitFine;
    }
    const auto start = Clock::now();
    if (parsed.options.timeout_seconds) stop.after(*parsed.options.timeout_seconds);
    // Nobody may ever write into a pipe.
    if (const auto& file = parsed.options.console_in_file) {
        parsed.options.console_in = read_input(*file, kMostConsoleInput);
    }
    const RunOptions& options = parsed.options;
    const std::function<bool()> interrupted = stop.token();
    const Program program = options.program ? load_program_file(*options.program, options.ram_bytes)
                                            : builtin_program(options.ram_bytes);

    InjectedRunConfig config;
    config.machine = machine_config(options);
    const FaultParts parts = fault_parts(config.machine);
    // All that can be wrong with the inputs is found before any output is created.
    config.faults = fault_source(program, options, config.machine, stop);
    UserListener listener(options, parts);
    config.space = options.space;
    config.one_story = options.scenario.has_value();
    config.fault_kind = options.inject.value_or(FaultKind{});
    config.cycles = options.cycles;
    config.seed = options.seed;
    config.golden = options.golden;
    config.horizon = options.horizon;
    config.deadline = options.deadline;
    if (options.gdb) {
        serve_gdb(debug_machine(program, config.machine, config.cycles, listener), *options.gdb,
                  interrupted);
        listener.close();
        close_disks(config.machine.backplane);
        return kExitFine;
    }
    const std::unique_ptr<replay::ByteSink> log = log_sink(options, stop);
    if (log) {
        replay::WriterOptions writing;
        writing.codec = options.record_codec;
        config.record.emplace(
            Recording{*log, writing, options.record_digests, options.record_snapshots});
    }
    std::optional<WaveFiles> wave_files;
    if (options.waves) wave_files.emplace(*options.waves);
    const RunResult result = run_injected(program, config, listener, interrupted);
    const double wall_seconds = Seconds(Clock::now() - start).count();
    const bool timed_out = result.end == RunEnd::interrupted && stop.timed_out();

    listener.finish(result, timed_out);
    const Report report{options,
                        result,
                        options.program ? options.program->string() : "the built-in program",
                        program_digest(program),
                        wall_seconds,
                        timed_out,
                        listener.faults(),
                        not_landed(result, parts)};
    const std::string text =
        options.format == Format::json ? json_report(report) : text_report(report);
    print_out(text);
    listener.close();
    close_disks(config.machine.backplane);
    if (options.waves) {
        const std::string said =
            write_waves(read_back(options, *log), *options.waves, wave_files, stop);
        fmt::print(stderr, "{}", said);
        if (stop.asked()) return stop.exit_status();
    }
    return exit_status(options, result, timed_out);
}

}  // namespace ftsim::cli
