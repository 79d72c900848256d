// SPDX-License-Identifier: Apache-2.0
// Three boards and a vote: the outvoted one is isolated while the others go on, and is brought
// back.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;

MachineConfig tmr(Evaluate evaluate = Evaluate::shared) {
    MachineConfig config;
    config.topology = Topology::tmr;
    config.engine.evaluate = evaluate;
    return config;
}

struct Bench {
    explicit Bench(const MachineConfig& config = tmr(), const char* name = "lockstep_target")
        : program(firmware(name)), machine(program, config, diary), engine(machine.engine()) {}

    EngineStatus to(uint64_t elapsed_cycle) {
        return engine.run_until({UINT64_MAX, elapsed_cycle});
    }
    EngineStatus to_the_end() { return engine.run_until({}); }
    void flip(const std::string& text) { machine.flip(testing::fault(text + "@0", 3).bit); }
    void stick(const std::string& text, bool value) {
        const BoardBit at = testing::fault(text + "@0", 3).bit;
        engine.stick(at.board, at.bit, value);
    }
    std::vector<std::string> events(const std::string& kind) const {
        std::vector<std::string> found;
        for (const std::string& event : diary.events) {
            if (event.starts_with(kind)) found.push_back(event);
        }
        return found;
    }

    Diary diary;
    Program program;
    Machine machine;
    Engine& engine;
};

TEST(Tmr, TheOutvotedBoardIsIsolatedInThatCycleAndTheOthersGoOn) {
    for (const unsigned board : {0U, 1U, 2U}) {
        Bench bench;
        bench.to(55'000);
        bench.flip(fmt::format("cpu{}.core.pc_q[20]", board));
        const uint64_t cycle = bench.engine.cycle();
        bench.to(bench.engine.elapsed_cycle() + 20);
        ASSERT_EQ(bench.events("isolation").size(), 1U);
        EXPECT_EQ(bench.engine.cycle(), cycle + 20) << "nobody waits, nothing is run again";
        EXPECT_EQ(bench.engine.board_care()[board].status, BoardCare::Status::testing);
        EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
        EXPECT_EQ(bench.diary.console, "K\n");
        EXPECT_TRUE(bench.diary.roll_backs.empty());
        EXPECT_EQ(bench.events("reintegration").size(), 1U);
        EXPECT_EQ(bench.engine.board_care()[board].status, BoardCare::Status::in_service);
        EXPECT_TRUE(bench.engine.replicas_agree());
    }
}

TEST(Tmr, AFlipThatNobodyReadsIsOutvotedAtTheCommit) {
    Bench bench;
    bench.to(55'000);
    bench.flip("cpu1.core.u_csr.mscratch_q[7]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    ASSERT_EQ(bench.events("alarm").size(), 1U);
    EXPECT_NE(bench.events("alarm")[0].find("state u_csr.mscratch_q"), std::string::npos);
    EXPECT_EQ(bench.events("isolation").size(), 1U);
    EXPECT_EQ(bench.events("reintegration").size(), 1U) << "at a later commit";
    EXPECT_TRUE(bench.diary.roll_backs.empty());
    EXPECT_EQ(bench.engine.counters().cycles_alone, 0U);
}

TEST(Tmr, TwoBoardsLeftRollBack) {
    Bench bench;
    bench.to(55'000);
    bench.flip("cpu0.core.pc_q[20]");
    bench.to(bench.engine.elapsed_cycle() + 20);
    bench.flip("cpu2.core.pc_q[19]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    EXPECT_EQ(bench.diary.console, "K\n");
    EXPECT_EQ(bench.diary.roll_backs.size(), 1U);
    EXPECT_EQ(bench.events("isolation").size(), 1U);
    EXPECT_EQ(bench.events("reintegration").size(), 1U);
}

TEST(Tmr, WhereAllThreeDifferNobodyIsBlamed) {
    Bench bench;
    bench.to(55'000);
    bench.flip("cpu0.core.pc_q[20]");
    bench.flip("cpu1.core.pc_q[21]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    EXPECT_EQ(bench.diary.console, "K\n");
    EXPECT_EQ(bench.diary.roll_backs.size(), 1U);
    EXPECT_TRUE(bench.events("isolation").empty());
}

// A board that comes back while the other two differ would make one of them the majority.
TEST(Tmr, NobodyComesBackWhileTheOthersDiffer) {
    Bench bench;
    bench.to(55'000);
    bench.flip("cpu0.core.pc_q[20]");
    bench.to(bench.engine.elapsed_cycle() + 20);
    bench.flip("cpu1.core.u_csr.mscratch_q[7]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    EXPECT_EQ(bench.diary.roll_backs.size(), 1U);
    ASSERT_EQ(bench.events("reintegration").size(), 1U);
    const uint32_t scratch = bench.machine.read_register("u_csr.mscratch_q");
    EXPECT_EQ(scratch >> 7 & 1U, 0U);
}

TEST(Tmr, ABoardThatFailsItsSelfTestIsRetiredUntilItIsReplaced) {
    Bench bench(tmr(), "workload");
    bench.to(20'000);
    bench.stick("cpu2.core.pc_q[20]", true);
    bench.to(100'000);
    EXPECT_EQ(bench.engine.board_care()[2].status, BoardCare::Status::retired);
    EXPECT_EQ(bench.events("isolation").size(), 1U);
    ASSERT_EQ(bench.events("board_test").size(), 1U);
    EXPECT_TRUE(bench.events("board_test")[0].ends_with("cpu2 false"));
    EXPECT_TRUE(bench.events("reintegration").empty());

    bench.engine.replace(2);
    bench.to(150'000);
    EXPECT_EQ(bench.events("reintegration").size(), 1U);
    EXPECT_EQ(bench.events("isolation").size(), 1U) << "nothing of the new one is stuck";
    EXPECT_EQ(bench.engine.board_care()[2].transients, 0U);
}

TEST(Tmr, ABoardWithTooManyTransientsIsRetired) {
    MachineConfig config = tmr();
    config.engine.retire_after.times = 2;
    Bench bench(config, "workload");
    for (uint64_t i = 1; i <= 4; ++i) {
        bench.to(i * 45'000);
        bench.flip("cpu1.core.pc_q[20]");
    }
    bench.to(200'000);
    EXPECT_EQ(bench.engine.board_care()[1].status, BoardCare::Status::retired);
    ASSERT_EQ(bench.events("isolation").size(), 3U) << "the fourth hits a board that is out";
    EXPECT_TRUE(bench.events("isolation")[1].ends_with("false"));
    EXPECT_TRUE(bench.events("isolation")[2].ends_with("true"));
    EXPECT_EQ(bench.events("reintegration").size(), 2U);
    EXPECT_EQ(bench.engine.counters().cycles_alone, 0U);
}

TEST(Tmr, ElapsedTimePassesForReintegrationAlone) {
    MachineConfig config = tmr();
    config.engine.snapshot_cost = {0, 0};
    config.engine.reintegration_cost = {1000, 0};
    Bench bench(config);
    bench.to(55'000);
    bench.flip("cpu0.core.pc_q[20]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    EXPECT_EQ(bench.engine.elapsed_cycle() - bench.engine.cycle(), 1000U);
}

TEST(Tmr, NoFaultIsMoreThanAnIsolationHoweverItIsEvaluated) {
    const Program program = firmware("workload");
    InjectedRunConfig shared;
    shared.machine = tmr();
    shared.cycles = 3'000'000;
    shared.faults = FaultCount{40, shared.cycles};
    InjectedRunConfig all = shared;
    all.machine = tmr(Evaluate::all);
    Diary diary, diary_of_all;
    const RunResult result = testing::run(program, shared, diary);
    const RunResult result_of_all = testing::run(program, all, diary_of_all);
    EXPECT_EQ(diary.events, diary_of_all.events);
    EXPECT_EQ(diary.digests, diary_of_all.digests);
    // What still differs when the program ends is latent.
    EXPECT_EQ(result.outcomes[Outcome::detected_recovered] + result.outcomes[Outcome::masked] +
                  result.outcomes[Outcome::latent],
              result.injected);
    EXPECT_LT(result.outcomes[Outcome::latent], 5U);
    EXPECT_EQ(result.counters.reexecutions, 0U);
    EXPECT_GT(result.outcomes[Outcome::detected_recovered], 10U);
    EXPECT_EQ(result.outcomes[Outcome::masked], result_of_all.outcomes[Outcome::masked]);
    EXPECT_EQ(result.output_right, true);
    EXPECT_GT(result.counters.cycles_shared, result.counters.cycles_compared);
}

TEST(Tmr, AnImageKeepsWhoIsOut) {
    MachineConfig config = tmr();
    config.engine.retire_after.times = 0;
    Bench bench(config, "rounds_quick");
    bench.engine.run_until({25'000});
    bench.flip("cpu0.core.pc_q[20]");
    bench.engine.run_until({50'000});
    ASSERT_EQ(bench.engine.board_care()[0].status, BoardCare::Status::retired);
    const auto image = bench.engine.save_image();
    bench.engine.run_until({200'000});

    Bench later(config, "rounds_quick");
    ASSERT_TRUE(later.engine.load_image(image));
    EXPECT_EQ(later.engine.board_care()[0].status, BoardCare::Status::retired);
    later.engine.run_until({200'000});
    EXPECT_EQ(later.engine.digest(), bench.engine.digest());
    EXPECT_EQ(later.engine.elapsed_cycle(), bench.engine.elapsed_cycle());
}

}  // namespace
}  // namespace ftsim
