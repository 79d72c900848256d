// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/vote.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <stdexcept>

#include "tests/comparator/support.hpp"

namespace ftsim::testing {
namespace {

std::vector<const std::byte*> pointers(const std::vector<ByteString>& outputs) {
    std::vector<const std::byte*> all;
    for (const ByteString& bytes : outputs) all.push_back(bytes.data());
    return all;
}

TEST(Voter, NamesWhoIsOutvoted) {
    std::mt19937 random(1);
    for (const Kernel kernel : supported_kernels()) {
        for (unsigned replicas = 3; replicas <= 9; replicas += 2) {
            for (unsigned round = 0; round < 500; ++round) {
                const std::size_t bytes = 1 + random() % 150;
                const ByteString right = random_bytes(random, bytes);
                std::vector<ByteString> outputs(replicas, right);
                uint64_t wrong = 0;
                for (std::size_t i = random() % (replicas / 2 + 1); i > 0; --i) {
                    const std::size_t replica = random() % replicas;
                    if (wrong >> replica & 1) continue;
                    outputs[replica][random() % bytes] ^= std::byte{1} << random() % 8;
                    wrong |= uint64_t{1} << replica;
                }
                const Voter voter(replicas, bytes, kernel);
                EXPECT_EQ(voter.words(pointers(outputs)), (Vote{true, wrong}));
                ByteString majority(bytes);
                const Vote bits = voter.bits(pointers(outputs), majority.data());
                if (replicas == 3 || std::popcount(wrong) <= 1) {
                    EXPECT_EQ(bits, (Vote{true, wrong}));
                    EXPECT_EQ(majority, right);
                }
            }
        }
    }
}

TEST(Voter, WhereAllDifferNobodyIsNamed) {
    const std::vector<ByteString> three = {ByteString(9, std::byte{1}), ByteString(9, std::byte{2}),
                                           ByteString(9, std::byte{4})};
    const Voter voter(3, 9);
    EXPECT_EQ(voter.words(pointers(three)), (Vote{false, 0}));
    ByteString majority(9, std::byte{0xff});
    EXPECT_EQ(voter.bits(pointers(three), majority.data()), (Vote{true, 0b111}));
    EXPECT_EQ(majority, ByteString(9)) << "a value that nobody has said";
    std::vector<ByteString> five(5, three[0]);
    five[1] = five[2] = three[1];
    five[3] = three[2];
    EXPECT_EQ(Voter(5, 9).words(pointers(five)), (Vote{false, 0})) << "two against two and one";
}

TEST(Voter, RefusesAnEvenNumber) {
    for (const unsigned replicas : {0U, 1U, 2U, 4U, 64U, 65U}) {
        EXPECT_THROW(Voter(replicas, 8), std::invalid_argument) << replicas;
    }
    EXPECT_THROW(Voter(3, 0), std::invalid_argument);
}

}  // namespace
}  // namespace ftsim::testing
