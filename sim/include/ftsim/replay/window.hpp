// SPDX-License-Identifier: Apache-2.0
#pragma once

// The end of the replay log that a machine keeps in memory: the inputs since the oldest snapshot
// that may still be restored. A re-execution plays from here, with the same events at the same
// program points as in the log's file. Positions count inputs from the start of the run and are
// what a snapshot keeps. Not thread-safe.

#include <cstdint>
#include <deque>

#include "ftsim/replay/event.hpp"

namespace ftsim::replay {

class Window {
public:
    /// The next event to be consumed, counted from the start of the run.
    uint64_t position() const { return position_; }
    /// True while everything recorded has been consumed: what comes next is new.
    bool at_end() const { return position_ == end(); }
    /// Number of events recorded in the whole run.
    uint64_t end() const { return first_ + events_.size(); }

    /// Recording: appends an event and consumes it. Only at the end, cycles never decreasing.
    void record(Event event);
    /// Playing: the next event, or nullptr at the end; valid until the window is changed.
    const Event* peek() const;
    /// Playing: likewise, the next one of a kind from a source.
    const Event* next_of(EventKind kind, uint8_t source) const;
    /// Playing: consumes the event that peek() showed.
    void advance();

    /// Back to a position that has not been trimmed.
    void rewind(uint64_t position);
    /// Back to a position, forgetting every event from there on.
    void truncate(uint64_t position);
    /// Forgets events before a position: no snapshot needs them any more.
    void trim(uint64_t position);
    /// Empty, as if so many events had come and gone.
    void restart(uint64_t position);

private:
    std::deque<Event> events_;
    uint64_t first_ = 0;  // position of events_.front()
    uint64_t position_ = 0;
};

}  // namespace ftsim::replay
