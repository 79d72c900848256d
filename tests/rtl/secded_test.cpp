// SPDX-License-Identifier: Apache-2.0
// The code in C++ and in RTL: the same codewords, and the same word and verdict for any 39 bits.
#include <gtest/gtest.h>
#include <verilated.h>

#include <random>

#include "Vftsim_secded_decode.h"
#include "Vftsim_secded_encode.h"
#include "ftsim/board/secded.hpp"

namespace ftsim::secded {
namespace {

TEST(SecdedRtl, IsTheCodeInCpp) {
    VerilatedContext context;
    Vftsim_secded_encode encoder(&context);
    Vftsim_secded_decode decoder(&context);
    std::mt19937_64 random(1);
    for (int i = 0; i < 300'000; ++i) {
        const auto word = static_cast<uint32_t>(random());
        encoder.data_i = word;
        encoder.eval();
        ASSERT_EQ(encoder.codeword_o, encode(word));
        // One to eight wrong bits, or any.
        Codeword wrong = random() >> (64 - kBits);
        for (int fewer = i % 4; fewer > 0; --fewer) wrong &= random();
        decoder.codeword_i = encode(word) ^ wrong;
        decoder.eval();
        const Decoded here = decode(encode(word) ^ wrong);
        ASSERT_EQ(decoder.data_o, here.data);
        ASSERT_EQ(decoder.corrected_o != 0, here.verdict == Verdict::corrected);
        ASSERT_EQ(decoder.uncorrectable_o != 0, here.verdict == Verdict::uncorrectable);
    }
}

}  // namespace
}  // namespace ftsim::secded
