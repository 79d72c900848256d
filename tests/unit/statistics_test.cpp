// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace ftsim {
namespace {

// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
// Medicine 17 (1998), table I, method 3.
TEST(Wilson, GivesThePublishedIntervals) {
    const struct {
        uint64_t hits, of;
        double low, high;
    } rows[] = {{81, 263, 0.2553, 0.3662},
                {15, 148, 0.0624, 0.1605},
                {0, 20, 0.0000, 0.1611},
                {1, 29, 0.0061, 0.1718}};
    for (const auto& row : rows) {
        const Interval interval = wilson(row.hits, row.of);
        EXPECT_NEAR(interval.low, row.low, 5e-5) << row.hits << " of " << row.of;
        EXPECT_NEAR(interval.high, row.high, 5e-5) << row.hits << " of " << row.of;
    }
}

// z * z = 3.841459: 0 of 100 gives z*z / (100 + z*z) = 3.841459 / 103.841459. For 5 of 100 the
// centre is (5 + z*z / 2) / (100 + z*z) = 0.0666471 and half the width
// z * sqrt(5 * 95 / 100 + z*z / 4) / (100 + z*z) = 1.959964 * 2.389637 / 103.841459 = 0.0451034.
TEST(Wilson, GivesWhatPaperAndPencilGive) {
    EXPECT_NEAR(wilson(0, 100).high, 0.0369935, 1e-7);
    EXPECT_NEAR(wilson(100, 100).low, 0.9630065, 1e-7);
    EXPECT_NEAR(wilson(5, 100).low, 0.0215437, 1e-7);
    EXPECT_NEAR(wilson(5, 100).high, 0.1117505, 1e-7);
}

TEST(Wilson, ReachesTheEndsExactly) {
    for (uint64_t of = 1; of < 1'000'000'000'000; of += of / 20 + 1) {
        const Interval none = wilson(0, of);
        const Interval all = wilson(of, of);
        EXPECT_EQ(none.low, 0.0);
        EXPECT_EQ(all.high, 1.0);
        EXPECT_GT(none.high, 0.0);
        EXPECT_NEAR(all.low, 1.0 - none.high, 1e-12);
    }
}

TEST(Wilson, KnowsNothingFromNothing) {
    EXPECT_EQ(wilson(0, 0).low, 0.0);
    EXPECT_EQ(wilson(0, 0).high, 1.0);
}

TEST(Wilson, WidensWithTheConfidenceAsked) {
    EXPECT_LT(wilson(5, 10, 2.576).low, wilson(5, 10).low);
    EXPECT_GT(wilson(5, 10, 2.576).high, wilson(5, 10).high);
}

TEST(LatencyStats, StartsEmpty) {
    const LatencyStats stats;
    EXPECT_EQ(stats.count(), 0U);
    EXPECT_EQ(stats.max(), 0U);
    EXPECT_EQ(stats.quantile(0.5), 0U);
}

TEST(LatencyStats, IsExactForShortLatencies) {
    LatencyStats stats;
    for (uint64_t i = 0; i < 100; ++i) stats.add(i * 37 % 100 + 1);  // 1 to 100 in mixed order
    EXPECT_EQ(stats.count(), 100U);
    EXPECT_EQ(stats.quantile(0.0), 1U);
    EXPECT_EQ(stats.quantile(0.5), 50U);
    EXPECT_EQ(stats.quantile(0.99), 99U);
    EXPECT_EQ(stats.quantile(1.0), 100U);
    EXPECT_EQ(stats.max(), 100U);

    LatencyStats edge;
    edge.add(4094);
    edge.add(4095);
    EXPECT_EQ(edge.quantile(0.5), 4094U);
}

TEST(LatencyStats, IsNearForLongLatencies) {
    LatencyStats stats;
    std::vector<uint64_t> all;
    uint64_t value = 3;
    for (int i = 0; i < 5000; ++i) {
        value = value * 6364136223846793005 + 1442695040888963407;
        all.push_back(value >> (i % 52));
        stats.add(all.back());
    }
    std::sort(all.begin(), all.end());
    for (const double q : {0.01, 0.5, 0.9, 0.99}) {
        const uint64_t exact = all[static_cast<std::size_t>(q * 5000) - 1];
        EXPECT_GE(stats.quantile(q), exact) << q;
        EXPECT_LE(stats.quantile(q) - exact, exact / 2048) << q;
    }
    EXPECT_EQ(stats.max(), all.back());
    EXPECT_EQ(stats.quantile(1.0), all.back());
}

TEST(LatencyStats, TakesTheLargestNumber) {
    LatencyStats stats;
    stats.add(UINT64_MAX);
    EXPECT_EQ(stats.quantile(0.5), UINT64_MAX);
    stats.add(0);
    EXPECT_EQ(stats.quantile(0.5), 0U);
}

}  // namespace
}  // namespace ftsim
