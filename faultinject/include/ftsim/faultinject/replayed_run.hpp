// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays a recording: the same machine, made from the log alone, with the inputs and the faults of
// the log, until where the log ends or where the caller wants to look. Everything the machine does
// is compared with what the log says that it did; where the two part, the replay stops. A jump to a
// later cycle starts from the last snapshot in the log before it. Nothing is printed and nothing is
// written; the listener hears what the machine does. Not thread-safe.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "ftsim/faultinject/fault_model.hpp"
#include "ftsim/lockstep/machine_log.hpp"
#include "ftsim/lockstep/recorder.hpp"
#include "ftsim/replay/input_player.hpp"
#include "ftsim/replay/payload.hpp"
#include "ftsim/replay/verifier.hpp"

namespace ftsim {

struct ReplayConfig {
    KernelFactory kernel = make_plain_kernel;
    Evaluate evaluate = Evaluate::shared;
    replay::Verifier::Digests digests = replay::Verifier::Digests::compare;
    /// False: go on where the log says something else, to look at what comes of it.
    bool stop_where_parted = true;
    /// Where to start: at the last snapshot at or before this cycle.
    uint64_t from_cycle = 0;
    /// Asked now and then by run_until(), which throws Stopped where it says so; it can be called
    /// again.
    std::function<bool()> interrupted = {};
};

enum class ReplayStatus {
    running,   ///< the limit was reached
    ended,     ///< the recording ends here
    diverged,  ///< see divergence()
};

class ReplayedRun {
public:
    /// Log and listener must outlive it. Throws Error(file) for a log of another machine.
    ReplayedRun(const replay::LogFile& log, const ReplayConfig& config, Observer& listener);
    ~ReplayedRun();

    /// Goes on to a machine cycle, the first time that the machine comes there, or to an elapsed
    /// cycle, which a commit or a roll-back may pass by what it costs.
    ReplayStatus run_until(uint64_t cycle) { return run_until(Limits{cycle}); }
    ReplayStatus run_until(const Limits& limits);

    /// Lands the faults of this very cycle, which run_until() does as it goes on: to see a flip
    /// before its clock edge.
    void land_faults();

    Machine& machine() { return machine_; }
    Engine& engine() { return machine_.engine(); }
    /// How the machine itself stands: running, finished, stuck or given up.
    EngineStatus machine_status() const { return machine_status_; }
    /// The snapshot of the log from which it came: 0 is the start.
    uint64_t started_from() const { return started_from_; }
    const std::optional<replay::Divergence>& divergence() const { return divergence_; }
    const replay::Verifier& verifier() const { return verifier_; }

private:
    class Relay;

    std::size_t load_snapshot(uint64_t cycle);
    ReplayStatus look_where_it_stands();
    void compare_ends();
    void find_fault();
    uint64_t last_elapsed_cycle() const;
    void stop_at_next_event(Limits& limits);
    bool at_the_end();

    const replay::LogFile& log_;
    LoggedMachine logged_;
    std::unique_ptr<Relay> relay_;
    Machine machine_;
    uint64_t started_from_ = 0;
    std::size_t chunk_;  // from where the log is played
    replay::InputPlayer inputs_;
    replay::Verifier verifier_;
    Recorder recorder_;
    replay::LogCursor fault_cursor_;
    std::optional<replay::Fault> next_fault_;
    FaultKind next_fault_kind_;
    bool next_fault_over_ = false;
    EngineStatus machine_status_ = EngineStatus::running;
    bool stops_where_parted_;
    std::function<bool()> interrupted_;
    std::optional<replay::Divergence> divergence_;
};

}  // namespace ftsim
