// SPDX-License-Identifier: Apache-2.0
// Two boards that check themselves: the one that is wrong says so, its partner goes on.
#include <gtest/gtest.h>

#include "ftsim/lockstep/fault_parts.hpp"
#include "ftsim/model/dcls_model.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;

MachineConfig pair(unsigned offset, Evaluate evaluate = Evaluate::shared) {
    MachineConfig config;
    config.topology = Topology::pair_and_spare;
    config.engine.lockstep_offset = offset;
    config.engine.evaluate = evaluate;
    config.engine.snapshot_cost = {0, 0};
    return config;
}

class PairAndSpare : public ::testing::TestWithParam<unsigned> {
protected:
    unsigned offset() const { return GetParam(); }
    unsigned latency() const { return offset() + kComparatorLatency; }
};

struct Bench {
    explicit Bench(const MachineConfig& config, const char* name = "lockstep_target")
        : program(firmware(name)), machine(program, config, diary), engine(machine.engine()) {}

    BoardBit bit(const std::string& text) const {
        const FaultSpec spec = parse_fault_spec(text + "@0");
        return machine.fault_parts().find(spec.replica, spec.site, *spec.bit);
    }
    void to(uint64_t elapsed_cycle) { engine.run_until({UINT64_MAX, elapsed_cycle}); }
    uint64_t count(const std::string& kind) const {
        uint64_t found = 0;
        for (const std::string& event : diary.events) found += event.starts_with(kind);
        return found;
    }

    Diary diary;
    Program program;
    Machine machine;
    Engine& engine;
};

TEST_P(PairAndSpare, TheWrongBoardSaysSoAndItsPartnerGoesOn) {
    for (const char* site : {"cpu0.main.pc_q[20]", "cpu1.main.pc_q[20]"}) {
        Bench bench(pair(offset()));
        bench.to(55'000);
        bench.machine.flip(bench.bit(site));
        EXPECT_EQ(bench.engine.run_until({}), EngineStatus::finished) << site;
        EXPECT_EQ(bench.diary.console, "K\n");
        EXPECT_EQ(bench.count("isolation"), 1U);
        EXPECT_EQ(bench.count("reintegration"), 1U);
        EXPECT_EQ(bench.count("roll_back"), 0U);
        const EngineCounters& counters = bench.engine.counters();
        EXPECT_EQ(counters.standstill_cycles, latency());
        const uint64_t lost = bench.engine.elapsed_cycle() - bench.engine.cycle();
        EXPECT_EQ(lost, latency() + counters.offset_cycles + counters.reintegration_cycles);
    }
}

TEST_P(PairAndSpare, NobodyWaitsForABoardWhoseOutputsAreRight) {
    for (const char* site :
         {"cpu0.shadow.pc_q[20]", "cpu1.checker.gen_rail[0].u_comparator.a_q[3]"}) {
        Bench bench(pair(offset()));
        bench.to(55'000);
        bench.machine.flip(bench.bit(site));
        EXPECT_EQ(bench.engine.run_until({}), EngineStatus::finished) << site;
        EXPECT_EQ(bench.diary.console, "K\n");
        EXPECT_EQ(bench.count("isolation"), 1U) << site;
        EXPECT_EQ(bench.count("roll_back"), 0U);
        EXPECT_EQ(bench.engine.counters().standstill_cycles, 0U) << site;
    }
}

TEST_P(PairAndSpare, WhereBothAreWrongTheMachineRollsBack) {
    Bench bench(pair(offset()));
    bench.to(55'000);
    bench.machine.flip(bench.bit("cpu0.main.pc_q[20]"));
    bench.machine.flip(bench.bit("cpu1.main.pc_q[21]"));
    EXPECT_EQ(bench.engine.run_until({}), EngineStatus::finished);
    EXPECT_EQ(bench.diary.console, "K\n");
    EXPECT_EQ(bench.count("isolation"), 0U);
    EXPECT_EQ(bench.count("roll_back"), 1U);
}

TEST_P(PairAndSpare, ABoardThatIsLeftAloneStillChecksItself) {
    MachineConfig config = pair(offset());
    config.engine.retire_after.times = 0;
    Bench bench(config);
    bench.to(25'000);
    bench.machine.flip(bench.bit("cpu0.main.pc_q[20]"));
    bench.to(55'000);
    bench.machine.flip(bench.bit("cpu1.main.pc_q[20]"));
    EXPECT_EQ(bench.engine.run_until({}), EngineStatus::finished);
    EXPECT_EQ(bench.diary.console, "K\n");
    EXPECT_EQ(bench.engine.board_care()[0].status, BoardCare::Status::retired);
    EXPECT_EQ(bench.count("isolation"), 1U);
    EXPECT_EQ(bench.count("roll_back"), 1U);
}

TEST_P(PairAndSpare, ABrokenCheckerIsFoundByItsSelfTest) {
    MachineConfig config = pair(offset());
    config.engine.self_test_interval = 30'000;
    config.engine.retire_after.times = 2;
    Bench bench(config, "workload");
    bench.to(35'000);
    EXPECT_EQ(bench.engine.counters().self_tests, 2U);
    const BoardBit at = bench.bit("cpu1.checker.gen_rail[0].u_comparator.enable_q[0]");
    bench.engine.stick(at.board, at.bit, false);
    bench.to(300'000);
    EXPECT_EQ(bench.engine.board_care()[0].transients, 0U);
    EXPECT_GT(bench.engine.board_care()[1].transients, 0U);
    EXPECT_EQ(bench.count("roll_back"), 0U);
}

TEST_P(PairAndSpare, NoFaultIsMoreThanAnIsolationHoweverItIsEvaluated) {
    const Program program = firmware("workload");
    InjectedRunConfig shared;
    shared.machine = pair(offset());
    shared.cycles = 600'000;
    shared.faults = FaultCount{12, shared.cycles};
    shared.seed = 1 + offset();
    InjectedRunConfig all = shared;
    all.machine = pair(offset(), Evaluate::all);
    Diary diary, diary_of_all;
    const RunResult result = testing::run(program, shared, diary);
    testing::run(program, all, diary_of_all);
    EXPECT_EQ(diary.events, diary_of_all.events);
    EXPECT_EQ(diary.digests, diary_of_all.digests);
    EXPECT_EQ(result.outcomes[Outcome::detected_recovered] + result.outcomes[Outcome::masked] +
                  result.outcomes[Outcome::latent],
              result.injected);
    EXPECT_GT(result.outcomes[Outcome::detected_recovered], 7U);
    EXPECT_EQ(result.counters.reexecutions, 0U);
    EXPECT_EQ(result.output_right, true);
}

INSTANTIATE_TEST_SUITE_P(Offsets, PairAndSpare, ::testing::Values(0U, 1U, 2U, 3U, 4U));

}  // namespace
}  // namespace ftsim
