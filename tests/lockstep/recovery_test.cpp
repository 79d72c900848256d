// SPDX-License-Identifier: Apache-2.0
// Roll-back and re-execution of the whole machine.
#include <gtest/gtest.h>

#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::fault;
using testing::firmware;

/// A machine and its diary, driven by hand.
struct Bench {
    explicit Bench(MachineConfig config = {}, const char* program_name = "lockstep_target")
        : program(firmware(program_name)), machine(program, config, diary) {}

    EngineStatus to(uint64_t elapsed_cycle) {
        return machine.engine().run_until({1'000'000'000, elapsed_cycle});
    }
    EngineStatus to_the_end() { return machine.engine().run_until({1'000'000'000}); }
    void flip(const std::string& text) { machine.flip(fault(text + "@0").bit); }

    Diary diary;
    Program program;
    Machine machine;
};

uint64_t snapshot_register_bits() { return 2 * CoreModel::state_map().bytes() * 8; }

TEST(Recovery, CorruptedSnapshotMeansTheOlderOne) {
    Bench bench;
    bench.to(55'000);
    ASSERT_TRUE(bench.machine.engine().flip_snapshot_bit(100));
    bench.flip("cpu1.core.pc_q[20]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    ASSERT_EQ(bench.diary.roll_backs.size(), 1U);
    EXPECT_TRUE(bench.diary.roll_backs[0].older);
    EXPECT_EQ(bench.diary.console, "K\n");
}

TEST(Recovery, CorruptedPagePutAsideMeansDueWhereNoSnapshotIsGood) {
    Bench bench;
    bench.to(55'000);
    // The one page that this program writes is put aside in both intervals: hit the older copy.
    ASSERT_TRUE(bench.machine.engine().flip_snapshot_bit(snapshot_register_bits() + 5));
    ASSERT_TRUE(bench.machine.engine().flip_snapshot_bit(3));
    bench.flip("cpu1.core.pc_q[20]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::due);
    EXPECT_EQ(bench.machine.engine().due().rule, DueRule::no_good_snapshot);
}

TEST(Recovery, AFaultDuringReexecutionIsRecoveredToo) {
    Bench bench;
    bench.to(55'000);
    bench.flip("cpu1.core.pc_q[20]");
    while (bench.diary.roll_backs.empty()) bench.to(bench.machine.engine().elapsed_cycle() + 1);
    EXPECT_LT(bench.machine.engine().cycle(), 55'000U);
    bench.to(bench.machine.engine().elapsed_cycle() + 100);
    bench.flip("cpu0.core.pc_q[19]");
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    ASSERT_EQ(bench.diary.roll_backs.size(), 2U);
    for (const RollBack& roll_back : bench.diary.roll_backs) EXPECT_FALSE(roll_back.older);
    EXPECT_EQ(bench.diary.console, "K\n");
}

TEST(Recovery, CostsAreCountedInElapsedCyclesOnly) {
    MachineConfig config;
    config.engine.snapshot_cost = {1000, 10};
    config.engine.rollback_cost = {5000, 100};
    Bench costly(config);
    config.engine.snapshot_cost = {0, 0};
    config.engine.rollback_cost = {0, 0};
    Bench ideal(config);
    for (Bench* bench : {&costly, &ideal}) {
        bench->machine.engine().run_until({55'000});
        bench->flip("cpu1.core.pc_q[20]");
        EXPECT_EQ(bench->to_the_end(), EngineStatus::finished);
    }
    const Engine& engine = costly.machine.engine();
    EXPECT_EQ(engine.cycle(), ideal.machine.engine().cycle());
    EXPECT_EQ(engine.elapsed_cycle() - ideal.machine.engine().elapsed_cycle(),
              engine.counters().snapshot_cycles + engine.counters().rollback_cycles);
    EXPECT_EQ(engine.counters().rollback_cycles, 5000 + 100 * costly.diary.roll_backs[0].pages);
    // Once for every multiple of the interval, twice for none: the re-execution reaches none again.
    EXPECT_EQ(engine.counters().snapshots, engine.cycle() / 10'000);
    EXPECT_EQ(costly.diary.console, ideal.diary.console);
}

TEST(Recovery, WhatHasLeftIsNotSaidAgain) {
    // The console of `rounds_quick` while faults land right behind every line: each roll-back
    // repeats it.
    Bench golden({}, "rounds_quick");
    golden.machine.engine().run_until({600'000});
    MachineConfig config;
    config.engine.snapshot_interval = 300'000;
    Bench bench(config, "rounds_quick");
    std::size_t said = 0;
    while (bench.machine.engine().cycle() < 600'000) {
        bench.machine.engine().run_until({600'000, bench.machine.engine().elapsed_cycle() + 100});
        if (bench.diary.console.size() > said && bench.diary.console.back() == '\n') {
            said = bench.diary.console.size();
            bench.flip("cpu0.core.pc_q[22]");
        }
    }
    EXPECT_GE(bench.diary.roll_backs.size(), 1U);
    EXPECT_EQ(bench.diary.console, golden.diary.console);
}

TEST(Recovery, InputComesBackFromTheLog) {
    MachineConfig config;
    config.backplane.console_in = "hello\nworld\nq\n";
    Bench golden(config, "echo");
    EXPECT_EQ(golden.to_the_end(), EngineStatus::finished);
    ASSERT_NE(golden.diary.console.find("hello"), std::string::npos);

    for (const uint64_t when : {300U, 700U, 1100U, 1500U, 2500U, 4000U}) {
        Bench bench(config, "echo");
        if (bench.to(when) != EngineStatus::running) continue;
        bench.flip("cpu1.core.pc_q[21]");
        EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
        EXPECT_EQ(bench.diary.roll_backs.size(), 1U);
        EXPECT_EQ(bench.diary.console, golden.diary.console) << when;
        EXPECT_EQ(bench.machine.engine().cycle(), golden.machine.engine().cycle());
    }
}

TEST(Recovery, WhereARunIsCutChangesNothing) {
    const auto flips = [](Bench& bench, uint64_t chunk) {
        uint64_t next = 7'000;
        while (true) {
            const uint64_t stop = std::min(next, bench.machine.engine().elapsed_cycle() + chunk);
            if (bench.to(stop) != EngineStatus::running) return;
            if (bench.machine.engine().elapsed_cycle() >= next) {
                bench.machine.flip({next / 7000 % 2 == 0 ? 0U : 1U, next * 31 % 1500});
                next += 7'000;
            }
        }
    };
    Bench whole, cut;
    flips(whole, 1'000'000);
    flips(cut, 97);
    EXPECT_EQ(whole.diary.events, cut.diary.events);
    EXPECT_GE(whole.diary.roll_backs.size(), 3U);
}

TEST(Recovery, TheSameFlipsByHandGiveTheSameEventLog) {
    const Program program = firmware("rounds_quick");
    InjectedRunConfig config;
    config.cycles = 2'000'000;
    config.faults = FaultRate{2e-5};
    config.seed = 2;
    Diary injected;
    testing::run(program, config, injected);
    ASSERT_GT(injected.landed.size(), 20U);

    Diary by_hand;
    Machine machine(program, config.machine, by_hand);
    for (const PlannedFault& planned : injected.landed) {
        if (planned.elapsed_cycle > machine.engine().elapsed_cycle()) {
            machine.engine().run_until({config.cycles, planned.elapsed_cycle});
        }
        machine.flip(planned.bit);
    }
    machine.engine().run_until({config.cycles});
    EXPECT_EQ(by_hand.events, injected.events);
}

TEST(Recovery, SharedAndFullEvaluationGiveTheSameEventLog) {
    const Program program = firmware("rounds_quick");
    InjectedRunConfig config;
    config.cycles = 5'000'000;
    config.faults = FaultRate{5e-5};
    Diary shared, all;
    const RunResult with_sharing = testing::run(program, config, shared);
    config.machine.engine.evaluate = Evaluate::all;
    const RunResult without = testing::run(program, config, all);
    EXPECT_EQ(shared.events, all.events);
    EXPECT_GT(with_sharing.counters.cycles_shared, 0U);
    EXPECT_EQ(without.counters.cycles_shared, 0U);
    EXPECT_EQ(with_sharing.output_digest, without.output_digest);
    for (const Outcome outcome : kOutcomes) {
        EXPECT_EQ(with_sharing.outcomes[outcome], without.outcomes[outcome]) << name(outcome);
    }
    EXPECT_EQ(with_sharing.output_right, true);
}

}  // namespace
}  // namespace ftsim
