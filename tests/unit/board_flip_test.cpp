// SPDX-License-Identifier: Apache-2.0
// A bit of a board inverted: what the name says changes, at once, and so does what follows from it.
#include <gtest/gtest.h>

#include <string>

#include "ftsim/board/backplane.hpp"
#include "ftsim/lockstep/fault_parts.hpp"
#include "ftsim/model/core_model.hpp"
#include "tests/unit/accesses.hpp"
#include "tests/unit/virtio_driver.hpp"

namespace ftsim {
namespace {

using namespace address;

const Program kProgram = {kRam, {}, std::nullopt};
constexpr uint32_t kRamBytes = 0x10000;

BackplaneConfig config_with(unsigned latency) {
    BackplaneConfig config;
    config.ram_bytes = kRamBytes;
    config.mem_latency = latency;
    config.disk = std::make_shared<DiskImage>(64, false);
    config.net = EchoModel{};
    return config;
}

/// A backplane whose bus a test has in hand.
struct BoardFlip : ::testing::Test {
    explicit BoardFlip(unsigned latency = 0)
        : config(config_with(latency)), backplane(kProgram, config) {}

    BackplaneConfig config;
    Backplane backplane;

    void flip(const std::string& site, uint32_t bit) {
        const bool io = site.starts_with("io0.");
        const RegisterMap map =
            io ? Backplane::io_registers(config) : Backplane::memory_registers(config);
        const Site* found = map.sites().find(site.substr(site.find('.') + 1));
        ASSERT_NE(found, nullptr) << site;
        ASSERT_LT(bit, found->width);
        if (io) {
            backplane.flip_io_board(0, found->first_bit + bit);
        } else {
            backplane.flip_memory_board(0, found->first_bit + bit);
        }
    }
    void idle(unsigned cycles) {
        for (unsigned i = 0; i < cycles; ++i) backplane.step({});
    }
    void write(uint32_t address, uint32_t word, uint8_t lanes = 0xf) {
        backplane.step(store(address, word, lanes));
    }
    uint32_t read(uint32_t address, uint8_t lanes = 0xf) {
        backplane.step(load(address, lanes));
        while (!backplane.inputs().data_rvalid) backplane.step({});
        return backplane.inputs().data_rdata;
    }
    const CoreInputs& pins() const { return backplane.inputs(); }
};

struct SlowBoardFlip : BoardFlip {
    SlowBoardFlip() : BoardFlip(3) {}
};

TEST_F(BoardFlip, OfMsipIsAnInterruptInThisCycle) {
    flip("io0.clint.msip", 0);
    EXPECT_EQ(pins().irq_software, 1);
    idle(1);
    EXPECT_EQ(pins().irq_software, 1);
    EXPECT_EQ(read(kClint), 1U);
    flip("io0.clint.msip", 0);
    EXPECT_EQ(pins().irq_software, 0);
}

TEST_F(BoardFlip, OfTheTimerMovesTheInterrupt) {
    write(kClint + 0x4000, 1 << 10);
    idle(3);
    EXPECT_EQ(pins().irq_timer, 0);
    flip("io0.clint.mtimecmp", 10);
    EXPECT_EQ(pins().irq_timer, 1);
    flip("io0.clint.mtimecmp", 5);
    EXPECT_EQ(pins().irq_timer, 0);
    EXPECT_EQ(backplane.quiet_cycles(), 32 - 1 - backplane.cycle());
    idle(32);
    EXPECT_EQ(pins().irq_timer, 1);
}

// Only that bit of the sum, whatever the offset that is saved.
TEST(BoardFlips, OfMtimeIsOneBitOfIt) {
    for (const uint32_t offset : {0x5555'5555U, 0xffff'fff0U}) {
        for (uint32_t bit = 0; bit < 64; ++bit) {
            Clint clint(Clint::kTimeHz);
            clint.store(0xbff8, offset, 12'345);
            const uint64_t before = clint.mtime(20'000);
            const Site* mtime = Clint::registers().sites().find("mtime");
            clint.flip(mtime->first_bit + bit, 20'000);
            EXPECT_EQ(clint.mtime(20'000), before ^ uint64_t{1} << bit);
        }
    }
}

TEST_F(BoardFlip, OfTheRtcMovesItsAlarm) {
    write(kPlic + irq::kRtc * 4, 1);
    write(kPlic + 0x2000, 1U << irq::kRtc);
    const uint32_t low = read(kRtc);
    const uint32_t high = read(kRtc + 4);
    write(kRtc + 0x0c, high + 8);
    write(kRtc + 0x08, low);
    write(kRtc + 0x10, 1);
    idle(3);
    EXPECT_EQ(read(kRtc + 0x18), 1U) << "it runs";
    EXPECT_EQ(pins().irq_external, 0);
    ASSERT_EQ(high & 0x30, 0U) << "in the year 2000, and eight more come to no bit 5";
    flip("io0.rtc.alarm", 32 + 5);
    flip("io0.rtc.time", 32 + 5);
    EXPECT_EQ(pins().irq_external, 0);
    EXPECT_EQ(read(kRtc + 4), high) << "latched";
    read(kRtc);
    EXPECT_EQ(read(kRtc + 4), high + 32);
    flip("io0.rtc.time_high", 31);
    EXPECT_EQ(read(kRtc + 4), high + 32 + (1U << 31));
    EXPECT_EQ(pins().irq_external, 0);
    flip("io0.rtc.alarm", 32 + 5);
    EXPECT_EQ(pins().irq_external, 1) << "the time is past it";
}

TEST_F(BoardFlip, OfAStoppedAlarmGoesOffAtOnce) {
    write(kPlic + irq::kRtc * 4, 1);
    write(kPlic + 0x2000, 1U << irq::kRtc);
    write(kRtc + 0x10, 1);
    flip("io0.rtc.running", 0);
    EXPECT_EQ(pins().irq_external, 1) << "the alarm is 0, and the time is past it";
}

TEST_F(BoardFlip, OfThePlicIsAnInterrupt) {
    write(kPlic + 4 * 33, 3);
    flip("io0.plic.pending[33]", 0);
    EXPECT_EQ(pins().irq_external, 0);
    flip("io0.plic.enable[33]", 0);
    EXPECT_EQ(pins().irq_external, 1);
    flip("io0.plic.threshold", 2);
    EXPECT_EQ(pins().irq_external, 0);
    flip("io0.plic.priority[33]", 2);
    EXPECT_EQ(pins().irq_external, 1);
    EXPECT_EQ(read(kPlic + 0x20'0004), 33U);
    EXPECT_EQ(read(kPlic + 4 * 33), 7U);
}

TEST_F(BoardFlip, OfAClaimThatIsGoneTakesALineAnew) {
    write(kPlic + irq::kUart * 4, 1);
    write(kPlic + 0x2000, 1U << irq::kUart);
    write(kUart, 0x0200, 0x2);
    ASSERT_EQ(read(kPlic + 0x20'0004), irq::kUart);
    EXPECT_EQ(pins().irq_external, 0);
    flip("io0.plic.claimed[10]", 0);
    EXPECT_EQ(pins().irq_external, 1);
}

TEST_F(BoardFlip, OfTheUartsEnableRaisesItsLine) {
    write(kPlic + irq::kUart * 4, 1);
    write(kPlic + 0x2000, 1U << irq::kUart);
    flip("io0.uart.overrun", 0);
    EXPECT_EQ(pins().irq_external, 0);
    flip("io0.uart.ier", 2);
    EXPECT_EQ(pins().irq_external, 1);
    EXPECT_EQ(read(kUart + 1, 0x2) >> 8, 4U);
    EXPECT_EQ(read(kUart + 5, 0x2) >> 8 & 2U, 2U) << "and reading it takes it away";
    EXPECT_EQ(read(kUart + 5, 0x2) >> 8 & 2U, 0U);
}

TEST_F(BoardFlip, OfAnInterruptThatIsNotEnabledIsNone) {
    write(kPlic + irq::kUart * 4, 1);
    write(kPlic + 0x2000, 1U << irq::kUart);
    flip("io0.uart.thr_interrupt", 0);
    EXPECT_EQ(pins().irq_external, 0);
}

// A byte that is not there any more makes room for the next one.
TEST_F(BoardFlip, OfTheFifosCountIsABytesEnd) {
    config.console_in = "xy";
    Backplane with_input(kProgram, config);
    for (int i = 0; i < 3; ++i) with_input.step({});
    const RegisterMap map = Backplane::io_registers(config);
    with_input.flip_io_board(0, map.sites().find("uart.rx_count")->first_bit);
    with_input.step({});
    with_input.step(load(kUart, 0x1));
    EXPECT_EQ(with_input.inputs().data_rdata, uint32_t{'y'});
}

TEST_F(BoardFlip, OfTheFifosCountStaysInTheFifo) {
    for (uint32_t bit = 0; bit < 5; ++bit) flip("io0.uart.rx_count", bit);
    for (int i = 0; i < 40; ++i) read(kUart, 0x1);
    flip("io0.uart.fifo_enable", 0);
    for (uint32_t bit = 0; bit < 5; ++bit) flip("io0.uart.rx_count", bit);
    EXPECT_EQ(read(kUart + 5, 0x2) >> 8 & 1U, 1U);
    for (int i = 0; i < 16; ++i) read(kUart, 0x1);
    EXPECT_EQ(read(kUart + 5, 0x2) >> 8 & 1U, 0U) << "16 and no more";
}

TEST_F(BoardFlip, OfAQueueWithoutRingsBreaksIt) {
    write(kPlic + irq::virtio(7) * 4, 1);
    write(kPlic + 0x2000, 1U << irq::virtio(7));
    const uint32_t disk = virtio(7);
    write(disk + virtio_test::kStatus, 1);
    write(disk + virtio_test::kStatus, 2);
    write(disk + virtio_test::kDriverFeaturesSelect, 1);
    write(disk + virtio_test::kDriverFeatures, 1);
    write(disk + virtio_test::kStatus, 8);
    write(disk + virtio_test::kStatus, 4);
    EXPECT_EQ(read(disk + virtio_test::kStatus), 15U);
    flip("io0.virtio7.queue[0].ready", 0);
    EXPECT_EQ(read(disk + virtio_test::kStatus), 0x4fU);
    EXPECT_EQ(pins().irq_external, 1);
    EXPECT_EQ(read(disk + virtio_test::kQueueReady), 0U);
}

TEST_F(BoardFlip, OfAnAnswerIsSeenOnceAndGone) {
    write(kRam + 16, 0x1234'5678);
    backplane.step(load(kRam + 16));
    flip("mem0.pins.data_rdata", 3);
    EXPECT_EQ(pins().data_rdata, 0x1234'5678U ^ 8U);
    EXPECT_EQ(read(kRam + 16), 0x1234'5678U);
    idle(1);
    for (const char* pin : {"mem0.pins.instr_rdata", "mem0.pins.data_rdata", "mem0.pins.instr_err",
                            "mem0.pins.instr_rvalid", "io0.pins.reserve_clear"}) {
        flip(pin, 0);
        EXPECT_EQ(backplane.quiet_cycles(), 0U) << pin << ": the next edge takes it away";
        idle(1);
        EXPECT_GT(backplane.quiet_cycles(), 100U) << pin;
        EXPECT_EQ(pins().instr_rdata + pins().data_rdata + pins().reserve_clear, 0U);
    }
}

TEST_F(SlowBoardFlip, OfAnAnswerUnderWayComesWithIt) {
    write(kRam + 16, 0x1234'5678);
    idle(10);
    backplane.step(load(kRam + 16));
    flip("mem0.data_line[2].rdata", 31);
    idle(2);
    EXPECT_EQ(pins().data_rvalid, 0);
    idle(1);
    EXPECT_EQ(pins().data_rvalid, 1);
    EXPECT_EQ(pins().data_rdata, 0x9234'5678U);
    idle(5);
    flip("io0.line[1].rvalid", 0);
    EXPECT_EQ(backplane.quiet_cycles(), 0U);
    idle(2);
    EXPECT_EQ(pins().data_rvalid, 1) << "an answer that nobody asked for";
    idle(1);
    EXPECT_EQ(pins().data_rvalid, 0);
}

// A roll-back, a replay and an experiment all load what was saved.
TEST_F(SlowBoardFlip, LeavesAStateThatCanBeLoaded) {
    const std::vector<std::byte> clean = backplane.save_devices();
    const uint64_t memory_bits = Backplane::memory_registers(config).bits();
    const uint64_t io_bits = Backplane::io_registers(config).bits();
    for (uint64_t bit = 0; bit < memory_bits + io_bits; ++bit) {
        if (bit < memory_bits) {
            backplane.flip_memory_board(0, bit);
        } else {
            backplane.flip_io_board(0, bit - memory_bits);
        }
        const std::vector<std::byte> flipped = backplane.save_devices();
        ASSERT_NE(flipped, clean) << bit;
        backplane.load_devices(flipped);
        ASSERT_EQ(backplane.save_devices(), flipped) << bit;
        backplane.load_devices(clean);
        ASSERT_EQ(backplane.save_devices(), clean);
    }
}

TEST_F(BoardFlip, OfRamIsInDigestsAndUndone) {
    backplane.begin_interval();
    const uint64_t digest = backplane.memory_digest_now();
    const FaultParts parts(2, CoreModel::site_map(), config);
    const BoardBit bit = parts.find("ram", "80002344", 7);
    backplane.flip_ram(0, bit.bit);
    EXPECT_EQ(backplane.memory().ram().load(0x2344), 1U << 7);
    EXPECT_NE(backplane.memory_digest_now(), digest);
    EXPECT_EQ(backplane.roll_back(1), 1U);
    EXPECT_EQ(backplane.memory().ram().load(0x2344), 0U);
    EXPECT_EQ(backplane.memory_digest_now(), digest);
}

}  // namespace
}  // namespace ftsim
