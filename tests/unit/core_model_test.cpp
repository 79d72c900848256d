// SPDX-License-Identifier: Apache-2.0
// The core at its pins, where no board of ours can take it: the external interrupt, bus errors, a
// bus that grants and answers when it likes.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/on_a_bus.hpp"

namespace ftsim {
namespace {

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

}  // namespace
}  // namespace ftsim
