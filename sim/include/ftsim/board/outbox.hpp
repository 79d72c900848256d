// SPDX-License-Identifier: Apache-2.0
#pragma once

// What leaves the machine waits here until every comparison that covers its cycle has passed.
// What has left is never undone: after a roll-back the machine says it again, the repetition is
// suppressed and compared with what left, and a difference means that something wrong got out or
// would have. Positions count what the machine has said in machine time. Not thread-safe.

#include <cstdint>
#include <deque>
#include <functional>
#include <string_view>

namespace ftsim {

enum class Sink : uint8_t { console, finisher, tohost };

std::string_view name(Sink sink);

struct Emission {
    uint64_t cycle;  ///< machine cycle in which the boards put it on the bus
    Sink sink;
    uint32_t value;  ///< a console byte, or the word written to the finisher or to tohost
};

class Outbox {
public:
    void put(const Emission& emission) { waiting_.push_back(emission); }

    /// Lets everything from cycles before `cycle` leave, in order. `leave` is called for what
    /// leaves for the first time. Returns false, and stops, at a repetition that differs from what
    /// left.
    bool release(uint64_t cycle, const std::function<void(const Emission&)>& leave);

    /// Emissions that have left or been suppressed, counted from the start of the run.
    uint64_t position() const { return position_; }
    /// Roll-back: drops what waits and expects the repetition of everything from `position` on.
    void rewind(uint64_t position);
    /// As rewind(), but what has left since is forgotten too, as if it never had.
    void truncate(uint64_t position);
    /// No roll-back will go before `position` any more.
    void trim(uint64_t position);

private:
    std::deque<Emission> waiting_;
    std::deque<Emission> left_;  // from position first_left_ on
    uint64_t first_left_ = 0;
    uint64_t position_ = 0;
};

}  // namespace ftsim
