// SPDX-License-Identifier: Apache-2.0
#pragma once

// What became of a pair, for a person or for a program: the same facts twice.

#include <string>

#include "ftsim/host/world.hpp"

namespace ftsim::cli {

std::string text_report(const host::WorldConfig& config, const host::WorldResult& result);
std::string json_report(const host::WorldConfig& config, const host::WorldResult& result);

/// What comes out of many numbers of nanoseconds.
struct Distribution {
    uint64_t median = 0, p99 = 0, most = 0;
};
Distribution distribution_of(std::vector<uint64_t> ns);

/// Megabits a second of simulated time.
double mbit_per_second(uint64_t bytes, uint64_t ns);

/// A client saw something that it must not see, a promise was broken, the program says that it
/// failed, or no copy is left.
bool is_bad(const host::WorldResult& result);

}  // namespace ftsim::cli
