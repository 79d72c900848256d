// SPDX-License-Identifier: Apache-2.0
// A CPU board whose heartbeat stops is isolated with the next clock edge, also where all of them
// wait for an interrupt and nothing that they say differs.
#include <gtest/gtest.h>

#include <cinttypes>
#include <cstdio>

#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Ran;

struct Shape {
    Topology topology;
    CpuBoard board = CpuBoard::single;
    unsigned offset = 0;
};

std::string text(const Shape& shape) {
    return fmt::format("{} {} offset {}", name(shape.topology),
                       shape.board == CpuBoard::dcls ? "dcls" : "single", shape.offset);
}

constexpr Shape kShapes[] = {
    {Topology::duplex},
    {Topology::duplex, CpuBoard::single, 2},
    {Topology::tmr},
    {Topology::pair_and_spare, CpuBoard::dcls},
    {Topology::pair_and_spare, CpuBoard::dcls, 2},
    {Topology::server},
    {Topology::server, CpuBoard::single, 3},
    {Topology::server, CpuBoard::dcls},
};

Ran play(const Shape& shape, const std::string& scenario, const char* program,
         Evaluate evaluate = Evaluate::shared, uint64_t cycles = 800'000) {
    InjectedRunConfig config;
    config.machine.topology = shape.topology;
    config.machine.cpu_board = shape.board;
    config.machine.engine.lockstep_offset = shape.offset;
    config.machine.engine.evaluate = evaluate;
    config.one_story = true;
    config.cycles = cycles;
    return testing::play(std::move(config), scenario, program);
}

std::string dead(unsigned board, uint64_t at, const std::string& more = "") {
    return fmt::format("[[fault]]\nwhat = \"board_dead\"\nwhere = \"cpu{}\"\nat = {}\n{}\n", board,
                       at, more);
}

// The elapsed cycle of the first isolation; 0 without one.
uint64_t isolated_at(const Ran& ran) {
    for (const std::string& event : ran.diary.events) {
        uint64_t cycle = 0, elapsed = 0;
        // NOLINTNEXTLINE(cert-err34-c): written by the diary
        if (std::sscanf(event.c_str(), "isolation %" SCNu64 " %" SCNu64, &cycle, &elapsed) == 2)
            return elapsed;
    }
    return 0;
}

// The program sleeps for most of its time, in the end for 30 intervals.
TEST(Heartbeat, IsMissedAtOnceByBoardsThatSleep) {
    for (const Shape& shape : kShapes) {
        for (const unsigned board : {0U, 1U}) {
            for (const uint64_t at : {203'456U, 499'999U}) {
                const std::string scenario = dead(board, at);
                const Ran ran = play(shape, scenario, "lockstep_sleeper");
                const std::string what = text(shape) + "\n" + scenario;
                EXPECT_GT(isolated_at(ran), at) << what;
                EXPECT_LE(isolated_at(ran), at + 1 + shape.offset) << what;
                EXPECT_EQ(ran.count("silent"), 1U) << what;
                EXPECT_EQ(ran.result.counters.reexecutions, 0U) << what;
                EXPECT_EQ(ran.result.outcomes[Outcome::detected_recovered], 1U) << what;
                EXPECT_EQ(ran.diary.console, "dididididididi") << what;
                if (board == 0 || at > 300'000) continue;
                const Ran all = play(shape, scenario, "lockstep_sleeper", Evaluate::all);
                EXPECT_EQ(all.diary.events, ran.diary.events) << what;
                EXPECT_EQ(all.diary.digests, ran.diary.digests) << what;
            }
        }
    }
}

TEST(Heartbeat, IsMissedAtOnceByBoardsThatWork) {
    for (const Shape& shape : kShapes) {
        for (const unsigned board : {0U, 1U}) {
            for (uint64_t at = 29'990; at < 30'020; at += 7) {
                const std::string scenario = dead(board, at);
                const Ran ran = play(shape, scenario, "rounds_quick", Evaluate::shared, 60'000);
                const std::string what = text(shape) + "\n" + scenario;
                EXPECT_LE(isolated_at(ran), at + 500) << what;  // across what a snapshot costs
                EXPECT_EQ(ran.count("silent"), 1U) << what;
                EXPECT_EQ(ran.result.counters.reexecutions, 0U) << what;
                EXPECT_EQ(ran.result.output_right, true) << what;
            }
        }
    }
}

// One that beats again has its registers from the others with a commit.
TEST(Heartbeat, ThatComesBackBringsTheBoardBack) {
    for (const Shape& shape : kShapes) {
        const Ran ran = play(shape, dead(1, 203'456, "for = 100"), "lockstep_sleeper");
        EXPECT_EQ(ran.count("isolation"), 1U) << text(shape);
        EXPECT_EQ(ran.count("reintegration"), 1U) << text(shape);
        EXPECT_EQ(ran.diary.console, "dididididididi") << text(shape);
    }
}

TEST(Heartbeat, OfNobodyIsTheEndAtOnce) {
    for (const Shape& shape : kShapes) {
        std::string scenario = dead(0, 203'456) + dead(1, 300'000);
        if (shape.topology == Topology::tmr) scenario += dead(2, 300'000);
        const Ran ran = play(shape, scenario, "lockstep_sleeper");
        EXPECT_EQ(ran.result.end, RunEnd::due) << text(shape);
        EXPECT_EQ(ran.count("watchdog no heartbeat"), 1U) << text(shape);
        EXPECT_LE(ran.result.elapsed_cycles, 300'001U) << text(shape);
    }
}

}  // namespace
}  // namespace ftsim
