// SPDX-License-Identifier: Apache-2.0
// One failure after another in the memory of a server: nothing wrong is ever used. Where nobody has
// a word that can be believed the machine stops itself.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::play;
using testing::Ran;

std::string entry(const std::string& what, const std::string& where, uint64_t at,
                  uint64_t length = 0) {
    const std::string ends = length == 0 ? "" : fmt::format("for = {}\n", length);
    return fmt::format("[[fault]]\nwhat = \"{}\"\nwhere = \"{}\"\nat = {}\n{}", what, where, at,
                       ends);
}

InjectedRunConfig server(unsigned offset = 0, CpuBoard board = CpuBoard::single,
                         Evaluate evaluate = Evaluate::shared) {
    InjectedRunConfig config;
    config.machine.topology = Topology::server;
    config.machine.cpu_board = board;
    config.machine.backplane.ram_bytes = 1 << 20;
    config.machine.engine.evaluate = evaluate;
    config.machine.engine.lockstep_offset = offset;
    config.one_story = true;
    config.cycles = 150'000;
    return config;
}

// Every chip, on both boards, with programs that use other words.
TEST(SecondFailure, AChipOfTheLastMemoryBoardStopsTheMachine) {
    for (const char* program : {"lockstep_target", "rounds_quick", "sort", "scheduler"}) {
        for (unsigned lane = 0; lane < HardwareSets::kLanes; ++lane) {
            for (const unsigned side : {0U, 1U}) {
                const std::string scenario =
                    entry("board_dead", fmt::format("mem{}", 1 - side), 2'000) +
                    entry("lane_dead", fmt::format("mem{}.lane[{}]", side, lane), 3'000);
                const Ran ran = play(server(), scenario, program);
                const std::string what = program + ("\n" + scenario);
                EXPECT_EQ(ran.result.end, RunEnd::due) << what;
                EXPECT_EQ(ran.result.hardware.wrong_words, 0U) << what;
                EXPECT_GT(ran.result.outcomes[Outcome::due], 0U) << what;
            }
        }
    }
}

// The board that died is back, and what it holds is not complete.
TEST(SecondFailure, WhileABoardIsCopiedIntoStopsTheMachine) {
    const InjectedRunConfig config = server();
    for (const char* second : {"lane_dead", "board_dead", "board_wild", "board_pulled"}) {
        const std::string place = std::string_view(second) == "lane_dead" ? "mem1.lane[2]" : "mem1";
        for (const uint64_t at : {5'001U, 5'500U, 6'000U}) {
            const std::string scenario =
                entry("board_dead", "mem0", 3'000, 2'000) + entry(second, place, at);
            const Ran ran = play(config, scenario, "lockstep_fill");
            EXPECT_EQ(ran.result.end, RunEnd::due) << scenario;
            EXPECT_EQ(ran.result.hardware.wrong_words, 0U) << scenario;
            EXPECT_EQ(ran.count("reintegration"), 0U) << scenario;
        }
    }
}

// A word that is lost is found when it is used, and going back does not bring it.
TEST(SecondFailure, AWordThatNobodyHasStopsTheMachine) {
    for (const bool alone : {false, true}) {
        std::string scenario = alone ? entry("board_dead", "mem0", 20'000) : "";
        for (const unsigned side : {0U, 1U}) {
            for (const unsigned bit : {3U, 17U}) {
                // An instruction of the loop.
                scenario += entry("seu", fmt::format("ram{}.80000010[{}]", side, bit), 25'000);
            }
        }
        const Ran ran = play(server(), scenario, "lockstep_fill");
        EXPECT_EQ(ran.result.end, RunEnd::due) << scenario;
        EXPECT_EQ(ran.result.hardware.wrong_words, 0U) << scenario;
        EXPECT_LE(ran.result.counters.reexecutions, 4U) << scenario;
    }
}

// Draws what may happen to the memory side: kinds, places and times.
class Draw {
public:
    explicit Draw(uint64_t seed) : random_(seed) {}

    unsigned below(uint64_t end) { return static_cast<unsigned>(random_() % end); }
    std::string failure(unsigned side, uint64_t at) {
        const uint64_t length = below(3) == 0 ? 100 + below(10'000) : 0;
        switch (below(9)) {
            case 0: return entry("board_dead", fmt::format("mem{}", side), at, length);
            case 1: return entry("board_wild", fmt::format("mem{}", side), at, length);
            case 2: return entry("board_pulled", fmt::format("mem{}", side), at, length);
            case 3: return entry("path_dead", fmt::format("path{}", side), at, length);
            case 4:
                return entry("lane_dead", fmt::format("mem{}.lane[{}]", side, below(5)), at,
                             length);
            case 5:
                return entry("line_stuck",
                             fmt::format("path{}.line[{}].{}", side, below(39),
                                         below(2) == 0 ? "low" : "high"),
                             at, length);
            case 6: return entry("seu", fmt::format("mem{}.answer[{}]", side, below(39)), at);
            default: return words(side, at);
        }
    }

private:
    // One or two wrong bits in one of the program's first words.
    std::string words(unsigned side, uint64_t at) {
        const uint32_t address = address::kRam + 4 * below(64);
        const unsigned bit = below(39);
        std::string flips = entry("seu", fmt::format("ram{}.{:08x}[{}]", side, address, bit), at);
        if (below(2) == 0) {
            const unsigned other = (bit + 1 + below(38)) % 39;
            flips += entry("seu", fmt::format("ram{}.{:08x}[{}]", side, address, other), at);
        }
        return flips;
    }

    std::mt19937_64 random_;
};

// FTSIM_SECOND_FAILURES: so many runs, from seed FTSIM_SECOND_FAILURES_SEED on.
uint64_t from_environment(const char* variable, uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(SecondFailure, NeverHasAWrongWordUsed) {
    const char* const programs[] = {"lockstep_target", "rounds_quick", "sort", "scheduler",
                                    "lockstep_fill"};
    const uint64_t first = from_environment("FTSIM_SECOND_FAILURES_SEED", 1);
    const uint64_t runs = from_environment("FTSIM_SECOND_FAILURES", 300);
    std::map<RunEnd, uint64_t> ends;
    for (uint64_t seed = first; seed < first + runs; ++seed) {
        Draw draw(seed);
        const unsigned failures = 2 + draw.below(2);
        std::string scenario;
        std::set<std::string> places;
        for (unsigned i = 0; i < failures; ++i) {
            const std::string failure = draw.failure(draw.below(2), 20 + draw.below(40'000));
            // That a board fails while it has failed is no scenario.
            const auto where = failure.find("where");
            const std::string place = failure.substr(where, failure.find("\nat =") - where);
            if (places.insert(place).second) scenario += failure;
        }
        const unsigned offset = draw.below(3) == 0 ? 1 + draw.below(4) : 0;
        const CpuBoard board = draw.below(4) == 0 ? CpuBoard::dcls : CpuBoard::single;
        const char* program = programs[draw.below(std::size(programs))];
        InjectedRunConfig config = server(offset, board);
        config.machine.backplane.copy_words = 1 + draw.below(4);
        config.machine.backplane.scrub_cycles = 1 + draw.below(64);
        config.machine.backplane.mem_latency = draw.below(4) == 0 ? draw.below(3) : 0;
        const std::string what = fmt::format("seed {} {} offset {} {}\n{}", seed, program, offset,
                                             board == CpuBoard::dcls ? "dcls" : "single", scenario);
        const Ran ran = play(config, scenario, program);
        ++ends[ran.result.end];
        EXPECT_EQ(ran.result.hardware.wrong_words, 0U) << what;
        EXPECT_EQ(ran.result.outcomes[Outcome::sdc], 0U) << what;
        EXPECT_EQ(ran.result.outcomes[Outcome::crash], 0U) << what;
        EXPECT_EQ(ran.result.outcomes[Outcome::hang], 0U) << what;
        if (seed % 3 != 0) continue;
        config.machine.engine.evaluate = Evaluate::all;
        const Ran all = play(config, scenario, program);
        EXPECT_EQ(all.diary.events, ran.diary.events) << what;
        EXPECT_EQ(all.diary.digests, ran.diary.digests) << what;
    }
    EXPECT_GT(ends[RunEnd::due], runs / 20);
    EXPECT_LT(ends[RunEnd::due], runs);
}

}  // namespace
}  // namespace ftsim
