// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/snapshot_pace.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace ftsim {
namespace {

TEST(SnapshotPace, StaysLongWithoutTransients) {
    SnapshotPace pace(10'000, true);
    for (uint64_t cycle = 0; cycle < 200'000; cycle += 10'000) {
        EXPECT_EQ(pace.next(cycle), cycle + 10'000);
        pace.committed(cycle + 10'000, 132, true);
    }
    pace.rolled_back(210'000, true);
    EXPECT_EQ(pace.next(200'000), 210'000U);
}

TEST(SnapshotPace, IsTheBestForTheRateItSees) {
    for (const uint64_t mean : {1'000U, 5'000U, 20'000U, 100'000U}) {
        SnapshotPace pace(10'000, true);
        for (uint64_t i = 1; i <= 20; ++i) {
            pace.committed(mean * i - 1, 144, true);
            pace.rolled_back(mean * i, true);
        }
        EXPECT_NEAR(static_cast<double>(pace.interval()),
                    std::sqrt(144.0 * static_cast<double>(mean)), 2);
    }
}

TEST(SnapshotPace, GrowsWhenItIsQuiet) {
    SnapshotPace pace(10'000, true);
    for (uint64_t i = 1; i <= 8; ++i) pace.rolled_back(1'000 * i, true);
    pace.committed(9'000, 144, true);
    uint64_t before = pace.interval();
    EXPECT_LT(before, 500U);
    for (uint64_t elapsed = 20'000; before < 10'000; elapsed *= 2) {
        pace.committed(elapsed, 144, true);
        EXPECT_GT(pace.interval(), before);
        before = pace.interval();
        ASSERT_LT(elapsed, 10'000'000U);
    }
}

TEST(SnapshotPace, HalvesWhileNothingIsGained) {
    SnapshotPace pace(10'000, true);
    uint64_t before = pace.interval();
    // What comes back is no transient, and says nothing of a rate.
    for (unsigned i = 0; i < 20; ++i) pace.rolled_back(1'000'000 + i, i == 0);
    EXPECT_EQ(pace.interval(), SnapshotPace::kShortest);
    EXPECT_EQ(pace.in_vain(), 20U);
    pace.committed(2'000'000, 144, false);
    EXPECT_EQ(pace.in_vain(), 20U);
    pace.committed(2'000'001, 144, true);
    EXPECT_EQ(pace.in_vain(), 0U);
    EXPECT_EQ(pace.interval(), before);
}

// Golden and recordings count on it.
TEST(SnapshotPace, MeetsEveryMultipleOfTheLongest) {
    for (const uint64_t longest : {1U, 7U, 49U, 10'000U, 12'345U}) {
        SnapshotPace pace(longest, true);
        std::set<uint64_t> points;
        uint64_t cycle = 3;
        for (uint64_t i = 0; cycle < 20 * longest; ++i) {
            if (i % 3 == 0) pace.rolled_back(100 * i, true);
            pace.committed(100 * i + 50, 100 + i % 50, true);
            const uint64_t next = pace.next(cycle);
            ASSERT_GT(next, cycle);
            ASSERT_LE(next - cycle, longest);
            cycle = next;
            points.insert(cycle);
        }
        for (uint64_t i = (3 + longest - 1) / longest + 1; i <= 20; ++i) {
            EXPECT_TRUE(points.contains(i * longest)) << i * longest;
        }
    }
}

TEST(SnapshotPace, FixedStaysFixed) {
    SnapshotPace pace(10'000, false);
    for (uint64_t i = 1; i <= 20; ++i) pace.rolled_back(1'000 * i, true);
    EXPECT_EQ(pace.interval(), 10'000U);
    EXPECT_EQ(pace.next(123), 10'123U);
}

TEST(SnapshotPace, TakesOnlyARecordThatCanBe) {
    SnapshotPace pace(10'000, true);
    SnapshotPace::Record record = pace.record();
    record.known = 9;
    EXPECT_FALSE(pace.restore(record));
    record.known = 8;
    record.interval = 0;
    EXPECT_FALSE(pace.restore(record));
    record.interval = 10'001;
    EXPECT_FALSE(pace.restore(record));
    record.interval = 77;
    EXPECT_TRUE(pace.restore(record));
    EXPECT_EQ(pace.interval(), 77U);
}

}  // namespace
}  // namespace ftsim
