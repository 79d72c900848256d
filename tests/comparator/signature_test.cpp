// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/signature.hpp"

#include <gtest/gtest.h>

#include "tests/comparator/support.hpp"

namespace ftsim::testing {
namespace {

template <class Signature>
uint64_t of(const ByteString& window) {
    Signature signature;
    signature.add(window);
    return signature.value();
}

template <class Signature>
void finds_every_single_bit() {
    std::mt19937 random(1);
    ByteString window = random_bytes(random, 4096);
    const uint64_t right = of<Signature>(window);
    for (std::size_t bit = 0; bit < 8 * window.size(); ++bit) {
        window[bit / 8] ^= std::byte{1} << bit % 8;
        ASSERT_NE(of<Signature>(window), right) << bit;
        window[bit / 8] ^= std::byte{1} << bit % 8;
    }
    EXPECT_EQ(of<Signature>(window), right);
}

TEST(Signature, XxhFindsEverySingleBit) { finds_every_single_bit<HashSignature>(); }
TEST(Signature, MisrFindsEverySingleBit) { finds_every_single_bit<Misr>(); }

// x^64 + x^4 + x^3 + x + 1, as polynomials are divided on paper.
TEST(Signature, MisrIsTheRemainderByItsPolynomial) {
    std::mt19937_64 random(2);
    for (unsigned round = 0; round < 100; ++round) {
        Misr misr;
        std::vector<bool> dividend;  // the highest power first
        std::vector<uint64_t> words;
        for (unsigned i = 0; i < 8; ++i) {
            words.push_back(random());
            misr.step(words.back());
        }
        // Word i stands for itself times x^(7 - i).
        dividend.assign(64 + 7, false);
        for (unsigned i = 0; i < 8; ++i) {
            for (unsigned bit = 0; bit < 64; ++bit) {
                const unsigned power = bit + 7 - i;
                if (words[i] >> bit & 1) dividend[70 - power] = !dividend[70 - power];
            }
        }
        for (unsigned at = 0; at < 7; ++at) {
            if (!dividend[at]) continue;
            for (const unsigned power : {64, 4, 3, 1, 0}) {
                dividend[at + 64 - power] = !dividend[at + 64 - power];
            }
        }
        uint64_t remainder = 0;
        for (unsigned bit = 0; bit < 64; ++bit) {
            remainder |= static_cast<uint64_t>(dividend[70 - bit]) << bit;
        }
        ASSERT_EQ(misr.value(), remainder);
    }
}

TEST(Signature, ALastWordIsFilledUp) {
    const ByteString nine(9, std::byte{1});
    Misr words;
    words.step(0x0101'0101'0101'0101);
    words.step(0x01);
    EXPECT_EQ(of<Misr>(nine), words.value());
}

}  // namespace
}  // namespace ftsim::testing
