// SPDX-License-Identifier: Apache-2.0
// A program that resets the machine twice (reset.S): what is new after a reset, what goes on, and
// that a roll-back may cross one.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::fault;
using testing::firmware;

const std::string kConsole = "1dzt\n2dzt\n3dzt\n";

struct Bench {
    explicit Bench(MachineConfig config = {})
        : program(firmware("lockstep_reset")), machine(program, config, diary) {}
    EngineStatus to_the_end() { return machine.engine().run_until({10'000'000}); }
    Engine& engine() { return machine.engine(); }

    Diary diary;
    Program program;
    Machine machine;
};

// Machine cycles of the two reset words in a run without faults.
std::vector<uint64_t> reset_cycles() {
    struct : Observer {
        std::vector<uint64_t> cycles;
        void on_output(const Emission& emission, uint64_t) override {
            if (emission.value == 0x7777) cycles.push_back(emission.cycle);
        }
    } resets;
    const Program program = firmware("lockstep_reset");
    Machine machine(program, {}, resets);
    machine.engine().run_until({10'000'000});
    return resets.cycles;
}

TEST(Reset, StartsTheProgramAgainAndEndsNothing) {
    for (const Topology topology : {Topology::simplex, Topology::duplex}) {
        MachineConfig config;
        config.topology = topology;
        Bench bench(config);
        EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
        EXPECT_EQ(bench.diary.console, kConsole);
        EXPECT_EQ(bench.engine().ending().value, 0x5555U);
        EXPECT_EQ(std::count_if(bench.diary.events.begin(), bench.diary.events.end(),
                                [](const auto& event) { return event.ends_with(" 30583"); }),
                  2);
        if (topology == Topology::simplex) continue;
        EXPECT_EQ(bench.engine().counters().snapshots, bench.engine().cycle() / 10'000);
        EXPECT_GT(bench.engine().retired(), 3U * 3 * 8000) << "progress goes on";
    }
}

TEST(Reset, IsCrossedByARollBack) {
    const std::vector<uint64_t> resets = reset_cycles();
    ASSERT_EQ(resets.size(), 2U);
    Bench golden;
    golden.to_the_end();
    for (const uint64_t reset : resets) {
        // Right behind a reset the newest snapshot is older than it; far before and after too.
        ASSERT_GT(reset % 10'000, 100U);
        unsigned crossed = 0;
        for (const uint64_t when : {reset - 50, reset + 1, reset + 2, reset + 40, reset + 12'000}) {
            for (const Evaluate evaluate : {Evaluate::shared, Evaluate::all}) {
                MachineConfig config;
                config.engine.evaluate = evaluate;
                Bench bench(config);
                bench.engine().run_until({when});
                ASSERT_EQ(bench.engine().cycle(), when);
                // s6 counts down to the reset; right behind it only the pc is read.
                const bool counting = when < reset || when > reset + 1'000;
                bench.machine.flip(fault(counting ? "cpu1.core.u_regfile.regs_q[22][20]@0"
                                                  : "cpu1.core.pc_q[20]@0")
                                       .bit);
                EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
                for (const RollBack& back : bench.diary.roll_backs) {
                    crossed += back.to_cycle < reset && back.cycle > reset;
                }
                EXPECT_EQ(bench.diary.console, kConsole) << when;
                EXPECT_EQ(bench.engine().cycle(), golden.engine().cycle()) << when;
                EXPECT_EQ(bench.engine().digest(), golden.engine().digest()) << when;
            }
        }
        EXPECT_GE(crossed, 2U) << "one in both ways of evaluation at least";
    }
}

TEST(Reset, ClearsAFlipThatNobodyHasSeen) {
    const uint64_t reset = reset_cycles().front();
    Bench bench;
    bench.engine().run_until({reset - 5});
    bench.machine.flip(fault("cpu0.core.u_csr.mscratch_q[7]@0").bit);
    EXPECT_EQ(bench.to_the_end(), EngineStatus::finished);
    EXPECT_TRUE(bench.diary.roll_backs.empty());
    EXPECT_EQ(bench.diary.console, kConsole);
}

TEST(Reset, DoesNotDependOnWhereARunIsCut) {
    Bench whole, cut;
    whole.to_the_end();
    while (cut.engine().run_until({cut.engine().cycle() + 37}) == EngineStatus::running) {
    }
    EXPECT_EQ(cut.diary.events, whole.diary.events);
    EXPECT_EQ(cut.engine().digest(), whole.engine().digest());
}

TEST(Reset, IsJudgedAsAnyOtherWord) {
    const Program program = firmware("lockstep_reset");
    InjectedRunConfig config;
    config.machine.topology = Topology::simplex;
    config.cycles = 1'000'000;
    config.faults = FaultCount{60, 80'000};
    Diary diary;
    const RunResult result = testing::run(program, config, diary);
    EXPECT_EQ(result.end, RunEnd::finisher);
    EXPECT_EQ(result.exit_code, 0U);
    EXPECT_EQ(result.injected, 60U);
    EXPECT_EQ(result.output_right, true);
    EXPECT_EQ(diary.console, kConsole) << "experiments leave the run as it was";
    EXPECT_GT(result.outcomes[Outcome::masked], 0U);

    config.machine.topology = Topology::duplex;
    config.faults = FaultRate{3e-5};
    Diary pair;
    const RunResult recovered = testing::run(program, config, pair);
    EXPECT_EQ(recovered.end, RunEnd::finisher);
    EXPECT_EQ(recovered.output_digest, result.output_digest);
    EXPECT_GT(recovered.outcomes[Outcome::detected_recovered], 0U);
}

}  // namespace
}  // namespace ftsim
