// SPDX-License-Identifier: Apache-2.0
#pragma once

// The clocks of the world outside, for machines whose timer or real-time clock follow the host's.
// What they give is input like any other: it enters through the gate, and a replay gets it from the
// log. Not thread-safe.

#include <cstdint>
#include <memory>

namespace ftsim {

class ClockSource {
public:
    virtual ~ClockSource() = default;
    /// Nanoseconds from any start; never goes back.
    virtual uint64_t monotonic_ns() = 0;
    /// Nanoseconds since 1970.
    virtual uint64_t realtime_ns() = 0;
    /// The machine has nothing to do for so long.
    virtual void idle_for(uint64_t ns) = 0;
};

/// The host's own. Its monotonic clock starts at 0 now.
std::shared_ptr<ClockSource> host_clock();

}  // namespace ftsim
