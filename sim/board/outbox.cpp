// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/outbox.hpp"

#include <cassert>

namespace ftsim {

std::string_view name(Sink sink) {
    switch (sink) {
        case Sink::console: return "console";
        case Sink::finisher: return "finisher";
        case Sink::tohost: return "tohost";
    }
    return "";
}

bool Outbox::release(uint64_t cycle, const std::function<void(const Emission&)>& leave) {
    while (!waiting_.empty() && waiting_.front().cycle < cycle) {
        const Emission emission = waiting_.front();
        waiting_.pop_front();
        const uint64_t repeated = position_ - first_left_;
        if (repeated < left_.size()) {
            const Emission& before = left_[repeated];
            if (before.sink != emission.sink || before.value != emission.value) return false;
        } else {
            left_.push_back(emission);
            leave(emission);
        }
        ++position_;
    }
    return true;
}

void Outbox::rewind(uint64_t position) {
    assert(position >= first_left_ && position <= position_);
    waiting_.clear();
    position_ = position;
}

void Outbox::truncate(uint64_t position) {
    rewind(position);
    left_.resize(position - first_left_);
}

void Outbox::trim(uint64_t position) {
    assert(position <= position_);
    while (first_left_ < position) {
        left_.pop_front();
        ++first_left_;
    }
}

}  // namespace ftsim
