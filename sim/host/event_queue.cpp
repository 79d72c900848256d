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

bool EventQueue::run_until(uint64_t end, const std::function<bool()>& goes_on) {
    while (!heap_.empty() && heap_.front().time <= end) {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        const Due due = std::move(heap_.back());
        heap_.pop_back();
        now_ = due.time;
        ++actions_;
        due.action();
        if (goes_on && !goes_on()) return false;
    }
    now_ = std::max(now_, end);
    return true;
}

}  // namespace ftsim::host
