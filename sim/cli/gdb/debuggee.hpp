// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a debugger looks at: a machine, alive or replayed. Its time is the elapsed cycle, which
// never goes back by itself, so a roll-back is a place one can step into. A replayed machine can go
// back, by starting again from a snapshot in its log; it cannot be changed, or it would be another
// one.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "ftsim/faultinject/replayed_run.hpp"

namespace ftsim::cli {

/// Why a run goes no further.
enum class DebugEnd {
    program,    ///< the program has ended itself
    trap_loop,  ///< it traps without end
    due,        ///< the machine could not recover
    cycles,     ///< so many cycles were asked for, or recorded
    diverged,   ///< machine and recording have parted
};

class Debuggee {
public:
    virtual ~Debuggee() = default;

    virtual Machine& machine() = 0;
    /// Goes on to an elapsed cycle; false where the run ends before it.
    virtual bool run_until(uint64_t elapsed_cycle) = 0;
    /// After run_until() has said false.
    virtual DebugEnd end() const = 0;
    virtual bool can_be_changed() const = 0;
    /// Something was written: what was stuck may go on.
    virtual void changed() {}

    /// At the last snapshot before that elapsed cycle; false where there is no way back.
    virtual bool go_before(uint64_t elapsed_cycle) = 0;
    /// Where it is may be wanted again, after go_before(); one place at a time.
    virtual void keep_place() {}
    virtual void return_to_place() {}
    virtual void forget_place() {}

    uint64_t elapsed() { return machine().engine().elapsed_cycle(); }
};

/// A machine of one's own.
std::unique_ptr<Debuggee> debug_machine(const Program& program, const MachineConfig& config,
                                        uint64_t cycles, Observer& listener);
/// A recording. The log must outlive it.
std::unique_ptr<Debuggee> debug_replay(const replay::LogFile& log, const ReplayConfig& config,
                                       Observer& listener);

}  // namespace ftsim::cli
