// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays the inputs of a recorded log to a machine, in place of the outside. It gives an input to
// who asks at its program point, and nothing to who asks elsewhere. A machine that goes the way of
// the recorded one takes every input; one that passes an input, or stands at its cycle with another
// number of instructions, or asks for data that was not given, has left that way, and missed() says
// where. The log must outlive it. Not thread-safe.

#include <cstdint>
#include <optional>
#include <string>

#include "ftsim/replay/log_file.hpp"

namespace ftsim::replay {

class InputPlayer {
public:
    /// The inputs behind a chunk's start.
    explicit InputPlayer(const LogFile& log, std::size_t chunk = 0);

    /// The next input, if it is this one.
    std::optional<std::string> take(const Point& now, EventKind kind, uint8_t source);

    /// The cycle of the next input, UINT64_MAX behind the last one.
    uint64_t next_cycle() const { return next_ ? next_->at.cycle : UINT64_MAX; }
    /// The machine is at this cycle, and whatever entered before it has been taken.
    void passed(uint64_t cycle);

    struct Missed {
        std::optional<Event> expected;  ///< nothing: the log has no more inputs
        std::optional<Event> asked;     ///< what the machine had to have, if it asked for anything
    };
    /// The first input that the machine has not taken as it should.
    const std::optional<Missed>& missed() const { return missed_; }

private:
    void advance();

    LogCursor cursor_;
    std::optional<Event> next_;
    std::optional<Missed> missed_;
};

}  // namespace ftsim::replay
