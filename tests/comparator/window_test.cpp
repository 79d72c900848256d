// SPDX-License-Identifier: Apache-2.0
// Every kernel against the reference.
#include "ftsim/comparator/window.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/comparator/reference.hpp"

namespace ftsim::test {
namespace {

BundleDescription whole(std::size_t bytes) { return {bytes, {{"all", 0, bytes * 8}}}; }

WindowComparator comparator(const BundleDescription& description, const Mask& mask,
                            VectorKernel kernel) {
    return {description, description, mask, kernel};
}

class EachKernel : public testing::TestWithParam<VectorKernel> {};

TEST_P(EachKernel, SeesOneBitAtEveryPlaceAndAlignment) {
    const auto bytes = comparator(whole(1), Mask(whole(1)), GetParam());
    Random random(1);
    for (std::size_t size = 0; size <= 600; size += size < 300 ? 1 : 37) {
        const std::size_t shift_a = below(random, 64), shift_b = below(random, 64);
        Bytes a = random_bytes(random, size + 64), b = random_bytes(random, size + 64);
        const auto main = std::span(a).subspan(shift_a, size);
        const auto shadow = std::span(b).subspan(shift_b, size);
        std::copy(main.begin(), main.end(), shadow.begin());
        EXPECT_TRUE(bytes.equal(main, shadow)) << size;
        for (std::size_t bit = 0; bit < size * 8; ++bit) {
            flip(shadow, bit);
            const WindowDifference wanted = {bit / 8, 0, bit % 8, 1};
            ASSERT_EQ(bytes.first_difference(main, shadow), wanted) << size << " " << bit;
            flip(shadow, bit);
        }
    }
}

TEST_P(EachKernel, FindsTheFirstOfMany) {
    Random random(2);
    for (int i = 0; i < 2'000; ++i) {
        const BundleDescription bundle = whole(1 + below(random, 100));
        const auto both = comparator(bundle, Mask(bundle), GetParam());
        Bytes a = random_bytes(random, bundle.bytes() * below(random, 40));
        Bytes b = a;
        for (std::size_t n = below(random, 4); n > 0 && !b.empty(); --n) {
            flip(b, below(random, b.size() * 8));
        }
        ASSERT_EQ(both.first_difference(a, b), reference(bundle, Mask(bundle), a, b));
        ASSERT_EQ(both.equal(a, b), a == b);
    }
}

TEST_P(EachKernel, MasksAndValidBitsAtRandom) {
    Random random(3);
    for (int i = 0; i < 3'000; ++i) {
        const auto bundle = random_description(random, 1 + below(random, i % 7 ? 70 : 300));
        const Mask mask = random_mask(random, bundle);
        const auto both = comparator(bundle, mask, GetParam());
        Bytes a = random_bytes(random, bundle.bytes() * below(random, i % 5 ? 12 : 200));
        Bytes b = a;
        for (std::size_t n = below(random, 30); n > 0 && !b.empty(); --n) {
            flip(b, below(random, b.size() * 8));
        }
        const auto wanted = reference(bundle, mask, a, b);
        ASSERT_EQ(both.first_difference(a, b), wanted) << "bundle " << i;
        ASSERT_EQ(both.equal(a, b), !wanted) << "bundle " << i;
    }
}

// Everything that may differ does, and one bit that may not.
void see_each_bit_through_noise(const BundleDescription& bundle, Random& random,
                                VectorKernel kernel) {
    const std::size_t bytes = bundle.bytes(), cycles = 3 + 600 / bytes;
    const Mask mask = random_mask(random, bundle);
    const auto both = comparator(bundle, mask, kernel);
    const Bytes a = random_bytes(random, bytes * cycles);
    Bytes noisy = a;
    for (std::size_t bit = 0; bit < a.size() * 8; ++bit) {
        flip(noisy, bit);
        const std::size_t start = bit / 8 / bytes * bytes;
        if (reference(bundle, mask, std::span(a).subspan(start, bytes),
                      std::span(noisy).subspan(start, bytes))) {
            flip(noisy, bit);
        }
    }
    ASSERT_TRUE(both.equal(a, noisy)) << bytes;
    for (std::size_t bit = 0; bit < a.size() * 8; ++bit) {
        flip(noisy, bit);
        const std::size_t start = bit / 8 / bytes * bytes;
        auto wanted = reference(bundle, mask, std::span(a).subspan(start, bytes),
                                std::span(noisy).subspan(start, bytes));
        if (wanted) wanted->cycle = start / bytes;
        ASSERT_EQ(both.first_difference(a, noisy), wanted) << bytes << " " << bit;
        ASSERT_EQ(both.equal(a, noisy), !wanted) << bytes << " " << bit;
        flip(noisy, bit);
    }
}

TEST_P(EachKernel, SeesEachBitThroughNoiseInTheRest) {
    Random random(4);
    for (const std::size_t bytes : {1, 3, 8, 16, 17, 32, 40, 64, 65, 96, 200}) {
        see_each_bit_through_noise(random_description(random, bytes), random, GetParam());
    }
}

TEST_P(EachKernel, SeesEachBitThroughNoiseInQualifiedWords) {
    Random random(5);
    for (const std::size_t bytes : {8, 16, 32, 40, 64, 128, 200}) {
        see_each_bit_through_noise(qualified_words(bytes), random, GetParam());
    }
}

TEST_P(EachKernel, IsTheOneThatRan) {
    const auto masked = [](const BundleDescription& description) {
        Mask mask(description);
        mask.ignore(description, "all", 0, 1);
        return mask;
    };
    for (const std::size_t bytes : {16, 40, 64, 200}) {
        const BundleDescription bundle = whole(bytes);
        EXPECT_EQ(comparator(bundle, Mask(bundle), GetParam()).kernel_that_ran(1), GetParam());
        EXPECT_EQ(comparator(bundle, masked(bundle), GetParam()).kernel_that_ran(16), GetParam());
    }
}

TEST_P(EachKernel, RefusesWindowsThatDoNotFit) {
    const BundleDescription bundle = whole(16);
    const auto both = comparator(bundle, Mask(bundle), GetParam());
    const Bytes bytes(64);
    const auto window = std::span(bytes);
    EXPECT_THROW(both.equal(window.first(16), window.first(32)), std::invalid_argument);
    EXPECT_THROW(both.equal(window.first(17), window.first(17)), std::invalid_argument);
    EXPECT_THROW(both.first_difference(window.first(1), window.first(1)), std::invalid_argument);
    EXPECT_TRUE(both.equal({}, {}));
}

INSTANTIATE_TEST_SUITE_P(Comparator, EachKernel, testing::ValuesIn(kernels()),
                         [](const auto& test) { return std::string(name(test.param)); });

TEST(VectorKernel, RefusesWhatDoesNotRunHere) {
    const BundleDescription bundle = whole(1);
    EXPECT_TRUE(runs_here(VectorKernel::portable));
    EXPECT_TRUE(runs_here(best_kernel()));
    EXPECT_THROW(comparator(bundle, Mask(bundle), static_cast<VectorKernel>(7)),
                 std::invalid_argument);
    for (const VectorKernel kernel : kVectorKernels) {
        if (runs_here(kernel)) continue;
        EXPECT_THROW(comparator(bundle, Mask(bundle), kernel), std::invalid_argument);
    }
}

}  // namespace
}  // namespace ftsim::test
