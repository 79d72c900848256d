// SPDX-License-Identifier: Apache-2.0
// CoreModel takes one short cut through the generated code a cycle. Here the same core is evaluated
// the long way, at both edges of its clock, beside it: on random inputs, which a program would
// never give it, and after flips, both must show the same outputs in every cycle.
#include <gtest/gtest.h>
#include <verilated.h>

#include <random>

#include "Vftsim_core.h"
#include "ftsim/model/core_model.hpp"
#include "sim/model/core_pins.hpp"

namespace ftsim {
namespace {

// An instruction word that is mostly legal: a random word with one of the core's opcodes.
uint32_t random_instruction(std::mt19937& random) {
    constexpr uint32_t kOpcodes[] = {0x03, 0x0f, 0x13, 0x17, 0x23, 0x33,
                                     0x37, 0x63, 0x67, 0x6f, 0x73};
    const uint32_t word = static_cast<uint32_t>(random());
    const uint32_t opcode = kOpcodes[random() % std::size(kOpcodes)];
    const bool plain = random() % 4 != 0;  // funct7 of 0, 1 or 0x20, or anything
    const uint32_t funct7 = random() % 3 == 0 ? 0x0200'0000U : 0U;
    return (plain && opcode == 0x33 ? (word & 0x01ff'ff80U) | funct7 : word & ~0x7fU) | opcode;
}

CoreInputs random_inputs(std::mt19937& random) {
    CoreInputs in;
    in.instr_rdata = random_instruction(random);
    in.data_rdata = static_cast<uint32_t>(random());
    in.ram_last = 0x87ff'ffff;
    in.instr_gnt = random() % 8 != 0;
    in.instr_rvalid = random() % 4 != 0;
    in.instr_err = random() % 256 == 0;
    in.data_gnt = random() % 8 != 0;
    in.data_rvalid = random() % 4 != 0;
    in.data_err = random() % 64 == 0;
    in.irq_software = random() % 512 == 0;
    in.irq_timer = random() % 512 == 0;
    in.irq_external = random() % 512 == 0;
    return in;
}

CoreOutputs sample(const Vftsim_core& top) {
    CoreOutputs out;
    sample_core(top, out);
    return out;
}

TEST(OneEdge, IsTheSameAsBothEdgesOnRandomInputs) {
    VerilatedContext context;
    Vftsim_core both_edges(&context);
    both_edges.rst_ni = 0;
    for (int edge = 0; edge < 8; ++edge) {
        both_edges.clk_i = edge % 2;
        both_edges.eval();
    }
    both_edges.rst_ni = 1;
    both_edges.eval();

    CoreModel model;
    std::mt19937 random(1);
    uint64_t retired = 0, traps = 0;
    for (uint64_t cycle = 0; cycle < 300'000; ++cycle) {
        ASSERT_EQ(model.outputs(), sample(both_edges)) << "cycle " << cycle;
        retired += model.outputs().retired;
        traps += model.outputs().trap;
        const CoreInputs in = random_inputs(random);
        model.step(in);
        both_edges.clk_i = 0;
        both_edges.eval();
        drive_core(both_edges, in);
        both_edges.eval();
        both_edges.clk_i = 1;
        both_edges.eval();
    }
    EXPECT_GT(retired, 10'000U);
    EXPECT_GT(traps, 1'000U);
}

TEST(OneEdge, AFlipIsTheStateThatALoadWouldGive) {
    // A model flipped in place and one that gets the flipped state from outside are the same from
    // then on, whatever bit it was: nothing is cached.
    std::mt19937 random(2);
    const StateMap& map = CoreModel::state_map();
    std::vector<std::byte> state(map.bytes());
    for (uint64_t bit = 0; bit < map.bits(); ++bit) {
        CoreModel flipped;
        for (int i = 0; i < 40; ++i) flipped.step(random_inputs(random));
        flipped.flip(bit);
        flipped.save_state(state);
        CoreModel loaded;
        loaded.load_state(state);
        for (int i = 0; i < 40; ++i) {
            ASSERT_EQ(flipped.outputs(), loaded.outputs()) << map.locate(bit).site->name;
            const CoreInputs in = random_inputs(random);
            flipped.step(in);
            loaded.step(in);
        }
    }
}

}  // namespace
}  // namespace ftsim
