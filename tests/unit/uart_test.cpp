// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/uart.hpp"

#include <gtest/gtest.h>

namespace ftsim {
namespace {

constexpr uint32_t kData = 0;
constexpr uint32_t kInterruptEnable = 1;
constexpr uint32_t kFifo = 2;
constexpr uint32_t kLineControl = 3;
constexpr uint32_t kModemControl = 4;
constexpr uint32_t kLineStatus = 5;
constexpr uint32_t kModemStatus = 6;
constexpr uint32_t kScratch = 7;

constexpr uint8_t kDivisorLatch = 0x80;

TEST(Uart, SendsEveryByteStored) {
    Uart uart;
    for (unsigned byte = 0; byte < 256; ++byte) {
        EXPECT_EQ(uart.load(kLineStatus), 0x60) << "always ready to send";
        EXPECT_EQ(uart.store(kData, static_cast<uint8_t>(byte)), byte);
    }
    EXPECT_TRUE(uart.can_receive()) << "what is sent does not come back";
}

TEST(Uart, HoldsAReceivedByteUntilItIsRead) {
    Uart uart;
    uart.receive('a');
    EXPECT_FALSE(uart.can_receive());
    EXPECT_EQ(uart.load(kLineStatus), 0x61);
    EXPECT_EQ(uart.load(kLineStatus), 0x61) << "asking takes nothing";
    uart.store(kData, 'x');
    EXPECT_EQ(uart.load(kData), 'a');
    EXPECT_TRUE(uart.can_receive());
    EXPECT_EQ(uart.load(kLineStatus), 0x60);
    EXPECT_EQ(uart.load(kData), 'a') << "an empty receiver repeats itself";
}

TEST(Uart, HidesDataBehindTheDivisorLatch) {
    Uart uart;
    uart.receive('a');
    EXPECT_EQ(uart.store(kInterruptEnable, 0xff), std::nullopt);
    uart.store(kLineControl, kDivisorLatch | 3);
    EXPECT_EQ(uart.load(kData), 12) << "9600 baud out of reset";
    EXPECT_EQ(uart.load(kInterruptEnable), 0);
    EXPECT_EQ(uart.store(kData, 0x34), std::nullopt) << "the divisor is not sent";
    EXPECT_EQ(uart.store(kInterruptEnable, 0x12), std::nullopt);
    EXPECT_EQ(uart.load(kData), 0x34);
    EXPECT_EQ(uart.load(kInterruptEnable), 0x12);
    EXPECT_FALSE(uart.can_receive()) << "reading the divisor is not reading the byte";

    uart.store(kLineControl, 3);
    EXPECT_EQ(uart.load(kLineControl), 3);
    EXPECT_EQ(uart.load(kInterruptEnable), 0x0f) << "four interrupt sources";
    EXPECT_EQ(uart.load(kData), 'a');
}

TEST(Uart, HasTheRegistersThatADriverProbes) {
    Uart uart;
    EXPECT_EQ(uart.load(kFifo), 0x01) << "no interrupt, no FIFO";
    uart.store(kFifo, 0xff);
    EXPECT_EQ(uart.load(kFifo), 0xc1) << "no interrupt, FIFO on: a 16550A";
    uart.store(kFifo, 0);
    EXPECT_EQ(uart.load(kFifo), 0x01);
    uart.store(kModemControl, 0xff);
    EXPECT_EQ(uart.load(kModemControl), 0x1f);
    uart.store(kScratch, 0xa5);
    EXPECT_EQ(uart.load(kScratch), 0xa5);
    EXPECT_EQ(uart.load(kModemStatus), 0xb0);
}

TEST(Uart, IgnoresWhatCannotBeWritten) {
    Uart uart;
    for (const uint32_t offset : {kLineStatus, kModemStatus, 8U, Uart::kBytes - 1}) {
        const uint8_t before = uart.load(offset);
        EXPECT_EQ(uart.store(offset, 0xff), std::nullopt);
        EXPECT_EQ(uart.load(offset), before) << offset;
    }
    EXPECT_EQ(uart.load(8), 0);
}

TEST(Uart, ContinuesFromItsState) {
    Uart uart;
    uart.receive('a');
    uart.store(kLineControl, kDivisorLatch);
    uart.store(kData, 0x34);
    uart.store(kScratch, 9);
    Uart other;
    other.set_state(uart.state());
    EXPECT_EQ(other.load(kData), 0x34);
    EXPECT_EQ(other.load(kScratch), 9);
    other.store(kLineControl, 0);
    EXPECT_EQ(other.load(kData), 'a');
    EXPECT_TRUE(other.can_receive());
    EXPECT_FALSE(uart.can_receive()) << "two devices share nothing";
}

}  // namespace
}  // namespace ftsim
