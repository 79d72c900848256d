// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whoever stands between a backplane and its two boards: modules of another simulator around them,
// with hardware of a user's own behind these. A backplane that has some gives its clock edges to
// them, and tells them what becomes of machine time. Not thread-safe.

#include <cstdint>

#include "ftsim/model/core_ports.hpp"

namespace ftsim {

class BoardModules {
public:
    virtual ~BoardModules() = default;

    /// As MemoryBoard::step() and IoBoard::step(), which they call. The memory board's comes in
    /// every cycle, the I/O board's behind it where it has something to do.
    virtual void memory_edge(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins) = 0;
    virtual CoreInputs io_edge(const CoreOutputs& out, bool addressed, uint64_t cycle) = 0;

    /// Hardware of a user's own answers there, in the memory board's edge: the I/O board is not
    /// asked.
    virtual bool owns(uint32_t address) const = 0;

    // What is behind them belongs to the recovery domain, as RAM does.
    virtual void begin_interval() = 0;
    virtual void roll_back(unsigned intervals) = 0;
    /// All goes on in that machine cycle.
    virtual void resumed(uint64_t cycle) = 0;
    virtual void begin_experiment() = 0;
    virtual void end_experiment() = 0;
};

}  // namespace ftsim
