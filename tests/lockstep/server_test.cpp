// SPDX-License-Identifier: Apache-2.0
// Two of everything: whatever fails, the other one goes on, and nothing wrong leaves.
#include <gtest/gtest.h>

#include <random>

#include "ftsim/faultinject/scenario.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;
using testing::play;
using testing::Ran;
using testing::run;

InjectedRunConfig server(CpuBoard board = CpuBoard::single, Evaluate evaluate = Evaluate::shared) {
    InjectedRunConfig config;
    config.machine.topology = Topology::server;
    config.machine.cpu_board = board;
    config.machine.backplane.ram_bytes = 1 << 20;
    config.machine.engine.evaluate = evaluate;
    config.one_story = true;
    config.cycles = 300'000;  // of what never ends
    return config;
}

std::string fault(const std::string& what, const std::string& where, uint64_t at,
                  const std::string& more = "") {
    return fmt::format("[[fault]]\nwhat = \"{}\"\nwhere = \"{}\"\nat = {}\n{}\n", what, where, at,
                       more);
}

TEST(Server, WithoutFaultsItIsADuplexMachine) {
    InjectedRunConfig duplex = server();
    duplex.machine.topology = Topology::duplex;
    const Ran one = play(duplex, "");
    for (const CpuBoard board : {CpuBoard::single, CpuBoard::dcls}) {
        for (const Evaluate evaluate : {Evaluate::shared, Evaluate::all}) {
            const Ran other = play(server(board, evaluate), "");
            EXPECT_EQ(other.diary.console, "K\n");
            EXPECT_EQ(other.diary.digests, one.diary.digests);
            if (board == CpuBoard::single) {
                EXPECT_EQ(other.diary.events, one.diary.events);
            }
        }
    }
}

TEST(Server, SurvivesAnythingOnceAndWorksItOutTheSameWay) {
    struct Kind {
        const char* what;
        std::vector<std::string> where;
    };
    const std::vector<Kind> kinds = {
        {"board_dead", {"cpu0", "cpu1", "mem0", "mem1", "io0", "io1"}},
        {"board_wild", {"cpu0", "cpu1", "mem0", "mem1", "io0", "io1"}},
        {"board_pulled", {"cpu0", "cpu1", "mem0", "mem1", "io0", "io1"}},
        {"path_dead", {"path0", "path1"}},
        {"clock_dead", {"clock0", "clock1"}},
        {"power_dead", {"power0", "power1"}},
        {"lane_dead", {"mem0.lane[0]", "mem1.lane[4]"}},
        {"line_stuck", {"path0.line[3].high", "path1.line[38].low"}},
    };
    std::mt19937_64 random(3);
    for (const CpuBoard board : {CpuBoard::single, CpuBoard::dcls}) {
        for (const Kind& kind : kinds) {
            for (const std::string& where : kind.where) {
                for (const char* length : {"", "for = 3000"}) {
                    const uint64_t at = 500 + random() % 60'000;
                    const std::string scenario = fault(kind.what, where, at, length);
                    const Ran ran = play(server(board), scenario);
                    EXPECT_EQ(ran.diary.console, "K\n") << scenario;
                    EXPECT_EQ(ran.result.end, RunEnd::finisher) << scenario;
                    EXPECT_EQ(ran.result.hardware.wrong_words, 0U) << scenario;
                    const OutcomeCounts& outcomes = ran.result.outcomes;
                    EXPECT_EQ(outcomes[Outcome::detected_recovered] + outcomes[Outcome::masked] +
                                  outcomes[Outcome::latent],
                              1U)
                        << scenario;
                    const Ran all = play(server(board, Evaluate::all), scenario);
                    EXPECT_EQ(all.diary.events, ran.diary.events) << scenario;
                    EXPECT_EQ(all.diary.digests, ran.diary.digests) << scenario;
                }
            }
        }
    }
}

TEST(Server, StandsStillWhileItsClockIsTakenOver) {
    const Ran ran = play(server(), fault("clock_dead", "clock0", 10'000));
    EXPECT_EQ(ran.result.counters.standstill_cycles, HardwareSets::kClockGap);
    EXPECT_EQ(ran.count("isolation"), 1U);
    EXPECT_EQ(
        play(server(), fault("clock_dead", "clock1", 10'000)).result.counters.standstill_cycles,
        0U);
}

TEST(Server, StopsItselfWhenThereIsNoneLeft) {
    for (const char* unit : {"mem", "io", "path", "clock", "power"}) {
        const std::string what = std::string_view(unit) == "mem" || std::string_view(unit) == "io"
                                     ? "board_dead"
                                     : std::string(unit) + "_dead";
        const Ran ran = play(server(), fault(what, std::string(unit) + "0", 10'000) +
                                           fault(what, std::string(unit) + "1", 20'000));
        EXPECT_EQ(ran.result.end, RunEnd::due) << unit;
        EXPECT_EQ(
            ran.result.outcomes[Outcome::due] + ran.result.outcomes[Outcome::detected_recovered],
            2U)
            << unit;
        EXPECT_LT(ran.result.elapsed_cycles, 25'000U) << unit;
    }
}

TEST(Server, OneOfEachIsASinglePointOfFailure) {
    for (const Topology topology : {Topology::simplex, Topology::duplex, Topology::tmr,
                                    Topology::dcls, Topology::pair_and_spare}) {
        for (const char* unit : {"mem0", "path0", "clock0", "power0"}) {
            InjectedRunConfig config = server();
            config.machine.topology = topology;
            const std::string what =
                std::string_view(unit) == "mem0"
                    ? "board_dead"
                    : std::string(unit).substr(0, std::strlen(unit) - 1) + "_dead";
            const Ran ran = play(config, fault(what, unit, 10'000));
            EXPECT_EQ(ran.result.end, RunEnd::due) << unit;
            EXPECT_EQ(ran.result.outcomes[Outcome::due], 1U) << unit;
        }
    }
}

TEST(Server, ABoardThatIsReplacedServesWhenTheOtherOneFails) {
    for (const std::string unit : {"mem", "io", "cpu"}) {
        const std::string scenario =
            fault("board_dead", unit + "0", 5'000) +
            fmt::format("[[replace]]\nboard = \"{}0\"\nat = 20000\n", unit) +
            fault("board_dead", unit + "1", 60'000);
        const Ran ran = play(server(), scenario, "rounds_quick");
        EXPECT_EQ(ran.result.end, RunEnd::cycles) << unit;
        EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 2U) << unit;
        EXPECT_EQ(*ran.result.output_right, true) << unit;
        EXPECT_EQ(ran.count("reintegration"), 1U) << unit;
    }
}

// A wrong bit in memory is put right when it is read, at the latest when it is scrubbed.
TEST(Server, BitsInMemoryAreCorrectedOrTakenFromTheMirror) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 30; ++i) {
        InjectedRunConfig config = server();
        const FaultParts parts = fault_parts(config.machine);
        FaultList list;
        const unsigned part =
            parts.find("ram0", "80000000", 0).board + static_cast<unsigned>(random() % 2);
        const uint64_t word = random() % 1024;
        const uint64_t at = 500 + random() % 50'000;
        const unsigned bits = 1 + static_cast<unsigned>(i % 3);
        for (unsigned bit = 0; bit < bits; ++bit) {
            list.push_back({bit, at, {part, word * secded::kBits + (i + 7 * bit) % secded::kBits}});
        }
        config.faults = list;
        Ran ran;
        ran.result = run(firmware("rounds_quick"), config, ran.diary);
        EXPECT_EQ(ran.result.end, RunEnd::cycles);
        EXPECT_EQ(*ran.result.output_right, true);
        EXPECT_EQ(ran.result.hardware.wrong_words, 0U);
        config.machine.engine.evaluate = Evaluate::all;
        Diary all;
        run(firmware("rounds_quick"), config, all);
        EXPECT_EQ(all.events, ran.diary.events);
    }
}

TEST(Server, WhatBoardsPutOnTheirPathsIsCorrected) {
    for (const char* board : {"mem0", "mem1", "io0", "io1"}) {
        InjectedRunConfig config = server();
        const FaultParts parts = fault_parts(config.machine);
        FaultList list;
        for (uint64_t i = 0; i < 20; ++i) {
            list.push_back(
                {i, 1'000 + 1'000 * i, parts.find(board, "answer", static_cast<uint32_t>(i))});
        }
        config.faults = list;
        Ran ran;
        ran.result = run(firmware("lockstep_target"), config, ran.diary);
        EXPECT_EQ(ran.diary.console, "K\n");
        EXPECT_EQ(ran.result.hardware.wrong_words, 0U);
    }
}

// A flip in the devices of one of two boards is found when they do something else, at the latest at
// the commit, and undone.
TEST(Server, FlipsInDevicesOfOneBoardAreUndone) {
    std::mt19937_64 random(7);
    for (const CpuBoard board : {CpuBoard::single, CpuBoard::dcls}) {
        InjectedRunConfig config = server(board);
        config.machine.backplane.console_in = "Two of everything\n\x04";
        config.machine.backplane.disk = std::make_shared<DiskImage>(64, false);
        config.machine.backplane.net = RequestModel{7, 3, 1'000};
        config.cycles = 400'000;
        const FaultParts parts = fault_parts(config.machine);
        uint64_t undone = 0;
        for (int i = 0; i < 30; ++i) {
            const char* program = i % 3 == 0 ? "timer" : i % 3 == 1 ? "echo" : "udp_echo";
            const std::array<unsigned, 4> devices = {parts.find("cpu0", "clint.mtimecmp", 0).board,
                                                     parts.find("cpu1", "plic.threshold", 0).board,
                                                     parts.find("io0", "uart.ier", 0).board,
                                                     parts.find("io1", "uart.ier", 0).board};
            const unsigned part = devices[random() % devices.size()];
            config.faults = FaultList{
                {0, 500 + random() % 60'000, {part, random() % parts.parts()[part].bits}}};
            config.machine.engine.evaluate = Evaluate::shared;
            Ran ran;
            ran.result = run(firmware(program), config, ran.diary);
            const std::string place = parts.describe(std::get<FaultList>(config.faults)[0].bit);
            EXPECT_EQ(ran.result.output_right, true) << program << place;
            // Latent: the program has ended before the commit that would have found it.
            const OutcomeCounts& outcomes = ran.result.outcomes;
            EXPECT_EQ(outcomes[Outcome::detected_recovered] + outcomes[Outcome::masked] +
                          outcomes[Outcome::latent],
                      ran.result.injected)
                << program << place;
            undone += ran.result.counters.reexecutions;
            config.machine.engine.evaluate = Evaluate::all;
            Diary all;
            run(firmware(program), config, all);
            EXPECT_EQ(all.events, ran.diary.events) << program << place;
        }
        EXPECT_GT(undone, 8U);
    }
}

TEST(Server, WaitStatesChangeNothingOfIt) {
    for (const std::string& scenario :
         {fault("board_dead", "mem0", 10'000), fault("board_wild", "io1", 10'000),
          fault("board_wild", "mem1", 10'000), fault("lane_dead", "mem0.lane[1]", 10'000)}) {
        InjectedRunConfig config = server();
        config.machine.backplane.mem_latency = 3;
        config.cycles = 2'000'000;
        const Ran ran = play(config, scenario);
        EXPECT_EQ(ran.diary.console, "K\n");
        EXPECT_EQ(ran.result.end, RunEnd::finisher);
        config.machine.engine.evaluate = Evaluate::all;
        EXPECT_EQ(play(config, scenario).diary.events, ran.diary.events);
    }
}

}  // namespace
}  // namespace ftsim
