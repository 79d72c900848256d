// SPDX-License-Identifier: Apache-2.0
#pragma once

// A whole run: the machine under test, its golden run beside it, faults that land as planned, a
// judge, and one result. Where the machine protects itself (duplex), all faults hit the one run and
// recovery is part of it. Where it does not (simplex), every fault is an experiment of its own
// beside the golden run: golden's state at the fault, the flip, on until judged, and back; unless a
// single fault is given exactly, which then is the run itself. So is every common_mode fault, as
// what passes the comparison would be in all that comes after it.
//
// The listener hears everything as it happens; the run asks `interrupted` many times a second, from
// one thread, and ends cleanly with what is known when it says so; an experiment that is cut short
// then is not counted. Deterministic in (program, config, seed). The library
// neither prints nor reads a clock.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ftsim/faultinject/fault_plan.hpp"
#include "ftsim/faultinject/judge.hpp"
#include "ftsim/faultinject/outcome.hpp"
#include "ftsim/faultinject/request_watch.hpp"
#include "ftsim/faultinject/statistics.hpp"
#include "ftsim/lockstep/machine.hpp"
#include "ftsim/replay/log_writer.hpp"

namespace ftsim {

/// A recording of the run itself, for a replay.
struct Recording {
    replay::ByteSink& to;
    replay::WriterOptions options = {};
    uint64_t digest_instructions = 1'000'000;  ///< between two digests of the state
    uint64_t snapshot_cycles = 10'000'000;     ///< between two snapshots, at least; 0: none
};

struct InjectedRunConfig {
    MachineConfig machine;
    uint64_t cycles = 1'000'000'000;  ///< machine time at which the run ends
    FaultSource faults = NoFaults{};
    Space space = Space::machine;  ///< where drawn faults are drawn from
    bool one_story = false;        ///< the faults hit the run itself, however many, and simplex too
    FaultKind fault_kind = {};     ///< what drawn faults do
    uint64_t seed = 1;
    bool golden = true;
    std::optional<Recording> record = {};
    uint64_t deadline = 1'000'000;  ///< elapsed cycles for which a client waits for an answer
    uint64_t horizon = 1'000'000;   ///< cycles after which an experiment ends as latent
};

enum class RunEnd { cycles, finisher, tohost, trap_loop, due, interrupted };

struct RunResult {
    RunEnd end = RunEnd::cycles;
    uint32_t exit_code = 0;               ///< the guest's, as QEMU would exit with
    std::optional<TrapState> first_trap;  ///< at RunEnd::trap_loop: what the loop began with
    std::optional<TrapState> trap;        ///< and where the program stands
    std::optional<Due> due;               ///< at RunEnd::due: why
    uint64_t cycles = 0;
    uint64_t elapsed_cycles = 0;
    uint64_t cycles_lost = 0;  ///< elapsed minus machine cycles, of experiments too
    uint64_t instructions = 0;
    uint64_t fault_bits = 0;               ///< of the fault space
    uint64_t injected = 0;                 ///< faults that landed and were judged or are pending
    uint64_t after_sdc = 0;                ///< faults that landed after the first wrong output
    std::optional<uint64_t> planned;       ///< faults that were asked for, where that is a number
    std::vector<PlannedFault> not_landed;  ///< listed ones that lie behind the end of the run
    OutcomeCounts outcomes;
    uint64_t escapes = 0;     ///< ended as sdc, crash, hang or latent, and never raised an alarm
    LatencyStats latency;     ///< elapsed cycles, of the faults that raised an alarm
    EngineCounters counters;  ///< `mismatches` and `reexecutions` of experiments too
    std::optional<RequestCounts> requests;  ///< of the request generator, where there is one
    HardwareCounters hardware;              ///< of a server's memory boards
    uint64_t output_digest = 0;             ///< of what left, sink by sink, without times
    bool judged = false;                    ///< beside a golden run: sdc and hang too
    std::optional<bool> output_right;       ///< equal to golden's; nothing without a golden run
};

/// Hears a run as it happens, on the thread that runs it: all that the engine tells of the run
/// itself (not of an experiment beside it), and what becomes of the faults.
class RunListener : public Observer {
public:
    virtual void on_fault(const PlannedFault&, [[maybe_unused]] uint64_t cycle) {}
    virtual void on_verdict(const LandedFault&) {}  ///< one, or as many alike as it says
    virtual void on_progress(const RunResult&) {}   ///< so far, many times a second
};

/// Runs it to its end. Throws Error for what is wrong with the configuration.
RunResult run_injected(const Program& program, const InjectedRunConfig& config,
                       RunListener& listener, const std::function<bool()>& interrupted);

}  // namespace ftsim
