// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the engine tells: alarms, roll-backs, commits and what leaves the machine, in the order in
// which they happen. The event log, the judge of faults and the progress line all listen here.
// Every event carries machine time, which a roll-back sets back, and elapsed time, which only
// grows. Called on the thread that runs the engine; a listener must not call back into it.

#include <cstdint>
#include <string>
#include <string_view>

#include "ftsim/board/component.hpp"
#include "ftsim/board/outbox.hpp"

namespace ftsim {

enum class AlarmKind {
    output,     ///< outputs differ
    state,      ///< states differ at a snapshot
    replay,     ///< a re-execution says something else than what has left
    self_test,  ///< a comparator does not find what it should
    watchdog,   ///< nothing goes on
    hardware,   ///< a board, path, clock or feed behind the CPU boards is found wrong
};

std::string_view name(AlarmKind kind);

struct Alarm {
    uint64_t cycle;
    uint64_t elapsed_cycle;
    AlarmKind kind;
    std::string where;  ///< the output or the register that differs
};

struct RollBack {
    uint64_t cycle;          ///< of the alarm
    uint64_t elapsed_cycle;  ///< with which the machine goes on
    uint64_t to_cycle;
    bool older;           ///< to the older of the two snapshots
    uint64_t pages;       ///< of memory, copied back
    uint64_t retired;     ///< instructions before the alarm
    uint64_t to_retired;  ///< instructions with which it goes on
};

/// Why a CPU board is out of service.
enum class IsolatedFor {
    vote,    ///< the others outvote it
    alert,   ///< it says so itself
    silent,  ///< its heartbeat has stopped
    test,    ///< it failed its self-test, after a mismatch that came back
};
/// The hardware behind them has a Trouble for its reason.

std::string_view name(IsolatedFor reason);

struct Isolation {
    uint64_t cycle;
    uint64_t elapsed_cycle;
    Component component;
    std::string_view reason;  ///< the name of an IsolatedFor or of a Trouble
    bool retired;             ///< for good: only a replacement brings it back
};

/// A word in a memory board was wrong and has been written anew from the other one.
struct Repair {
    uint64_t cycle;
    uint64_t elapsed_cycle;
    Component component;
};

/// A board has run its self-test in isolation.
struct BoardTest {
    uint64_t cycle;
    uint64_t elapsed_cycle;  ///< when it was looked at
    Component component;
    bool passed;  ///< where not, the board is retired
};

struct Reintegration {
    uint64_t cycle;
    uint64_t elapsed_cycle;  ///< with which the machine goes on
    Component component;
    uint64_t pause;  ///< elapsed cycles for which the machine stood still
};

struct Commit {
    uint64_t cycle;
    uint64_t elapsed_cycle;
    uint64_t pages;    ///< of memory, changed since the snapshot before
    uint64_t digest;   ///< of the complete state, with cpu0's registers
    bool agreed;       ///< the replicas' states are equal
    uint64_t retired;  ///< instructions
};

class Observer {
public:
    virtual ~Observer() = default;

    virtual void on_alarm(const Alarm&) {}
    virtual void on_roll_back(const RollBack&) {}
    virtual void on_isolation(const Isolation&) {}
    virtual void on_repair(const Repair&) {}
    virtual void on_board_test(const BoardTest&) {}
    /// Of a CPU board before the commit at which it happens.
    virtual void on_reintegration(const Reintegration&) {}
    virtual void on_commit(const Commit&) {}
    virtual void on_output(const Emission&, [[maybe_unused]] uint64_t elapsed_cycle) {}
};

}  // namespace ftsim
