// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "ftsim/board/io_board.hpp"
#include "ftsim/board/memory_board.hpp"
#include "ftsim/board/ram_dma.hpp"
#include "ftsim/board/text_source.hpp"
#include "ftsim/error.hpp"
#include "tests/unit/accesses.hpp"

namespace ftsim {
namespace {

using address::kBootRom;
using address::kBootRomBytes;
using address::kClint;
using address::kFinisher;
using address::kRam;
using address::kUart;

constexpr uint32_t kRamBytes = 0x1'0000;
constexpr uint32_t kTohost = kRam + 0x8000;

struct Memory {
    Outbox outbox;
    MemoryBoard board;
    CoreInputs pins;

    Memory()
        : board({kRam, {{kRam + 8, {std::byte{0x11}, std::byte{0x22}}}}, kTohost}, {}, kRamBytes, 0,
                outbox) {}
    const CoreInputs& after(const CoreOutputs& out) {
        board.step(out, 0, pins);
        return pins;
    }
};

TEST(MemoryBoard, AnswersInTheNextCycle) {
    Memory memory;
    EXPECT_EQ(memory.after(fetch(kRam + 8)).instr_rvalid, 1);
    EXPECT_EQ(memory.pins.instr_rdata, 0x2211U);
    EXPECT_EQ(memory.pins.data_rvalid, 0);

    EXPECT_EQ(memory.after(store(kRam + 8, 0xaabb'ccdd, 0x6)).data_rvalid, 1);
    EXPECT_EQ(memory.pins.data_err, 0);
    EXPECT_EQ(memory.pins.instr_rvalid, 0) << "one answer a request";

    EXPECT_EQ(memory.after(load(kRam + 8)).data_rvalid, 1);
    EXPECT_EQ(memory.pins.data_rdata, 0x00bb'cc11U);

    memory.after({});
    EXPECT_EQ(memory.pins, CoreInputs{}) << "silent without a request";
}

TEST(MemoryBoard, FetchesAndLoadsInOneCycle) {
    Memory memory;
    CoreOutputs both = store(kRam + 8, 0x5555'5555);
    both.instr_req = 1;
    both.instr_addr = kRam + 8;
    EXPECT_EQ(memory.after(both).instr_rdata, 0x2211U) << "what was there before the edge";
    EXPECT_EQ(memory.pins.data_rvalid, 1);
    EXPECT_EQ(memory.after(fetch(kRam + 8)).instr_rdata, 0x5555'5555U);
}

TEST(MemoryBoard, GivesAnErrorWhereNothingCanBeFetched) {
    for (const uint32_t nowhere :
         {0U, kBootRom - 4, kBootRom + kBootRomBytes, kUart, kRam - 4, kRam + kRamBytes, ~3U}) {
        Memory memory;
        memory.after(fetch(nowhere));
        EXPECT_EQ(memory.pins.instr_rvalid, 1) << nowhere;
        EXPECT_EQ(memory.pins.instr_err, 1) << nowhere;
        EXPECT_EQ(memory.after(load(nowhere)).data_rvalid, 0) << "the I/O board's: " << nowhere;
        EXPECT_EQ(memory.pins.instr_err, 0) << "an error is over with its answer";
    }
}

TEST(MemoryBoard, OwnsRamAndRomToTheLastByte) {
    const Memory memory;
    for (const uint32_t first : {kRam, kBootRom}) {
        const uint32_t end = first + (first == kRam ? kRamBytes : kBootRomBytes);
        EXPECT_TRUE(memory.board.owns(first));
        EXPECT_TRUE(memory.board.owns(end - 1));
        EXPECT_FALSE(memory.board.owns(first - 1));
        EXPECT_FALSE(memory.board.owns(end));
    }
    EXPECT_EQ(memory.board.ram_last(), kRam + kRamBytes - 1);
}

TEST(MemoryBoard, KeepsItsRomFromStores) {
    Memory memory;
    const uint32_t before = memory.after(load(kBootRom)).data_rdata;
    EXPECT_EQ(memory.pins.data_err, 0);
    EXPECT_NE(before, 0U);
    EXPECT_EQ(memory.after(store(kBootRom, 0)).data_err, 1);
    EXPECT_EQ(memory.after(load(kBootRom)).data_rdata, before);
    EXPECT_EQ(memory.after(fetch(kBootRom)).instr_rdata, before);
}

TEST(MemoryBoard, TouchesNoPinsOfOthers) {
    Memory memory;
    memory.pins.irq_timer = memory.pins.data_gnt = 1;
    memory.pins.ram_last = 7;
    memory.after(load(kRam));
    EXPECT_EQ(memory.pins.irq_timer, 1);
    EXPECT_EQ(memory.pins.data_gnt, 1);
    EXPECT_EQ(memory.pins.ram_last, 7U);
}

TEST(MemoryBoard, EndsAtAnOddWordInTohost) {
    Memory memory;
    memory.after(store(kTohost, 2));
    memory.after(store(kTohost + 4, 1));
    EXPECT_FALSE(memory.board.ended());
    memory.after(store(kTohost, 0x101));
    EXPECT_TRUE(memory.board.ended());
    std::string left;
    memory.outbox.release(1, [&](const Emission& emission) {
        left += std::string(name(emission.sink)) + " " + std::to_string(emission.value);
    });
    EXPECT_EQ(left, "tohost 257");
}

TEST(MemoryBoard, RefusesAProgramOutsideItsRam) {
    Outbox outbox;
    for (const uint32_t where : {0U, kRam - 1, kRam + kRamBytes - 1, ~0U}) {
        const Program program = {kRam, {{where, {std::byte{1}, std::byte{2}}}}, std::nullopt};
        EXPECT_THROW(MemoryBoard(program, {}, kRamBytes, 0, outbox), Error) << where;
    }
}

struct Io {
    Outbox outbox;
    replay::Gate gate;
    TextSource console_in;
    Ram ram{kRamBytes};
    RamDma dma{ram};
    IoBoard board;
    uint64_t cycle = 0;
    std::string left;

    explicit Io(const std::string& input = "")
        : console_in(input), board({}, {outbox, gate, console_in, dma}) {}
    CoreInputs after(const CoreOutputs& out) {
        const CoreInputs pins = board.step(out, out.data_req != 0, cycle++);
        outbox.release(cycle, [&](const Emission& emission) {
            left += std::string(name(emission.sink)) + ":" + std::to_string(emission.value) + "@" +
                    std::to_string(emission.cycle) + " ";
        });
        return pins;
    }
    uint32_t read(uint32_t address, uint8_t lanes = 0xf) {
        const CoreInputs pins = after(load(address, lanes));
        EXPECT_EQ(pins.data_rvalid, 1);
        EXPECT_EQ(pins.data_err, 0);
        return pins.data_rdata;
    }
};

TEST(IoBoard, GivesAnErrorWhereNothingIs) {
    Io io;
    for (const uint32_t nowhere :
         {0U, kClint - 4, kClint + Clint::kBytes, kUart - 4, kUart + Uart::kBytes, kFinisher - 4,
          address::kRtc + 0x1000, ~3U}) {
        for (const CoreOutputs& out : {load(nowhere), store(nowhere, 1)}) {
            const CoreInputs pins = io.after(out);
            EXPECT_EQ(pins.data_rvalid, 1) << nowhere;
            EXPECT_EQ(pins.data_err, 1) << nowhere;
        }
    }
    EXPECT_EQ(io.after({}).data_rvalid, 0);
}

TEST(IoBoard, SendsTheLowestByteLaneStored) {
    Io io;
    io.after(store(kUart, 0x4443'4241, 0xf));
    io.after(store(kUart, 0x4443'4241, 0x1));
    io.after(store(kUart + 3, 0x8000'0000, 0x8));  // the divisor latch, so nothing is sent
    io.after(store(kUart, 0x42, 0x1));
    io.after(store(kUart + 3, 0, 0x8));
    io.after(store(kUart, 0x43, 0x1));
    EXPECT_EQ(io.left, "console:65@0 console:65@1 console:67@5 ");
}

TEST(IoBoard, ReadsEveryRegisterInItsOwnLane) {
    Io io;
    io.after(store(kUart + 7, 0xa500'0000, 0x8));
    EXPECT_EQ(io.read(kUart + 7, 0x8), 0xa500'0000U);
    EXPECT_EQ(io.read(kUart + 5, 0x2), 0x6000U);
    EXPECT_EQ(io.read(kUart + 6, 0x4), 0xb0'0000U);
}

TEST(IoBoard, TakesTheNextByteWhenTheLastIsRead) {
    Io io("ab");
    io.after({});
    EXPECT_EQ(io.gate.window().end(), 1U) << "the first edge takes the first byte";
    while (io.cycle < 5000) {
        if (io.board.due(io.cycle)) io.after({});
        ++io.cycle;
    }
    EXPECT_EQ(io.gate.window().end(), 1U) << "the second one waits";
    EXPECT_EQ(io.read(kUart, 0x1), 'a');
    EXPECT_TRUE(io.board.due(io.cycle));
    io.after({});
    EXPECT_EQ(io.gate.window().end(), 2U);
    EXPECT_EQ(io.read(kUart, 0x1), 'b');
}

TEST(IoBoard, EndsAtTheFinishersWords) {
    for (const auto& [word, ends, resets] : {std::tuple{0x5555U, true, false},
                                             {0x0007'3333U, true, false},
                                             {0x7777U, false, true},
                                             {0U, false, false},
                                             {0x5554U, false, false}}) {
        Io io;
        io.after(store(kFinisher + 4, 0x5555));
        EXPECT_FALSE(io.board.ended());
        io.after(store(kFinisher, word));
        EXPECT_EQ(io.board.ended(), ends) << word;
        EXPECT_EQ(io.board.reset_requested(), resets) << word;
        EXPECT_EQ(io.left, ends || resets ? "finisher:" + std::to_string(word) + "@1 " : "");
    }
}

TEST(IoBoard, RaisesTheTimersPinInItsCycle) {
    Io io;
    io.after(store(kClint + 0x4004, 0));
    io.after(store(kClint + 0x4000, 20));
    while (io.cycle < 18) EXPECT_EQ(io.after({}).irq_timer, 0) << io.cycle;
    EXPECT_EQ(io.after({}).irq_timer, 0) << "pins of cycle 19";
    EXPECT_EQ(io.after({}).irq_timer, 1) << "pins of cycle 20";
    EXPECT_EQ(io.after(store(kClint + 0x4004, 1)).irq_timer, 0) << "and lowers it at once";
    EXPECT_EQ(io.after(store(kClint, 1)).irq_software, 1);
}

TEST(IoBoard, RaisesTheExternalInterruptOfTheUart) {
    Io io("a");
    constexpr uint32_t kEnable = address::kPlic + 0x2000;
    constexpr uint32_t kClaim = address::kPlic + 0x20'0004;
    io.after(store(address::kPlic + 4 * irq::kUart, 1));
    io.after(store(kEnable, 1U << irq::kUart));
    EXPECT_EQ(io.after(store(kUart + 1, 0x0100, 2)).irq_external, 1);  // a byte waits
    EXPECT_EQ(io.read(kClaim), irq::kUart);
    EXPECT_EQ(io.after({}).irq_external, 0);
    EXPECT_EQ(io.read(kUart, 1) & 0xff, 'a');
    EXPECT_EQ(io.after(store(kClaim, irq::kUart)).irq_external, 0);
}

TEST(IoBoard, RingsTheAlarmOfTheClockInItsCycle) {
    Io io;
    io.after(store(address::kPlic + 4 * irq::kRtc, 1));
    io.after(store(address::kPlic + 0x2000, 1U << irq::kRtc));
    io.after(store(address::kRtc + 0x10, 1));
    const uint64_t now = io.read(address::kRtc);
    io.after(store(address::kRtc + 0x0c, 0));
    io.after(store(address::kRtc + 0x08, static_cast<uint32_t>(now + 100 * 100)));  // 100 ns a tick
    const uint64_t alarm = now / 100 + 100;
    while (io.after({}).irq_external == 0 && io.cycle < 2 * alarm) {
    }
    EXPECT_EQ(io.cycle, alarm);  // the pins of that cycle
}

}  // namespace
}  // namespace ftsim
