// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/log.hpp"

#include <cassert>

namespace ftsim::replay {

void Log::record(const Event& event) {
    assert(at_end());
    assert(events_.empty() || events_.back().cycle <= event.cycle);
    events_.push_back(event);
    ++position_;
}

std::optional<Event> Log::peek() const {
    if (at_end()) return std::nullopt;
    return events_[position_ - first_];
}

void Log::advance() {
    assert(!at_end());
    ++position_;
}

void Log::rewind(uint64_t position) {
    assert(position >= first_ && position <= end());
    position_ = position;
}

void Log::truncate(uint64_t position) {
    rewind(position);
    events_.resize(position - first_);
}

void Log::trim(uint64_t position) {
    assert(position <= position_);
    while (first_ < position) {
        events_.pop_front();
        ++first_;
    }
}

}  // namespace ftsim::replay
