// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/sampler.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "ftsim/faultinject/philox.hpp"

namespace ftsim {

namespace {

__extension__ using Wide = unsigned __int128;

enum class Stream : uint32_t { gap, place, bit };

// 64 random bits: number `draw` of those that belong to fault i in this stream.
uint64_t random_bits(uint64_t seed, uint64_t i, Stream stream, uint32_t draw) {
    const PhiloxCounter counter = {static_cast<uint32_t>(i), static_cast<uint32_t>(i >> 32),
                                   static_cast<uint32_t>(stream), draw};
    const PhiloxKey key = {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)};
    const PhiloxCounter random = philox(counter, key);
    return uint64_t{random[1]} << 32 | random[0];
}

// Below `bound` without bias: multiply and shift, drawing again in the short last stretch
// (Lemire, "Fast random integer generation in an interval", 2019).
uint64_t random_below(uint64_t bound, uint64_t seed, uint64_t i, Stream stream) {
    assert(bound > 0);
    const uint64_t reject = (0 - bound) % bound;
    for (uint32_t draw = 0;; ++draw) {
        const Wide product = Wide{random_bits(seed, i, stream, draw)} * bound;
        if (static_cast<uint64_t>(product) >= reject) return static_cast<uint64_t>(product >> 64);
    }
}

}  // namespace

uint64_t gap_before(uint64_t seed, uint64_t i, double rate) {
    if (rate >= 1.0) return 1;
    // In (0, 1]: 53 bits, so that the logarithm's argument is exact.
    const double uniform =
        static_cast<double>((random_bits(seed, i, Stream::gap, 0) >> 11) + 1) * 0x1p-53;
    const double gap = 1.0 + std::floor(std::log(uniform) / std::log1p(-rate));
    return gap >= 0x1p63 ? uint64_t{1} << 63 : static_cast<uint64_t>(std::max(gap, 1.0));
}

uint64_t place_in_part(uint64_t seed, uint64_t i, uint64_t parts, uint64_t length) {
    assert(i < parts);
    const auto begin = static_cast<uint64_t>(Wide{length} * i / parts);
    const auto end = static_cast<uint64_t>(Wide{length} * (i + 1) / parts);
    if (begin == end) return begin;
    return begin + random_below(end - begin, seed, i, Stream::place);
}

uint64_t bit_of(uint64_t seed, uint64_t i, uint64_t bits) {
    return random_below(bits, seed, i, Stream::bit);
}

}  // namespace ftsim
