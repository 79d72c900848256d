// SPDX-License-Identifier: Apache-2.0
// The comparison points of a server: whatever happens to one of them, its twin sees it, and nothing
// wrong leaves. What is worked out for both is what both say.
#include <gtest/gtest.h>

#include <random>

#include "ftsim/board/point_self_test.hpp"
#include "ftsim/faultinject/scenario.hpp"
#include "ftsim/model/point_model.hpp"
#include "tests/lockstep/support.hpp"
#include "tests/unit/image_file.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;
using testing::play;
using testing::Ran;
using testing::run;

InjectedRunConfig server(Evaluate evaluate = Evaluate::shared,
                         Topology topology = Topology::server) {
    InjectedRunConfig config;
    config.machine.topology = topology;
    config.machine.backplane.ram_bytes = 1 << 20;
    config.machine.engine.evaluate = evaluate;
    config.one_story = true;
    config.cycles = 300'000;
    return config;
}

std::string fault(const std::string& what, const std::string& where, uint64_t at,
                  const std::string& more = "") {
    return fmt::format("[[fault]]\nwhat = \"{}\"\nwhere = \"{}\"\nat = {}\n{}\n", what, where, at,
                       more);
}

// Every flop, at any time. What a counter has too much it may lose by itself.
TEST(Point, AFlipInOneIsUndoneOrGone) {
    std::mt19937_64 random(1);
    const FaultParts parts = fault_parts(server().machine);
    const uint64_t bits = PointModel::state_map().bits();
    uint64_t masked = 0;
    for (uint64_t i = 0; i < bits; ++i) {
        InjectedRunConfig config = server();
        const uint64_t at = 500 + random() % 60'000;
        BoardBit bit = parts.find(i % 2 == 0 ? "point0" : "point1", "reserve_clear_q", 0);
        bit.bit = i;
        config.faults = FaultList{{0, at, bit}};
        const std::string where = parts.describe(bit);
        Ran ran;
        ran.result = run(firmware("lockstep_target"), config, ran.diary);
        EXPECT_EQ(ran.diary.console, "K\n") << where << " " << at;
        EXPECT_EQ(ran.result.end, RunEnd::finisher) << where << " " << at;
        const OutcomeCounts& outcomes = ran.result.outcomes;
        EXPECT_EQ(outcomes[Outcome::detected_recovered] + outcomes[Outcome::masked], 1U)
            << where << " " << at;
        masked += outcomes[Outcome::masked];
        EXPECT_LE(ran.result.counters.reexecutions, 1U) << where << " " << at;
        EXPECT_EQ(ran.result.counters.isolations, 0U) << where << " " << at;
        if (i % 7 != 0) continue;
        config.machine.engine.evaluate = Evaluate::all;
        Diary all;
        run(firmware("lockstep_target"), config, all);
        EXPECT_EQ(all.events, ran.diary.events) << where << " " << at;
        EXPECT_EQ(all.digests, ran.diary.digests) << where << " " << at;
    }
    EXPECT_LE(masked, 3U);
}

// Nothing of the cycle has happened: the machine is where it was when the clock stopped.
TEST(Point, AFlipThatIsSeenStopsTheClockInThatCycle) {
    const Ran ran = play(server(), fault("seu", "point0.u_data_bridge.rdata_q[7]", 12'345));
    EXPECT_EQ(ran.diary.verdicts.at(0).latency, PointSelfTest().cycles());
    EXPECT_EQ(ran.count("hardware point0 twin"), 1U);
    ASSERT_EQ(ran.diary.roll_backs.size(), 1U);
    EXPECT_EQ(ran.diary.roll_backs[0].cycle, ran.diary.verdicts.at(0).cycle);
    EXPECT_EQ(ran.result.counters.standstill_cycles, PointSelfTest().cycles());
}

// What nobody sees at once is found when the states are compared, and costs no self-test.
TEST(Point, AFlipThatNobodySeesIsFoundAtTheCommit) {
    const Ran ran = play(server(), fault("seu", "point1.u_scrubber.word_q[29]", 12'340));
    EXPECT_EQ(ran.count("alarm"), 1U);
    EXPECT_EQ(ran.count("hardware point0 twin") + ran.count("state point.u_scrubber.word_q"), 1U);
    EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 1U);
}

TEST(Point, WhatIsBrokenInOneIsFoundAndTheOtherGoesOn) {
    struct Kind {
        const char* what;
        std::vector<std::string> where;
    };
    const std::vector<Kind> kinds = {
        {"stuck_at_1", {"point0.u_instr_bridge.rdata_q[5]", "point1.u_scrubber.word_q[12]"}},
        {"stuck_at_0", {"point1.u_switch.service_q[2]", "point0.u_scrubber.wait_q[3]"}},
        {"comparator_different", {"point0", "point1"}},
        {"comparator_equal", {"point0", "point1"}},
        {"board_dead", {"point0", "point1"}},
    };
    for (const Kind& kind : kinds) {
        for (const std::string& where : kind.where) {
            const std::string scenario = fault(kind.what, where, 12'345);
            const Ran ran = play(server(), scenario);
            EXPECT_EQ(ran.diary.console, "K\n") << scenario;
            EXPECT_EQ(ran.result.end, RunEnd::finisher) << scenario;
            EXPECT_EQ(ran.count("isolation"), 1U) << scenario;
            EXPECT_EQ(ran.count(where.substr(0, 6)), ran.count("alarm") + 1) << scenario;
            EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 1U) << scenario;
            EXPECT_EQ(ran.result.counters.reexecutions, 0U) << scenario;
            const Ran all = play(server(Evaluate::all), scenario);
            EXPECT_EQ(all.diary.events, ran.diary.events) << scenario;
            EXPECT_EQ(all.diary.digests, ran.diary.digests) << scenario;
        }
    }
}

// It is deaf, and a board that is wrong comes before the test at the next commit.
TEST(Point, ADeafOneIsFoundWhenTheOtherOneHears) {
    for (const char* deaf : {"point0", "point1"}) {
        const std::string scenario =
            fault("comparator_equal", deaf, 10'500) + fault("seu", "cpu0.core.pc_q[3]", 10'600);
        const Ran ran = play(server(), scenario);
        EXPECT_EQ(ran.diary.console, "K\n");
        EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 2U);
        EXPECT_EQ(ran.count(fmt::format("{} twin", deaf)), 2U);  // alarm and isolation
        EXPECT_EQ(ran.diary.roll_backs.size(), 1U);
        EXPECT_EQ(play(server(Evaluate::all), scenario).diary.events, ran.diary.events);
    }
}

TEST(Point, OneThatIsReplacedServesWhenTheOtherOneFails) {
    for (const char* what : {"board_dead", "comparator_different", "comparator_equal"}) {
        const std::string scenario =
            fault(what, "point0", 5'000) + "[[replace]]\nboard = \"point0\"\nat = 30000\n" +
            fault(what, "point1", 60'000) + fault("seu", "cpu1.core.pc_q[4]", 100'000);
        const Ran ran = play(server(), scenario, "rounds_quick");
        EXPECT_EQ(ran.result.end, RunEnd::cycles) << what;
        EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 3U) << what;
        EXPECT_EQ(*ran.result.output_right, true) << what;
        EXPECT_EQ(ran.count("isolation"), 2U) << what;
        EXPECT_EQ(ran.count("reintegration"), 1U) << what;
        EXPECT_EQ(play(server(Evaluate::all), scenario, "rounds_quick").diary.events,
                  ran.diary.events)
            << what;
    }
}

// Devices read memory, too: not what the CPU boards are answered in that cycle. Both points are
// evaluated to the end.
TEST(Point, WhatIsStuckAndSeenByNobodyDoesNoHarmBesideADisk) {
    std::string disk = numbered_sectors(64);
    disk.replace(0, 13, std::string("FTCOPY1\n8000\0", 13));
    const ImageFile file{disk};
    const std::string scenario = fault("stuck_at_0", "point0.u_data_bridge.err_q[0]", 1'000);
    std::array<Diary, 2> diaries;
    for (const Evaluate evaluate : {Evaluate::shared, Evaluate::all}) {
        InjectedRunConfig config = server(evaluate);
        config.cycles = 20'000'000;
        config.machine.backplane.disk = std::make_shared<DiskImage>(file.path, false);
        config.machine.backplane.commits_to_disk = false;
        config.faults = parse_scenario(scenario, "test", fault_parts(config.machine), 1);
        Diary& diary = diaries[evaluate == Evaluate::all];
        const RunResult result = run(firmware("blk_copy"), config, diary);
        EXPECT_EQ(result.end, RunEnd::finisher);
        EXPECT_EQ(result.outcomes[Outcome::latent], 1U);
        EXPECT_EQ(result.output_right, true);
    }
    EXPECT_EQ(diaries[0].events, diaries[1].events);
}

TEST(Point, WithoutAnyTheMachineStops) {
    const Ran ran = play(
        server(), fault("board_dead", "point1", 10'000) + fault("board_dead", "point0", 20'000));
    EXPECT_EQ(ran.result.end, RunEnd::due);
    EXPECT_LT(ran.result.elapsed_cycles, 25'000U);
}

// The comparator of the others is there once.
TEST(Point, AComparatorThatAlwaysCriesStopsTheMachine) {
    for (const Topology topology : {Topology::duplex, Topology::tmr, Topology::pair_and_spare}) {
        for (const unsigned offset : {0U, 2U}) {
            if (offset > most_offset(topology)) continue;
            InjectedRunConfig config = server(Evaluate::shared, topology);
            config.machine.engine.lockstep_offset = offset;
            const std::string scenario = fault("comparator_different", "point0", 10'000);
            const Ran ran = play(config, scenario);
            EXPECT_EQ(ran.result.end, RunEnd::due) << name(topology);
            EXPECT_EQ(ran.result.outcomes[Outcome::due], 1U) << name(topology);
            EXPECT_EQ(ran.count("output comparison"), 4U) << name(topology);
            config.machine.engine.evaluate = Evaluate::all;
            EXPECT_EQ(play(config, scenario).diary.events, ran.diary.events) << name(topology);
        }
    }
}

TEST(Point, WhereNobodyHearsWhatIsWrongLeaves) {
    for (const Topology topology : {Topology::duplex, Topology::tmr, Topology::pair_and_spare}) {
        const bool checks_itself = topology == Topology::pair_and_spare;
        const std::string deaf = fault("comparator_equal", "point0", 400);
        InjectedRunConfig config = server(Evaluate::shared, topology);
        config.cycles = 600'000;
        const Ran alone = play(config, deaf);
        EXPECT_EQ(alone.result.outcomes[Outcome::latent], 1U);
        EXPECT_EQ(alone.diary.console, "K\n");
        uint64_t alarms = 0, escapes = 0;
        const std::string bit =
            fmt::format("cpu0.{}.u_regfile.regs_q[8][2]", checks_itself ? "main" : "core");
        for (const uint64_t at : {20'000, 30'000, 50'000}) {
            const Ran ran = play(config, deaf + fault("seu", bit, at), "sort");
            alarms += ran.count("alarm");
            const OutcomeCounts& outcomes = ran.result.outcomes;
            escapes += outcomes[Outcome::sdc] + outcomes[Outcome::crash] + outcomes[Outcome::hang];
        }
        // A board that checks itself needs no comparator.
        EXPECT_EQ(alarms > 0, checks_itself) << name(topology);
        EXPECT_EQ(escapes > 0, !checks_itself) << name(topology);
    }
}

TEST(Point, WhatIsThereOnceIsASinglePointOfFailure) {
    for (const Topology topology : {Topology::duplex, Topology::tmr, Topology::pair_and_spare}) {
        const Ran ran =
            play(server(Evaluate::shared, topology), fault("board_dead", "point0", 10'000));
        EXPECT_EQ(ran.result.end, RunEnd::due);
    }
    for (const Topology topology : {Topology::simplex, Topology::dcls}) {
        EXPECT_FALSE(
            fault_parts(server(Evaluate::shared, topology).machine).has(Component::point0));
    }
}

}  // namespace
}  // namespace ftsim
