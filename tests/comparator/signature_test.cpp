// SPDX-License-Identifier: Apache-2.0
// Signatures differ where the comparator finds a difference, and only there.
#include "ftsim/comparator/signature.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/comparator/reference.hpp"

namespace ftsim::test {
namespace {

BundleDescription whole(std::size_t bytes) { return {bytes, {{"all", 0, bytes * 8}}}; }

TEST(Signature, IsXxh3OfTheWindow) {
    const BundleDescription byte = whole(1);
    for (const VectorKernel kernel : kernels()) {
        const WindowSignature signature(byte, Mask(byte), kernel);
        // From xxHash's own sanity test: XXH3 of nothing.
        EXPECT_EQ(signature.xxh3({}), 0x2D06'8005'38D3'94C2u);
    }
}

TEST(Signature, IsTheSameWithEveryKernel) {
    Random random(1);
    const BundleDescription byte = whole(1);
    const WindowSignature plain(byte, Mask(byte), VectorKernel::portable);
    for (std::size_t size = 0; size < 3'000; size += 1 + size / 8) {
        const Bytes window = random_bytes(random, size);
        for (const VectorKernel kernel : kernels()) {
            const WindowSignature signature(byte, Mask(byte), kernel);
            EXPECT_EQ(signature.xxh3(window), plain.xxh3(window)) << size;
        }
    }
}

// The window with all that does not count set to 0, bit by bit.
Bytes kept(const BundleDescription& bundle, const Mask& mask, Bytes window) {
    const Bytes copy = window;
    const std::size_t bits = bundle.bytes() * 8;
    for (std::size_t at = 0; at < window.size() * 8; ++at) {
        bool counts = false;
        for (const BundleField& field : bundle.fields()) {
            if (at % bits < field.offset || at % bits >= field.offset + field.width) continue;
            counts = bit(mask.counts(), at % bits);
            if (field.valid.empty()) continue;
            const auto& valid = bundle.fields()[bundle.index_of(field.valid)];
            counts = counts && bit(copy, at / bits * bits + valid.offset);
        }
        if (!counts && bit(window, at)) flip(window, at);
    }
    return window;
}

TEST(Signature, CountsWhatTheComparatorCounts) {
    Random random(2);
    for (int i = 0; i < 300; ++i) {
        const auto bundle = random_description(random, 1 + below(random, 70));
        const Mask mask = random_mask(random, bundle);
        const WindowSignature signature(bundle, mask);
        const Bytes a = random_bytes(random, bundle.bytes() * below(random, i % 9 ? 9 : 300));
        const Bytes zeroed = kept(bundle, mask, a);
        const BundleDescription all = whole(bundle.bytes());
        const WindowSignature plain(all, Mask(all));
        ASSERT_EQ(signature.xxh3(a), plain.xxh3(zeroed)) << i;
        ASSERT_EQ(signature.misr(a), plain.misr(zeroed)) << i;
        Bytes b = a;
        if (!b.empty()) flip(b, below(random, b.size() * 8));
        const bool same = !reference(bundle, mask, a, b);
        ASSERT_EQ(signature.xxh3(a) == signature.xxh3(b), same) << i;
        ASSERT_EQ(signature.misr(a) == signature.misr(b), same) << i;
    }
}

TEST(Signature, AnIntervalLeadsToTheCycle) {
    Random random(3);
    const BundleDescription bundle = whole(24);
    const WindowSignature signature(bundle, Mask(bundle));
    const WindowComparator comparator(bundle, bundle, Mask(bundle));
    const Bytes main = random_bytes(random, 24 * 1'050);
    const auto signed_main = signature.intervals(main, 100);
    EXPECT_EQ(signed_main.size(), 11u);
    EXPECT_FALSE(first_interval(signed_main, signed_main));
    for (const std::size_t cycle : {0, 99, 100, 777, 1'049}) {
        Bytes shadow = main;
        flip(shadow, cycle * 192 + 100);
        const auto interval = first_interval(signed_main, signature.intervals(shadow, 100));
        ASSERT_EQ(interval, cycle / 100);
        const std::size_t from = *interval * 100 * 24;
        const std::size_t bytes = std::min<std::size_t>(2'400, main.size() - from);
        const auto found = comparator.first_difference(std::span(main).subspan(from, bytes),
                                                       std::span(shadow).subspan(from, bytes));
        EXPECT_EQ(found, (WindowDifference{cycle % 100, 0, 100, 1}));
    }
}

TEST(Misr, ShiftsAsHardwareDoes) {
    Misr misr(16);
    const Bytes first = {std::byte{0x01}, std::byte{0x80}};
    misr.take(first);
    EXPECT_EQ(misr.signature(), 0x8001u);
    misr.take(Bytes(2));
    EXPECT_EQ(misr.signature(), 0x0002u ^ 0x100Bu);
    misr.take(Bytes(1, std::byte{0xFF}));  // filled up with zeros
    EXPECT_EQ(misr.signature(), (0x1009u << 1) ^ 0x00FFu);
}

// A primitive polynomial goes through all states but 0 before it comes back. 2^32 - 1 steps take
// too long here; 2^16 - 1 do not.
TEST(Misr, GoesThroughAllStates) {
    Misr misr(16);
    misr.take(Bytes(1, std::byte{1}));
    std::size_t steps = 0;
    do {
        misr.take(Bytes(2));
        ++steps;
    } while (misr.signature() != 1);
    EXPECT_EQ(steps, 65'535u);
}

TEST(Misr, AliasesAsOftenAsItSays) {
    Random random(4);
    std::size_t missed = 0;
    constexpr std::size_t kTries = 1 << 20;
    for (std::size_t i = 0; i < kTries; ++i) {
        Misr misr(16);  // linear: a difference is missed where its own signature is 0
        misr.take(random_bytes(random, 8));
        missed += misr.signature() == 0;
    }
    const double expected = aliasing_probability(16) * kTries;  // 16, give or take 4
    EXPECT_NEAR(static_cast<double>(missed), expected, 16);
    EXPECT_GT(missed, 2u);
    EXPECT_EQ(aliasing_probability(64), 0x1p-64);
}

TEST(Misr, MissesItsOwnPolynomial) {
    Misr misr(16);
    const Bytes shape = {std::byte{0x00}, std::byte{0x80}, std::byte{0x0B}, std::byte{0x10}};
    misr.take(shape);
    EXPECT_EQ(misr.signature(), 0u);
}

TEST(Signature, RefusesWhatItCannotSign) {
    const BundleDescription bundle = whole(16);
    const WindowSignature signature(bundle, Mask(bundle));
    EXPECT_THROW(signature.xxh3(Bytes(15)), std::invalid_argument);
    EXPECT_THROW(signature.misr(Bytes(17)), std::invalid_argument);
    EXPECT_THROW(signature.intervals(Bytes(16), 0), std::invalid_argument);
    EXPECT_THROW(WindowSignature(bundle, Mask(whole(15))), std::invalid_argument);
    EXPECT_THROW(Misr(8), std::invalid_argument);
    EXPECT_THROW(Misr(0), std::invalid_argument);
    const std::vector<std::uint64_t> one(1), two(2);
    EXPECT_THROW(first_interval(one, two), std::invalid_argument);
}

}  // namespace
}  // namespace ftsim::test
