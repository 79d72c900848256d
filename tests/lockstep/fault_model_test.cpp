// SPDX-License-Identifier: Apache-2.0
// What stuck flops, lost clock edges and faults that hit all replicas alike do to machines that
// compare, and that experiments beside a run leave no trace in it.
#include <gtest/gtest.h>

#include <memory>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/replayed_run.hpp"
#include "tests/lockstep/support.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::testing {
namespace {

constexpr FaultKind kStuckAt0{FaultModel::stuck_at_0};
constexpr FaultKind kStuckAt1{FaultModel::stuck_at_1};
constexpr FaultKind kGlitch{FaultModel::clock_glitch};
constexpr FaultKind kCommonFlip{FaultModel::seu, true};
constexpr FaultKind kCommonGlitch{FaultModel::clock_glitch, true};

struct Ran {
    Diary diary;
    RunResult result;
};

InjectedRunConfig machine(Topology topology, unsigned offset = 0,
                          Evaluate evaluate = Evaluate::shared) {
    InjectedRunConfig config;
    config.cycles = 400'000;
    config.horizon = 60'000;
    config.machine.topology = topology;
    config.machine.engine.lockstep_offset = offset;
    config.machine.engine.evaluate = evaluate;
    config.machine.backplane.console_in = "one line\nand another\n\x04";
    return config;
}

Ran run(const InjectedRunConfig& config, const std::string& program) {
    Ran ran;
    ran.result = testing::run(firmware(program), config, ran.diary);
    return ran;
}

PlannedFault fault_in(const InjectedRunConfig& config, const std::string& text,
                      const FaultKind& kind) {
    const FaultSpec spec = parse_fault_spec(text);
    const FaultParts parts = fault_parts(config.machine);
    const BoardBit bit = spec.bit ? parts.find(spec.replica, spec.site, *spec.bit)
                                  : parts.find_clock(spec.replica, spec.site);
    return {0, spec.elapsed_cycle, bit, kind};
}

Ran run_with(InjectedRunConfig config, const std::string& text, const FaultKind& kind,
             const std::string& program = "workload") {
    config.faults = FaultList{fault_in(config, text, kind)};
    return run(config, program);
}

struct Shape {
    Topology topology;
    unsigned offset;
};

void PrintTo(const Shape& shape, std::ostream* out) {
    *out << name(shape.topology) << ' ' << shape.offset;
}

class FaultModels : public ::testing::TestWithParam<Shape> {
protected:
    InjectedRunConfig config(Evaluate evaluate = Evaluate::shared) const {
        return machine(GetParam().topology, GetParam().offset, evaluate);
    }
    bool dcls() const { return GetParam().topology == Topology::dcls; }
    std::string of_main(const std::string& site) const {
        return dcls() ? "cpu0.main." + site : "cpu0.core." + site;
    }
    std::string clock() const { return dcls() ? "cpu0.shadow.clock" : "cpu1.clock"; }
};

// In duplex the boards' self-tests say which one it is then.
TEST_P(FaultModels, WhatIsStuckComesBackUntilTheBoardIsKnown) {
    const Ran ran = run_with(config(), of_main("pc_q[4]@5003"), kStuckAt1);
    EXPECT_EQ(ran.result.end, dcls() ? RunEnd::due : RunEnd::cycles);
    EXPECT_EQ(ran.result.outcomes[dcls() ? Outcome::due : Outcome::detected_recovered], 1U);
    // Once where the flop got stuck in mid-interval, and then as often as the same mismatch may
    // come back to a machine that starts with it.
    EXPECT_EQ(ran.result.counters.reexecutions, dcls() ? 4U : 5U);
    EXPECT_EQ(ran.result.counters.retirements, dcls() ? 0U : 1U);
    EXPECT_EQ(ran.result.counters.cycles_alone > 0, !dcls());
    EXPECT_EQ(ran.result.output_right, true);
}

TEST_P(FaultModels, WhatIsStuckWhereItWouldBeAnywayIsLatent) {
    const Ran ran = run_with(config(), of_main("u_csr.mscratch_q[9]@5003"), kStuckAt0);
    EXPECT_EQ(ran.result.end, RunEnd::cycles);
    EXPECT_EQ(ran.result.outcomes[Outcome::latent], 1U);
    EXPECT_EQ(ran.result.escapes, 1U);
    EXPECT_EQ(ran.result.counters.mismatches, 0U);
    EXPECT_EQ(ran.result.output_right, true);
}

TEST_P(FaultModels, ALostEdgeIsFoundAndRecoveredFrom) {
    const Ran ran = run_with(config(), clock() + "@5003", kGlitch);
    EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 1U);
    EXPECT_EQ(ran.result.output_right, true);
    EXPECT_LE(ran.diary.roll_backs.at(0).cycle, 10'000U);
}

TEST_P(FaultModels, SharedAndAllGiveTheSameLog) {
    for (const FaultKind& kind : {kStuckAt0, kStuckAt1, kGlitch}) {
        for (const uint64_t seed : {1U, 2U, 3U, 4U}) {
            InjectedRunConfig shared = config(), all = config(Evaluate::all);
            shared.fault_kind = all.fault_kind = kind;
            shared.seed = all.seed = seed;
            shared.faults = all.faults = FaultCount{4, 300'000};
            const Ran one = run(shared, "echo"), both = run(all, "echo");
            EXPECT_EQ(one.diary.events, both.diary.events) << name(kind) << seed;
            EXPECT_EQ(one.diary.digests, both.diary.digests) << name(kind) << seed;
            EXPECT_EQ(one.result.outcomes, both.result.outcomes) << name(kind) << seed;
        }
    }
}

TEST_P(FaultModels, ExperimentsLeaveNoTrace) {
    for (const Evaluate evaluate : {Evaluate::shared, Evaluate::all}) {
        for (const char* program : {"workload", "echo", "timer", "udp_echo"}) {
            InjectedRunConfig without = config(evaluate);
            without.machine.backplane.net = EchoModel{};
            InjectedRunConfig with = config(evaluate);
            with.machine.backplane.net = EchoModel{};
            with.faults = FaultCount{12, 300'000};
            for (const FaultKind& kind : {kCommonFlip, kCommonGlitch}) {
                with.fault_kind = kind;
                const Ran plain = run(without, program), tried = run(with, program);
                EXPECT_EQ(tried.diary.events, plain.diary.events) << program;
                EXPECT_EQ(tried.diary.digests, plain.diary.digests) << program;
                EXPECT_EQ(tried.result.elapsed_cycles, plain.result.elapsed_cycles);
                EXPECT_EQ(tried.result.instructions, plain.result.instructions);
                EXPECT_EQ(tried.result.output_digest, plain.result.output_digest);
                EXPECT_EQ(tried.result.counters.snapshots, plain.result.counters.snapshots);
                EXPECT_EQ(tried.result.counters.offset_cycles, plain.result.counters.offset_cycles);
                EXPECT_EQ(tried.result.outcomes.total(), tried.result.injected);
                if (tried.result.end == RunEnd::cycles) {
                    EXPECT_EQ(tried.result.injected, 12U);
                }
            }
        }
    }
}

TEST_P(FaultModels, AnExperimentInAReExecutionLeavesNoTraceEither) {
    struct Listener final : Observer {
        Diary diary;
        bool hears = true;
        void on_alarm(const Alarm& alarm) override {
            if (hears) diary.on_alarm(alarm);
        }
        void on_roll_back(const RollBack& roll_back) override {
            if (hears) diary.on_roll_back(roll_back);
        }
        void on_commit(const Commit& commit) override {
            if (hears) diary.on_commit(commit);
        }
        void on_output(const Emission& emission, uint64_t elapsed_cycle) override {
            if (hears) diary.on_output(emission, elapsed_cycle);
        }
    };
    const Program program = firmware("echo");
    MachineConfig quick = config().machine;
    quick.engine.snapshot_interval = 1000;
    for (int i = 0; i < 200; ++i) quick.backplane.console_in += "a line like all the others\n";
    const BoardBit bit = fault_in(config(), of_main("pc_q[4]@0"), FaultKind{}).bit;
    const auto run_to_end = [&](bool tries) {
        Listener listener;
        Machine machine(program, quick, listener);
        Engine& engine = machine.engine();
        for (uint64_t i = 1; i < 12; ++i) {
            engine.run_until({UINT64_MAX, i * 2'900});
            machine.flip(bit);
            for (uint64_t part = 1; part < 5; ++part) {
                engine.run_until({UINT64_MAX, i * 2'900 + part * 400});
                if (!tries) continue;
                engine.begin_experiment();
                listener.hears = false;
                part % 2 == 0 ? engine.miss_edge_all() : engine.flip_all(bit.bit % 2000);
                engine.run_until({engine.cycle() + 3'500});
                listener.hears = true;
                engine.end_experiment();
            }
        }
        EXPECT_GT(engine.counters().reexecutions, 5U);
        return listener.diary;
    };
    const Diary plain = run_to_end(false), tried = run_to_end(true);
    EXPECT_EQ(tried.events, plain.events);
    EXPECT_EQ(tried.digests, plain.digests);
}

TEST_P(FaultModels, ExperimentsAreTheSameHoweverTheyAreEvaluated) {
    for (const FaultKind& kind : {kCommonFlip, kCommonGlitch}) {
        InjectedRunConfig shared = config(), all = config(Evaluate::all);
        shared.faults = all.faults = FaultCount{40, 350'000};
        shared.fault_kind = all.fault_kind = kind;
        const Ran one = run(shared, "workload"), both = run(all, "workload");
        ASSERT_EQ(one.diary.verdicts.size(), both.diary.verdicts.size());
        for (std::size_t i = 0; i < one.diary.verdicts.size(); ++i) {
            EXPECT_EQ(one.diary.verdicts[i].outcome, both.diary.verdicts[i].outcome) << i;
            EXPECT_EQ(one.diary.verdicts[i].latency, both.diary.verdicts[i].latency) << i;
        }
    }
}

// Both replicas go the same wrong way: nothing that compares them can know.
TEST_P(FaultModels, WithoutAnOffsetNoCommonModeIsEverDetected) {
    for (const FaultKind& kind : {kCommonFlip, kCommonGlitch}) {
        InjectedRunConfig common = config();
        common.faults = FaultCount{60, 350'000};
        common.fault_kind = kind;
        const Ran ran = run(common, "workload");
        const uint64_t harmful = ran.result.injected - ran.result.outcomes[Outcome::masked];
        EXPECT_EQ(ran.result.injected, 60U);
        EXPECT_GT(harmful, 30U);
        if (GetParam().offset == 0) {
            EXPECT_EQ(ran.result.counters.mismatches, 0U);
            EXPECT_EQ(ran.result.escapes, harmful);
        } else {
            EXPECT_GT(ran.result.counters.reexecutions, 0U);
            EXPECT_GE(ran.result.counters.mismatches, harmful - ran.result.escapes);
            EXPECT_LT(ran.result.escapes, kind == kCommonGlitch ? harmful / 10 : harmful);
        }
    }
}

// Behind a snapshot the shadow stands still for as many cycles as it is to be behind. It must not
// lose an edge of its own later on, in the very state in which main has lost one.
TEST_P(FaultModels, ALostEdgeIsOfOneClockCycleAlsoWhereTheShadowStandsStill) {
    if (GetParam().offset == 0) GTEST_SKIP() << "the shadow is never behind";
    for (uint64_t behind = 0; behind <= GetParam().offset; ++behind) {
        Diary diary;
        Machine pair(firmware("workload"), config().machine, diary);
        pair.engine().run_until({10'000 + behind});
        pair.engine().miss_edge_all();
        pair.engine().run_until({20'000});
        EXPECT_EQ(diary.roll_backs.size(), 1U) << behind;
    }
}

TEST_P(FaultModels, ASingleCommonModeFaultIsTheRunItself) {
    const Ran flip = run_with(config(), of_main("pc_q[20]@5003"), kCommonFlip);
    EXPECT_EQ(flip.result.injected, 1U);
    EXPECT_NE(flip.result.output_right, true);
    const Ran glitch = run_with(config(), clock() + "@5003", kCommonGlitch);
    EXPECT_EQ(glitch.result.injected, 1U);
    EXPECT_EQ(glitch.result.outcomes[Outcome::detected_recovered], GetParam().offset > 0);
    EXPECT_EQ(glitch.result.counters.mismatches, GetParam().offset > 0);
}

// A shadow that stands still, as after a commit, has no edge to lose: main alone loses one.
TEST_P(FaultModels, AnEdgeLostRightBehindACommitIsFound) {
    if (GetParam().offset == 0) return;
    InjectedRunConfig common = config();
    common.machine.engine.snapshot_cost = {0, 0};
    common.horizon = 30'000;
    const Ran plain = run(common, "workload");
    // The elapsed cycle with which the machine goes on behind its third commit.
    const uint64_t waits = plain.result.counters.offset_cycles / plain.result.counters.snapshots;
    const uint64_t elapsed = 30'000 + 3 * waits;
    common.faults =
        FaultList{{0, elapsed, {0, 0}, kCommonGlitch}, {0, elapsed, {0, 0}, kCommonGlitch}};
    const Ran ran = run(common, "workload");
    EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 2U);
}

TEST_P(FaultModels, RecordingsReplay) {
    const std::vector<std::pair<std::string, FaultKind>> faults = {
        {of_main("pc_q[4]@5003"), kStuckAt1},
        {clock() + "@5003", kGlitch},
        {of_main("u_regfile.regs_q[8][3]@5003"), kCommonFlip},
        {clock() + "@5003", kCommonGlitch},
    };
    for (const auto& [text, kind] : faults) {
        replay::testing::MemorySink sink;
        InjectedRunConfig recording = config();
        recording.golden = kind.common_mode;
        recording.cycles = 60'000;
        recording.faults = FaultList{fault_in(recording, text, kind)};
        recording.record.emplace(Recording{sink, {}, 10'000, 50'000});
        const Ran recorded = run(recording, "workload");
        const replay::LogFile log = replay::testing::open_log(sink.bytes);
        Diary diary;
        ReplayedRun replayed(log, {}, diary);
        EXPECT_EQ(replayed.run_until(UINT64_MAX), ReplayStatus::ended) << text << name(kind);
        EXPECT_EQ(diary.events, recorded.diary.events) << text << name(kind);
    }
}

INSTANTIATE_TEST_SUITE_P(Pairs, FaultModels,
                         ::testing::Values(Shape{Topology::duplex, 0}, Shape{Topology::duplex, 1},
                                           Shape{Topology::duplex, 4}, Shape{Topology::dcls, 0},
                                           Shape{Topology::dcls, 2}));

// One rail is deaf, the other one still hears: nobody knows, until a self-test asks.
TEST(SelfTest, FindsWhatSilencesAComparator) {
    for (const unsigned offset : {0U, 3U}) {
        for (const auto& [site, kind] :
             {std::pair{"cpu0.checker.gen_rail[0].u_comparator.enable_q[0]@50003", kStuckAt0},
              std::pair{"cpu0.checker.gen_rail[1].u_comparator.a_q[17]@50003", kStuckAt0},
              std::pair{"cpu0.checker.gen_rail[1].u_comparator.expect_q[0]@50003", kStuckAt0}}) {
            InjectedRunConfig config = machine(Topology::dcls, offset);
            const Ran unknown = run_with(config, site, kind, "lockstep_sleeper");
            if (unknown.result.counters.mismatches == 0) {
                EXPECT_EQ(unknown.result.outcomes[Outcome::latent], 1U) << site;
            }
            config.machine.engine.self_test_interval = 20'000;
            const Ran known = run_with(config, site, kind, "lockstep_sleeper");
            EXPECT_EQ(known.result.end, RunEnd::due) << site;
            EXPECT_EQ(known.result.outcomes[Outcome::due], 1U) << site;
            EXPECT_GE(known.result.counters.mismatches, 4U) << site;
            EXPECT_LT(known.result.elapsed_cycles, 110'000U) << site;
        }
    }
}

TEST(SelfTest, ThatNeverEndsIsAFault) {
    for (const char* site : {"cpu0.checker.u_self_test.phase_q[3]@5003",
                             "cpu0.checker.u_self_test.settling_q[0]@5003"}) {
        const Ran ran = run_with(machine(Topology::dcls, 2), site, kStuckAt1);
        EXPECT_EQ(ran.result.end, RunEnd::due) << site;
        EXPECT_NE(ran.diary.events.at(0).find("self_test"), std::string::npos) << site;
    }
}

TEST(SelfTest, AFlipThatFailsItIsRecoveredFrom) {
    InjectedRunConfig config = machine(Topology::dcls, 1);
    config.machine.engine.self_test_interval = 20'000;
    const Ran ran = run_with(config, "cpu0.checker.gen_rail[0].u_comparator.failed_q[0]@20100",
                             FaultKind{}, "workload");
    EXPECT_EQ(ran.result.end, RunEnd::cycles);
    EXPECT_EQ(ran.result.output_right, true);
}

TEST(FaultKinds, HaveACodeEachInALog) {
    for (const bool common : {false, true}) {
        for (const FaultModel model : kFaultModels) {
            const FaultKind kind{model, common};
            EXPECT_EQ(kind_of(code_of(kind)), kind);
            EXPECT_FALSE(is_over(code_of(kind)));
            EXPECT_TRUE(is_over(code_of(kind, true)));
            EXPECT_EQ(kind_of(code_of(kind, true)),
                      is_permanent(kind) ? std::optional(kind) : std::nullopt);
        }
    }
    EXPECT_EQ(kind_of(kFaultModels.size()), std::nullopt);
    EXPECT_EQ(kind_of(0x7f), std::nullopt);
}

TEST(FaultKinds, AreRefusedWhereTheyCannotBe) {
    for (const Topology topology : {Topology::simplex, Topology::duplex}) {
        Diary diary;
        InjectedRunConfig config = machine(topology);
        config.fault_kind = kCommonFlip;
        config.faults = FaultCount{3, 100'000};
        config.golden = topology == Topology::simplex;  // without it nothing can judge
        EXPECT_THROW(testing::run(firmware("workload"), config, diary), Error);
    }
}

}  // namespace
}  // namespace ftsim::testing
