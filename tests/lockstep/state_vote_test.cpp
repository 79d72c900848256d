// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/state_vote.hpp"

#include <gtest/gtest.h>

namespace ftsim {
namespace {

/// One byte for each replica, board after board.
StateVote vote(const std::vector<std::vector<int>>& boards) {
    std::vector<std::vector<std::byte>> bytes;
    std::vector<BoardState> states;
    for (const auto& board : boards) {
        for (const int value : board) bytes.push_back({std::byte{7}, std::byte(value)});
    }
    std::size_t next = 0;
    for (unsigned i = 0; i < boards.size(); ++i) {
        states.push_back({i, {}});
        for (std::size_t j = 0; j < boards[i].size(); ++j) {
            states.back().replicas.emplace_back(bytes[next++]);
        }
    }
    return vote_on_states(states);
}

TEST(StateVote, EqualStatesAgree) {
    EXPECT_TRUE(vote({{1}}).agreed);
    EXPECT_TRUE(vote({{1}, {1}}).agreed);
    EXPECT_TRUE(vote({{1, 1}, {1, 1}}).agreed);
}

TEST(StateVote, OfTwoSinglesNobodyIsBlamed) {
    EXPECT_FALSE(vote({{1}, {2}}).agreed);
    EXPECT_EQ(vote({{1}, {2}}).wrong, 0U);
}

TEST(StateVote, OfThreeTheOneThatDiffers) {
    EXPECT_EQ(vote({{1}, {2}, {2}}).wrong, 0b001U);
    EXPECT_EQ(vote({{2}, {1}, {2}}).wrong, 0b010U);
    EXPECT_EQ(vote({{2}, {2}, {1}}).wrong, 0b100U);
    EXPECT_EQ(vote({{1}, {2}, {3}}).wrong, 0U);
}

TEST(StateVote, ABoardWhoseHalvesDifferIsWrong) {
    EXPECT_EQ(vote({{1, 2}, {1, 1}}).wrong, 0b01U);
    EXPECT_EQ(vote({{1, 1}, {1, 2}}).wrong, 0b10U);
    EXPECT_EQ(vote({{3, 2}, {1, 1}}).wrong, 0b01U);
}

TEST(StateVote, NobodyIsBlamedWhereNothingTells) {
    EXPECT_EQ(vote({{1, 2}}).wrong, 0U) << "there is no other board";
    EXPECT_EQ(vote({{1, 2}, {2, 1}}).wrong, 0U);
    EXPECT_EQ(vote({{1, 1}, {2, 2}}).wrong, 0U) << "each is sure";
}

}  // namespace
}  // namespace ftsim
