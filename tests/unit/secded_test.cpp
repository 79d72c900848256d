// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/secded.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ftsim::secded {
namespace {

constexpr uint32_t kWords[] = {0, 1, 0x8000'0000, 0xffff'ffff, 0x1234'5678, 0xdead'beef};

TEST(Secded, CorrectsEveryWrongBit) {
    for (const uint32_t word : kWords) {
        EXPECT_EQ(decode(encode(word)).data, word);
        EXPECT_EQ(decode(encode(word)).verdict, Verdict::clean);
        for (unsigned bit = 0; bit < kBits; ++bit) {
            const Decoded decoded = decode(encode(word) ^ Codeword{1} << bit);
            EXPECT_EQ(decoded.data, word) << bit;
            EXPECT_EQ(decoded.verdict, Verdict::corrected) << bit;
        }
    }
}

TEST(Secded, DetectsEveryTwoWrongBits) {
    for (const uint32_t word : kWords) {
        for (unsigned one = 0; one < kBits; ++one) {
            for (unsigned other = 0; other < one; ++other) {
                const Codeword wrong = Codeword{1} << one | Codeword{1} << other;
                EXPECT_EQ(decode(encode(word) ^ wrong).verdict, Verdict::uncorrectable);
            }
        }
    }
}

TEST(Secded, TakesNoSilentBusForAWord) {
    EXPECT_EQ(decode(0).verdict, Verdict::uncorrectable);
    EXPECT_EQ(decode((Codeword{1} << kBits) - 1).verdict, Verdict::uncorrectable);
}

// What it makes of wrong bits does not depend on the word.
TEST(Secded, IsLinear) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 100'000; ++i) {
        const auto word = static_cast<uint32_t>(random());
        const Codeword wrong = random() & random() & ((Codeword{1} << kBits) - 1);
        const Decoded here = decode(encode(word) ^ wrong), there = decode(encode(0) ^ wrong);
        EXPECT_EQ(here.verdict, there.verdict);
        EXPECT_EQ(here.data ^ word, there.data);
    }
}

}  // namespace
}  // namespace ftsim::secded
