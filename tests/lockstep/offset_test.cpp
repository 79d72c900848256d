// SPDX-License-Identifier: Apache-2.0
// A shadow that runs behind: what is found when, what leaves when, and that the machine's own time
// knows nothing of it.
#include <gtest/gtest.h>

#include <map>

#include "ftsim/error.hpp"
#include "ftsim/lockstep/offset_kernel.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim::testing {
namespace {

struct Ran {
    Diary diary;
    RunResult result;
};

Ran run_with(unsigned offset, const std::string& program, FaultSource faults = NoFaults{},
             Evaluate evaluate = Evaluate::shared, uint64_t cycles = 1'000'000) {
    Ran ran;
    InjectedRunConfig config;
    config.cycles = cycles;
    config.machine.engine.lockstep_offset = offset;
    config.machine.engine.evaluate = evaluate;
    config.machine.backplane.console_in = "one line\nand another\n\x04";
    config.faults = std::move(faults);
    ran.result = run(firmware(program), config, ran.diary);
    return ran;
}

/// Times cut off.
std::vector<std::string> without_elapsed(const std::vector<std::string>& events) {
    std::vector<std::string> lines;
    for (const std::string& event : events) {
        const std::size_t cycle = event.find(' ', event.find(' ') + 1);
        lines.push_back(event.substr(0, cycle) + event.substr(event.find(' ', cycle + 1)));
    }
    return lines;
}

class Offset : public ::testing::TestWithParam<unsigned> {};

TEST_P(Offset, SharedAndBothEvaluatedGiveTheSameLog) {
    for (const char* program : {"workload", "echo", "lockstep_sleeper", "timer", "scheduler"}) {
        const FaultCount faults{25, 900'000};
        const Ran shared = run_with(GetParam(), program, faults);
        const Ran all = run_with(GetParam(), program, faults, Evaluate::all);
        EXPECT_EQ(shared.diary.events, all.diary.events) << program;
        EXPECT_EQ(shared.diary.digests, all.diary.digests) << program;
        EXPECT_EQ(shared.result.elapsed_cycles, all.result.elapsed_cycles) << program;
        EXPECT_EQ(shared.result.counters.reexecutions, all.result.counters.reexecutions);
        EXPECT_EQ(shared.result.outcomes[Outcome::sdc], 0U) << program;
        EXPECT_EQ(shared.result.outcomes[Outcome::due], 0U) << program;
    }
}

TEST_P(Offset, MachineTimeKnowsNothingOfIt) {
    for (const char* program : {"echo", "timer", "lockstep_reset", "self_test"}) {
        const Ran without = run_with(0, program);
        const Ran with = run_with(GetParam(), program);
        EXPECT_EQ(without.diary.digests, with.diary.digests) << program;
        EXPECT_EQ(without_elapsed(without.diary.events), without_elapsed(with.diary.events));
        EXPECT_EQ(without.result.cycles, with.result.cycles);
        EXPECT_EQ(with.result.elapsed_cycles - without.result.elapsed_cycles,
                  with.result.counters.offset_cycles);
        EXPECT_GE(with.result.counters.offset_cycles, GetParam());
    }
}

TEST_P(Offset, ADifferenceIsFoundSoManyCyclesLater) {
    for (const char* site : {"cpu0.core.pc_q[4]@5003", "cpu1.core.pc_q[4]@5003"}) {
        const FaultSource faults = std::vector{fault(site)};
        const Ran without = run_with(0, "workload", faults, Evaluate::all, 20'000);
        const Ran with = run_with(GetParam(), "workload", faults, Evaluate::all, 20'000);
        ASSERT_EQ(without.diary.roll_backs.size(), 1U);
        ASSERT_EQ(with.diary.roll_backs.size(), 1U);
        // In main the flip shows at once and is compared so much later. The shadow is hit in an
        // earlier state of its own, so what follows from it may show at another time.
        if (site[3] == '0') {
            EXPECT_EQ(with.diary.roll_backs[0].cycle,
                      without.diary.roll_backs[0].cycle + GetParam());
        }
        EXPECT_EQ(with.result.outcomes[Outcome::detected_recovered], 1U);
    }
}

TEST_P(Offset, WhereTheLimitsFallChangesNothing) {
    const Ran whole = run_with(GetParam(), "echo", NoFaults{}, Evaluate::shared, 200'000);
    for (const uint64_t slice : {1U, 2U, 3U, 5U, 97U}) {
        Diary diary;
        MachineConfig config;
        config.engine.lockstep_offset = GetParam();
        config.backplane.console_in = "one line\nand another\n\x04";
        Machine machine(firmware("echo"), config, diary);
        EngineStatus status = EngineStatus::running;
        while (status == EngineStatus::running && machine.engine().cycle() < 200'000) {
            const uint64_t next = std::min<uint64_t>(machine.engine().cycle() + slice, 200'000);
            status = machine.engine().run_until({next});
        }
        EXPECT_EQ(diary.events, whole.diary.events) << slice;
        EXPECT_EQ(diary.digests, whole.diary.digests) << slice;
    }
}

TEST_P(Offset, OutputLeavesWhenItHasBeenCompared) {
    const Ran with = run_with(GetParam(), "hello");
    const Ran without = run_with(0, "hello");
    ASSERT_EQ(with.diary.events.size(), without.diary.events.size());
    for (std::size_t i = 0; i < with.diary.events.size(); ++i) {
        unsigned long long cycle = 0, elapsed = 0;
        ASSERT_EQ(std::sscanf(with.diary.events[i].c_str(), "output %llu %llu", &cycle, &elapsed),
                  2);
        // The snapshots of one short program: what they cost comes on top.
        EXPECT_GE(elapsed, cycle + GetParam());
        EXPECT_LE(elapsed, cycle + GetParam() + with.result.counters.snapshot_cycles +
                               with.result.counters.offset_cycles);
    }
}

INSTANTIATE_TEST_SUITE_P(OneToFour, Offset, ::testing::Range(1U, kMostOffset + 1));

TEST(OffsetKernel, IsOfAPairAlone) {
    Diary diary;
    MachineConfig config;
    config.engine.lockstep_offset = kMostOffset + 1;
    EXPECT_THROW(Machine(firmware("hello"), config, diary), Error);
    config.engine.lockstep_offset = 1;
    config.topology = Topology::simplex;
    EXPECT_THROW(Machine(firmware("hello"), config, diary), Error);
}

}  // namespace
}  // namespace ftsim::testing
