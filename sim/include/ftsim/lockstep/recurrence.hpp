// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which mismatches came back. A transient happens once: the re-execution passes the place where it
// was seen. A fault that stays is seen again there, in the same machine cycle and output, or as the
// same difference of the states. So an alarm is kept until a commit has passed it, and raising the
// same one again counts; another one in between, from another transient, does not. That is what
// tells a fault that stays from many that come close together.
//
// An output that differs is told from others by its machine cycle too, because a re-execution
// repeats it there; so is what hardware behind the boards finds. A difference of states is seen
// wherever the next snapshot happens to be, and a comparator's self-test fails whenever it is run,
// so for these the place alone is compared. Plain data without padding: part of a replay log's
// snapshot. Not thread-safe.

#include <algorithm>
#include <array>
#include <cstdint>

#include "ftsim/lockstep/observer.hpp"

namespace ftsim {

class Recurrence {
public:
    /// An alarm that no commit has passed yet.
    struct Open {
        uint64_t kind;   ///< an AlarmKind
        uint64_t place;  ///< digest of what differs; 0: nothing does
        uint64_t cycle;  ///< machine cycle, the latest at which it was raised
        uint64_t times;  ///< 0: the entry is free
    };
    /// So many are told from each other at a time; of more, the one raised least often is dropped.
    using Record = std::array<Open, 8>;

    /// An alarm is raised. Returns how often it has been, this time included.
    uint64_t raised(AlarmKind kind, uint64_t place, uint64_t cycle) {
        const auto same = [&](const Open& open) {
            return open.times != 0 && open.kind == static_cast<uint64_t>(kind) &&
                   open.place == place && (!in_a_cycle(open) || open.cycle == cycle);
        };
        auto found = std::find_if(open_.begin(), open_.end(), same);
        if (found == open_.end()) {
            found = std::min_element(open_.begin(), open_.end(), [](const Open& a, const Open& b) {
                return a.times < b.times;
            });
            *found = {static_cast<uint64_t>(kind), place, cycle, 0};
        }
        found->cycle = std::max(found->cycle, cycle);
        return ++found->times;
    }

    /// A snapshot is committed at that machine cycle. Its states are equal, but the outputs of the
    /// cycle itself have still to be compared.
    void committed(uint64_t cycle) {
        for (Open& open : open_) {
            if (in_a_cycle(open) ? cycle > open.cycle : cycle >= open.cycle) open = {};
        }
    }

    /// What was seen is dealt with: the board that was wrong is out of service.
    void forget() { open_ = {}; }

    const Record& record() const { return open_; }
    void restore(const Record& record) { open_ = record; }

private:
    // A re-execution raises it again in that very machine cycle; a comparator that reports a
    // difference where there is none does so wherever the machine stands.
    static bool in_a_cycle(const Open& open) {
        const bool immediate = open.kind == static_cast<uint64_t>(AlarmKind::output) ||
                               open.kind == static_cast<uint64_t>(AlarmKind::hardware);
        return immediate && open.place != 0;
    }

    Record open_ = {};
};

}  // namespace ftsim
