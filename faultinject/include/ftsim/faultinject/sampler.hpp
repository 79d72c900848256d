// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is drawn about fault i, each a pure function of (seed, i): the gap before it, its place in
// its part of the run, and the bit that it hits. The three come from separate streams, so changing
// how faults are timed does not change which bits they hit.

#include <cstdint>

namespace ftsim {

/// Elapsed cycles from fault i-1 (from the start of the run for i = 0) to fault i: geometric with
/// mean 1/rate, at least 1. `rate`: faults a cycle, above 0; from 1 on every gap is 1. Uses
/// std::log, so two C libraries may differ by one cycle where a gap falls on the edge between two.
uint64_t gap_before(uint64_t seed, uint64_t i, double rate);

/// A cycle of the i-th of `parts` equal parts of [0, length), i < parts.
uint64_t place_in_part(uint64_t seed, uint64_t i, uint64_t parts, uint64_t length);

/// A bit number below `bits`, every one equally likely.
uint64_t bit_of(uint64_t seed, uint64_t i, uint64_t bits);

}  // namespace ftsim
