// SPDX-License-Identifier: Apache-2.0
#pragma once

// SystemC's time of a clock edge. SystemC counts a fixed resolution (sc_set_time_resolution, 1 ps
// unless told), a clock need not be a whole number of it: 33 MHz is 30,303.03 ps. So cycle n comes
// at n / clock_hz rounded down, and what is left over is carried on, never lost. A resolution in
// which a single cycle could not be told is refused.

#include <cstdint>
#include <systemc>

namespace ftsim::systemc {

class CycleTime {
public:
    /// A cycle is a whole number of the resolution, or at least so many of it.
    static constexpr uint64_t kFewestUnits = 100;

    /// Throws Error(usage) where the resolution, which from then on is fixed, is too coarse.
    explicit CycleTime(uint64_t clock_hz);

    /// From one cycle to a later one, counted from when the machine was built.
    sc_core::sc_time between(uint64_t from, uint64_t to) const {
        return sc_core::sc_time::from_value(units(to) - units(from));
    }
    /// Of the first cycle: no other is more than one unit longer.
    sc_core::sc_time period() const { return between(0, 1); }

private:
    // Since cycle 0; beyond 2^64 units SystemC's own time ends.
    uint64_t units(uint64_t cycle) const;

    uint64_t clock_hz_;
    uint64_t unit_fs_;  // the resolution in femtoseconds
};

}  // namespace ftsim::systemc
