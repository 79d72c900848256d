// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/compare.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "ftsim/model/core_ports.hpp"

namespace ftsim {
namespace {

// Inverts every bit of the outputs in turn: does this comparator see all of them?
template <class Equal>
bool sees_every_bit(Equal equal) {
    for (std::size_t bit = 0; bit < sizeof(CoreOutputs) * 8; ++bit) {
        CoreOutputs a, b;
        auto* bytes = reinterpret_cast<std::byte*>(&b);
        bytes[bit / 8] ^= std::byte{1} << bit % 8;
        if (equal(a, b)) return false;
    }
    return equal(CoreOutputs{}, CoreOutputs{});
}

TEST(Comparator, SeesEveryBitOfEveryOutput) {
    EXPECT_TRUE(sees_every_bit(outputs_equal<CoreOutputs>));
}

TEST(Comparator, WithAFieldLeftOutIsCaughtByThatTest) {
    for (const OutputField& field : kCoreOutputFields) {
        const auto mutant = [&](CoreOutputs a, const CoreOutputs& b) {
            std::memcpy(reinterpret_cast<std::byte*>(&a) + field.offset,
                        reinterpret_cast<const std::byte*>(&b) + field.offset, field.size);
            return outputs_equal(a, b);
        };
        EXPECT_FALSE(sees_every_bit(mutant)) << field.name;
    }
}

TEST(Comparator, NamesTheFieldThatDiffers) {
    for (const OutputField& field : kCoreOutputFields) {
        CoreOutputs a, b;
        reinterpret_cast<std::byte*>(&b)[field.offset] = std::byte{1};
        const OutputField* found = first_difference(std::span(kCoreOutputFields), a, b);
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(found->name, field.name);
    }
    EXPECT_EQ(first_difference(std::span(kCoreOutputFields), CoreOutputs{}, CoreOutputs{}),
              nullptr);
}

TEST(Comparator, FieldsCoverTheOutputsOnce) {
    std::vector<int> covered(sizeof(CoreOutputs));
    for (const OutputField& field : kCoreOutputFields) {
        for (std::size_t i = 0; i < field.size; ++i) ++covered[field.offset + i];
    }
    ++covered[offsetof(CoreOutputs, unused)];
    EXPECT_TRUE(std::all_of(covered.begin(), covered.end(), [](int times) { return times == 1; }));
}

}  // namespace
}  // namespace ftsim
