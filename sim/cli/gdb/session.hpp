// SPDX-License-Identifier: Apache-2.0
#pragma once

// A debugger's session without its protocol: steps, breakpoints and watchpoints, forwards and, on a
// recording, backwards. A position is an elapsed cycle; going back means starting again from a
// snapshot and looking for the last place that is wanted before the present one.
//
// A watchpoint is reported when one more step would do the access, or undo it on the way back: GDB
// takes that step itself on RISC-V (its gdbarch_have_nonsteppable_watchpoint) and then compares.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "sim/cli/gdb/debuggee.hpp"
#include "sim/cli/gdb/hart.hpp"

namespace ftsim::cli {

/// What an instruction does to memory.
struct DataAccess {
    uint32_t address;
    uint32_t bytes;
    bool reads;
    bool writes;
};

/// Of the instruction at the hart's pc; nothing if it accesses no memory.
std::optional<DataAccess> data_access_of(const Hart& hart);

struct Watchpoint {
    uint32_t address;
    uint32_t bytes;
    bool reads;
    bool writes;

    bool operator==(const Watchpoint&) const = default;
};

enum class StopReason { step, breakpoint, watchpoint, interrupted, begin, end };

struct Stop {
    StopReason reason;
    std::optional<Watchpoint> watchpoint = {};
};

class DebugSession {
public:
    /// `interrupted` is asked now and then while the machine runs.
    DebugSession(std::unique_ptr<Debuggee> debuggee, std::function<bool()> interrupted);

    Hart& hart() { return *hart_; }
    Debuggee& debuggee() { return *debuggee_; }

    /// The next instruction, or a trap instead of it.
    Stop step();
    /// Until something is hit.
    Stop resume();
    /// Only on a recording.
    Stop step_back();
    Stop resume_back();

    std::set<uint32_t> breakpoints;
    std::vector<Watchpoint> watchpoints;

private:
    /// A place found on the way back.
    struct Found {
        uint64_t elapsed_cycle;
        Stop stop;
    };

    std::optional<Stop> step_to_next();
    std::optional<Stop> report_access(const std::optional<DataAccess>& access,
                                      uint64_t elapsed_cycle);
    std::optional<Watchpoint> watched(const std::optional<DataAccess>& access) const;
    std::optional<DataAccess> access_if_watched() const;
    bool go_to(uint64_t elapsed_cycle);
    Stop back_to(const std::function<std::optional<Found>(uint64_t end)>& last_before);
    bool look_up();

    std::unique_ptr<Debuggee> debuggee_;
    std::function<bool()> interrupted_;
    std::optional<Hart> hart_;
    std::optional<uint64_t> reported_;  // the elapsed cycle at which an access was reported last
    unsigned looks_ = 0;
};

}  // namespace ftsim::cli
