// SPDX-License-Identifier: Apache-2.0
#pragma once

// A debugger's session without its protocol: steps, breakpoints and watchpoints, forwards and, on a
// recording, backwards. A position is an elapsed cycle; going back means starting again from a
// snapshot and looking for the last place that is wanted before the present one.
//
// A watchpoint is reported when one more step would do the access, or undo it on the way back: GDB
// takes that step itself on RISC-V (its gdbarch_have_nonsteppable_watchpoint) and then compares.
// What has been reported there is not reported again when it goes on, in that direction; a move
// forgets it.

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

    const Hart& hart() const { return *hart_; }
    Debuggee& debuggee() { return *debuggee_; }

    /// The next instruction, or a trap instead of it.
    Stop step();
    /// Until something is hit.
    Stop resume();
    /// Only on a recording. Interrupted, the machine is where it was before.
    Stop step_back();
    Stop resume_back();

    /// What was written is what the machine goes on with. False where it cannot be: see Hart.
    bool write_register(unsigned reg, uint32_t word);
    bool write_csr(unsigned number, uint32_t word);
    bool write_memory(uint32_t address, std::span<const std::byte> bytes);

    std::set<uint32_t> breakpoints;
    std::vector<Watchpoint> watchpoints;

private:
    /// A place found on the way back.
    struct Found {
        uint64_t elapsed_cycle;
        Stop stop;
    };
    /// What a walk through the time before has seen.
    struct Walk {
        std::optional<uint64_t> first;  ///< the first place between two instructions
        std::optional<Found> last;      ///< the last place that is wanted
        bool interrupted = false;
    };
    enum class Back { step, resume };

    std::optional<Stop> step_to_next();
    Stop stop_now();
    std::optional<Watchpoint> watched(const std::optional<DataAccess>& access) const;
    std::optional<DataAccess> access_if_watched() const;
    bool run_to(uint64_t elapsed_cycle);
    bool go_to(uint64_t elapsed_cycle);
    Walk walk_to(uint64_t end, Back how, bool reported);
    std::optional<Stop> search_back(Back how, bool reported);
    Stop go_back(Back how);
    bool look_up();
    bool after(bool written);

    std::unique_ptr<Debuggee> debuggee_;
    std::function<bool()> interrupted_;
    std::optional<Hart> hart_;
    bool reported_ahead_ = false;   // the access of the instruction at pc
    bool reported_behind_ = false;  // of the one before
    bool jumped_ = false;           // pc was set to somewhere else: a breakpoint there counts
    unsigned looks_ = 0;
};

}  // namespace ftsim::cli
