// SPDX-License-Identifier: Apache-2.0
// The self-test that a board runs from its ROM, and what follows from it for a pair.
#include "ftsim/lockstep/board_self_test.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "ftsim/lockstep/dcls_board.hpp"
#include "ftsim/lockstep/hard_faults.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;

struct StuckCore {
    StuckCore() = default;
    StuckCore(std::string_view site, unsigned bit, bool value) {
        hard.stick(0, CoreModel::state_map().find(site)->first_bit + bit, value);
        hard.hold(0, core);
    }
    const CoreOutputs& outputs() const { return core.outputs(); }
    void step(const CoreInputs& inputs) { hard.step(0, core, inputs); }

    CoreModel core;
    HardFaults hard;
};

TEST(BoardSelfTest, PassesOnAGoodCoreAsOftenAsItIsRun) {
    const BoardSelfTest test, another;
    EXPECT_TRUE(test.passes(StuckCore()));
    EXPECT_TRUE(test.passes(StuckCore()));
    EXPECT_EQ(test.signature(), another.signature());
    EXPECT_GT(test.cycles(), 5'000U);
    EXPECT_LT(test.cycles(), 20'000U);
}

TEST(BoardSelfTest, FailsWhereAFlopOfAnyModuleIsStuck) {
    const BoardSelfTest test;
    const auto fails = [&](std::string_view site, unsigned bit) {
        return !test.passes(StuckCore(site, bit, false)) &&
               !test.passes(StuckCore(site, bit, true));
    };
    EXPECT_TRUE(fails("pc_q", 30));
    EXPECT_TRUE(fails("reserved_addr_q", 7));
    EXPECT_TRUE(fails("u_regfile.regs_q[31]", 0));
    EXPECT_TRUE(fails("u_lsu.held_q", 5));
    EXPECT_TRUE(fails("u_div.count_q", 5));
    EXPECT_TRUE(fails("u_csr.minstret_q", 63));
    EXPECT_TRUE(fails("u_csr.tw_q", 0));
    EXPECT_TRUE(fails("u_fetch.word3_q", 31));
    EXPECT_TRUE(fails("gen_pmp.u_pmp.addr_q[15]", 29));
}

TEST(BoardSelfTest, EveryInstructionCounts) {
    const BoardSelfTest test;
    std::vector<uint32_t> rom = BoardSelfTest::built_in_rom();
    rom[100] = 0x13;  // nop
    EXPECT_NE(BoardSelfTest(rom).signature(), test.signature());
    rom.assign(4, 0x6f);  // j .
    EXPECT_THROW(BoardSelfTest{rom}, std::logic_error);
}

template <unsigned Offset>
void run_on_a_board_with_two_cores() {
    const BoardSelfTest test;
    const auto passes = [&](DclsBoard<Offset>& board) {
        board.start_from(test.power_on(), test.power_on());
        board.want_self_test();
        const bool same = test.passes(board);
        return same && !board.alert() && board.take_passed_self_tests() == 1;
    };
    DclsBoard<Offset> good, shadow, checker;
    EXPECT_TRUE(passes(good));
    const StateMap& map = DclsModel<Offset>::state_map();
    shadow.stick(map.find("shadow.u_csr.mepc_q")->first_bit + 9, true);
    EXPECT_FALSE(passes(shadow));
    checker.stick(map.find("checker.gen_rail[1].u_comparator.enable_q")->first_bit, false);
    EXPECT_FALSE(passes(checker));
}

TEST(BoardSelfTest, ABoardWithTwoCoresTestsItsCheckerToo) {
    run_on_a_board_with_two_cores<0>();
    run_on_a_board_with_two_cores<3>();
}

struct Pair {
    explicit Pair(unsigned offset)
        : program(firmware("workload")), machine(program, config(offset), diary) {}
    static MachineConfig config(unsigned offset) {
        MachineConfig config;
        config.engine.lockstep_offset = offset;
        return config;
    }
    void stick(const std::string& text, bool value) {
        const BoardBit at = testing::fault(text + "@0").bit;
        machine.engine().stick(at.board, at.bit, value);
    }
    EngineStatus to(uint64_t elapsed) { return machine.engine().run_until({UINT64_MAX, elapsed}); }

    Diary diary;
    Program program;
    Machine machine;
};

TEST(Diagnosis, TheGoodBoardOfAPairGoesOnAloneUntilTheOtherIsReplaced) {
    for (const unsigned offset : {0U, 2U}) {
        for (const unsigned board : {0U, 1U}) {
            Pair pair(offset);
            pair.to(20'000);
            pair.stick(fmt::format("cpu{}.core.u_regfile.regs_q[2][9]", board), true);
            EXPECT_EQ(pair.to(200'000), EngineStatus::running);
            const EngineCounters& counters = pair.machine.engine().counters();
            EXPECT_EQ(counters.board_tests, 2U);
            EXPECT_EQ(counters.retirements, 1U);
            EXPECT_EQ(pair.machine.engine().board_care()[board].status, BoardCare::Status::retired);
            EXPECT_GT(counters.cycles_alone, 100'000U);

            pair.machine.engine().replace(board);
            EXPECT_EQ(pair.to(400'000), EngineStatus::running);
            EXPECT_EQ(counters.reintegrations, 1U);
            EXPECT_TRUE(pair.machine.engine().replicas_agree());

            Observer nobody;
            MachineConfig alone;
            alone.topology = Topology::simplex;
            Machine golden(pair.program, alone, nobody);
            golden.engine().run_until({pair.machine.engine().cycle()});
            EXPECT_EQ(golden.engine().digest(), pair.machine.engine().digest());
        }
    }
}

TEST(Diagnosis, WhereBothFailTheMachineGivesUp) {
    Pair pair(0);
    pair.to(20'000);
    pair.stick("cpu0.core.pc_q[9]", true);
    pair.stick("cpu1.core.pc_q[10]", true);
    EXPECT_EQ(pair.to(200'000), EngineStatus::due);
    EXPECT_EQ(pair.machine.engine().counters().board_tests, 2U);
    EXPECT_EQ(pair.machine.engine().counters().isolations, 0U);
}

}  // namespace
}  // namespace ftsim
