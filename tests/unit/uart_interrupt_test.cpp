// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/uart.hpp"

#include <gtest/gtest.h>

#include <random>

#include "ftsim/error.hpp"
#include "tests/unit/uart_registers.hpp"

namespace ftsim {
namespace {

using namespace uart_registers;

TEST(UartInterrupt, ComesWhileAByteWaits) {
    Uart uart(kHz);
    uart.receive('a', 0);
    EXPECT_FALSE(uart.interrupt(0)) << "not enabled";
    uart.store(kInterruptEnable, 1, 0);
    EXPECT_TRUE(uart.interrupt(0));
    EXPECT_EQ(uart.load(kCause, 0), 0x04);
    EXPECT_TRUE(uart.interrupt(0)) << "only reading the byte clears it";
    EXPECT_EQ(uart.next_cycle(0), UINT64_MAX);
    uart.load(kData, 0);
    EXPECT_FALSE(uart.interrupt(0));
    EXPECT_EQ(uart.load(kCause, 0), 0x01);
}

TEST(UartInterrupt, ComesAtTheTriggerLevel) {
    const struct {
        uint8_t control;
        unsigned level;
    } kLevels[] = {{0x01, 1}, {0x41, 4}, {0x81, 8}, {0xc1, 14}};
    for (const auto& [control, level] : kLevels) {
        Uart uart(kHz);
        uart.store(kFifo, control, 0);
        uart.store(kInterruptEnable, 1, 0);
        for (unsigned count = 1; count <= Uart::kFifoBytes; ++count) {
            uart.receive(static_cast<uint8_t>(count), 0);
            EXPECT_EQ(uart.interrupt(0), count >= level) << count << " of " << level;
        }
        EXPECT_EQ(uart.load(kCause, 0), 0xc4);
        for (unsigned count = Uart::kFifoBytes; count-- > 0;) {
            EXPECT_EQ(uart.load(kData, 0), Uart::kFifoBytes - count) << "in order";
            EXPECT_EQ(uart.interrupt(0), count >= level && count > 0) << count << " of " << level;
        }
        EXPECT_EQ(uart.load(kLineStatus, 0), 0x60);
        EXPECT_EQ(uart.load(kData, 0), 0) << "an empty FIFO gives zero";
    }
}

TEST(UartInterrupt, ComesWhenAByteIsOverdue) {
    Uart uart(kHz);
    uart.store(kFifo, 0x81, 0);
    uart.store(kInterruptEnable, 1, 0);
    EXPECT_EQ(uart.next_cycle(0), UINT64_MAX) << "nothing waits";
    uart.receive('a', 100);
    EXPECT_EQ(uart.next_cycle(100), 100 + kTimeout);
    uart.receive('b', 200);
    const uint64_t due = 200 + kTimeout;
    EXPECT_EQ(uart.next_cycle(200), due) << "a byte received starts the time again";
    EXPECT_FALSE(uart.interrupt(due - 1));
    EXPECT_EQ(uart.load(kCause, due - 1), 0xc1);
    EXPECT_TRUE(uart.interrupt(due));
    EXPECT_EQ(uart.load(kCause, due), 0xcc);
    EXPECT_TRUE(uart.interrupt(due)) << "the cause is no acknowledgement";
    EXPECT_EQ(uart.next_cycle(due), UINT64_MAX);

    EXPECT_EQ(uart.load(kData, due + 5), 'a');
    EXPECT_FALSE(uart.interrupt(due + 5));
    EXPECT_EQ(uart.next_cycle(due + 5), due + 5 + kTimeout) << "and so does a byte read";
    EXPECT_EQ(uart.load(kData, due + 6), 'b');
    EXPECT_EQ(uart.next_cycle(due + 6), UINT64_MAX);
    EXPECT_FALSE(uart.interrupt(UINT64_MAX));
}

TEST(UartInterrupt, ABatchAtTheTriggerLevelIsNotOverdue) {
    Uart uart(kHz);
    uart.store(kFifo, 0x41, 0);
    uart.store(kInterruptEnable, 1, 0);
    for (unsigned count = 0; count < 4; ++count) uart.receive('a', 0);
    EXPECT_EQ(uart.load(kCause, 2 * kTimeout), 0xc4);
    uart.store(kInterruptEnable, 0, 0);
    EXPECT_EQ(uart.next_cycle(0), UINT64_MAX) << "not enabled";
    EXPECT_FALSE(uart.interrupt(2 * kTimeout));
}

TEST(UartInterrupt, TheTimeoutFollowsTheDivisorAndTheClock) {
    const struct {
        uint64_t hz;
        uint16_t divisor;
        uint64_t cycles;
    } kCases[] = {{10'000'000, 2, 3473},
                  {3'686'400, 1, 640},
                  {1, 1, 1},
                  {5760, 7, 7},
                  {10'000'000, 0, 113'777'778},
                  {UINT64_MAX, 65535, UINT64_MAX},
                  {1'000'000'000, 384, 66'666'667}};
    for (const auto& [hz, divisor, cycles] : kCases) {
        Uart uart(hz);
        uart.store(kFifo, 0xc1, 0);
        uart.store(kInterruptEnable, 1, 0);
        uart.store(kLineControl, kDivisorLatch, 0);
        uart.store(kData, static_cast<uint8_t>(divisor), 0);
        uart.store(kInterruptEnable, static_cast<uint8_t>(divisor >> 8), 0);
        uart.receive('a', 0);
        EXPECT_EQ(uart.next_cycle(0), cycles) << hz << " Hz, divisor " << divisor;
        if (cycles != UINT64_MAX) {
            EXPECT_TRUE(uart.interrupt(cycles));
            EXPECT_FALSE(uart.interrupt(cycles - 1));
        }
    }
    EXPECT_THROW(Uart(0), Error);
}

TEST(UartInterrupt, ComesWhenTheTransmitterIsEmpty) {
    Uart uart(kHz);
    uart.store(kInterruptEnable, 2, 0);
    EXPECT_TRUE(uart.interrupt(0)) << "it is empty when enabled";
    EXPECT_EQ(uart.load(kCause, 0), 0x02);
    EXPECT_FALSE(uart.interrupt(0)) << "reported once";
    EXPECT_EQ(uart.load(kCause, 0), 0x01);
    uart.store(kInterruptEnable, 2, 0);
    EXPECT_FALSE(uart.interrupt(0)) << "it was enabled before";
    uart.store(kInterruptEnable, 0, 0);
    uart.store(kInterruptEnable, 2, 0);
    EXPECT_EQ(uart.load(kCause, 0), 0x02) << "enabled anew";

    uart.store(kData, 'a', 0);
    EXPECT_TRUE(uart.interrupt(0)) << "empty again after a byte";
    uart.load(kLineStatus, 0);
    EXPECT_TRUE(uart.interrupt(0)) << "the line status clears nothing of it";
    uart.store(kInterruptEnable, 0, 0);
    EXPECT_FALSE(uart.interrupt(0));
    uart.store(kData, 'a', 0);
    EXPECT_FALSE(uart.interrupt(0)) << "not enabled";
}

TEST(UartInterrupt, ResettingTheTransmitterReportsItEmpty) {
    Uart uart(kHz);
    uart.store(kInterruptEnable, 2, 0);
    for (const uint8_t control : {uint8_t{0x01}, uint8_t{0x05}, uint8_t{0x00}}) {
        uart.load(kCause, 0);
        EXPECT_FALSE(uart.interrupt(0));
        uart.store(kFifo, control, 0);
        EXPECT_TRUE(uart.interrupt(0)) << unsigned{control};
    }
    uart.load(kCause, 0);
    uart.store(kFifo, 0x04, 0);
    EXPECT_FALSE(uart.interrupt(0)) << "without the enabling bit nothing is reset";
}

TEST(UartInterrupt, ReportsTheMostUrgentCauseFirst) {
    Uart uart(kHz);
    uart.store(kInterruptEnable, 0x0f, 0);
    uart.store(kModemControl, kLoopback, 0);
    uart.store(kData, 'a', 0);
    uart.store(kData, 'b', 0);
    EXPECT_EQ(uart.load(kCause, 0), 0x06);
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x63);
    EXPECT_EQ(uart.load(kCause, 0), 0x04);
    EXPECT_EQ(uart.load(kData, 0), 'b') << "without FIFO the byte before is overwritten";
    EXPECT_EQ(uart.load(kCause, 0), 0x02);
    EXPECT_EQ(uart.load(kCause, 0), 0x00);
    EXPECT_TRUE(uart.interrupt(0));
    uart.load(kModemStatus, 0);
    EXPECT_EQ(uart.load(kCause, 0), 0x01);
    EXPECT_FALSE(uart.interrupt(0));
}

TEST(UartInterrupt, EachSourceHasItsOwnEnablingBit) {
    for (unsigned enabled = 0; enabled < 16; ++enabled) {
        Uart uart(kHz);
        uart.store(kModemControl, kLoopback, 0);
        uart.store(kData, 'a', 0);
        uart.store(kData, 'b', 0);
        uart.store(kInterruptEnable, static_cast<uint8_t>(enabled), 0);
        const unsigned cause = (enabled & 4) != 0   ? 0x06
                               : (enabled & 1) != 0 ? 0x04
                               : (enabled & 2) != 0 ? 0x02
                               : (enabled & 8) != 0 ? 0x00
                                                    : 0x01;
        EXPECT_EQ(uart.interrupt(0), enabled != 0);
        EXPECT_EQ(uart.load(kCause, 0), cause) << enabled;
    }
}

// A hostile guest: whatever it does, the pin is low until next_cycle() and changes there.
TEST(UartInterrupt, ForetellsItsInterrupt) {
    std::mt19937 random(1);
    Uart uart(1'000'000);
    uint64_t cycle = 0;
    unsigned foretold = 0;
    for (unsigned step = 0; step < 100'000; ++step) {
        const uint32_t offset = random() % 5 == 0 ? random() % Uart::kBytes : random() % 8;
        switch (random() % 4) {
            case 0: uart.store(offset, static_cast<uint8_t>(random()), cycle); break;
            case 1: uart.load(offset, cycle); break;
            case 2: uart.receive(static_cast<uint8_t>(random()), cycle); break;
            default: uart.store(kLineControl, 3, cycle); break;
        }
        ASSERT_LE(uart.state().rx_count, Uart::kFifoBytes);
        const uint64_t next = uart.next_cycle(cycle);
        ASSERT_GT(next, cycle);
        if (next == UINT64_MAX) {
            ASSERT_EQ(uart.interrupt(cycle), uart.interrupt(UINT64_MAX - 1));
        } else {
            ++foretold;
            ASSERT_EQ(uart.interrupt(cycle), uart.interrupt(next - 1));
            ASSERT_NE(uart.interrupt(cycle), uart.interrupt(next));
        }
        cycle += random() % 2000;
    }
    EXPECT_GT(foretold, 1000U);
}

}  // namespace
}  // namespace ftsim
