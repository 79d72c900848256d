// SPDX-License-Identifier: Apache-2.0
#pragma once

// A kernel moves the replicas and what is behind them on one clock, and compares in every cycle.
// The plain loop and SystemC are two kernels; the engine that commits, rolls back and counts is the
// same above both and does not know which it has. It is called once an interval, not once a cycle,
// so the interface is virtual. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "ftsim/board/comparison.hpp"
#include "ftsim/model/state_map.hpp"
#include "ftsim/model/trap_state.hpp"

namespace ftsim {

/// The largest lockstep offset, in cycles.
inline constexpr unsigned kMostOffset = 4;

/// The largest number of CPU boards.
inline constexpr unsigned kMostBoards = 3;

/// What is on a CPU board.
enum class CpuBoard {
    single,  ///< a core
    dcls,    ///< two, with core-level lockstep
};

/// CPU boards, and how they or the cores on them follow each other.
struct KernelShape {
    unsigned boards = 2;
    CpuBoard board = CpuBoard::single;
    unsigned lockstep_offset = 0;  ///< cycles by which the shadow runs behind; of a pair alone
};

/// Why a kernel came back.
enum class Halt {
    budget,     ///< all cycles asked for are done
    mismatch,   ///< outputs differ in the cycle that would come next, or a board is silent; it
                ///< has not happened
    attention,  ///< the backplane or the progress monitor has something to look at
};

struct Advance {
    uint64_t cycles;  ///< cycles done; all their outputs were equal
    Halt halt;
};

/// Self-tests of a comparator that have come to their end.
struct SelfTests {
    uint64_t passed = 0;
    uint64_t cycles = 0;  ///< in which a part of the comparator was tested instead of comparing
};

/// Boards that are wrong, because the others outvote them or because they say so themselves.
struct Blame {
    unsigned boards = 0;  ///< a bit each; 0 where nothing tells
    bool alert = false;   ///< they say so themselves
    uint64_t cycles = 0;  ///< clock edges in which the machine stood still
    uint64_t place = 0;   ///< digest of how the board that is wrong differs; 0 where unknown
};

/// What the comparator has seen pass: part of a snapshot, because it goes back with machine time.
struct Progress {
    uint64_t retired = 0;          ///< instructions
    uint64_t retired_at_trap = 0;  ///< `retired` when the last trap was taken
    uint64_t traps_without_retire = 0;
};

/// So many traps without a retired instruction between them are a trap loop.
inline constexpr uint64_t kTrapLoop = 100;

class Kernel {
public:
    virtual ~Kernel() = default;

    virtual unsigned replicas() const = 0;
    /// Of one replica.
    virtual const StateMap& state_map() const = 0;
    /// CPU boards, and the registers of each that a fault can hit, named as below the board: where
    /// a replica is a board, "core." and what the replica has.
    virtual unsigned boards() const { return replicas(); }
    virtual const StateMap& site_map() const = 0;
    /// States that a snapshot keeps: the first replicas'. All others start from the last of them.
    virtual unsigned snapshot_states() const { return replicas(); }

    /// The boards in service, a bit each. Others are isolated: they stand still, and nobody looks
    /// at what they say.
    virtual unsigned in_service() const { return (1U << boards()) - 1; }
    /// Boards in service whose heartbeat was missed with the last clock edge, a bit each.
    /// advance() stops there.
    virtual unsigned silent() const { return 0; }
    /// Before such boards are isolated: the others come to where the machine is. Halt: mismatch
    /// where something has been wrong before.
    virtual Advance catch_up_without([[maybe_unused]] unsigned boards) { return {0, Halt::budget}; }
    /// After Halt::mismatch: which boards are wrong. The machine may have to stand still until they
    /// have said so.
    virtual Blame blame() { return {}; }
    /// Takes a board out of service, which is not the last one: never where there is one. Splits.
    virtual void isolate([[maybe_unused]] unsigned board) {}
    /// Brings it back, with the state of those in service, which are equal. Splits.
    virtual void reintegrate([[maybe_unused]] unsigned board) {}
    /// Elapsed cycles that a board's self-test from its ROM takes; 0: boards have none.
    virtual uint64_t board_test_cycles() { return 0; }
    /// Runs it on a board that is isolated, or whose state will be loaded anew: it is lost.
    virtual bool board_test_passes([[maybe_unused]] unsigned board) { return true; }
    /// Another board is in that place: nothing of it is stuck any more.
    virtual void replace(unsigned board) = 0;

    /// Runs up to `cycles` cycles.
    virtual Advance advance(uint64_t cycles) = 0;
    /// Cycles from an output to its comparison, while the machine runs.
    virtual unsigned comparison_delay() const { return 0; }
    /// Outputs of so many cycles have still to be compared now, at most comparison_delay().
    virtual unsigned behind() const { return 0; }
    /// Main and what is behind it stand still until everything has been compared and the shadow has
    /// come to main, if it is behind. Cycles: clock edges, by none of which main goes on. Halt:
    /// budget or mismatch.
    virtual Advance drain() { return {0, Halt::budget}; }
    /// After Halt::mismatch: the name of an output in which the replicas differ, or of the signal
    /// that says so.
    virtual std::string differing_output() const = 0;

    /// A comparator that can test itself: starts a test with the next cycle, or as soon as it can.
    virtual bool has_self_test() const { return false; }
    virtual void start_self_test() {}
    /// After Halt::mismatch: it is the self-test that found something.
    virtual bool self_test_failed() const { return false; }
    /// Those that have ended since the last call.
    virtual SelfTests take_self_tests() { return {}; }

    /// State of one replica; spans have state_map().bytes() bytes. The state of one that is behind
    /// is what it will be when it has come to main. Loading changes its outputs of the present
    /// cycle at once.
    virtual void save_state(unsigned replica, std::span<std::byte> to) = 0;
    virtual void load_state(unsigned replica, std::span<const std::byte> from) = 0;
    /// Inverts a bit of a board's site_map(), at once. This and the faults below: only while split.
    virtual void flip(unsigned board, uint64_t bit) = 0;
    /// Inverts the same bit of state_map() in every replica.
    virtual void flip_all(uint64_t bit) = 0;
    /// From now on a bit of a board's site_map() has that value, at every clock edge and whatever
    /// is loaded; nothing is shared any more.
    virtual void stick(unsigned board, uint64_t bit, bool value) = 0;
    /// The bit is good again, and keeps what it has.
    virtual void unstick(unsigned board, uint64_t bit) = 0;
    /// A board stands still, and its outputs with it, whatever is loaded; until it is let go.
    virtual void freeze(unsigned board, bool frozen) = 0;
    /// Registers of a board change at random at every edge, whatever is loaded; until it is tame.
    virtual void go_wild(unsigned board, bool wild) = 0;
    /// The next clock edge comes to that replica twice.
    virtual void double_edge(unsigned replica) = 0;
    /// The next clock edge does not come to that replica.
    virtual void miss_edge(unsigned replica) = 0;
    /// The backplane has been given another state.
    virtual void backplane_changed() = 0;

    /// True while one evaluation stands for all replicas. Splitting gives each its own again; the
    /// caller joins only replicas whose states are equal, and none behind. A kernel that always
    /// evaluates all ignores join().
    virtual bool shared() const = 0;
    virtual void split() = 0;
    virtual void join() = 0;

    /// The machine waits for an interrupt.
    virtual bool idle() const { return false; }

    /// Where the last row of traps without a retired instruction between them began, as far as a
    /// model says so. No part of a snapshot: it is seen again when the machine comes by again.
    virtual TrapState first_trap() const { return {}; }
    virtual const Progress& progress() const = 0;
    virtual void set_progress(const Progress& progress) = 0;

    /// Puts everything aside that the kernel has, and brings it back; what has stuck in between is
    /// good again. One at a time.
    virtual void begin_experiment() = 0;
    virtual void end_experiment() = 0;
};

/// What the comparison of the boards in front of a backplane is worth; of one that does not say,
/// all that it should be.
template <class Backplane>
Comparison comparison_of(const Backplane& backplane) {
    if constexpr (requires { backplane.comparison(); }) return backplane.comparison();
    return Comparison::works;
}

/// Takes one cycle's compared outputs into account; true at a trap loop. Outputs that do not say
/// what retires are not watched. `model` is one whose outputs these are.
template <class Outputs, class Model>
inline bool observe(Progress& progress, const Outputs& out, const Model& model, TrapState& first) {
    if constexpr (requires { out.retired + out.trap; }) {
        progress.retired += out.retired;
        if (out.trap) [[unlikely]] {
            progress.traps_without_retire = progress.retired == progress.retired_at_trap
                                                ? progress.traps_without_retire + 1
                                                : 1;
            progress.retired_at_trap = progress.retired;
            if constexpr (requires { model.trap_state(); }) {
                if (progress.traps_without_retire == 1) first = model.trap_state();
            }
            return progress.traps_without_retire >= kTrapLoop;
        }
    }
    return false;
}

}  // namespace ftsim
