// SPDX-License-Identifier: Apache-2.0
#pragma once

// Simulated time of a world of hosts: one queue, nanoseconds, no clock of ours. What is due at the
// same nanosecond happens in the order in which it was asked for, so a world is a function of its
// seed. Time in which nothing is due costs nothing. Not thread-safe.

#include <cstdint>
#include <functional>
#include <vector>

namespace ftsim::host {

class EventQueue {
public:
    using Action = std::function<void()>;

    /// Nanoseconds since the world began.
    uint64_t now() const { return now_; }
    void at(uint64_t time, Action action);
    void after(uint64_t ns, Action action) { at(now_ + ns, std::move(action)); }

    /// Everything that is due up to `end`, which is now() then. After each action `goes_on` is
    /// asked, if it is given; false where it said no.
    bool run_until(uint64_t end, const std::function<bool()>& goes_on = {});
    /// How many actions have been run.
    uint64_t actions() const { return actions_; }

private:
    struct Due {
        uint64_t time, order;
        Action action;
    };
    // A heap's front is what comes first.
    static bool later(const Due& a, const Due& b) {
        return a.time != b.time ? a.time > b.time : a.order > b.order;
    }

    std::vector<Due> heap_;
    uint64_t now_ = 0;
    uint64_t order_ = 0;
    uint64_t actions_ = 0;
};

}  // namespace ftsim::host
