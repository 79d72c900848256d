// SPDX-License-Identifier: Apache-2.0
// Two boards' devices in the same world: whatever one does that the other does not is noticed.
#include "ftsim/board/io_twin.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "ftsim/board/backplane.hpp"
#include "tests/unit/accesses.hpp"

namespace ftsim {
namespace {

using Ask = DeviceTape::Ask;

TEST(Tape, AnswersWhatWasAskedInThatOrder) {
    DeviceTape tape;
    tape.listen();
    tape.write_down({Ask::memory_read, 16, {}, 2}, {true, "ab"});
    tape.write_down({Ask::frame_sent, 0, "frame"}, {true});
    tape.play();
    EXPECT_FALSE(tape.same()) << "nobody has asked yet";
    EXPECT_EQ(tape.ask({Ask::memory_read, 16, {}, 2}).bytes, "ab");
    EXPECT_TRUE(tape.ask({Ask::frame_sent, 0, "frame"}).right);
    EXPECT_TRUE(tape.same());
    EXPECT_FALSE(tape.ask({Ask::frame_sent, 0, "frame"}).right);
    EXPECT_FALSE(tape.same()) << "once more";
}

TEST(Tape, NoticesAnyOtherQuestion) {
    const DeviceTape::Question asked{Ask::disk_write, 7, "block", 0};
    const DeviceTape::Question others[] = {{Ask::disk_read, 7, "block", 0},
                                           {Ask::disk_write, 6, "block", 0},
                                           {Ask::disk_write, 7, "clock", 0},
                                           {Ask::disk_write, 7, "block", 1}};
    for (const DeviceTape::Question& other : others) {
        DeviceTape tape;
        tape.listen();
        tape.write_down(asked, {true});
        EXPECT_FALSE(tape.ask(other).right);
        EXPECT_FALSE(tape.same());
    }
}

// A backplane with two of everything, whose bus a test has in hand.
struct Pair : ::testing::Test {
    static BackplaneConfig config() {
        BackplaneConfig config;
        config.ram_bytes = 0x10000;
        config.sets = 2;
        config.net = EchoModel{};
        config.disk = std::make_shared<DiskImage>(64, false);
        return config;
    }
    Backplane backplane{{address::kRam, {}, std::nullopt}, config()};
    RegisterMap sites = Backplane::io_registers(config());

    uint64_t bit(const std::string& site) { return sites.sites().find(site)->first_bit; }
    void read(uint32_t address) { backplane.step(load(address)); }
    void write(uint32_t address, uint32_t word, uint8_t lanes = 0xf) {
        backplane.step(store(address, word, lanes));
    }
};

TEST_F(Pair, AnotherAnswerIsNoticedInItsCycle) {
    for (const unsigned side : {0U, 1U}) {
        backplane.flip_io_board(side, bit("uart.scr"));
        backplane.step({});
        EXPECT_FALSE(backplane.has_findings());
        backplane.step(load(address::kUart + 7, 8));
        ASSERT_TRUE(backplane.has_findings());
        EXPECT_EQ(backplane.take_findings().front().what, Finding::What::undo);
        EXPECT_EQ(backplane.differing_register(), "io1.uart.scr");
        backplane.flip_io_board(side, bit("uart.scr"));
        EXPECT_EQ(backplane.differing_register(), "");
    }
}

TEST_F(Pair, AByteThatOnlyOneBoardSaysIsNotSaid) {
    // Bit 7 of LCR makes the register of data that of the divisor.
    backplane.flip_io_board(1, bit("uart.lcr") + 7);
    write(address::kUart, 'x', 1);
    EXPECT_TRUE(backplane.has_findings());
    EXPECT_TRUE(backplane.outbox().waiting().empty());
}

TEST_F(Pair, AnInterruptOfOneBoardAlone) {
    backplane.flip_interrupts(
        Backplane::Holder::second,
        Backplane::interrupt_registers(config()).sites().find("clint.msip")->first_bit);
    EXPECT_EQ(backplane.inputs().irq_software, 0);
    backplane.step({});
    EXPECT_TRUE(backplane.has_findings());
    EXPECT_EQ(backplane.differing_register(), "cpu1.clint.msip");
}

TEST_F(Pair, ABoardThatIsLeftIsTheMachines) {
    backplane.flip_io_board(1, bit("uart.scr"));
    backplane.hardware().kill(Component::io0);
    backplane.step({});
    backplane.take_findings();
    backplane.step({});
    EXPECT_EQ(backplane.differing_register(), "");
    backplane.step(load(address::kUart + 7, 8));
    EXPECT_EQ(backplane.inputs().data_rdata, 1U << 24);
    EXPECT_FALSE(backplane.has_findings());
}

}  // namespace
}  // namespace ftsim
