// SPDX-License-Identifier: Apache-2.0
// A machine whose CPU board checks itself: what is found when, what leaves when, that no flop of
// the board brings the machine down, and that stepping one core in its place changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/replayed_run.hpp"
#include "ftsim/lockstep/dcls_kernel.hpp"
#include "tests/lockstep/support.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::testing {
namespace {

constexpr const char* kInput = "one line\nand another\n\x04";

InjectedRunConfig dcls(unsigned offset, Evaluate evaluate = Evaluate::shared) {
    InjectedRunConfig config;
    config.cycles = 1'000'000;
    config.machine.topology = Topology::dcls;
    config.machine.engine.lockstep_offset = offset;
    config.machine.engine.evaluate = evaluate;
    config.machine.backplane.console_in = kInput;
    return config;
}

struct Ran {
    Diary diary;
    RunResult result;
};

Ran run(const InjectedRunConfig& config, const std::string& program) {
    Ran ran;
    ran.result = testing::run(firmware(program), config, ran.diary);
    return ran;
}

PlannedFault fault_in(const InjectedRunConfig& config, const std::string& text) {
    const FaultSpec spec = parse_fault_spec(text);
    const MachineConfig& machine = config.machine;
    const StateMap& map = site_map(CpuBoard::dcls, machine.engine.lockstep_offset);
    return {0, spec.elapsed_cycle, find_board_bit(map, 1, spec.replica, spec.site, *spec.bit)};
}

Ran run_with(InjectedRunConfig config, const std::string& text, const std::string& program) {
    config.faults = FaultList{fault_in(config, text)};
    return run(config, program);
}

/// The cycle of an event in a diary.
uint64_t cycle_of(const std::string& event) {
    return std::stoull(event.substr(event.find(' ') + 1));
}
uint64_t elapsed_of(const std::string& event) {
    return std::stoull(event.substr(event.find(' ', event.find(' ') + 1) + 1));
}

class Dcls : public ::testing::TestWithParam<unsigned> {
protected:
    static constexpr unsigned kLatency = kComparatorLatency;
    unsigned delay() const { return GetParam() + kLatency; }
};

TEST_P(Dcls, OneCoreInPlaceOfTheBoardGivesTheSameLog) {
    const std::vector<std::pair<const char*, uint64_t>> tried = {
        {"workload", 0},  {"echo", 20'011}, {"lockstep_sleeper", 300},
        {"timer", 7'001}, {"echo", 0},      {"scheduler", 300}};
    for (const auto& [program, self_tests] : tried) {
        InjectedRunConfig config = dcls(GetParam());
        config.faults = FaultCount{25, 900'000};
        config.seed = self_tests + 1;
        config.machine.engine.self_test_interval = self_tests;
        const Ran shared = run(config, program);
        config.machine.engine.evaluate = Evaluate::all;
        const Ran all = run(config, program);
        EXPECT_EQ(shared.diary.events, all.diary.events) << program << ' ' << self_tests;
        EXPECT_EQ(shared.diary.digests, all.diary.digests) << program << ' ' << self_tests;
        EXPECT_EQ(shared.result.elapsed_cycles, all.result.elapsed_cycles) << program;
        EXPECT_EQ(shared.result.outcomes, all.result.outcomes) << program;
        EXPECT_EQ(shared.result.counters.self_tests, all.result.counters.self_tests);
        EXPECT_EQ(shared.result.counters.self_test_cycles, all.result.counters.self_test_cycles);
        EXPECT_EQ(shared.result.outcomes[Outcome::sdc], 0U) << program;
        EXPECT_EQ(all.result.counters.cycles_shared, 0U);
    }
}

TEST_P(Dcls, MachineTimeIsThatOfOneCore) {
    for (const char* program : {"echo", "timer", "lockstep_reset", "self_test", "workload"}) {
        InjectedRunConfig config = dcls(GetParam(), Evaluate::all);
        config.machine.engine.self_test_interval = 7777;
        const Ran board = run(config, program);
        InjectedRunConfig boards = dcls(0);
        boards.machine.topology = Topology::duplex;
        const Ran pair = run(boards, program);
        EXPECT_EQ(board.diary.digests, pair.diary.digests) << program;
        EXPECT_EQ(board.result.output_digest, pair.result.output_digest) << program;
        EXPECT_EQ(board.result.cycles, pair.result.cycles) << program;
        EXPECT_EQ(board.result.counters.mismatches, 0U) << program;
        EXPECT_EQ(board.result.elapsed_cycles - pair.result.elapsed_cycles,
                  board.result.counters.offset_cycles);
    }
}

TEST_P(Dcls, WhereTheLimitsFallChangesNothing) {
    InjectedRunConfig config = dcls(GetParam());
    config.machine.engine.self_test_interval = 5000;
    config.cycles = 100'000;
    for (const Evaluate evaluate : {Evaluate::shared, Evaluate::all}) {
        config.machine.engine.evaluate = evaluate;
        const Ran whole = run(config, "echo");
        for (const uint64_t slice : {1U, 3U, 7U, 97U}) {
            Diary diary;
            Machine machine(firmware("echo"), config.machine, diary);
            EngineStatus status = EngineStatus::running;
            while (status == EngineStatus::running && machine.engine().cycle() < config.cycles) {
                status = machine.engine().run_until(
                    {std::min<uint64_t>(machine.engine().cycle() + slice, config.cycles)});
            }
            EXPECT_EQ(diary.events, whole.diary.events) << slice;
            EXPECT_EQ(diary.digests, whole.diary.digests) << slice;
            EXPECT_EQ(machine.engine().counters().self_tests, whole.result.counters.self_tests);
        }
    }
}

// In duplex a wrong output is seen in its own cycle.
TEST_P(Dcls, TheAlertComesOffsetAndLatencyAfterAWrongOutput) {
    InjectedRunConfig pair = dcls(0, Evaluate::all);
    pair.machine.topology = Topology::duplex;
    pair.faults = FaultList{fault("cpu0.core.pc_q[4]@5003")};
    const Ran without = run(pair, "workload");
    const Ran with =
        run_with(dcls(GetParam(), Evaluate::all), "cpu0.main.pc_q[4]@5003", "workload");
    ASSERT_FALSE(without.diary.roll_backs.empty());
    ASSERT_FALSE(with.diary.roll_backs.empty());
    EXPECT_EQ(with.diary.roll_backs[0].cycle, without.diary.roll_backs[0].cycle + delay());
    EXPECT_EQ(with.result.outcomes[Outcome::detected_recovered], 1U);
    EXPECT_EQ(with.diary.events[0].substr(with.diary.events[0].rfind(' ') + 1), "alert_o=10");
}

TEST_P(Dcls, OutputLeavesWhenItHasBeenCompared) {
    const Ran ran = run(dcls(GetParam()), "hello");
    ASSERT_GT(ran.diary.events.size(), 5U);
    for (const std::string& event : ran.diary.events) {
        ASSERT_TRUE(event.starts_with("output "));
        EXPECT_GE(elapsed_of(event), cycle_of(event) + delay());
        EXPECT_LE(elapsed_of(event), cycle_of(event) + delay() +
                                         ran.result.counters.snapshot_cycles +
                                         ran.result.counters.offset_cycles);
    }
    InjectedRunConfig config = dcls(GetParam());
    config.machine.engine.release = Release::immediate;
    const Ran at_once = run(config, "hello");
    ASSERT_EQ(at_once.diary.events.size(), ran.diary.events.size());
    EXPECT_EQ(elapsed_of(at_once.diary.events[0]), cycle_of(at_once.diary.events[0]));
    EXPECT_EQ(at_once.diary.console, ran.diary.console);
}

TEST_P(Dcls, NoFlopOfTheBoardBringsTheMachineDown) {
    InjectedRunConfig config = dcls(GetParam());
    config.machine.engine.snapshot_interval = 500;
    config.machine.engine.snapshot_cost = config.machine.engine.rollback_cost = {0, 0};
    config.machine.engine.self_test_interval = 40'000;
    // So far apart that the machine has gone on in between.
    constexpr uint64_t kApart = 3001;
    const uint64_t bits = site_map(CpuBoard::dcls, GetParam()).bits();
    FaultList faults;
    for (uint64_t i = 0; i < bits; ++i) {
        faults.push_back({0, kApart * (i + 1), {0, i * 1009 % bits}});
    }
    config.faults = faults;
    config.cycles = kApart * (faults.size() + 2);
    const Ran ran = run(config, "workload");
    EXPECT_EQ(ran.result.injected, faults.size());
    EXPECT_EQ(
        ran.result.outcomes[Outcome::detected_recovered] + ran.result.outcomes[Outcome::masked],
        faults.size());
    EXPECT_GT(ran.result.outcomes[Outcome::detected_recovered], faults.size() / 2);
    EXPECT_EQ(ran.result.output_right, true);
}

TEST_P(Dcls, ItsOwnCheckerMayBeHit) {
    for (const char* site : {"cpu0.checker.gen_rail[0].u_comparator.a_q[17]@20500",
                             "cpu0.checker.gen_rail[1].u_comparator.alert_q[0]@20500",
                             "cpu0.checker.gen_rail[0].u_comparator.failed_q[0]@20500",
                             "cpu0.checker.u_self_test.phase_q[2]@20500"}) {
        const Ran ran = run_with(dcls(GetParam()), site, "workload");
        EXPECT_EQ(ran.result.outcomes[Outcome::sdc] + ran.result.outcomes[Outcome::due], 0U);
        EXPECT_EQ(ran.result.output_right, true) << site;
    }
    const Ran one_rail = run_with(
        dcls(GetParam()), "cpu0.checker.gen_rail[1].u_comparator.a_q[17]@20500", "workload");
    ASSERT_EQ(one_rail.diary.roll_backs.size(), 1U);
    EXPECT_NE(one_rail.diary.events[0].find("alert_o=11"), std::string::npos);
}

TEST_P(Dcls, DetectsAndStopsWhereItIsAskedTo) {
    InjectedRunConfig config = dcls(GetParam());
    config.machine.engine.on_alert = OnAlert::stop;
    const Ran ran = run_with(config, "cpu0.shadow.pc_q[4]@5003", "workload");
    EXPECT_EQ(ran.result.end, RunEnd::due);
    EXPECT_EQ(ran.result.outcomes[Outcome::due], 1U);
    EXPECT_EQ(ran.result.counters.mismatches, 1U);
    EXPECT_EQ(ran.result.counters.reexecutions, 0U);
}

// The same flip, on its way to the console: held back it is caught, let go at once it is not.
TEST_P(Dcls, WhatLeavesAtOnceMayBeWrong) {
    InjectedRunConfig config = dcls(GetParam());
    const uint64_t third_byte = cycle_of(run(config, "hello").diary.events[2]);
    const std::string site = "cpu0.main.u_regfile.regs_q[12][0]@" + std::to_string(third_byte);
    const Ran held = run_with(config, site, "hello");
    EXPECT_EQ(held.result.outcomes[Outcome::detected_recovered], 1U);
    EXPECT_EQ(held.result.output_right, true);

    config.machine.engine.release = Release::immediate;
    for (const OnAlert on_alert : {OnAlert::reexecute, OnAlert::stop}) {
        config.machine.engine.on_alert = on_alert;
        const Ran at_once = run_with(config, site, "hello");
        EXPECT_EQ(at_once.result.outcomes[Outcome::sdc], 1U);
        EXPECT_EQ(at_once.result.output_right, false);
        EXPECT_EQ(at_once.result.end, RunEnd::due);
        ASSERT_EQ(at_once.diary.verdicts.size(), 1U);
        EXPECT_TRUE(at_once.diary.events[3].starts_with("alarm "));
    }
}

TEST_P(Dcls, ARecordingReplaysFromItsStartAndFromAnySnapshot) {
    replay::testing::MemorySink sink;
    InjectedRunConfig config = dcls(GetParam());
    config.golden = false;
    config.faults = FaultCount{30, 900'000};
    config.machine.engine.snapshot_interval = 2000;
    config.machine.engine.self_test_interval = 3333;
    config.record.emplace(Recording{sink, {}, 10'000, 100'000});
    const Ran recorded = run(config, "workload");
    EXPECT_EQ(recorded.result.end, RunEnd::cycles);
    EXPECT_GT(recorded.result.counters.reexecutions, 5U);

    const replay::LogFile log = replay::testing::open_log(sink.bytes);
    for (const Evaluate evaluate : {Evaluate::shared, Evaluate::all}) {
        Diary diary;
        ReplayConfig replaying;
        replaying.evaluate = evaluate;
        ReplayedRun replayed(log, replaying, diary);
        EXPECT_EQ(replayed.run_until(UINT64_MAX), ReplayStatus::ended);
        EXPECT_EQ(diary.events, recorded.diary.events);
        EXPECT_EQ(diary.digests, recorded.diary.digests);
        EXPECT_EQ(replayed.engine().counters().self_tests, recorded.result.counters.self_tests);
    }
    Diary diary;
    ReplayConfig from_the_middle;
    from_the_middle.from_cycle = 550'000;
    ReplayedRun replayed(log, from_the_middle, diary);
    EXPECT_GT(replayed.started_from(), 2U);
    EXPECT_EQ(replayed.run_until(UINT64_MAX), ReplayStatus::ended);
    EXPECT_EQ(replayed.engine().elapsed_cycle(), recorded.result.elapsed_cycles);
    EXPECT_EQ(replayed.engine().counters().self_tests, recorded.result.counters.self_tests);
}

TEST_P(Dcls, SelfTestsAreCountedAndFindNothing) {
    InjectedRunConfig config = dcls(GetParam());
    config.machine.engine.self_test_interval = 10'000;
    const Ran ran = run(config, "workload");
    const uint64_t expected = ran.result.elapsed_cycles / 10'000;
    EXPECT_GE(ran.result.counters.self_tests, expected - 1);
    EXPECT_LE(ran.result.counters.self_tests, expected);
    EXPECT_EQ(ran.result.counters.self_test_cycles, 429 * ran.result.counters.self_tests);
    EXPECT_EQ(ran.result.counters.mismatches, 0U);
}

// One that is asked for while another one is under way is that one.
TEST_P(Dcls, SelfTestsFollowEachOtherWhereTheyTakeLongerThanTheirInterval) {
    for (const uint64_t interval : {1U, 100U, 429U, 430U, 431U, 434U}) {
        InjectedRunConfig config = dcls(GetParam());
        config.cycles = 50'000;
        config.machine.engine.self_test_interval = interval;
        const Ran ran = run(config, "workload");
        EXPECT_EQ(ran.result.end, RunEnd::cycles) << interval;
        EXPECT_EQ(ran.result.counters.mismatches, 0U) << interval;
        EXPECT_GT(ran.result.counters.self_tests, 55U) << interval;
    }
}

TEST_P(Dcls, ASelfTestThatIsCutOffBeginsAgain) {
    InjectedRunConfig config = dcls(GetParam());
    config.cycles = 9000;
    config.machine.engine.self_test_interval = 5000;
    const Ran ran = run_with(config, "cpu0.main.pc_q[4]@5100", "workload");
    ASSERT_EQ(ran.diary.roll_backs.size(), 1U);
    EXPECT_LT(elapsed_of(ran.diary.events[0]), 5429U);
    EXPECT_GT(ran.result.elapsed_cycles, 10'000U);
    EXPECT_LT(ran.result.elapsed_cycles, 15'000U);
    EXPECT_EQ(ran.result.counters.self_tests, 2U);
}

INSTANTIATE_TEST_SUITE_P(OffsetsTo, Dcls, ::testing::Range(0U, kMostOffset + 1));

TEST(DclsMachine, ASelfTestNeedsAComparatorThatHasOne) {
    Diary diary;
    MachineConfig config;
    config.engine.self_test_interval = 1000;
    EXPECT_THROW(Machine(firmware("hello"), config, diary), Error);
    config.topology = Topology::dcls;
    EXPECT_NO_THROW(Machine(firmware("hello"), config, diary));
    config.engine.lockstep_offset = kMostOffset + 1;
    EXPECT_THROW(Machine(firmware("hello"), config, diary), Error);
}

TEST(DclsMachine, HasTheFlopsOfTwoCoresAndAChecker) {
    for (unsigned offset = 0; offset <= kMostOffset; ++offset) {
        uint64_t main = 0, shadow = 0, checker = 0;
        for (const Site& site : site_map(CpuBoard::dcls, offset).sites()) {
            (site.name.starts_with("main.")     ? main
             : site.name.starts_with("shadow.") ? shadow
                                                : checker) += site.width;
        }
        EXPECT_EQ(main, CoreModel::state_map().bits());
        EXPECT_EQ(shadow, main);
        EXPECT_EQ(checker, 448 + offset * 216);
    }
}

}  // namespace
}  // namespace ftsim::testing
