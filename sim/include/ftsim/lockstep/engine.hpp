// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lockstep with recovery. The kernel runs the replicas until something happens; the engine decides
// what it means:
//
//   interval over    the replicas' complete states are equal -> commit a snapshot; else alarm
//   outputs differ   alarm. Where nothing says which board is wrong: roll back to a committed
//                    snapshot and run again with the logged inputs
//   nothing goes on  the watchdog stops the machine
//   a board is wrong  by the others' vote or its own alert: it is isolated, the others go on, and
//                    it comes back with their state at a commit
//   it comes back    the same mismatch after every re-execution: every board's self-test runs;
//                    whoever fails it is isolated, else due
//   comparison past  what the machine said leaves the outbox
//   behind an offset  a commit, a frame, the program's end: main waits for its shadow first
//   reset requested  the replicas start again; machine time and snapshots go on
//
// A flip that nobody reads cannot hide in a snapshot, because a snapshot commits only when the
// states agree. Two snapshots are kept; a mismatch that comes back tries the older one, and after
// max_reexecutions it is a fault that stays (Recurrence). One that does not come back is another
// transient. It uses up no attempt: snapshots come closer together until the machine gets forward
// (SnapshotPace), and it gives up only after a long time without any progress. The engine knows
// nothing of faults: flip() is how a state may change from outside, and it looks at outputs and
// states only.
//
// Machine time (cycle) goes back on a roll-back; elapsed time counts every clock edge, those that
// snapshots and roll-backs cost included. Not thread-safe; engines share nothing.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ftsim/board/recovery_domain.hpp"
#include "ftsim/lockstep/board_care.hpp"
#include "ftsim/lockstep/due.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/lockstep/observer.hpp"
#include "ftsim/lockstep/recurrence.hpp"
#include "ftsim/lockstep/snapshot.hpp"
#include "ftsim/lockstep/snapshot_pace.hpp"
#include "ftsim/lockstep/state_vote.hpp"

namespace ftsim {

enum class SnapshotCheck { state, none };
enum class Evaluate { shared, all };

/// What an alarm does.
enum class OnAlert {
    reexecute,  ///< roll back and run again
    stop,       ///< the machine stops (due): detection alone
};

/// When what the machine says leaves it.
enum class Release {
    compared,   ///< when every comparison that covers its cycle has passed
    immediate,  ///< at once: an alarm may follow what was wrong
};

/// Elapsed cycles for which the machine stands still.
struct Cost {
    uint64_t base = 100;
    uint64_t per_unit = 16;  ///< a page of memory, or a word of registers

    uint64_t of(uint64_t units) const { return base + per_unit * units; }
};

struct EngineConfig {
    uint64_t snapshot_interval = 10'000;   ///< machine cycles, at most
    bool snapshot_interval_adapts = true;  ///< shorter while transients come close together
    SnapshotCheck snapshot_check = SnapshotCheck::state;
    Evaluate evaluate = Evaluate::shared;
    unsigned lockstep_offset = 0;  ///< the kernel's: cycles by which the shadow runs behind
    Cost snapshot_cost;
    Cost rollback_cost;
    unsigned max_reexecutions = 3;        ///< of one mismatch that comes back each time
    uint64_t progress_limit = 1'000'000;  ///< elapsed cycles of roll-backs without any progress
    Patience retire_after;
    Cost reintegration_cost = {100, 1};  ///< by 32-bit words of a board's registers
    OnAlert on_alert = OnAlert::reexecute;
    Release release = Release::compared;
    uint64_t self_test_interval = 0;  ///< elapsed cycles between two self-tests; 0: none
};

enum class EngineStatus {
    running,    ///< a limit was reached
    finished,   ///< the program ended: see ending()
    trap_loop,  ///< the program is stuck
    due,        ///< the machine could not recover: see due()
};

/// A machine in which no instruction retires for so many machine cycles, and which does not wait
/// for an interrupt, stops itself. It is looked at when a snapshot commits.
inline constexpr uint64_t kWatchdogCycles = 100'000;

/// Where to stop: at whichever comes first.
struct Limits {
    uint64_t cycle = UINT64_MAX;          ///< machine time
    uint64_t elapsed_cycle = UINT64_MAX;  ///< may be passed by what a commit or a roll-back costs
};

struct EngineCounters {
    uint64_t mismatches = 0;    ///< alarms, repeated ones and failed state checks included
    uint64_t reexecutions = 0;  ///< roll-backs
    uint64_t snapshots = 0;
    uint64_t snapshot_cycles = 0;  ///< elapsed cycles that snapshots cost
    uint64_t rollback_cycles =
        0;                       ///< elapsed cycles that roll-backs cost, without the re-execution
    uint64_t offset_cycles = 0;  ///< elapsed cycles in which main waited for its comparisons
    uint64_t isolations = 0;     ///< of boards found wrong
    uint64_t reintegrations = 0;
    uint64_t retirements = 0;
    uint64_t board_tests = 0;           ///< self-tests of isolated boards
    uint64_t board_test_cycles = 0;     ///< elapsed, in which the machine stood still for these
    uint64_t standstill_cycles = 0;     ///< elapsed, until it was known which board is wrong
    uint64_t reintegration_cycles = 0;  ///< elapsed, in which registers were copied
    uint64_t self_tests = 0;            ///< of the comparator, passed
    uint64_t self_test_cycles = 0;      ///< elapsed cycles in which a part of it was tested
    uint64_t cycles_shared = 0;         ///< run with one evaluation for all replicas
    uint64_t cycles_compared = 0;  ///< run with every replica in service evaluated and compared
    uint64_t cycles_alone = 0;     ///< run with one replica in service and nothing to compare
};

class Engine {
public:
    /// The kernel's replicas and the domain behind them are in their initial state, which becomes
    /// the first snapshot, at no cost. Kernel, domain and observer must outlive the engine. Throws
    /// Error(usage) for an interval of 0, and for self-tests where the kernel has none.
    Engine(Kernel& kernel, RecoveryDomain& domain, const EngineConfig& config, Observer& observer);

    /// Runs until a limit is reached or the machine stops. Where the limits fall changes nothing of
    /// what happens. Must not be called again after a status other than running; after trap_loop
    /// only once intervene() has changed something.
    EngineStatus run_until(const Limits& limits);

    uint64_t cycle() const { return cycle_; }
    uint64_t elapsed_cycle() const { return elapsed_cycle_; }
    uint64_t retired() const { return kernel_.progress().retired; }
    /// The machine cycle before which everything has been compared, and what was said has left.
    uint64_t compared_up_to() const { return cycle_ - kernel_.behind(); }
    /// By so many cycles at most that is behind cycle().
    unsigned comparison_delay() const { return kernel_.comparison_delay(); }
    const EngineCounters& counters() const { return counters_; }
    /// After EngineStatus::finished: the word that ended the program.
    const Emission& ending() const { return ending_; }
    /// After EngineStatus::due: why.
    const Due& due() const { return due_; }

    /// Inverts one bit of a board's site map, now.
    void flip(unsigned board, uint64_t bit);
    /// Inverts the same bit of the state map in every replica, now.
    void flip_all(uint64_t bit);
    /// From now on, through every roll-back, a bit of a board's site map has that value.
    void stick(unsigned board, uint64_t bit, bool value);
    /// The bit is good again, and keeps what it has.
    void unstick(unsigned board, uint64_t bit) { kernel_.unstick(board, bit); }
    /// A board stands still from now on, through every roll-back, until it is let go or replaced.
    void freeze(unsigned board, bool frozen);
    /// Registers of a board change at random from now on, until it is tame again or replaced.
    void go_wild(unsigned board, bool wild);
    /// The next clock edge comes to that replica twice.
    void double_edge(unsigned replica);
    /// The next clock edge does not come to that replica; to none of them.
    void miss_edge(unsigned replica);
    void miss_edge_all();
    /// Another board is put in a board's place; where it was out of service, the new one is back
    /// with the next commit.
    void replace(unsigned board);
    /// Of every CPU board.
    const BoardCare& board_care() const { return care_; }
    /// Gets the states of all replicas, which are equal, between two cycles. It may change them,
    /// all alike, and what is behind the comparison point too.
    using Intervention = std::function<void(std::span<std::vector<std::byte>> states)>;
    /// A change that is no fault, now: main waits for its comparisons first, and no roll-back goes
    /// to before it. False, and nothing has changed, while the replicas differ. Not in experiments.
    bool intervene(const Intervention& change);
    /// A fault in the store of snapshots: inverts one bit of the newest one's registers, board
    /// after board, or, behind these, of the pages put aside in both. False where there is no such
    /// bit.
    bool flip_snapshot_bit(uint64_t bit);

    /// An experiment beside the main run: whatever happens in between, roll-backs included, the
    /// machine is afterwards as it was, cycle, counters, input and output included.
    void begin_experiment();
    void end_experiment();

    /// The machine as it goes on from here, as bytes, for a replay log; of memory only what has
    /// changed since the last call, or since the start. Only right behind a commit.
    std::vector<std::byte> save_image();
    /// Back to there, on a machine to which all earlier images have been given in their order. What
    /// it has is its only snapshot then. False, and the machine is lost, where the bytes are not an
    /// image of a machine like this.
    bool load_image(std::span<const std::byte> image);

    /// The states of the replicas are equal.
    bool replicas_agree();
    /// Digest of the complete state, now.
    uint64_t digest();

private:
    /// What all boards' self-tests say of a mismatch that nothing explains.
    enum class Diagnosis {
        untested,  ///< the boards have no self-test
        all_good,
        all_bad,
        isolated,  ///< one that failed is out, one that passed is left
    };

    uint64_t cycles_to_run(const Limits& limits) const;
    EngineStatus settle(Advance advance);
    Halt drain(Halt halt);
    EngineStatus commit();
    void keep_snapshot(uint64_t pages);
    bool hangs();
    EngineStatus stop(DueRule rule, std::string why);
    void raise(AlarmKind kind, std::string where);
    Blame blame();
    /// With what the machine goes on, if not from where it is.
    std::optional<EngineStatus> look_at_findings();
    std::optional<EngineStatus> hear_difference();
    bool isolate(const Blame& blame);
    bool isolate_silent();
    bool take_out(unsigned boards, IsolatedFor reason, uint64_t place = 0);
    bool test_board(unsigned board);
    void look_at_tests();
    void reintegrate_waiting();
    Diagnosis diagnose();
    std::optional<EngineStatus> give_up_or_go_on(uint64_t times_seen);
    EngineStatus roll_back(AlarmKind kind, uint64_t place);
    unsigned newest_good(unsigned snapshots_back) const;
    void start_self_test();
    /// Boards of an image that a machine like this can have.
    bool possible(uint64_t in_service, const BoardCare::Records& records) const;
    void part();
    Snapshot capture();
    void load(const Snapshot& snapshot);
    void load_replicas(const std::vector<std::vector<std::byte>>& states);
    void reset();
    bool release(uint64_t before, uint64_t later);
    void join_if_equal();
    unsigned replicas_of_board() const { return kernel_.replicas() / kernel_.boards(); }
    bool in_service(unsigned replica) const;
    unsigned lead() const;
    /// More than one replica in service, and each has its own evaluation.
    bool evaluated_apart() const;
    StateVote compare_states();
    uint64_t digest_with(uint64_t memory_digest);

    Kernel& kernel_;
    RecoveryDomain& domain_;
    EngineConfig config_;
    Observer& observer_;

    uint64_t cycle_ = 0;
    uint64_t elapsed_cycle_ = 0;
    uint64_t next_snapshot_ = 0;
    uint64_t next_join_ = 0;
    uint64_t next_self_test_ = UINT64_MAX;  // elapsed
    Recurrence recurrence_;
    SnapshotPace pace_;
    uint64_t committed_up_to_ = 0;    // machine cycle; a commit behind it is progress
    uint64_t in_vain_since_ = 0;      // elapsed, the first roll-back since the last progress
    uint64_t watched_retired_ = 0;    // instructions, last seen to have changed
    uint64_t watched_since_ = 0;      // at this machine cycle
    std::deque<Snapshot> snapshots_;  // committed, the newest last
    EngineCounters counters_;
    Emission ending_ = {};
    Due due_;
    std::vector<std::vector<std::byte>> power_on_;  // the replicas' states
    std::vector<std::vector<std::byte>> states_;    // of the replicas, to look at
    BoardCare care_;

    /// All that an experiment may change.
    struct Experiment {
        uint64_t cycle, elapsed_cycle, next_snapshot, next_join, next_self_test;
        Recurrence recurrence;
        SnapshotPace pace;
        uint64_t committed_up_to, in_vain_since;
        std::deque<Snapshot> snapshots;
        EngineCounters counters;
        Emission ending;
        BoardCare care;
        std::vector<std::byte> devices;
        Outbox outbox;
        uint64_t watched_retired, watched_since;
    };
    std::optional<Experiment> experiment_;
};

}  // namespace ftsim
