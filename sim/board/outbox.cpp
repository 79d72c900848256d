// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/outbox.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace ftsim {

std::string_view name(Sink sink) {
    switch (sink) {
        case Sink::console: return "console";
        case Sink::finisher: return "finisher";
        case Sink::tohost: return "tohost";
        case Sink::disk: return "disk";
        case Sink::net: return "net";
    }
    return "";
}

namespace {

bool is_urgent(const Emission& emission) {
    return emission.sink == Sink::net || is_status(emission.sink);
}

}  // namespace

void Outbox::put(Emission emission) {
    urgent_ = urgent_ || is_urgent(emission);
    emission.retired = retired_();
    waiting_.push_back(std::move(emission));
}

bool Outbox::release(uint64_t cycle, const std::function<void(const Emission&)>& leave) {
    urgent_ = false;
    while (!waiting_.empty() && waiting_.front().cycle < cycle) {
        Emission emission = std::move(waiting_.front());
        waiting_.pop_front();
        const uint64_t repeated = position_ - first_left_;
        if (repeated < left_.size()) {
            if (!same_output(left_[repeated], emission)) return false;
        } else {
            left_.push_back(std::move(emission));
            leave(left_.back());
        }
        ++position_;
    }
    return true;
}

void Outbox::withdraw(std::size_t kept) {
    assert(kept <= waiting_.size());
    waiting_.resize(kept);
    urgent_ = std::any_of(waiting_.begin(), waiting_.end(), is_urgent);
}

void Outbox::rewind(uint64_t position) {
    assert(position >= first_left_ && position <= position_);
    waiting_.clear();
    urgent_ = false;
    position_ = position;
}

void Outbox::restart(uint64_t position) {
    waiting_.clear();
    left_.clear();
    urgent_ = false;
    first_left_ = position_ = position;
}

void Outbox::trim(uint64_t position) {
    assert(position <= position_);
    while (first_left_ < position) {
        left_.pop_front();
        ++first_left_;
    }
}

}  // namespace ftsim
