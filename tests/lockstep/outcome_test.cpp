// SPDX-License-Identifier: Apache-2.0
// Every outcome produced on purpose, by a fault picked by hand. The program is target.S: s5 (x21)
// is printed at the end and read nowhere else, s0 (x8) counts down.
#include <gtest/gtest.h>

#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::fault;
using testing::firmware;

struct Case {
    Topology topology;
    const char* fault;
    Outcome outcome;
};

void PrintTo(const Case& tried, std::ostream* out) {
    *out << name(tried.topology) << ' ' << tried.fault << ' ' << name(tried.outcome);
}

class OutcomeOf : public ::testing::TestWithParam<Case> {};

TEST_P(OutcomeOf, AHandPickedFault) {
    const Case& tried = GetParam();
    const Program program = firmware("lockstep_target");
    InjectedRunConfig config;
    config.machine.topology = tried.topology;
    config.cycles = 1'000'000;
    config.faults = FaultList{fault(tried.fault, tried.topology == Topology::simplex ? 1 : 2)};
    Diary diary;
    const RunResult result = testing::run(program, config, diary);

    EXPECT_EQ(result.injected, 1U);
    EXPECT_EQ(result.outcomes.total(), 1U);
    ASSERT_EQ(diary.verdicts.size(), 1U);
    EXPECT_EQ(name(*diary.verdicts[0].outcome), name(tried.outcome));
}

INSTANTIATE_TEST_SUITE_P(
    Simplex, OutcomeOf,
    ::testing::Values(
        Case{Topology::simplex, "cpu0.core.u_regfile.regs_q[21][0]@50000", Outcome::sdc},
        Case{Topology::simplex, "cpu0.core.pc_q[20]@50000", Outcome::crash},
        Case{Topology::simplex, "cpu0.core.u_regfile.regs_q[8][31]@50000", Outcome::hang},
        Case{Topology::simplex, "cpu0.core.u_csr.mscratch_q[7]@50000", Outcome::latent},
        Case{Topology::simplex, "cpu0.core.u_csr.msip_q[0]@50000", Outcome::masked}));

INSTANTIATE_TEST_SUITE_P(
    Duplex, OutcomeOf,
    ::testing::Values(
        Case{Topology::duplex, "cpu0.core.u_regfile.regs_q[21][0]@50000",
             Outcome::detected_recovered},
        Case{Topology::duplex, "cpu1.core.pc_q[20]@50000", Outcome::detected_recovered},
        Case{Topology::duplex, "cpu0.core.u_regfile.regs_q[8][31]@50000",
             Outcome::detected_recovered},
        Case{Topology::duplex, "cpu1.core.u_csr.mscratch_q[7]@50000", Outcome::detected_recovered},
        Case{Topology::duplex, "cpu1.core.u_csr.msip_q[0]@50000", Outcome::masked}));

TEST(Outcome, OfAPoisonedSnapshotIsDueWithoutTheStateCheck) {
    // s5 is flipped and not read for several intervals: every snapshot since holds the flip.
    const Program program = firmware("lockstep_target");
    InjectedRunConfig config;
    config.faults = FaultList{fault("cpu1.core.u_regfile.regs_q[21][0]@50000")};
    Diary checked;
    const RunResult recovered = testing::run(program, config, checked);
    EXPECT_EQ(recovered.end, RunEnd::finisher);
    EXPECT_EQ(recovered.outcomes[Outcome::detected_recovered], 1U);
    EXPECT_EQ(checked.console, "K\n");
    EXPECT_EQ(recovered.output_right, true);

    config.machine.engine.snapshot_check = SnapshotCheck::none;
    Diary unchecked;
    const RunResult dead = testing::run(program, config, unchecked);
    EXPECT_EQ(dead.end, RunEnd::due);
    EXPECT_EQ(dead.outcomes[Outcome::due], 1U);
    EXPECT_EQ(unchecked.console, "");
    EXPECT_EQ(dead.counters.reexecutions, 3U);
    ASSERT_TRUE(dead.due);
    EXPECT_EQ(dead.due->rule, DueRule::recurs);
    EXPECT_EQ(dead.due->why, "the same mismatch after 3 re-executions; every self-test passes");
}

TEST(Outcome, OfAWrongByteBehindAnAlarmIsDue) {
    // Told to the judge as an engine would tell it: such a machine has not been built yet.
    const Program program = firmware("lockstep_target");
    for (const bool alarmed : {false, true}) {
        Golden golden(program, {}, 1'000'000);
        std::vector<LandedFault> verdicts;
        Judge judge(&golden, {}, [&](const LandedFault& fault) { verdicts.push_back(fault); });
        judge.landed({0, {0, 0}, 1000, 1000, {}, {}});
        if (alarmed) judge.on_alarm({1500, 1500, AlarmKind::output, "data_wdata"});
        judge.on_output({2000, Sink::console, 'X'}, 2000);
        ASSERT_EQ(verdicts.size(), 1U);
        EXPECT_EQ(verdicts[0].outcome, alarmed ? Outcome::due : Outcome::sdc);
        EXPECT_EQ(judge.output_right(), false);
        EXPECT_TRUE(judge.derailed());
    }
}

TEST(Outcome, OfExperimentsBesideTheGoldenRunLeavesTheRunGolden) {
    const Program program = firmware("lockstep_target");
    InjectedRunConfig config;
    config.machine.topology = Topology::simplex;
    config.faults = FaultList{fault("cpu0.core.u_regfile.regs_q[21][0]@50000", 1),
                              fault("cpu0.core.pc_q[20]@50001", 1),
                              fault("cpu0.core.u_regfile.regs_q[8][31]@60000", 1),
                              fault("cpu0.core.u_csr.mscratch_q[7]@60000", 1),
                              fault("cpu0.core.u_csr.msip_q[0]@70000", 1)};
    config.horizon = 500'000;
    Diary diary;
    const RunResult result = testing::run(program, config, diary);
    EXPECT_EQ(diary.console, "K\n");
    EXPECT_EQ(result.end, RunEnd::finisher);
    EXPECT_EQ(result.elapsed_cycles, result.cycles);
    EXPECT_EQ(result.injected, 5U);
    for (const Outcome outcome :
         {Outcome::sdc, Outcome::crash, Outcome::hang, Outcome::latent, Outcome::masked}) {
        EXPECT_EQ(result.outcomes[outcome], 1U) << name(outcome);
    }

    config.faults = NoFaults{};
    Diary quiet;
    const RunResult golden = testing::run(program, config, quiet);
    EXPECT_EQ(golden.output_digest, result.output_digest);
    EXPECT_EQ(golden.cycles, result.cycles);
    EXPECT_EQ(golden.instructions, result.instructions);
    EXPECT_EQ(quiet.events, diary.events);
}

TEST(Outcome, OfAnExperimentIsThatOfTheRunItself) {
    // x5 and x6 are written again only at the program's end: equal there, different before.
    const Program program = firmware("lockstep_target");
    for (const std::string text :
         {"cpu0.core.u_regfile.regs_q[5][1]@16593", "cpu0.core.u_regfile.regs_q[6][31]@82562",
          "cpu0.core.u_csr.mtval_q[3]@16593"}) {
        InjectedRunConfig config;
        config.machine.topology = Topology::simplex;
        config.faults = FaultList{fault(text, 1)};
        Diary alone;
        testing::run(program, config, alone);
        config.faults = FaultList{fault(text, 1), fault("cpu0.core.u_csr.msip_q[0]@110000", 1)};
        Diary beside;
        testing::run(program, config, beside);
        EXPECT_EQ(name(*alone.verdicts[0].outcome), name(*beside.verdicts[0].outcome)) << text;
    }
}

TEST(Outcome, OfAnExperimentDoesNotDependOnItsNeighbours) {
    const Program program = firmware("lockstep_target");
    const std::vector<std::string> texts = {
        "cpu0.core.u_regfile.regs_q[21][0]@50000", "cpu0.core.u_regfile.regs_q[8][3]@50000",
        "cpu0.core.u_fetch.word0_q[12]@61000", "cpu0.core.u_lsu.addr_q[5]@80000"};
    InjectedRunConfig config;
    config.machine.topology = Topology::simplex;
    FaultList all;
    for (const std::string& text : texts) all.push_back(fault(text, 1));
    config.faults = all;
    Diary together;
    testing::run(program, config, together);
    ASSERT_EQ(together.verdicts.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        config.faults = FaultList{fault(texts[i], 1), fault("cpu0.core.u_csr.msip_q[0]@110000", 1)};
        Diary apart;
        testing::run(program, config, apart);
        EXPECT_EQ(together.verdicts[i].outcome, apart.verdicts[0].outcome) << texts[i];
    }
}

}  // namespace
}  // namespace ftsim
