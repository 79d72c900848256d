// SPDX-License-Identifier: Apache-2.0
#pragma once

// A program point: where a machine stands, in its own time. What happens at the clock edge that
// ends machine cycle c is at {c, instructions retired in cycles 0 to c}. On one machine both
// numbers go back on a roll-back and come again. Between two hosts only the instructions count,
// because wait states and clocks differ there.

#include <cstdint>

namespace ftsim::replay {

struct Point {
    uint64_t cycle = 0;
    uint64_t retired = 0;

    bool operator==(const Point&) const = default;
};

}  // namespace ftsim::replay
