// SPDX-License-Identifier: Apache-2.0
#pragma once

// One change of a log, of the kind that a checksum does not catch.

#include <cstdint>
#include <random>

#include "tests/fuzz/log_parts.hpp"

namespace ftsim::fuzz {

using Random = std::minstd_rand;

/// Changes one thing: a field of the machine, a payload, a point, the order of events or chunks, a
/// number in a chunk's header. Program points in front and behind stay what they were most times,
/// so that a change is not found by the first look at them.
void mutate(RawLog& log, Random& random);

}  // namespace ftsim::fuzz
