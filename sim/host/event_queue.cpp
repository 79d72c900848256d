// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/event_queue.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace ftsim::host {

void EventQueue::at(uint64_t time, Action action) {
    assert(time >= now_);
    heap_.push_back({time, order_++, std::move(action)});
    std::push_heap(heap_.begin(), heap_.end(), later);
}

void EventQueue::run_until(uint64_t end) {
    while (!heap_.empty() && heap_.front().time <= end) {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        const Due due = std::move(heap_.back());
        heap_.pop_back();
        now_ = due.time;
        ++actions_;
        due.action();
    }
    now_ = std::max(now_, end);
}

}  // namespace ftsim::host
