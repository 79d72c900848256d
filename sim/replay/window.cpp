// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/window.hpp"

#include <cassert>
#include <cstddef>
#include <utility>

namespace ftsim::replay {

void Window::record(Event event) {
    assert(at_end());
    assert(events_.empty() || events_.back().at.cycle <= event.at.cycle);
    events_.push_back(std::move(event));
    ++position_;
}

const Event* Window::peek() const { return at_end() ? nullptr : &events_[position_ - first_]; }

const Event* Window::next_of(EventKind kind, uint8_t source) const {
    for (std::size_t i = position_ - first_; i < events_.size(); ++i) {
        if (events_[i].kind == kind && events_[i].source == source) return &events_[i];
    }
    return nullptr;
}

void Window::advance() {
    assert(!at_end());
    ++position_;
}

void Window::rewind(uint64_t position) {
    assert(position >= first_ && position <= end());
    position_ = position;
}

void Window::truncate(uint64_t position) {
    rewind(position);
    events_.resize(position - first_);
}

void Window::restart(uint64_t position) {
    events_.clear();
    first_ = position_ = position;
}

void Window::trim(uint64_t position) {
    assert(position <= position_);
    while (first_ < position) {
        events_.pop_front();
        ++first_;
    }
}

}  // namespace ftsim::replay
