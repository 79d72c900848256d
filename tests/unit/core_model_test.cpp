// SPDX-License-Identifier: Apache-2.0
// The core at its pins, where no board of ours can take it: the external interrupt, bus errors, a
// bus that grants and answers when it likes.
#include "ftsim/model/core_model.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <random>

namespace ftsim {
namespace {

uint32_t reg(const CoreModel& core, const std::string& name) {
    std::vector<std::byte> state(CoreModel::state_map().bytes());
    core.save_state(state);
    const Site* site = CoreModel::state_map().find(name);
    uint32_t value = 0;
    std::memcpy(&value, state.data() + site->offset, (site->width + 7) / 8);
    return value;
}

uint32_t x(const CoreModel& core, int number) {
    return reg(core, "u_regfile.regs_q[" + std::to_string(number) + "]");
}

/// A core on a bus whose moods are a function.
struct OnABus {
    std::map<uint32_t, uint32_t> memory;  // words
    std::function<bool()> grants = [] { return true; };
    std::function<unsigned()> waits = [] { return 0U; };
    std::function<bool(uint32_t)> fails = [](uint32_t) { return false; };
    CoreModel core;
    CoreInputs in;

    OnABus() { in.ram_last = 0x87ff'ffff; }

    void program(std::initializer_list<uint32_t> code) {
        uint32_t at = 0x1000;
        for (const uint32_t word : code) memory[at] = word, at += 4;
    }

    void cycle() {
        const CoreOutputs out = core.outputs();
        in.instr_gnt = grants();
        in.data_gnt = grants();
        answer(instr_, in.instr_rvalid, in.instr_rdata, in.instr_err);
        answer(data_, in.data_rvalid, in.data_rdata, in.data_err);
        if (out.instr_req && in.instr_gnt) {
            instr_.push_back({waits(), memory[out.instr_addr & ~3U], fails(out.instr_addr)});
        }
        if (out.data_req && in.data_gnt) {
            uint32_t& word = memory[out.data_addr & ~3U];
            const bool failed = fails(out.data_addr);
            data_.push_back({waits(), word, failed});
            if (out.data_we && !failed) {
                for (unsigned lane = 0; lane < 4; ++lane) {
                    const uint32_t mask = 0xffU << 8 * lane;
                    if (out.data_be >> lane & 1U) word = (word & ~mask) | (out.data_wdata & mask);
                }
            }
        }
        core.step(in);
    }
    void cycles(int count) {
        for (int i = 0; i < count; ++i) cycle();
    }

private:
    struct Pending {
        unsigned wait;
        uint32_t data;
        bool failed;
    };
    std::deque<Pending> instr_, data_;

    // Answers come in order, the first one when its wait is over.
    static void answer(std::deque<Pending>& line, uint8_t& valid, uint32_t& data, uint8_t& err) {
        valid = 0;
        data = 0;
        err = 0;
        if (line.empty()) return;
        if (line.front().wait > 0) {
            --line.front().wait;
            return;
        }
        valid = 1;
        data = line.front().data;
        err = line.front().failed;
        line.pop_front();
    }
};

constexpr uint32_t kNop = 0x0000'0013;
constexpr uint32_t kHere = 0x0000'006f;       // j .
constexpr uint32_t kLiT0_2000 = 0x0000'22b7;  // lui t0, 2
constexpr uint32_t kSetTvec = 0x3052'9073;    // csrw mtvec, t0

TEST(CoreModel, TakesTheExternalInterrupt) {
    OnABus bus;
    bus.program({kLiT0_2000, kSetTvec,
                 0x0000'1337,          // lui t1, 1
                 0x8003'0313,          // addi t1, t1, -2048: MEIE
                 0x3043'1073,          // csrw mie, t1
                 0x3004'6073,          // csrsi mstatus, 8: MIE
                 0x0013'8393,          // addi t2, t2, 1
                 0xffdf'f06f});        // j back
    bus.memory[0x2000] = 0x3420'2573;  // csrr a0, mcause
    bus.memory[0x2004] = 0x3410'25f3;  // csrr a1, mepc
    bus.memory[0x2008] = kHere;
    bus.cycles(60);
    EXPECT_EQ(x(bus.core, 10), 0U);
    bus.in.irq_external = 1;
    bus.cycles(20);
    EXPECT_EQ(x(bus.core, 10), 0x8000'000bU);
    EXPECT_EQ(x(bus.core, 11) & ~4U, 0x1018U) << "one of the loop's two instructions";
    EXPECT_EQ(reg(bus.core, "u_csr.mie_q"), 0U) << "mstatus.MIE is off in the handler";
    EXPECT_EQ(reg(bus.core, "u_csr.mpie_q"), 1U);
}

TEST(CoreModel, BusErrorsArePreciseTraps) {
    for (const bool store : {false, true}) {
        OnABus bus;
        bus.fails = [](uint32_t address) { return address == 0x4000'0008; };
        bus.program({kLiT0_2000, kSetTvec,
                     0x4000'0337,                          // lui t1, 0x40000
                     store ? 0x0063'2423U : 0x0083'2383U,  // sw t1, 8(t1) or lw t2, 8(t1)
                     0x0010'0e13,                          // li t3, 1: must not happen
                     0x0063'2023,                          // sw t1, 0(t1): nor this
                     kHere});
        bus.memory[0x2000] = kHere;
        bus.cycles(60);
        EXPECT_EQ(reg(bus.core, "u_csr.mcause_q"), store ? 7U : 5U);
        EXPECT_EQ(reg(bus.core, "u_csr.mepc_q"), 0x100cU);
        EXPECT_EQ(reg(bus.core, "u_csr.mtval_q"), 0x4000'0008U);
        EXPECT_EQ(x(bus.core, 28), 0U);
        EXPECT_EQ(bus.memory[0x4000'0000], 0U);
        EXPECT_EQ(x(bus.core, 7), 0U);
    }
}

// Straight code over a few registers: arithmetic, multiplication, division, loads, stores.
std::vector<uint32_t> random_code(std::mt19937& random, std::size_t length) {
    std::vector<uint32_t> code = {0x8000'0437};  // lui s0, 0x80000: the data
    const auto any = [&] { return static_cast<uint32_t>(10 + random() % 6); };
    while (code.size() < length) {
        const uint32_t rd = any() << 7, rs1 = any() << 15, rs2 = any() << 20;
        const uint32_t funct3 = static_cast<uint32_t>(random() % 8) << 12;
        const uint32_t offset = static_cast<uint32_t>(random() % 16) * 4;
        switch (random() % 6) {
            case 0: code.push_back(0x13 | rd | rs1 | static_cast<uint32_t>(random()) << 20); break;
            case 1: code.push_back(0x33 | rd | rs1 | rs2 | funct3); break;
            case 2: code.push_back(0x0200'0033 | rd | rs1 | rs2 | funct3); break;
            case 3: code.push_back(0x2003 | rd | 8 << 15 | offset << 20); break;
            case 4:
                code.push_back(0x2023 | rs2 | 8 << 15 | (offset & 0x1f) << 7 | offset >> 5 << 25);
                break;
            default: code.push_back(0x0063 | rs1 | rs2 | 4 << 7 | funct3 % 0x2000); break;
        }
    }
    code.push_back(kHere);
    return code;
}

TEST(CoreModel, WaitStatesChangeNothingButTime) {
    std::mt19937 random(7);
    for (int trial = 0; trial < 40; ++trial) {
        const std::vector<uint32_t> code = random_code(random, 200);
        OnABus quick, slow;
        slow.grants = [&] { return random() % 3 != 0; };
        slow.waits = [&] { return static_cast<unsigned>(random() % 4); };
        for (OnABus* bus : {&quick, &slow}) {
            for (std::size_t i = 0; i < code.size(); ++i) {
                bus->memory[0x1000 + 4 * static_cast<uint32_t>(i)] = code[i];
            }
            bus->cycles(bus == &quick ? 8000 : 30000);
        }
        const uint32_t end = 0x1000 + 4 * static_cast<uint32_t>(code.size() - 1);
        ASSERT_EQ(reg(quick.core, "pc_q"), end);
        ASSERT_EQ(reg(slow.core, "pc_q"), end);
        for (int number = 1; number < 32; ++number) {
            EXPECT_EQ(x(quick.core, number), x(slow.core, number)) << "x" << number;
        }
        for (uint32_t at = 0x8000'0000; at < 0x8000'0040; at += 4) {
            EXPECT_EQ(quick.memory[at], slow.memory[at]);
        }
    }
}

TEST(CoreModel, AFlipIsOneBitOfTheState) {
    std::vector<std::byte> before(CoreModel::state_map().bytes()), after(before.size());
    CoreModel core;
    core.save_state(before);
    for (uint64_t bit = 0; bit < CoreModel::state_map().bits(); ++bit) {
        core.flip(bit);
        core.save_state(after);
        const SiteBit at = CoreModel::state_map().locate(bit);
        after[at.site->offset + at.bit / 8] ^= std::byte{1} << at.bit % 8;
        ASSERT_EQ(after, before) << at.site->name << "[" << at.bit << "]";
        core.flip(bit);
    }
    core.save_state(after);
    EXPECT_EQ(after, before) << "flipped twice is not flipped";
}

}  // namespace
}  // namespace ftsim
