// SPDX-License-Identifier: Apache-2.0
// A board that never answers: its heartbeat tells, and where nobody is left to tell, the watchdog.
#include <gtest/gtest.h>

#include "ftsim/faultinject/scenario.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::firmware;
using testing::Ran;
using testing::run;

Ran play(Topology topology, const std::string& dead, const char* program,
         Evaluate evaluate = Evaluate::shared) {
    InjectedRunConfig config;
    config.machine.topology = topology;
    config.machine.engine.evaluate = evaluate;
    config.one_story = true;
    config.cycles = 600'000;
    std::string scenario;
    uint64_t at = 20'000;
    for (const char board : dead) {
        scenario += fmt::format("[[fault]]\nwhat = \"board_dead\"\nwhere = \"cpu{}\"\nat = {}\n",
                                board, at);
        at += 40'000;
    }
    return testing::play(std::move(config), scenario, program);
}

TEST(Heartbeat, NamesABoardThatIsDead) {
    for (const Topology topology :
         {Topology::duplex, Topology::tmr, Topology::pair_and_spare, Topology::server}) {
        const Ran ran = play(topology, "0", "rounds_quick");
        EXPECT_GT(ran.count("cpu0 silent"), 0U);
        EXPECT_EQ(ran.result.counters.reexecutions, 0U);
        EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 1U);
        EXPECT_EQ(ran.result.output_right, true);
        const Ran all = play(topology, "0", "rounds_quick", Evaluate::all);
        EXPECT_EQ(all.diary.events, ran.diary.events);
    }
}

TEST(Watchdog, StopsAMachineWithoutAHeartbeat) {
    struct Case {
        Topology topology;
        const char* dead;
    };
    for (const Case& each : {Case{Topology::simplex, "0"}, Case{Topology::duplex, "01"},
                             Case{Topology::tmr, "012"}, Case{Topology::pair_and_spare, "10"},
                             Case{Topology::dcls, "0"}, Case{Topology::server, "10"}}) {
        const Ran ran = play(each.topology, each.dead, "rounds_quick");
        EXPECT_EQ(ran.result.end, RunEnd::due);
        EXPECT_GT(ran.count("watchdog no heartbeat"), 0U) << each.dead;
        const uint64_t last = 20'000 + 40'000 * (std::string_view(each.dead).size() - 1);
        EXPECT_LE(ran.result.elapsed_cycles, last + 12'000) << each.dead;
        EXPECT_EQ(ran.result.outcomes[Outcome::sdc], 0U);
    }
}

// A board that stands still goes on asking for what it asked last, a byte to be sent for one.
TEST(Watchdog, NothingLeavesThatABoardSaysWhileItStandsStill) {
    for (uint64_t at = 20; at < 1'200; at += 7) {
        InjectedRunConfig config;
        config.machine.topology = Topology::simplex;
        config.one_story = true;
        config.cycles = 20'000;
        config.faults = FaultList{{0, at, {0, 0}, {FaultModel::board_dead}, 30}};
        Ran ran;
        ran.result = run(firmware("hello"), config, ran.diary);
        EXPECT_EQ(ran.result.outcomes[Outcome::sdc], 0U) << at;
        EXPECT_EQ(ran.result.outcomes[Outcome::due] == 1, ran.count("watchdog no heartbeat") != 0)
            << at;
    }
}

// A clock edge that is lost to both boards: whoever waits for the bus then waits for ever.
TEST(Watchdog, StopsAHangThatBothBoardsHave) {
    unsigned hangs = 0;
    for (uint64_t at = 20'000; at < 20'012; ++at) {
        InjectedRunConfig config;
        config.machine.topology = Topology::duplex;
        config.cycles = 300'000;
        config.fault_kind = {FaultModel::clock_glitch, true};
        config.faults = FaultList{{0, at, {0, 0}, config.fault_kind}};
        Ran ran;
        ran.result = run(firmware("rounds_quick"), config, ran.diary);
        const bool hang = ran.count("watchdog no instruction retired") != 0;
        hangs += hang;
        EXPECT_EQ(hang, ran.result.end == RunEnd::due);
        if (!hang) continue;
        EXPECT_GE(ran.result.elapsed_cycles, at + kWatchdogCycles);
        EXPECT_LE(ran.result.elapsed_cycles, at + kWatchdogCycles + 25'000);
    }
    EXPECT_GT(hangs, 0U);
}

TEST(Watchdog, LeavesAMachineAloneThatWaitsForAnInterrupt) {
    const Ran ran = play(Topology::duplex, "", "lockstep_sleeper");
    EXPECT_NE(ran.result.end, RunEnd::due);
    EXPECT_EQ(ran.count("watchdog"), 0U);
}

}  // namespace
}  // namespace ftsim
