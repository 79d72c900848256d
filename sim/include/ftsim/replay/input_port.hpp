// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where input enters a machine: recorder and player in one place. A device that can take a byte
// asks poll(cycle). While the log still holds events behind its position, the machine is
// re-executing and the answer comes from the log, at the recorded cycle; at its end the outside is
// asked and what it gives is recorded with the present cycle. A cycle that was asked about before
// is not asked again, so what arrives while the machine re-executes waits until it is back where it
// was. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "ftsim/replay/log.hpp"

namespace ftsim::replay {

class InputPort {
public:
    /// The outside: bytes that are there from the start (a file, a script) and run on machine time.
    explicit InputPort(std::string outside) : outside_(std::move(outside)) {}

    /// The byte that enters at this cycle, if one does.
    std::optional<uint8_t> poll(uint64_t cycle);

    Log& log() { return log_; }
    const Log& log() const { return log_; }

    /// Everything that recording has changed, for a caller that wants it undone.
    struct Mark {
        uint64_t log_position;
        std::size_t taken;
        uint64_t frontier;
    };
    Mark mark() const { return {log_.position(), taken_, frontier_}; }
    /// As if nothing had been recorded since the mark. Only while the log was at its end then.
    void forget_since(const Mark& mark);

private:
    std::string outside_;
    std::size_t taken_ = 0;  // bytes of outside_ that have entered
    uint64_t frontier_ = 0;  // the last cycle at which the outside was asked
    Log log_;
};

}  // namespace ftsim::replay
