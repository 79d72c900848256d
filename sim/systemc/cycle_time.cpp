// SPDX-License-Identifier: Apache-2.0
#include "ftsim/systemc/cycle_time.hpp"

#include <fmt/format.h>

#include <cmath>

#include "ftsim/error.hpp"

namespace ftsim::systemc {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr uint64_t kFemtoseconds = 1'000'000'000'000'000;

}  // namespace

CycleTime::CycleTime(uint64_t clock_hz)
    : clock_hz_(clock_hz),
      unit_fs_(static_cast<uint64_t>(std::llround(sc_core::sc_get_time_resolution().to_seconds() *
                                                  static_cast<double>(kFemtoseconds)))) {
    const Wide a_second = Wide{clock_hz_} * unit_fs_;  // of cycles, of a unit each
    const bool whole = kFemtoseconds % a_second == 0;
    if (whole || a_second * kFewestUnits <= kFemtoseconds) return;
    throw Error(
        ErrorKind::usage,
        fmt::format("SystemC's time resolution of {} cannot express a cycle at {} Hz: a cycle has "
                    "to be a whole number of it, or at least {}; sc_set_time_resolution before "
                    "anything is built, or another clock",
                    sc_core::sc_get_time_resolution().to_string(), clock_hz_, kFewestUnits));
}

uint64_t CycleTime::units(uint64_t cycle) const {
    return static_cast<uint64_t>(Wide{cycle} * kFemtoseconds / (Wide{clock_hz_} * unit_fs_));
}

}  // namespace ftsim::systemc
