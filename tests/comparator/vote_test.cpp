// SPDX-License-Identifier: Apache-2.0
// Every kernel, by bit and by word, against a count of hands.
#include "ftsim/comparator/vote.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>

#include "tests/comparator/reference.hpp"

namespace ftsim::test {
namespace {

using Replicas = std::vector<Bytes>;

std::vector<std::span<const std::byte>> spans(const Replicas& replicas) {
    return {replicas.begin(), replicas.end()};
}

Bytes majority_bits(const Replicas& replicas) {
    Bytes majority(replicas[0].size());
    for (std::size_t at = 0; at < majority.size() * 8; ++at) {
        std::size_t ones = 0;
        for (const Bytes& replica : replicas) ones += bit(replica, at);
        if (ones * 2 > replicas.size()) flip(majority, at);
    }
    return majority;
}

struct Counted {
    Vote vote;
    Bytes majority;
};

Counted count(const Replicas& replicas, VoteBy by, std::size_t word, VectorKernel kernel) {
    Counted counted = {{}, majority_bits(replicas)};
    counted.vote.kernel = kernel;
    for (std::size_t at = 0; at < replicas[0].size(); at += word) {
        std::map<std::string, std::size_t> hands;
        const std::size_t end = std::min(at + word, replicas[0].size());
        const auto cut = [&](const Bytes& all) {
            return std::string(reinterpret_cast<const char*>(all.data()) + at, end - at);
        };
        for (const Bytes& replica : replicas) ++hands[cut(replica)];
        if (hands.size() == 1) continue;
        if (!counted.vote.disagreement) counted.vote.disagreement = at;
        const auto most = std::max_element(hands.begin(), hands.end(),
                                           [](auto& a, auto& b) { return a.second < b.second; });
        const bool agreed = most->second * 2 > replicas.size();
        if (!agreed && !counted.vote.no_majority) counted.vote.no_majority = at;
        std::string winner = agreed ? most->first : cut(replicas[0]);
        if (by == VoteBy::bit) winner = cut(counted.majority);
        std::memcpy(counted.majority.data() + at, winner.data(), winner.size());
        for (std::size_t r = 0; r < replicas.size(); ++r) {
            if ((agreed || by == VoteBy::bit) && cut(replicas[r]) != winner) {
                counted.vote.outvoted |= 1ull << r;
            }
        }
    }
    return counted;
}

class EachVote : public testing::TestWithParam<VectorKernel> {};

void check(const Replicas& replicas, VoteBy by, std::size_t word, VectorKernel kernel) {
    const Voter voter(replicas.size(), by, word, kernel);
    const Counted wanted = count(replicas, by, word, kernel);
    Bytes majority(replicas[0].size());
    ASSERT_EQ(voter.vote(spans(replicas)), wanted.vote);
    ASSERT_EQ(voter.vote(spans(replicas), majority), wanted.vote);
    ASSERT_EQ(majority, wanted.majority);
}

TEST_P(EachVote, CountsHandsAtRandom) {
    Random random(1);
    for (int i = 0; i < 4'000; ++i) {
        const std::size_t replicas = i % 3 == 0 ? 3 + below(random, 31) * 2 : 3;
        Replicas all(replicas, random_bytes(random, below(random, i % 9 ? 400 : 3'000)));
        const bool many = below(random, 2) == 0;
        for (std::size_t n = below(random, many ? 20 : 3); n > 0 && !all[0].empty(); --n) {
            flip(all[below(random, replicas)], below(random, all[0].size() * 8));
        }
        const auto by = below(random, 2) ? VoteBy::bit : VoteBy::word;
        check(all, by, std::size_t{1} << below(random, 4), GetParam());
        ASSERT_FALSE(HasFatalFailure()) << "vote " << i;
    }
}

TEST_P(EachVote, NamesAReplicaThatIsWrongEverywhere) {
    Random random(2);
    for (std::size_t wrong = 0; wrong < 3; ++wrong) {
        for (const std::size_t size : {1, 7, 8, 63, 64, 65, 1'000}) {
            Replicas all(3, random_bytes(random, size));
            for (std::byte& byte : all[wrong]) byte ^= std::byte{1};
            for (const std::size_t word : {1, 2, 4, 8}) {
                check(all, VoteBy::word, word, GetParam());
                const Vote vote = Voter(3, VoteBy::bit, word, GetParam()).vote(spans(all));
                EXPECT_EQ(vote.outvoted, 1u << wrong);
                EXPECT_EQ(vote.disagreement, 0u);
                EXPECT_FALSE(vote.no_majority);
            }
        }
    }
}

TEST_P(EachVote, SaysThatAllDifferAtEachPlace) {
    Random random(3);
    for (std::size_t at = 0; at < 300; ++at) {
        Replicas all(3, random_bytes(random, 300));
        flip(all[1], at * 8 + 3);
        flip(all[2], at * 8 + 5);
        const Vote words = Voter(3, VoteBy::word, 1, GetParam()).vote(spans(all));
        EXPECT_EQ(words, (Vote{0, at, at, GetParam()}));
        // Bit by bit there is a majority, which is replica 0's; the report says that it was close.
        const Vote bits = Voter(3, VoteBy::bit, 1, GetParam()).vote(spans(all));
        EXPECT_EQ(bits, (Vote{6, at, at, GetParam()}));
    }
}

INSTANTIATE_TEST_SUITE_P(Comparator, EachVote, testing::ValuesIn(kernels()),
                         [](const auto& test) { return std::string(name(test.param)); });

TEST(Vote, NoGroupOfFiveIsLargeEnough) {
    const Replicas all = {
        {std::byte{1}}, {std::byte{1}}, {std::byte{2}}, {std::byte{2}}, {std::byte{4}}};
    EXPECT_EQ(Voter(5, VoteBy::word, 1).vote(spans(all)).no_majority, 0u);
    EXPECT_EQ(Voter(5, VoteBy::word, 1).vote(spans(all)).outvoted, 0u);
}

TEST(Vote, RefusesWhatCannotBeDecided) {
    for (const std::size_t replicas : {0, 1, 2, 4, 62, 64, 65}) {
        EXPECT_THROW(Voter(replicas, VoteBy::bit, 8), std::invalid_argument) << replicas;
    }
    for (const std::size_t word : {0, 3, 16}) {
        EXPECT_THROW(Voter(3, VoteBy::word, word), std::invalid_argument) << word;
    }
    EXPECT_THROW(Voter(3, static_cast<VoteBy>(2), 8), std::invalid_argument);
    EXPECT_THROW(Voter(3, VoteBy::bit, 8, static_cast<VectorKernel>(9)), std::invalid_argument);
}

TEST(Vote, RefusesReplicasThatDoNotFit) {
    const Voter voter(3, VoteBy::bit, 8);
    const Bytes two(2), three(3);
    Bytes room(1);
    EXPECT_THROW(voter.vote(spans({two, two})), std::invalid_argument);
    EXPECT_THROW(voter.vote(spans({two, two, three})), std::invalid_argument);
    EXPECT_THROW(voter.vote(spans({two, two, two}), room), std::invalid_argument);
    EXPECT_EQ(voter.vote(spans({{}, {}, {}})), (Vote{0, {}, {}, best_kernel()}));
}

}  // namespace
}  // namespace ftsim::test
