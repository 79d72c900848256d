// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/console_script.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace ftsim {
namespace {

void hear(ConsoleInput& input, std::string_view text, uint64_t cycle) {
    for (const char byte : text) input.heard(byte, cycle);
}

// All that is typed from one cycle up to another.
std::string typed(ConsoleInput& input, uint64_t from, uint64_t to) {
    std::string text;
    for (uint64_t cycle = from; cycle < to; ++cycle) {
        if (const auto byte = input.next(cycle)) {
            text += *byte;
            input.entered(cycle);
        }
    }
    return text;
}

TEST(ConsoleScript, TypesOnceItHasHeardWhatItWaitsFor) {
    ConsoleScriptInput input({{"login: ", "root", 0, 1}, {"# ", "ls", 0, 1}});
    EXPECT_EQ(typed(input, 0, 10), "");
    hear(input, "a login:", 10);
    EXPECT_EQ(typed(input, 10, 20), "");
    hear(input, " ", 20);
    EXPECT_EQ(typed(input, 20, 30), "root");
    hear(input, "root\n# ", 30);
    EXPECT_EQ(typed(input, 30, 40), "ls");
    EXPECT_EQ(input.waiting(), 2U);
    hear(input, "# login: # ", 40);
    EXPECT_EQ(typed(input, 40, 100), "");
}

TEST(ConsoleScript, FindsATextWhoseStartComesTwice) {
    ConsoleScriptInput input({{"aab", "x", 0, 1}, {"abab!", "y", 0, 1}});
    hear(input, "aaab", 1);
    EXPECT_EQ(typed(input, 1, 5), "x");
    hear(input, "ababab!", 5);
    EXPECT_EQ(typed(input, 5, 9), "y");
}

// The echo of what is still being typed counts for the next step, what came before does not.
TEST(ConsoleScript, ListensWhileItTypes) {
    ConsoleScriptInput input({{">", "one", 0, 10}, {">", "two", 0, 10}, {">", "three", 0, 1}});
    hear(input, ">", 0);
    EXPECT_EQ(typed(input, 0, 11), "on");
    hear(input, ">", 11);
    EXPECT_EQ(typed(input, 11, 60), "etwo");
    EXPECT_EQ(input.waiting(), 2U);
}

TEST(ConsoleScript, TypesAtItsSpeedAfterItsPause) {
    ConsoleScriptInput input({{"?", "abc", 100, 7}});
    hear(input, "?", 1'000);
    EXPECT_EQ(input.next(1'099), std::nullopt);
    EXPECT_EQ(input.next(1'100), "a");
    // The receiver may be late; then the next byte is as far from that.
    input.entered(1'150);
    EXPECT_EQ(input.next(1'156), std::nullopt);
    EXPECT_EQ(input.next(1'157), "b");
}

TEST(ConsoleScript, StepsMayOnlyWaitOrOnlyType) {
    ConsoleScriptInput input(
        {{"", "hello", 3, 1}, {"a", "", 0, 1}, {"b", "", 0, 1}, {"", "x", 0, 1}});
    EXPECT_EQ(typed(input, 0, 3), "");
    EXPECT_EQ(typed(input, 3, 20), "hello");
    hear(input, "ba", 20);
    EXPECT_EQ(typed(input, 20, 30), "");
    hear(input, "b", 30);
    EXPECT_EQ(typed(input, 30, 40), "x");
}

TEST(ConsoleScript, GoesBackWithTheMachine) {
    ConsoleScriptInput input({{"abc", "xyz", 0, 10}, {"d", "!", 0, 1}});
    hear(input, "ab", 5);
    input.keep_from(5);
    hear(input, "c", 10);
    EXPECT_EQ(typed(input, 10, 25), "xy");
    // What was heard and typed from 10 on has not been.
    input.back_to(10);
    EXPECT_EQ(typed(input, 10, 25), "");
    hear(input, "c", 25);
    EXPECT_EQ(typed(input, 25, 60), "xyz");
    // To between two bytes.
    input.back_to(40);
    EXPECT_EQ(typed(input, 40, 60), "z");
    hear(input, "d", 70);
    EXPECT_EQ(typed(input, 70, 80), "!");
}

TEST(ConsoleScript, ForgetsWhatNoRollBackComesTo) {
    ConsoleScriptInput input({{"abcd", "x", 0, 1}});
    hear(input, "a", 1);
    hear(input, "b", 2);
    hear(input, "c", 3);
    input.keep_from(3);
    input.back_to(3);
    hear(input, "cd", 4);
    EXPECT_EQ(typed(input, 4, 9), "x");
}

TEST(ConsoleScript, IsPutAsideForAnExperiment) {
    ConsoleScriptInput input({{"a", "xy", 0, 1}});
    hear(input, "a", 1);
    EXPECT_EQ(typed(input, 1, 2), "x");
    const auto kept = input.clone();
    EXPECT_EQ(typed(input, 2, 9), "y");
    EXPECT_EQ(typed(*kept, 2, 9), "y");
}

}  // namespace
}  // namespace ftsim
