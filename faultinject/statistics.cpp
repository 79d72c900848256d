// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/statistics.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace ftsim {

namespace {

constexpr int kExactBits = 12;

uint64_t bucket_end(uint64_t cycles) {
    const int excess = static_cast<int>(std::bit_width(cycles)) - kExactBits;
    if (excess <= 0) return cycles;
    return cycles | ((uint64_t{1} << excess) - 1);
}

}  // namespace

Interval wilson(uint64_t hits, uint64_t of, double z) {
    if (of == 0) return {0.0, 1.0};
    const auto n = static_cast<double>(of);
    const double share = static_cast<double>(hits) / n;
    const double shrink = 1.0 + z * z / n;
    const double centre = (share + z * z / (2 * n)) / shrink;
    const double half = z / shrink * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {hits == 0 ? 0.0 : std::max(0.0, centre - half),
            hits == of ? 1.0 : std::min(1.0, centre + half)};
}

void LatencyStats::add(uint64_t cycles, uint64_t times) {
    buckets_[bucket_end(cycles)] += times;
    count_ += times;
    max_ = std::max(max_, cycles);
}

void LatencyStats::add(const LatencyStats& others) {
    for (const auto& [end, how_many] : others.buckets_) buckets_[end] += how_many;
    count_ += others.count_;
    max_ = std::max(max_, others.max_);
}

uint64_t LatencyStats::quantile(double q) const {
    const auto wanted = static_cast<uint64_t>(std::ceil(q * static_cast<double>(count_)));
    uint64_t seen = 0;
    for (const auto& [end, how_many] : buckets_) {
        seen += how_many;
        if (seen >= wanted) return std::min(end, max_);
    }
    return 0;
}

}  // namespace ftsim
