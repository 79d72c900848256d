// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one source of chance in a world of hosts. The generator is the standard's, its distributions
// are not used: they differ between libraries. Not thread-safe.

#include <cstdint>
#include <random>

namespace ftsim::host {

class Random {
public:
    explicit Random(uint64_t seed) : engine_(seed) {}

    /// A number below `bound`, 0 for a bound of 0; off by less than bound / 2^64 from even.
    uint64_t below(uint64_t bound);
    /// From `first` to `last`, both included.
    uint64_t between(uint64_t first, uint64_t last) { return first + below(last - first + 1); }
    /// True so many times in a million. Draws nothing where it cannot be.
    bool chance(uint32_t ppm) { return ppm != 0 && below(1'000'000) < ppm; }

private:
    std::mt19937_64 engine_;
};

}  // namespace ftsim::host
