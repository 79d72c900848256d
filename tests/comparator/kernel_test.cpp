// SPDX-License-Identifier: Apache-2.0
// Every kernel against loops that a child can read.
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "comparator/kernels/table.hpp"
#include "ftsim/comparator/window.hpp"
#include "tests/comparator/support.hpp"

namespace ftsim::testing {
namespace {

using kernels::Table;

std::size_t plain_mismatch(const ByteString& a, const ByteString& b, const ByteString& care,
                           std::size_t period) {
    std::size_t i = 0;
    while (i < a.size() && ((a[i] ^ b[i]) & care[i % period]) == std::byte{0}) ++i;
    return i;
}

class KernelTest : public ::testing::TestWithParam<Kernel> {
protected:
    const Table& table_ = kernels::table(GetParam());
};

// Sizes around the vectors, at every alignment.
TEST_P(KernelTest, FindsOneBitAtEveryPosition) {
    std::mt19937 random(1);
    const ByteString ones(400, std::byte{0xff}), zeros(400);
    for (const std::size_t size :
         {0, 1, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200, 255, 256, 257, 300}) {
        for (const std::size_t shift : {0, 1, 13, 63}) {
            const ByteString base = random_bytes(random, size + 64);
            ByteString other = base;
            const std::byte* a = base.data() + shift;
            std::byte* b = other.data() + shift;
            ASSERT_EQ(table_.mismatch(a, b, size), size);
            // What lies behind the end does not matter.
            if (shift + size < other.size()) other[shift + size] ^= std::byte{1};
            ASSERT_EQ(table_.mismatch(a, b, size), size);
            ASSERT_EQ(table_.mismatch3(a, b, a, size), size);
            ASSERT_TRUE(table_.equal(a, b, size));
            ASSERT_TRUE(table_.equal_masked(a, b, size, ones.data()));
            for (std::size_t bit = 0; bit < 8 * size; ++bit) {
                b[bit / 8] ^= std::byte{1} << bit % 8;
                ASSERT_EQ(table_.mismatch(a, b, size), bit / 8);
                ASSERT_FALSE(table_.equal(a, b, size));
                ASSERT_FALSE(table_.equal_masked(a, b, size, ones.data()));
                ASSERT_TRUE(table_.equal_masked(a, b, size, zeros.data()));
                ASSERT_EQ(table_.mismatch3(a, b, a, size), bit / 8);
                ASSERT_EQ(table_.mismatch3(a, a, b, size), bit / 8);
                ASSERT_EQ(table_.mismatch3(b, a, a, size), bit / 8);
                b[bit / 8] ^= std::byte{1} << bit % 8;
            }
        }
    }
}

TEST_P(KernelTest, FindsTheFirstOfManyUnderAnyMask) {
    std::mt19937 random(2);
    for (unsigned round = 0; round < 20'000; ++round) {
        const std::size_t size = random() % 700, period = 64 * (1 + random() % 4);
        const ByteString a = random_bytes(random, size);
        ByteString b = a;
        for (std::size_t i = random() % 6; i > 0 && size > 0; --i) {
            b[random() % size] ^= std::byte{1} << random() % 8;
        }
        ByteString care(period + 64);
        for (std::size_t i = 0; i < care.size(); ++i) {
            care[i] = i < period ? static_cast<std::byte>(random() | random()) : care[i - period];
        }
        ASSERT_EQ(table_.mismatch_masked(a.data(), b.data(), size, care.data(), period),
                  plain_mismatch(a, b, care, period));
        const ByteString ones(64, std::byte{0xff});
        ASSERT_EQ(table_.mismatch(a.data(), b.data(), size), plain_mismatch(a, b, ones, 64));
    }
}

TEST_P(KernelTest, TakesTheMajorityOfEveryBit) {
    std::mt19937 random(3);
    for (unsigned round = 0; round < 3'000; ++round) {
        const std::size_t size = random() % 300;
        const ByteString a = random_bytes(random, size), b = random_bytes(random, size),
                         c = random_bytes(random, size);
        ByteString to(size + 1, std::byte{0x5a});
        table_.majority(a.data(), b.data(), c.data(), to.data(), size);
        for (std::size_t bit = 0; bit < 8 * size; ++bit) {
            const auto at = [&](const ByteString& x) {
                return std::to_integer<int>(x[bit / 8] >> bit % 8 & std::byte{1});
            };
            ASSERT_EQ(at(to), at(a) + at(b) + at(c) > 1) << bit;
        }
        ASSERT_EQ(to[size], std::byte{0x5a}) << "nothing behind the end is written";
    }
}

INSTANTIATE_TEST_SUITE_P(Every, KernelTest, ::testing::ValuesIn(supported_kernels()),
                         [](const auto& test) { return std::string(name(test.param)); });

TEST(Kernels, TheForcedOneIsTheOneThatRuns) {
    std::set<const void*> loops;
    for (const Kernel kernel : supported_kernels()) {
        const Table& table = kernels::table(kernel);
        EXPECT_EQ(table.kernel, kernel);
        loops.insert(reinterpret_cast<const void*>(table.mismatch));
        EXPECT_EQ(WindowComparator(Bundle(1, {{"x", 0, 8}}), kernel).kernel(), kernel);
    }
    EXPECT_EQ(loops.size(), supported_kernels().size());
    EXPECT_EQ(best_kernel(), supported_kernels().back());
}

TEST(Kernels, OneThatIsNotSupportedIsRefused) {
    for (const Kernel kernel : {Kernel::avx2, Kernel::avx512}) {
        if (supported(kernel)) continue;
        EXPECT_THROW(kernels::table(kernel), std::invalid_argument);
    }
}

}  // namespace
}  // namespace ftsim::testing
