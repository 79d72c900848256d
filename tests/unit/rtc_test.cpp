// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/rtc.hpp"

#include <gtest/gtest.h>

#include <random>

#include "ftsim/board/state_bytes.hpp"
#include "ftsim/error.hpp"

namespace ftsim {
namespace {

static_assert(StateStruct<Rtc::State>);

constexpr uint64_t kHz = 10'000'000;
constexpr uint64_t kStart = 1'700'000'000'123'456'789;

constexpr uint32_t kTimeLow = 0x00;
constexpr uint32_t kTimeHigh = 0x04;
constexpr uint32_t kAlarmLow = 0x08;
constexpr uint32_t kAlarmHigh = 0x0c;
constexpr uint32_t kInterruptEnable = 0x10;
constexpr uint32_t kClearAlarm = 0x14;
constexpr uint32_t kAlarmStatus = 0x18;
constexpr uint32_t kClearInterrupt = 0x1c;

uint64_t read_time(Rtc& rtc, uint64_t cycle) {
    const uint32_t low = rtc.load(kTimeLow, cycle);
    return uint64_t{rtc.load(kTimeHigh, cycle)} << 32 | low;
}

void set_time(Rtc& rtc, uint64_t time, uint64_t cycle) {
    rtc.store(kTimeHigh, static_cast<uint32_t>(time >> 32), cycle);
    rtc.store(kTimeLow, static_cast<uint32_t>(time), cycle);
}

void set_alarm(Rtc& rtc, uint64_t time, uint64_t cycle) {
    rtc.store(kAlarmHigh, static_cast<uint32_t>(time >> 32), cycle);
    rtc.store(kAlarmLow, static_cast<uint32_t>(time), cycle);
}

TEST(Rtc, CountsNanosecondsFromItsStart) {
    Rtc rtc(kHz, kStart);
    EXPECT_EQ(read_time(rtc, 0), kStart);
    EXPECT_EQ(read_time(rtc, 1), kStart + 100);
    EXPECT_EQ(read_time(rtc, kHz * 86'400 * 365), kStart + 31'536'000'000'000'000U);
}

TEST(Rtc, DoesNotDriftAtAnyClock) {
    for (const uint64_t hz : {1ULL, 3ULL, 7ULL, 32'768ULL, 99'999'999ULL, 1'000'000'007ULL,
                              3'000'000'000ULL, 12'345'678'901ULL}) {
        Rtc rtc(hz, 0);
        const uint64_t second = 1'000'000'000;
        EXPECT_EQ(rtc.time(hz), second) << hz;
        EXPECT_EQ(rtc.time(hz - 1), (hz - 1) * second / hz) << hz;
        const uint64_t years = hz * 1'000'000'000;
        EXPECT_EQ(rtc.time(years), second * 1'000'000'000) << hz;
        EXPECT_EQ(rtc.time(years - 1), second * 1'000'000'000 - (second + hz - 1) / hz) << hz;
    }
    EXPECT_THROW(Rtc(0, 0), Error);
}

TEST(Rtc, TheHighHalfIsThatOfTheLastLowHalf) {
    Rtc rtc(kHz, 0x1'ffff'ffff);
    EXPECT_EQ(rtc.load(kTimeHigh, 0), 0U) << "nothing read yet";
    EXPECT_EQ(rtc.load(kTimeLow, 0), 0xffff'ffffU);
    EXPECT_EQ(rtc.load(kTimeHigh, 1), 1U) << "the low half has wrapped since";
    EXPECT_EQ(rtc.load(kTimeLow, 1), 99U);
    EXPECT_EQ(rtc.load(kTimeHigh, 1), 2U);
}

TEST(Rtc, TimeCanBeWritten) {
    Rtc rtc(kHz, kStart);
    set_time(rtc, 0x1234'5678'9abc'def0, 50);
    EXPECT_EQ(read_time(rtc, 50), 0x1234'5678'9abc'def0U);
    EXPECT_EQ(read_time(rtc, 60), 0x1234'5678'9abc'def0U + 1000);
    rtc.store(kTimeLow, 5, 60);
    EXPECT_EQ(read_time(rtc, 60), 0x1234'5678'0000'0005U) << "each half for itself";
    set_time(rtc, UINT64_MAX, 70);
    EXPECT_EQ(read_time(rtc, 71), 99U) << "it wraps";
}

TEST(Rtc, TheAlarmInterrupts) {
    Rtc rtc(kHz, kStart);
    rtc.store(kInterruptEnable, 1, 0);
    EXPECT_EQ(rtc.next_cycle(0), UINT64_MAX);
    set_alarm(rtc, kStart + 1001, 0);
    EXPECT_EQ(rtc.load(kAlarmStatus, 0), 1U);
    EXPECT_EQ(rtc.next_cycle(0), 11U) << "rounded up: it is never early";
    EXPECT_FALSE(rtc.interrupt(10));
    EXPECT_TRUE(rtc.interrupt(11));
    EXPECT_TRUE(rtc.interrupt(1000)) << "until it is cleared";
    EXPECT_EQ(rtc.next_cycle(11), UINT64_MAX);
    EXPECT_EQ(rtc.load(kAlarmStatus, 10), 1U);
    EXPECT_EQ(rtc.load(kAlarmStatus, 11), 0U) << "it goes off once";
    EXPECT_TRUE(rtc.interrupt(11));
    rtc.store(kClearInterrupt, 0, 12);
    EXPECT_FALSE(rtc.interrupt(12));
    EXPECT_FALSE(rtc.interrupt(UINT64_MAX));
    EXPECT_EQ(rtc.next_cycle(12), UINT64_MAX);
}

TEST(Rtc, ClearingTheInterruptAnswersAnAlarmOfTheSameCycle) {
    Rtc rtc(kHz, 0);
    rtc.store(kInterruptEnable, 1, 0);
    set_alarm(rtc, 1000, 0);
    rtc.store(kClearInterrupt, 1, 10);
    EXPECT_FALSE(rtc.interrupt(10));
    EXPECT_EQ(rtc.load(kAlarmStatus, 10), 0U);
}

TEST(Rtc, TheLowHalfArmsTheAlarm) {
    Rtc rtc(kHz, kStart);
    rtc.store(kInterruptEnable, 1, 0);
    rtc.store(kAlarmHigh, 0, 0);
    EXPECT_EQ(rtc.load(kAlarmStatus, 0), 0U);
    EXPECT_FALSE(rtc.interrupt(0));
    rtc.store(kAlarmLow, 77, 0);
    EXPECT_TRUE(rtc.interrupt(0)) << "a time gone by goes off at once";
    EXPECT_EQ(rtc.load(kAlarmStatus, 0), 0U);
    EXPECT_EQ(rtc.load(kAlarmLow, 0), 77U);
    EXPECT_EQ(rtc.load(kAlarmHigh, 0), 0U);
    rtc.store(kAlarmHigh, 0x8000'0000, 0);
    EXPECT_EQ(rtc.load(kAlarmHigh, 0), 0x8000'0000U);
    EXPECT_EQ(rtc.load(kAlarmLow, 0), 77U);
}

TEST(Rtc, AnAlarmForNowGoesOffNow) {
    Rtc rtc(3'000'000'000, 0);
    rtc.store(kInterruptEnable, 1, 0);
    set_alarm(rtc, 1, 4);
    EXPECT_TRUE(rtc.interrupt(4)) << "a third of a nanosecond late";
}

TEST(Rtc, ClearingTheAlarmLeavesTheInterrupt) {
    Rtc rtc(kHz, 0);
    rtc.store(kInterruptEnable, 1, 0);
    set_alarm(rtc, 1000, 0);
    rtc.store(kClearAlarm, 0, 9);
    EXPECT_EQ(rtc.load(kAlarmStatus, 9), 0U);
    EXPECT_FALSE(rtc.interrupt(10)) << "cleared in time";
    EXPECT_EQ(rtc.next_cycle(9), UINT64_MAX);
    set_alarm(rtc, 2000, 10);
    rtc.store(kClearAlarm, 0, 20);
    EXPECT_TRUE(rtc.interrupt(20)) << "too late";
}

TEST(Rtc, TheInterruptHasAnEnablingBit) {
    Rtc rtc(kHz, 0);
    rtc.store(kInterruptEnable, 0xffff'fffe, 0);
    EXPECT_EQ(rtc.load(kInterruptEnable, 0), 0U);
    set_alarm(rtc, 1000, 0);
    EXPECT_EQ(rtc.next_cycle(0), UINT64_MAX);
    EXPECT_FALSE(rtc.interrupt(10));
    rtc.store(kInterruptEnable, ~0U, 10);
    EXPECT_EQ(rtc.load(kInterruptEnable, 10), 1U);
    EXPECT_TRUE(rtc.interrupt(10)) << "it was remembered";
    rtc.store(kInterruptEnable, 0, 11);
    EXPECT_FALSE(rtc.interrupt(11));
    rtc.store(kInterruptEnable, 1, 12);
    EXPECT_TRUE(rtc.interrupt(12)) << "disabling clears nothing";
}

TEST(Rtc, WritingTheTimeDoesNotMoveTheAlarm) {
    Rtc rtc(kHz, kStart);
    rtc.store(kInterruptEnable, 1, 0);
    set_alarm(rtc, kStart + 1000, 0);
    set_time(rtc, kStart + 1'000'000, 2);
    EXPECT_FALSE(rtc.interrupt(9));
    EXPECT_TRUE(rtc.interrupt(10));
    set_time(rtc, 0, 2);
    EXPECT_EQ(rtc.next_cycle(2), 10U);
}

TEST(Rtc, HasNoOtherRegisters) {
    Rtc rtc(kHz, kStart);
    for (const uint32_t offset : {kTimeHigh, kClearAlarm, kClearInterrupt, 0x20U, ~3U}) {
        EXPECT_EQ(rtc.load(offset, 0), 0U) << offset;
    }
    rtc.store(kAlarmStatus, 1, 0);
    rtc.store(0x20, ~0U, 0);
    EXPECT_EQ(rtc.load(kAlarmStatus, 0), 0U);
    EXPECT_EQ(read_time(rtc, 0), kStart);
}

TEST(Rtc, ContinuesFromItsState) {
    Rtc rtc(kHz, kStart);
    rtc.store(kInterruptEnable, 1, 0);
    set_time(rtc, 0x5'0000'0000, 0);
    rtc.load(kTimeLow, 0);
    set_alarm(rtc, 0x5'0000'1000, 0);
    Rtc other(kHz, kStart);
    other.set_state(rtc.state());
    EXPECT_EQ(other.load(kTimeHigh, 1), 5U);
    EXPECT_EQ(other.next_cycle(1), 41U);
    EXPECT_EQ(read_time(other, 1), 0x5'0000'0064U);
    other.store(kClearAlarm, 0, 1);
    EXPECT_TRUE(rtc.interrupt(41)) << "two devices share nothing";
}

// A hostile guest at awkward clocks: the alarm comes in the first cycle whose time has reached it,
// and the pin changes where next_cycle() says.
TEST(Rtc, ForetellsItsInterrupt) {
    for (const uint64_t hz :
         {1ULL, 7ULL, 32'768ULL, 10'000'000ULL, 999'999'937ULL, 3'000'000'000ULL, ~0ULL}) {
        std::mt19937_64 random(hz);
        Rtc rtc(hz, random());
        uint64_t cycle = random() % (UINT64_MAX / 2);
        unsigned foretold = 0;
        for (unsigned step = 0; step < 20'000; ++step) {
            const auto word = static_cast<uint32_t>(random());
            switch (random() % 4) {
                case 0: rtc.store(word % Rtc::kBytes & ~3U, word, cycle); break;
                case 1: rtc.load(word % Rtc::kBytes & ~3U, cycle); break;
                case 2: rtc.store(kInterruptEnable, 1, cycle); break;
                default:
                    rtc.store(kClearInterrupt, 1, cycle);
                    const uint64_t alarm = rtc.time(cycle) + (random() >> random() % 64);
                    set_alarm(rtc, alarm, cycle);
                    if (alarm <= rtc.time(cycle) || rtc.state().alarm_cycle == UINT64_MAX) break;
                    const uint64_t wait = alarm - rtc.time(cycle);
                    const uint64_t due = rtc.state().alarm_cycle;
                    ASSERT_GE(rtc.time(due) - rtc.time(cycle), wait) << hz;
                    ASSERT_LT(rtc.time(due - 1) - rtc.time(cycle), wait) << hz;
            }
            const uint64_t next = rtc.next_cycle(cycle);
            ASSERT_GT(next, cycle);
            if (next == UINT64_MAX) {
                ASSERT_EQ(rtc.interrupt(cycle), rtc.interrupt(UINT64_MAX - 1));
            } else {
                ++foretold;
                ASSERT_EQ(rtc.interrupt(cycle), rtc.interrupt(next - 1));
                ASSERT_NE(rtc.interrupt(cycle), rtc.interrupt(next));
            }
            cycle += random() % 1000;
        }
        EXPECT_GT(foretold, 100U) << hz;
    }
}

TEST(Rtc, FollowsAClockOutside) {
    Rtc rtc(10'000'000, 0);
    rtc.follow(1'000'000, 10);
    EXPECT_EQ(rtc.time(10), 1'000'000U);
    rtc.store(0x00, 5, 10);
    EXPECT_EQ(rtc.time(10), 5U) << "a guest may set it";
    rtc.follow(1'000'300, 50);
    EXPECT_EQ(rtc.time(50), 305U);
}

}  // namespace
}  // namespace ftsim
