// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/uart.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "ftsim/board/state_bytes.hpp"
#include "tests/unit/uart_registers.hpp"

namespace ftsim {
namespace {

using namespace uart_registers;

static_assert(StateStruct<Uart::State>);

TEST(Uart, SendsEveryByteStored) {
    Uart uart(kHz);
    for (unsigned byte = 0; byte < 256; ++byte) {
        EXPECT_EQ(uart.load(kLineStatus, 0), 0x60) << "always ready to send";
        EXPECT_EQ(uart.store(kData, static_cast<uint8_t>(byte), 0), byte);
    }
    EXPECT_TRUE(uart.can_receive()) << "what is sent does not come back";
    EXPECT_FALSE(uart.interrupt(0)) << "and nothing interrupts out of reset";
}

TEST(Uart, HoldsAReceivedByteUntilItIsRead) {
    Uart uart(kHz);
    uart.receive('a', 0);
    EXPECT_FALSE(uart.can_receive());
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x61);
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x61) << "asking takes nothing";
    uart.store(kData, 'x', 0);
    EXPECT_EQ(uart.load(kData, 0), 'a');
    EXPECT_TRUE(uart.can_receive());
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x60);
    EXPECT_EQ(uart.load(kData, 0), 'a') << "an empty receiver repeats itself";
}

TEST(Uart, HidesDataBehindTheDivisorLatch) {
    Uart uart(kHz);
    uart.receive('a', 0);
    EXPECT_EQ(uart.store(kInterruptEnable, 0xfd, 0), std::nullopt);
    uart.store(kLineControl, kDivisorLatch | 3, 0);
    EXPECT_EQ(uart.load(kData, 0), 12) << "9600 baud out of reset";
    EXPECT_EQ(uart.load(kInterruptEnable, 0), 0);
    EXPECT_EQ(uart.store(kData, 0x34, 0), std::nullopt) << "the divisor is not sent";
    EXPECT_EQ(uart.store(kInterruptEnable, 0x12, 0), std::nullopt);
    EXPECT_EQ(uart.load(kData, 0), 0x34);
    EXPECT_EQ(uart.load(kInterruptEnable, 0), 0x12);
    EXPECT_FALSE(uart.can_receive()) << "reading the divisor is not reading the byte";
    EXPECT_EQ(uart.load(kCause, 0), 0x04) << "the latch hides nothing else";

    uart.store(kLineControl, 3, 0);
    EXPECT_EQ(uart.load(kLineControl, 0), 3);
    EXPECT_EQ(uart.load(kInterruptEnable, 0), 0x0d) << "four interrupt sources";
    EXPECT_EQ(uart.load(kData, 0), 'a');
}

TEST(Uart, HasTheRegistersThatADriverProbes) {
    Uart uart(kHz);
    EXPECT_EQ(uart.load(kCause, 0), 0x01) << "no interrupt, no FIFO";
    uart.store(kFifo, 0xff, 0);
    EXPECT_EQ(uart.load(kCause, 0), 0xc1) << "no interrupt, FIFO on: a 16550A";
    uart.store(kFifo, 0xfe, 0);
    EXPECT_EQ(uart.load(kCause, 0), 0x01);
    uart.store(kModemControl, 0xff, 0);
    EXPECT_EQ(uart.load(kModemControl, 0), 0x1f);
    uart.store(kScratch, 0xa5, 0);
    EXPECT_EQ(uart.load(kScratch, 0), 0xa5);
    uart.store(kLineControl, 0x7f, 0);
    EXPECT_EQ(uart.load(kLineControl, 0), 0x7f);
}

TEST(Uart, IgnoresWhatCannotBeWritten) {
    Uart uart(kHz);
    for (const uint32_t offset : {kLineStatus, kModemStatus}) {
        const uint8_t before = uart.load(offset, 0);
        EXPECT_EQ(uart.store(offset, 0xff, 0), std::nullopt);
        EXPECT_EQ(uart.load(offset, 0), before) << offset;
    }
}

TEST(Uart, AFullFifoKeepsWhatItHas) {
    Uart uart(kHz);
    uart.store(kFifo, 0xc1, 0);
    for (unsigned count = 0; count < 20; ++count) uart.receive(static_cast<uint8_t>(count), 0);
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x63);
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x61) << "reading the status clears the overrun";
    for (unsigned count = 0; count < 16; ++count) EXPECT_EQ(uart.load(kData, 0), count);
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x60);
}

TEST(Uart, TheFifoCanBeEmptied) {
    Uart uart(kHz);
    uart.store(kFifo, 0x81, 0);
    uart.store(kInterruptEnable, 1, 0);
    const auto fill = [&] {
        uart.receive('a', 0);
        uart.receive('b', 0);
    };
    fill();
    uart.store(kFifo, 0x85, 0);
    EXPECT_FALSE(uart.can_receive()) << "that was the transmitter's";
    uart.store(kFifo, 0x83, 0);
    EXPECT_TRUE(uart.can_receive());
    EXPECT_FALSE(uart.interrupt(UINT64_MAX - 1));
    EXPECT_EQ(uart.next_cycle(0), UINT64_MAX);
    fill();
    uart.store(kFifo, 0, 0);
    EXPECT_TRUE(uart.can_receive()) << "switched off";
    uart.receive('c', 0);
    uart.store(kFifo, 0x02, 0);
    EXPECT_FALSE(uart.can_receive()) << "a reset counts only beside the enabling bit";
    uart.store(kFifo, 1, 0);
    EXPECT_TRUE(uart.can_receive()) << "switched on";
}

TEST(Uart, LoopbackReturnsWhatIsSent) {
    Uart uart(kHz);
    uart.store(kFifo, 0x01, 0);
    uart.store(kModemControl, kLoopback, 0);
    const std::string text = "sixteen bytes ok";
    for (const char byte : text) {
        EXPECT_EQ(uart.store(kData, static_cast<uint8_t>(byte), 0), std::nullopt);
    }
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x61);
    for (const char byte : text) EXPECT_EQ(uart.load(kData, 0), byte);
}

TEST(Uart, LoopbackShutsTheOutsideOut) {
    Uart uart(kHz);
    uart.store(kModemControl, kLoopback, 0);
    EXPECT_FALSE(uart.can_receive());
    uart.receive('x', 0);
    EXPECT_EQ(uart.load(kLineStatus, 0), 0x60) << "a byte from outside is lost";
    uart.store(kData, 'a', 0);
    uart.store(kModemControl, 0, 0);
    EXPECT_FALSE(uart.can_receive()) << "what loopback received still waits";
    EXPECT_EQ(uart.load(kData, 0), 'a');
    EXPECT_TRUE(uart.can_receive());
}

TEST(Uart, LoopbackConnectsTheModemLines) {
    Uart uart(kHz);
    EXPECT_EQ(uart.load(kModemStatus, 0), 0xb0) << "someone listens";
    for (unsigned control = 0; control < 16; ++control) {
        uart.store(kModemControl, static_cast<uint8_t>(kLoopback | control), 0);
        const unsigned expected = (control & 1) << 5 | (control & 2) << 3 | (control & 12) << 4;
        EXPECT_EQ(uart.load(kModemStatus, 0) & 0xf0U, expected) << control;
        EXPECT_EQ(uart.load(kModemStatus, 0), expected) << "no change since";
    }
    uart.store(kModemControl, 0x0f, 0);
    EXPECT_EQ(uart.load(kModemStatus, 0) & 0xf0, 0xb0) << "outside the lines stand";
    uart.store(kModemControl, 0x00, 0);
    EXPECT_EQ(uart.load(kModemStatus, 0), 0xb0);
}

TEST(Uart, ModemChangesAreReportedOnce) {
    Uart uart(kHz);
    uart.store(kModemControl, kLoopback, 0);
    uart.load(kModemStatus, 0);
    uart.store(kInterruptEnable, 8, 0);
    const struct {
        uint8_t line;
        uint8_t high;
        uint8_t low;
    } kLines[] = {{2, 0x11, 0x01}, {1, 0x22, 0x02}, {4, 0x40, 0x04}, {8, 0x88, 0x08}};
    for (const auto& [line, high, low] : kLines) {
        uart.store(kModemControl, kLoopback | line, 0);
        EXPECT_EQ(uart.interrupt(0), line != 4) << "a ring counts when it ends";
        EXPECT_EQ(uart.load(kModemStatus, 0), high);
        EXPECT_FALSE(uart.interrupt(0));
        uart.store(kModemControl, kLoopback, 0);
        EXPECT_TRUE(uart.interrupt(0));
        EXPECT_EQ(uart.load(kCause, 0), 0x00);
        EXPECT_TRUE(uart.interrupt(0)) << "only the modem status clears it";
        EXPECT_EQ(uart.load(kModemStatus, 0), low);
        EXPECT_FALSE(uart.interrupt(0));
    }
    uart.store(kModemControl, kLoopback | 2, 0);
    uart.store(kModemControl, kLoopback, 0);
    EXPECT_EQ(uart.load(kModemStatus, 0), 0x01) << "there and back is a change";
}

TEST(Uart, ContinuesFromItsState) {
    Uart uart(kHz);
    uart.store(kFifo, 0x81, 0);
    uart.store(kInterruptEnable, 3, 0);
    uart.receive('a', 5);
    uart.receive('b', 7);
    uart.store(kLineControl, kDivisorLatch, 7);
    uart.store(kData, 0x34, 7);
    uart.store(kScratch, 9, 7);
    Uart other(kHz);
    other.set_state(uart.state());
    EXPECT_EQ(other.load(kData, 8), 0x34);
    EXPECT_EQ(other.load(kScratch, 8), 9);
    EXPECT_EQ(other.load(kCause, 8), 0xc2);
    other.store(kLineControl, 0, 8);
    EXPECT_EQ(other.next_cycle(8), 7 + kTimeout);
    EXPECT_EQ(other.load(kData, 9), 'a');
    EXPECT_EQ(other.load(kData, 9), 'b');
    EXPECT_TRUE(other.can_receive());
    EXPECT_FALSE(uart.can_receive()) << "two devices share nothing";
}

TEST(Uart, LeavesNoTraceOfWhatIsOver) {
    Uart uart(kHz);
    uart.store(kFifo, 0x01, 0);
    const Uart::State before = uart.state();
    for (uint8_t byte = 1; byte < 10; ++byte) uart.receive(byte, byte);
    for (uint8_t byte = 1; byte < 10; ++byte) uart.load(kData, 50);
    uart.store(kData, 'x', 60);
    std::vector<std::byte> bytes_before;
    std::vector<std::byte> bytes_after;
    put_state(bytes_before, before);
    put_state(bytes_after, uart.state());
    EXPECT_EQ(bytes_before, bytes_after);
}

}  // namespace
}  // namespace ftsim
