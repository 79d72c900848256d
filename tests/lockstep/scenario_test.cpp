// SPDX-License-Identifier: Apache-2.0
// Scenario files: what they say, what is wrong with them, and what becomes of a machine.
#include "ftsim/faultinject/scenario.hpp"

#include <gtest/gtest.h>

#include <random>

#include "ftsim/error.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;

MachineConfig machine(Topology topology) {
    MachineConfig config;
    config.topology = topology;
    return config;
}

FaultList parse(const std::string& text, Topology topology = Topology::duplex) {
    return parse_scenario(text, "s.toml", fault_parts(machine(topology)), 1);
}

std::string complaint(const std::string& text, Topology topology = Topology::duplex) {
    try {
        parse(text, topology);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file) << error.what();
        return error.what();
    }
    return "";
}

std::string fault(const std::string& what, const std::string& where, const std::string& more) {
    return "[[fault]]\nwhat = \"" + what + "\"\nwhere = \"" + where + "\"\n" + more + "\n";
}

TEST(Scenario, SaysWhatWhereAndWhen) {
    const FaultList list = parse(fault("stuck_at_1", "cpu1.core.pc_q[3]", "at = 9_000\nfor = 50") +
                                 fault("board_dead", "cpu0", "at = 500") +
                                 fault("edge_doubled", "cpu1.clock", "at = 700") +
                                 "[[replace]]\nboard = \"cpu0\"\nat = 600\n");
    ASSERT_EQ(list.size(), 4U);
    EXPECT_EQ(list[0].kind.model, FaultModel::board_dead);
    EXPECT_EQ(list[0].length, 0U);
    EXPECT_EQ(list[1].kind.model, FaultModel::replace);
    EXPECT_EQ(list[2].bit.board, 1U);
    EXPECT_EQ(list[3].elapsed_cycle, 9'000U);
    EXPECT_EQ(list[3].length, 50U);
}

TEST(Scenario, DrawsFromItsSeed) {
    const std::string some = fault("seu", "any", "at = [1000, 2000]\ncount = 200");
    const FaultList list = parse("seed = 5\n" + some), again = parse("seed = 5\n" + some),
                    other = parse("seed = 6\n" + some);
    ASSERT_EQ(list.size(), 200U);
    unsigned same = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        EXPECT_GE(list[i].elapsed_cycle, 1'000U);
        EXPECT_LE(list[i].elapsed_cycle, 2'000U);
        EXPECT_EQ(list[i].bit.bit, again[i].bit.bit);
        same += list[i].bit.bit == other[i].bit.bit;
    }
    EXPECT_LT(same, 10U);
}

TEST(Scenario, NamesTheLineAndTheNearestRightName) {
    EXPECT_EQ(complaint(fault("bord_dead", "cpu0", "at = 5")),
              "s.toml: line 2: no fault \"bord_dead\": did you mean \"board_dead\"?");
    EXPECT_EQ(complaint(fault("board_dead", "cup1", "at = 5")),
              "s.toml: line 3: no \"cup1\" here: did you mean \"cpu1\"?");
    EXPECT_EQ(complaint(fault("board_dead", "cpu2", "at = 5"), Topology::tmr), "");
    EXPECT_EQ(complaint(fault("clock_glitch", "cpu0.clock", "at = 5"), Topology::pair_and_spare),
              "s.toml: line 3: no \"cpu0.clock\" here: did you mean \"cpu0.main.clock\"?");
    EXPECT_EQ(complaint("[[fault]]\nwhere = \"cpu0\"\nwaht = \"seu\"\nat = 1\n"),
              "s.toml: line 3: no key \"waht\" here: did you mean \"what\"?");
    EXPECT_EQ(complaint("\n[[replace]]\nboard = \"mem1\"\nat = 1\n").substr(0, 25),
              "s.toml: line 3: no \"mem1\"");
}

TEST(Scenario, RefusesWhatCannotBe) {
    const auto line = [](const std::string& text) { return complaint(text).substr(0, 14); };
    EXPECT_EQ(complaint("[[fault]]\nwhat = \"seu\"\nat = 1\n"),
              "s.toml: line 1: \"where\" is missing");
    EXPECT_EQ(line("\n\nwhat = = 5"), "s.toml: line 3");
    EXPECT_EQ(complaint("fault = 3"),
              "s.toml: line 1: \"fault\" is no list: write it as [[fault]]");
    EXPECT_EQ(complaint(fault("seu", "any", "at = -5")),
              "s.toml: line 4: \"at\" is no whole number from 0 on");
    EXPECT_EQ(complaint(fault("seu", "any", "at = [9, 5]")),
              "s.toml: line 4: \"at\" ends at 5, before it begins at 9");
    EXPECT_EQ(complaint(fault("seu", "any", "at = [9, 5, 6]")),
              "s.toml: line 4: \"at\" is no pair: the first and the last cycle");
    EXPECT_EQ(complaint(fault("seu", "any", "at = 5\nfor = 3")),
              "s.toml: line 5: seu is over at once: no \"for\"");
    EXPECT_EQ(complaint(fault("board_dead", "cpu0", "at = 5\nfor = 0")),
              "s.toml: line 5: \"for\" is 0: at least 1 elapsed cycle");
    EXPECT_EQ(line(fault("board_dead", "cpu0", "at = 5\ncount = 3")), "s.toml: line 5");
    EXPECT_EQ(line(fault("seu", "any", "at = 5\ncount = 5_000_000")), "s.toml: line 5");
    EXPECT_EQ(line(fault("stuck_at_0", "ram.80000000[3]", "at = 5")), "s.toml: line 3");
    EXPECT_EQ(line(fault("seu", "cpu0.core.pc_q[32]", "at = 5")), "s.toml: line 3");
    EXPECT_EQ(line(fault("seu", "cpu0.core.pc[3]", "at = 5")), "s.toml: line 3");
    EXPECT_EQ(line(fault("seu", "cpu0.clock", "at = 5")), "s.toml: line 3");
}

TEST(Scenario, ADeadBoardDoesNotDie) {
    const std::string dead = fault("board_dead", "cpu0", "at = 100\nfor = 50");
    EXPECT_EQ(complaint(dead + fault("board_dead", "cpu0", "at = 150")), "");
    EXPECT_EQ(complaint(dead + fault("board_dead", "cpu0", "at = 149")),
              "s.toml: board_dead at 149 of cpu0, which has failed already: end the first with "
              "\"for\" or a [[replace]] before");
    EXPECT_EQ(complaint(dead + fault("board_dead", "cpu0", "at = 149") +
                        "[[replace]]\nboard = \"cpu0\"\nat = 120\n"),
              "");
}

// Any bytes at all: an error or a list, and nothing undefined.
TEST(Scenario, SurvivesEveryFile) {
    const std::string good = fault("board_dead", "cpu0", "at = [5, 9]\nfor = 50") +
                             fault("seu", "any", "at = 7\ncount = 3") +
                             "[[replace]]\nboard = \"cpu1\"\nat = 6\n";
    std::mt19937 random(1);
    unsigned refused = 0;
    for (int i = 0; i < 3'000; ++i) {
        std::string text = good;
        for (auto edits = 1 + random() % 3; edits > 0; --edits) {
            const std::size_t at = random() % text.size();
            const auto way = random() % 3;
            if (way == 0) text[at] = static_cast<char>(random() % 256);
            if (way == 1) text.erase(at, 1 + random() % 9);
            if (way == 2) text.insert(at, text.substr(random() % text.size(), 20));
        }
        try {
            parse(text);
        } catch (const Error& error) {
            EXPECT_TRUE(std::string(error.what()).starts_with("s.toml: ")) << error.what();
            ++refused;
        }
    }
    EXPECT_GT(refused, 1'000U);
}

class ScenarioRun : public ::testing::TestWithParam<Topology> {
protected:
    std::string clock() const {
        return GetParam() == Topology::pair_and_spare ? "cpu1.main.clock" : "cpu1.clock";
    }
    Diary run(const std::string& scenario, Evaluate evaluate, RunResult* result = nullptr) const {
        InjectedRunConfig config;
        config.machine = machine(GetParam());
        config.machine.engine.evaluate = evaluate;
        config.cycles = 500'000;
        config.one_story = true;
        config.faults = parse(scenario, GetParam());
        Diary diary;
        const RunResult ran = testing::run(firmware("workload"), config, diary);
        if (result != nullptr) *result = ran;
        return diary;
    }
};

TEST_P(ScenarioRun, ABoardDiesIsReplacedAndComesBack) {
    const std::string scenario = fault("board_dead", "cpu1", "at = 100_000") +
                                 "[[replace]]\nboard = \"cpu1\"\nat = 200_000\n" +
                                 fault("edge_doubled", clock(), "at = 400_000");
    RunResult result;
    const Diary shared = run(scenario, Evaluate::shared, &result);
    EXPECT_EQ(shared.events, run(scenario, Evaluate::all).events);
    EXPECT_EQ(result.end, RunEnd::cycles);
    EXPECT_EQ(result.output_right, true);
    EXPECT_EQ(result.injected, 2U);
    EXPECT_EQ(result.outcomes[Outcome::detected_recovered], 2U);
    EXPECT_EQ(result.counters.retirements, 1U) << "its self-test fails";
    EXPECT_GE(result.counters.reintegrations, 1U);
    EXPECT_EQ(result.counters.cycles_alone > 0, GetParam() == Topology::duplex);
}

TEST_P(ScenarioRun, WhatIsOverIsATransient) {
    const std::string scenario = fault("board_dead", "cpu0", "at = 100_000\nfor = 20");
    RunResult result;
    const Diary shared = run(scenario, Evaluate::shared, &result);
    EXPECT_EQ(shared.events, run(scenario, Evaluate::all).events);
    EXPECT_EQ(result.outcomes[Outcome::detected_recovered], 1U);
    EXPECT_EQ(result.output_right, true);
    EXPECT_EQ(result.counters.retirements, 0U);
}

// A fault that nothing has shown goes with its board, and the next one's alarm is not its.
TEST_P(ScenarioRun, WhatLastedEndsWithItsBoard) {
    const std::string core = GetParam() == Topology::pair_and_spare ? "main" : "core";
    RunResult result;
    const Diary diary =
        run(fault("stuck_at_0", "cpu0." + core + ".u_csr.mscratch_q[9]", "at = 50_000") +
                "[[replace]]\nboard = \"cpu0\"\nat = 100_000\n" +
                fault("board_dead", "cpu1", "at = 200_000\nfor = 10"),
            Evaluate::shared, &result);
    ASSERT_EQ(diary.verdicts.size(), 2U);
    EXPECT_EQ(diary.verdicts[0].outcome, Outcome::masked);
    EXPECT_EQ(diary.verdicts[1].outcome, Outcome::detected_recovered);
}

INSTANTIATE_TEST_SUITE_P(Topologies, ScenarioRun,
                         ::testing::Values(Topology::duplex, Topology::tmr,
                                           Topology::pair_and_spare),
                         [](const auto& tested) { return std::string(name(tested.param)); });

}  // namespace
}  // namespace ftsim
