// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/clint.hpp"

#include <gtest/gtest.h>

#include <random>

#include "ftsim/error.hpp"

namespace ftsim {
namespace {

void set_compare(Clint& clint, uint64_t value, uint64_t cycle) {
    clint.store(0x4004, 0xffff'ffff, cycle);
    clint.store(0x4000, static_cast<uint32_t>(value), cycle);
    clint.store(0x4004, static_cast<uint32_t>(value >> 32), cycle);
}

TEST(Clint, KnowsTheCycleThatCountingWouldFind) {
    for (const uint64_t hz : {10'000'000ULL, 3'000'000ULL, 50'000'000ULL, 7ULL, 99'999'999ULL}) {
        Clint clint(hz);
        for (const uint64_t compare : {0ULL, 1ULL, 2ULL, 37ULL, 100ULL, 1000ULL}) {
            set_compare(clint, compare, 0);
            uint64_t counted = 0;
            while (!clint.timer_interrupt(counted)) ++counted;
            EXPECT_EQ(clint.timer_cycle(0), counted) << hz << " Hz, " << compare;
        }
    }
}

TEST(Clint, NeverIsTheLastCycle) {
    Clint clint(10'000'000);
    EXPECT_EQ(clint.timer_cycle(5), 5U) << "out of reset";
    set_compare(clint, UINT64_MAX, 0);
    EXPECT_EQ(clint.timer_cycle(5), UINT64_MAX) << "never";
    set_compare(clint, 3, 10);
    EXPECT_EQ(clint.timer_cycle(10), 10U) << "already due";
}

TEST(Clint, TimeCanBeWritten) {
    Clint clint(10'000'000);
    clint.store(0xbff8, 0xffff'fff0, 100);
    EXPECT_EQ(clint.mtime(100), 0xffff'fff0U);
    EXPECT_EQ(clint.mtime(116), 0x1'0000'0000U) << "it carries into the upper half";
    EXPECT_EQ(clint.load(0xbffc, 116), 1U);
    set_compare(clint, 0x1'0000'0005, 100);
    EXPECT_EQ(clint.timer_cycle(100), 121U);
}

TEST(Clint, TimeWrapsToZero) {
    Clint clint(10'000'000);
    clint.store(0xbffc, 0xffff'ffff, 0);
    clint.store(0xbff8, 0xffff'fff8, 0);
    EXPECT_EQ(clint.mtime(7), UINT64_MAX);
    EXPECT_EQ(clint.mtime(8), 0U);
    set_compare(clint, 5, 8);
    EXPECT_FALSE(clint.timer_interrupt(8));
    EXPECT_EQ(clint.timer_cycle(8), 13U);
}

// Random writes to both registers beside a clock that counts every cycle.
TEST(Clint, CountsAsAClockThatIsStepped) {
    for (const uint64_t hz : {10'000'000ULL, 3'000'000ULL, 50'000'000ULL}) {
        std::mt19937_64 random(hz);
        Clint clint(hz);
        uint64_t mtime = 0;
        uint64_t fraction = 0;  // of a tick, in units of 1/hz
        uint64_t forecast = UINT64_MAX;
        set_compare(clint, UINT64_MAX, 0);
        for (uint64_t cycle = 0; cycle < 30'000; ++cycle) {
            if (random() % 500 == 0) {
                mtime = random() % 3 == 0 ? 0 - random() % 100 : random() % 3'000'000'000;
                clint.store(0xbffc, static_cast<uint32_t>(mtime >> 32), cycle);
                clint.store(0xbff8, static_cast<uint32_t>(mtime), cycle);
                set_compare(clint, mtime + random() % 300, cycle);
                forecast = clint.timer_cycle(cycle);
            }
            ASSERT_EQ(clint.mtime(cycle), mtime) << hz << " Hz, cycle " << cycle;
            const bool due = mtime >= clint.state().mtimecmp;
            ASSERT_EQ(clint.timer_interrupt(cycle), due);
            if (cycle <= forecast) {
                ASSERT_EQ(cycle == forecast, due) << hz << " Hz, " << cycle;
            }
            fraction += Clint::kTimeHz;
            mtime += fraction / hz;
            fraction %= hz;
        }
    }
}

TEST(Clint, SoftwareInterruptIsOneBit) {
    Clint clint(10'000'000);
    clint.store(0, 0xffff'ffff, 0);
    EXPECT_EQ(clint.load(0, 0), 1U);
    EXPECT_TRUE(clint.software_interrupt());
    clint.store(0, 2, 0);
    EXPECT_FALSE(clint.software_interrupt());
}

TEST(Clint, RefusesAClockThatStands) { EXPECT_THROW(Clint(0), Error); }

TEST(Clint, FollowsAClockOutside) {
    Clint clint(10'000'000, Clint::Time::outside);
    clint.follow(5000, 100);
    EXPECT_EQ(clint.mtime(100), 5000U);
    EXPECT_EQ(clint.load(0xbff8, 100), 5000U);
    set_compare(clint, 6000, 100);
    EXPECT_FALSE(clint.timer_interrupt(1'000'000)) << "machine time does not count";
    EXPECT_EQ(clint.timer_cycle(100), UINT64_MAX);
    EXPECT_FALSE(clint.due(5999));
    EXPECT_TRUE(clint.due(6000));
    clint.raise();
    EXPECT_TRUE(clint.timer_interrupt(101));
    EXPECT_EQ(clint.timer_cycle(101), 101U);
    set_compare(clint, 7000, 200);
    EXPECT_FALSE(clint.timer_interrupt(200)) << "until mtimecmp is written";
}

TEST(Clint, TimeThatFollowsCanBeWritten) {
    Clint clint(10'000'000, Clint::Time::outside);
    clint.follow(5000, 100);
    clint.store(0xbff8, 70, 100);
    clint.store(0xbffc, 0, 100);
    EXPECT_EQ(clint.mtime(100), 70U);
    clint.follow(5010, 500);
    EXPECT_EQ(clint.mtime(500), 80U);
    clint.reset(600);
    EXPECT_EQ(clint.mtime(600), 0U);
    EXPECT_TRUE(clint.due(5110)) << "as at power-on";
}

}  // namespace
}  // namespace ftsim
