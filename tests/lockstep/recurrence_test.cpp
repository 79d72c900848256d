// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/recurrence.hpp"

#include <gtest/gtest.h>

#include "ftsim/lockstep/board_care.hpp"
#include "ftsim/lockstep/place.hpp"

namespace ftsim {
namespace {

TEST(Recurrence, AnOutputIsTheSameInTheSameCycleOnly) {
    Recurrence recurrence;
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 5, 1000), 1U);
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 5, 1001), 1U);
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 6, 1000), 1U);
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 5, 1000), 2U);
    EXPECT_EQ(recurrence.raised(AlarmKind::hardware, 5, 1000), 1U);
}

TEST(Recurrence, AStateIsTheSameWhereverASnapshotSeesIt) {
    Recurrence recurrence;
    EXPECT_EQ(recurrence.raised(AlarmKind::state, 5, 10'000), 1U);
    EXPECT_EQ(recurrence.raised(AlarmKind::state, 5, 5'000), 2U);
    EXPECT_EQ(recurrence.raised(AlarmKind::state, 6, 5'000), 1U);
}

TEST(Recurrence, AComparisonWithoutADifferenceIsTheSameEverywhere) {
    Recurrence recurrence;
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 0, 1000), 1U);
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 0, 900), 2U);
}

TEST(Recurrence, OthersInBetweenDoNotHideIt) {
    Recurrence recurrence;
    for (uint64_t times = 1; times <= 5; ++times) {
        EXPECT_EQ(recurrence.raised(AlarmKind::output, 5, 1000), times);
        for (uint64_t other = 0; other < 6; ++other) {
            EXPECT_EQ(recurrence.raised(AlarmKind::state, 100 * times + other, 900), 1U);
        }
    }
}

TEST(Recurrence, ACommitPassesWhatItIsBehind) {
    Recurrence recurrence;
    recurrence.raised(AlarmKind::state, 5, 10'000);
    recurrence.raised(AlarmKind::output, 5, 10'000);
    recurrence.committed(9'999);
    EXPECT_EQ(recurrence.raised(AlarmKind::state, 5, 10'000), 2U);
    // The outputs of the cycle at which a snapshot stands are not compared yet.
    recurrence.committed(10'000);
    EXPECT_EQ(recurrence.raised(AlarmKind::state, 5, 10'000), 1U);
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 5, 10'000), 2U);
    recurrence.committed(10'001);
    EXPECT_EQ(recurrence.raised(AlarmKind::output, 5, 10'000), 1U);
}

TEST(Place, IsOfTheBitsThatDiffer) {
    const std::array a = {std::byte{1}, std::byte{2}};
    const std::array b = {std::byte{1}, std::byte{6}};
    const std::array c = {std::byte{9}, std::byte{3}};
    const std::array d = {std::byte{9}, std::byte{7}};
    EXPECT_EQ(place_of_difference(a, b), place_of_difference(d, c));
    EXPECT_NE(place_of_difference(a, b), place_of_difference(a, c));
    EXPECT_NE(place_of("instr_addr"), place_of("data_addr"));
}

// A good board is hit in many places; one with a fault that its self-test misses, in one.
TEST(BoardCare, OnePlaceTimeAndAgainRetires) {
    BoardCare care{Patience{}};
    for (uint64_t i = 0; i < 100; ++i) {
        EXPECT_FALSE(care.found_wrong(0, 100'000 * i, 0, 1 + i % 7)) << i;
        EXPECT_FALSE(care.found_wrong(1, 100'000 * i, 0, 0)) << i;
    }
    for (uint64_t i = 1; i < kTimesInOnePlace; ++i) {
        EXPECT_FALSE(care.found_wrong(2, 1'000'000 * i, 0, 3)) << i;
    }
    EXPECT_TRUE(care.found_wrong(2, 10'000'000, 0, 3));
    EXPECT_EQ(care[2].status, BoardCare::Status::retired);
}

}  // namespace
}  // namespace ftsim
