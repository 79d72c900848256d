// SPDX-License-Identifier: Apache-2.0
// Bundles and windows: random descriptions and streams against a reference that looks at each bit.
#include "ftsim/comparator/bundle.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "ftsim/comparator/window.hpp"
#include "tests/comparator/support.hpp"

namespace ftsim::testing {
namespace {

bool bit_at(const std::byte* bytes, std::size_t bit) {
    return std::to_integer<unsigned>(bytes[bit / 8] >> bit % 8 & std::byte{1}) != 0;
}

std::optional<BundleDifference> reference(const Bundle& bundle, const ByteString& a,
                                          const ByteString& b) {
    for (std::size_t cycle = 0; cycle < a.size() / bundle.bytes(); ++cycle) {
        const std::byte* left = a.data() + cycle * bundle.bytes();
        const std::byte* right = b.data() + cycle * bundle.bytes();
        std::optional<BundleDifference> first;
        uint64_t bits = 0;
        for (std::size_t bit = 0; bit < 8 * bundle.bytes(); ++bit) {
            if (bit_at(left, bit) == bit_at(right, bit)) continue;
            if (!bit_at(bundle.care().data(), bit)) continue;
            for (std::size_t index = 0; index < bundle.fields().size(); ++index) {
                const BundleField& field = bundle.fields()[index];
                if (bit < field.first_bit || bit >= field.first_bit + field.bits) continue;
                if (!field.valid.empty()) {
                    const std::size_t valid = bundle.fields()[*bundle.find(field.valid)].first_bit;
                    if (!bit_at(left, valid) && !bit_at(right, valid)) continue;
                }
                ++bits;
                if (!first) first = BundleDifference{cycle, index, bit - field.first_bit, 0};
            }
        }
        if (first) {
            first->bits = bits;
            return first;
        }
    }
    return std::nullopt;
}

/// Fields one behind the other with gaps; some are qualified, some whole bytes.
Bundle random_bundle(std::mt19937& random, std::size_t bytes) {
    std::vector<BundleField> fields = {{"valid0", 0, 1}, {"valid1", 1, 1}};
    const bool by_byte = random() % 2 != 0;
    std::size_t bit = by_byte ? 8 : 2;
    while (bit < 8 * bytes && fields.size() < 40) {
        std::size_t bits = 1 + random() % 40;
        if (by_byte) bits = (bits + 7) / 8 * 8;
        bits = std::min(bits, 8 * bytes - bit);
        const char* valid[] = {"", "valid0", "valid1"};
        if (random() % 8 != 0) {
            fields.push_back({"f" + std::to_string(bit), bit, bits, valid[random() % 3]});
        }
        bit += bits;
    }
    ByteString dont_care;
    if (random() % 3 == 0) {
        dont_care = random_bytes(random, bytes);
        for (std::byte& mask : dont_care) mask &= static_cast<std::byte>(random() & random());
    }
    return Bundle(bytes, std::move(fields), dont_care);
}

TEST(WindowComparator, IsWhatLookingAtEveryBitGives) {
    std::mt19937 random(1);
    unsigned different = 0;
    for (unsigned round = 0; round < 3'000; ++round) {
        const std::size_t sizes[] = {1, 2, 4, 8, 16, 32, 64, 3, 24, 40, 57, 120, 199, 257};
        const std::size_t bytes = sizes[random() % std::size(sizes)];
        const Bundle bundle = random_bundle(random, bytes);
        const ByteString a = random_bytes(random, bytes * (random() % 40));
        ByteString b = a;
        for (std::size_t i = random() % 12; i > 0 && !b.empty(); --i) {
            b[random() % b.size()] ^= std::byte{1} << random() % 8;
        }
        const auto expected = reference(bundle, a, b);
        different += expected.has_value();
        for (const Kernel kernel : supported_kernels()) {
            const WindowComparator comparator(bundle, kernel);
            ASSERT_EQ(comparator.compare(a, b), expected) << bytes << " " << name(kernel);
            if (a.size() >= bytes) {
                const ByteString one(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(bytes));
                const ByteString other(b.begin(), b.begin() + static_cast<std::ptrdiff_t>(bytes));
                ASSERT_EQ(comparator.equal(a.data(), b.data()), !reference(bundle, one, other));
            }
        }
    }
    EXPECT_GT(different, 500U);
    EXPECT_LT(different, 2'900U);
}

TEST(WindowComparator, DataCountsWhileItIsValid) {
    const Bundle bus(12, {{"addr", 0, 32}, {"wdata", 32, 32, "we"}, {"we", 64, 1}});
    for (const Kernel kernel : supported_kernels()) {
        const WindowComparator comparator(bus, kernel);
        ByteString a(24), b(24);
        b[5] = std::byte{0x10};   // cycle 0: not valid
        b[17] = std::byte{0x10};  // cycle 1
        EXPECT_FALSE(comparator.compare(a, b));
        b[20] = std::byte{1};
        EXPECT_EQ(comparator.compare(a, b), (BundleDifference{1, 1, 12, 2})) << "we differs, too";
        a[20] = std::byte{1};
        EXPECT_EQ(comparator.compare(a, b), (BundleDifference{1, 1, 12, 1}));
    }
}

TEST(WindowComparator, RefusesWhatIsNoWindow) {
    const WindowComparator comparator(Bundle(4, {{"x", 0, 32}}));
    const ByteString bytes(12);
    const std::span<const std::byte> all = bytes;
    EXPECT_FALSE(comparator.compare(all, all));
    EXPECT_FALSE(comparator.compare({}, {}));
    EXPECT_THROW(comparator.compare(all, all.first(8)), std::invalid_argument);
    EXPECT_THROW(comparator.compare(all.first(5), all.first(5)), std::invalid_argument);
}

TEST(Bundle, RefusesWhatCannotBe) {
    const ByteString mask(3);
    EXPECT_THROW(Bundle(0, {{"x", 0, 1}}), std::invalid_argument);
    EXPECT_THROW(Bundle(Bundle::kMaxBytes + 1, {{"x", 0, 1}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 0, 0}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 30, 3}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 1, SIZE_MAX}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 0, 8}, {"y", 7, 2}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 0, 8}, {"x", 8, 2}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 0, 8, "we"}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 0, 8, "y"}, {"y", 8, 2}}), std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 0, 8, "y"}, {"y", 8, 1, "z"}, {"z", 9, 1}}),
                 std::invalid_argument);
    EXPECT_THROW(Bundle(4, {{"x", 0, 8}}, mask), std::invalid_argument);
}

}  // namespace
}  // namespace ftsim::testing
