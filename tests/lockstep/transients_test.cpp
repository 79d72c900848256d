// SPDX-License-Identifier: Apache-2.0
// Transients close together, and what is not one.
#include "tests/lockstep/transients.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;
using testing::TransientsIn;

class Transients : public ::testing::TestWithParam<TransientsIn> {};

TEST_P(Transients, OneAfterTheOtherNeverEndTheMachine) {
    testing::one_after_the_other(testing::machine_of(GetParam()));
}

TEST_P(Transients, AtAnyRateAreSurvived) { testing::at_any_rate(testing::machine_of(GetParam())); }

INSTANTIATE_TEST_SUITE_P(
    Machines, Transients,
    ::testing::Values(TransientsIn{Topology::duplex}, TransientsIn{Topology::duplex, 1},
                      TransientsIn{Topology::duplex, 4}, TransientsIn{Topology::dcls},
                      TransientsIn{Topology::dcls, 2}, TransientsIn{Topology::tmr},
                      TransientsIn{Topology::pair_and_spare},
                      TransientsIn{Topology::pair_and_spare, 1}, TransientsIn{Topology::server},
                      TransientsIn{Topology::server, 0, CpuBoard::dcls}),
    testing::name_of);

InjectedRunConfig pair_with(FaultList faults, uint64_t cycles) {
    InjectedRunConfig config;
    config.cycles = cycles;
    config.faults = std::move(faults);
    return config;
}

// Four transients in one bit, alternately in one board and the other, each alone in its interval.
TEST(Recurrence, IsNotWhatHappensInAnotherInterval) {
    const std::string bit = "core.gen_pmp.u_pmp.addr_q[2][6]";
    FaultList faults;
    for (const char* place : {"cpu1.{}@15000", "cpu0.{}@35000", "cpu1.{}@65000", "cpu0.{}@95000"}) {
        faults.push_back(testing::fault(fmt::format(fmt::runtime(place), bit)));
    }
    for (const bool adapts : {false, true}) {
        InjectedRunConfig config = pair_with(faults, 200'000);
        config.machine.engine.snapshot_interval_adapts = adapts;
        Diary diary;
        const RunResult result = testing::run(firmware("rounds_quick"), config, diary);
        EXPECT_EQ(result.end, RunEnd::cycles);
        EXPECT_EQ(result.outcomes[Outcome::detected_recovered], 4U);
        EXPECT_EQ(result.counters.reexecutions, 4U);
        EXPECT_EQ(result.counters.board_tests, 0U);
        for (const RollBack& roll_back : diary.roll_backs) EXPECT_FALSE(roll_back.older);
    }
}

// The bound that docs/reference/recovery.md states. The last roll-back is the one with which the
// good board goes on alone.
TEST(Recurrence, AStuckFlopIsFoundWithinAStatedTime) {
    for (const char* stuck : {"cpu0.core.pc_q[4]", "cpu1.core.u_regfile.regs_q[4][3]",
                              "cpu0.core.u_csr.mtvec_base_q[9]", "cpu1.core.u_csr.mcycle_q[2]"}) {
        for (const FaultModel model : {FaultModel::stuck_at_0, FaultModel::stuck_at_1}) {
            PlannedFault fault = testing::fault(std::string(stuck) + "@123456");
            fault.kind.model = model;
            InjectedRunConfig config = pair_with({fault}, 1'000'000);
            config.fault_kind = fault.kind;
            Diary diary;
            const RunResult result = testing::run(firmware("rounds_quick"), config, diary);
            if (result.counters.mismatches == 0) continue;  // the program never moves that bit
            EXPECT_EQ(result.counters.isolations, 1U) << stuck;
            EXPECT_EQ(result.counters.retirements, 1U) << stuck;
            EXPECT_LE(result.counters.reexecutions, 8U + 1) << stuck;
            const uint64_t first = result.latency.max() + fault.elapsed_cycle;
            uint64_t isolated = 0;
            for (const std::string& event : diary.events) {
                if (!event.starts_with("isolation")) continue;
                isolated = std::stoull(event.substr(event.find(' ', 10) + 1));
            }
            EXPECT_LE(isolated - first, 100'000U) << stuck;
        }
    }
}

TEST(Due, NoProgressIsSaidAfterTheLimit) {
    InjectedRunConfig config;
    config.cycles = 1'000'000;
    config.faults = FaultRate{1e-2};
    config.machine.engine.snapshot_interval_adapts = false;
    config.machine.engine.progress_limit = 300'000;
    Diary diary;
    const RunResult result = testing::run(firmware("rounds_quick"), config, diary);
    ASSERT_EQ(result.end, RunEnd::due);
    EXPECT_EQ(result.due->rule, DueRule::no_progress) << result.due->why;
    EXPECT_NE(result.due->why.find("--progress-limit 300000"), std::string::npos);
    EXPECT_GT(result.elapsed_cycles, 300'000U);
    EXPECT_LT(result.elapsed_cycles, 450'000U);
}

}  // namespace
}  // namespace ftsim
