// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/sampler.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace ftsim {
namespace {

// Pearson's statistic for counts that should all be equal.
double chi_square(const std::vector<uint64_t>& counts, double expected) {
    double sum = 0;
    for (const uint64_t count : counts) {
        const double off = static_cast<double>(count) - expected;
        sum += off * off / expected;
    }
    return sum;
}

// Mean and deviation of chi-square with f degrees of freedom are f and sqrt(2 f): 4 deviations.
void expect_plausible(double statistic, double freedom) {
    EXPECT_GT(statistic, freedom - 4 * std::sqrt(2 * freedom));
    EXPECT_LT(statistic, freedom + 4 * std::sqrt(2 * freedom));
}

TEST(Sampler, HitsEveryBitEquallyOften) {
    constexpr uint64_t kBits = 3001;
    std::vector<uint64_t> hits(kBits);
    for (uint64_t i = 0; i < 100 * kBits; ++i) ++hits.at(bit_of(1, i, kBits));
    expect_plausible(chi_square(hits, 100), kBits - 1);
}

// With three quarters of 2^64 as bound, multiply and shift alone would give every third number
// twice as often as the others.
TEST(Sampler, HasNoBiasWhereTheBoundIsLarge) {
    std::vector<uint64_t> hits(3);
    for (uint64_t i = 0; i < 30'000; ++i) ++hits[bit_of(1, i, uint64_t{3} << 62) % 3];
    EXPECT_LT(chi_square(hits, 10'000), 20);
}

TEST(Sampler, SpacesFaultsGeometrically) {
    constexpr int kFaults = 100'000;
    double sum = 0;
    for (uint64_t i = 0; i < kFaults; ++i) {
        const uint64_t gap = gap_before(1, i, 1e-3);
        ASSERT_GE(gap, 1U);
        sum += static_cast<double>(gap);
    }
    EXPECT_NEAR(sum / kFaults, 1000, 4 * 1000 / std::sqrt(kFaults));

    // At a quarter, a gap of k cycles has the probability 1/4 * (3/4)^(k-1).
    std::vector<int> gaps(5);
    for (uint64_t i = 0; i < kFaults; ++i) {
        const uint64_t gap = gap_before(2, i, 0.25);
        if (gap < gaps.size()) ++gaps[gap];
    }
    EXPECT_EQ(gaps[0], 0);
    for (int k = 1; k < 5; ++k) {
        const double share = 0.25 * std::pow(0.75, k - 1);
        EXPECT_NEAR(gaps[static_cast<std::size_t>(k)], kFaults * share,
                    4 * std::sqrt(kFaults * share * (1 - share)))
            << k;
    }
}

TEST(Sampler, SpacesFaultsAtExtremeRates) {
    EXPECT_EQ(gap_before(1, 0, 1.0), 1U);
    EXPECT_EQ(gap_before(1, 0, 1e9), 1U);
    EXPECT_EQ(gap_before(1, 0, 1e-300), uint64_t{1} << 63);
    EXPECT_EQ(gap_before(1, 0, 5e-324), uint64_t{1} << 63);
    for (uint64_t i = 0; i < 100; ++i) EXPECT_LE(gap_before(1, i, 1e-19), uint64_t{1} << 63);
}

TEST(Sampler, PutsOnePlaceIntoEveryPart) {
    for (const uint64_t length : {10ULL, 11ULL, 1000ULL, 1'000'000'000'000'000'000ULL}) {
        constexpr uint64_t kParts = 10;
        uint64_t begin = 0;
        for (uint64_t i = 0; i < kParts; ++i) {
            const uint64_t end = length / kParts * (i + 1) + length % kParts * (i + 1) / kParts;
            const uint64_t place = place_in_part(3, i, kParts, length);
            EXPECT_GE(place, begin) << i << " of " << length;
            EXPECT_LT(place, end) << i << " of " << length;
            begin = end;
        }
        EXPECT_EQ(begin, length);
    }
}

TEST(Sampler, ReachesTheEndOfAVeryLongRun) {
    constexpr uint64_t kLength = 1'000'000'000'000'000'000;
    constexpr uint64_t kParts = 1'000'000'000;
    EXPECT_EQ(place_in_part(3, kParts - 1, kParts, kLength) / (kLength / kParts), kParts - 1);
    EXPECT_EQ(place_in_part(3, UINT64_MAX - 1, UINT64_MAX, UINT64_MAX), UINT64_MAX - 1);
}

TEST(Sampler, DrawsPlacesUniformlyInTheirParts) {
    constexpr uint64_t kParts = 100'000;
    std::vector<uint64_t> hits(1000);
    for (uint64_t i = 0; i < kParts; ++i) {
        ++hits.at(place_in_part(4, i, kParts, kParts * hits.size()) % hits.size());
    }
    expect_plausible(chi_square(hits, 100), 999);
}

TEST(Sampler, StaysInsideARunShorterThanItsParts) {
    for (uint64_t i = 0; i < 10; ++i) EXPECT_LT(place_in_part(1, i, 10, 3), 3U);
    EXPECT_EQ(place_in_part(1, 0, 1, 0), 0U);
}

// Shared random bits would make fault i's place tell its bit.
TEST(Sampler, DrawsPlaceBitAndGapIndependently) {
    constexpr uint64_t kFaults = 100'000;
    uint64_t place_is_bit = 0;
    uint64_t gap_with_bit = 0;
    for (uint64_t i = 0; i < kFaults; ++i) {
        place_is_bit += place_in_part(1, i, kFaults, kFaults * 100) % 100 == bit_of(1, i, 100);
        gap_with_bit += (gap_before(1, i, 0.5) == 1) == (bit_of(1, i, 2) == 1);
    }
    EXPECT_NEAR(static_cast<double>(place_is_bit), kFaults * 0.01, 4 * 31.5);
    EXPECT_NEAR(static_cast<double>(gap_with_bit), kFaults * 0.5, 4 * 158.2);
}

TEST(Sampler, DependsOnSeedAndNumberAlone) {
    std::vector<uint64_t> forward;
    for (uint64_t i = 0; i < 100; ++i) forward.push_back(bit_of(9, i, 5000));
    for (uint64_t i = 100; i-- > 0;) EXPECT_EQ(bit_of(9, i, 5000), forward[i]);

    constexpr uint64_t kHighWord = uint64_t{1} << 32;
    EXPECT_NE(bit_of(1, 0, UINT64_MAX), bit_of(2, 0, UINT64_MAX));
    EXPECT_NE(bit_of(1, 0, UINT64_MAX), bit_of(1 + kHighWord, 0, UINT64_MAX));
    EXPECT_NE(bit_of(1, 0, UINT64_MAX), bit_of(1, kHighWord, UINT64_MAX));
}

// A published result names its seed: the same seed must name the same faults in every version.
// The numbers were computed apart, from the published algorithm.
TEST(Sampler, KeepsTheFaultsOfSeedOne) {
    EXPECT_EQ(gap_before(1, 0, 1e-6), 111'284U);
    EXPECT_EQ(gap_before(1, 1, 1e-6), 134'547U);
    EXPECT_EQ(place_in_part(1, 7, 10, 1'000'000'000), 777'575'830U);
    EXPECT_EQ(bit_of(1, 0, 4000), 2202U);
    EXPECT_EQ(bit_of(1, 1, 4000), 3422U);
}

}  // namespace
}  // namespace ftsim
