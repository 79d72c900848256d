// SPDX-License-Identifier: Apache-2.0
// What is wrong with a description or a mask is refused where it is made, with a reason.
#include "ftsim/comparator/bundle.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "ftsim/comparator/window.hpp"

namespace ftsim {
namespace {

template <class Make>
std::string refusal(Make make) {
    try {
        make();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "accepted";
}

std::string refused_fields(std::size_t bytes, std::vector<BundleField> fields) {
    return refusal([&] { BundleDescription(bytes, fields); });
}

const BundleDescription kBus(8, {{"addr", 0, 31}, {"we", 31, 1}, {"wdata", 32, 32, "we"}});

TEST(Bundle, RefusesFieldsThatCannotBe) {
    EXPECT_EQ(refused_fields(0, {}), "bundle: 0 bytes instead of 1 to 65536");
    EXPECT_EQ(refused_fields(65'537, {}), "bundle: 65537 bytes instead of 1 to 65536");
    EXPECT_EQ(refused_fields(4, {{"", 3, 1}}), "bundle: a field without a name at bit 3");
    EXPECT_EQ(refused_fields(4, {{"a", 0, 0}}), "bundle: field a has no bits");
    EXPECT_EQ(refused_fields(4, {{"a", 0, 8}, {"b", 7, 1}}),
              "bundle: field b begins at bit 7, before the end of the one above it at bit 8");
    const std::string behind = "bundle: field a ends behind the bundle's 32 bits";
    EXPECT_EQ(refused_fields(4, {{"a", 0, 33}}), behind);
    EXPECT_EQ(refused_fields(4, {{"a", 32, 1}}), behind);
    EXPECT_EQ(refused_fields(4, {{"a", 8, static_cast<std::size_t>(-4)}}), behind);
    EXPECT_EQ(refused_fields(4, {{"a", 0, 1}, {"a", 1, 1}}), "bundle: two fields with the name a");
}

TEST(Bundle, RefusesValidBitsThatSayNothing) {
    EXPECT_EQ(refused_fields(4, {{"a", 0, 1, "we"}}), "bundle: no field we");
    EXPECT_EQ(refused_fields(4, {{"we", 0, 2}, {"a", 2, 1, "we"}}),
              "bundle: field we, valid of a, has 2 bits instead of one");
    EXPECT_EQ(refused_fields(4, {{"x", 0, 1}, {"we", 1, 1, "x"}, {"a", 2, 1, "we"}}),
              "bundle: field we, valid of a, counts only while another one does");
}

TEST(Bundle, RefusesMasksOfAnotherWidth) {
    const std::vector<std::byte> seven(7);
    EXPECT_EQ(refusal([&] { Mask(kBus, seven); }), "bundle: a mask of 7 bytes for a bundle of 8");
    const BundleDescription narrow(7, {{"addr", 0, 31}});
    EXPECT_EQ(refusal([&] { Mask(kBus).ignore(narrow, "addr"); }),
              "bundle: a mask of 8 bytes for a bundle of 7");
    EXPECT_EQ(refusal([&] { WindowComparator(kBus, kBus, Mask(narrow)); }),
              "compare: a mask of 7 bytes for a bundle of 8");
    EXPECT_EQ(refusal([&] { Mask(kBus).ignore(kBus, "wdata", 30, 3); }),
              "bundle: field wdata has 32 bits, not bits 30 and 3 from there on");
    EXPECT_EQ(refusal([&] { Mask(kBus).ignore(kBus, "rdata"); }), "bundle: no field rdata");
}

TEST(Bundle, RefusesTwoDescriptions) {
    const BundleDescription other(8, {{"addr", 0, 31}, {"we", 31, 1}, {"wdata", 32, 32}});
    EXPECT_EQ(refusal([&] { WindowComparator(kBus, other, Mask(kBus)); }),
              "compare: the two bundles have different descriptions");
    const BundleDescription holes(8, {{"addr", 0, 31}});
    EXPECT_EQ(refusal([&] { WindowComparator(holes, holes, Mask(kBus)); }),
              "compare: the mask is that of another description: it counts padding");
}

TEST(Bundle, RefusesAMaskThatHidesWhenAFieldCounts) {
    Mask mask(kBus);
    mask.ignore(kBus, "we");
    EXPECT_EQ(refusal([&] { WindowComparator(kBus, kBus, mask); }),
              "compare: the mask leaves out we, which says when wdata counts: leave out both");
    mask.ignore(kBus, "wdata");
    EXPECT_EQ(refusal([&] { WindowComparator(kBus, kBus, mask); }), "accepted");
}

TEST(Bundle, MaskLeavesOutWhatItIsTold) {
    Mask mask(kBus);
    mask.ignore(kBus, "wdata", 4, 9);
    mask.ignore(kBus, "addr");
    const std::vector<std::byte> wanted = {std::byte{0},    std::byte{0},    std::byte{0},
                                           std::byte{0x80}, std::byte{0x0F}, std::byte{0xE0},
                                           std::byte{0xFF}, std::byte{0xFF}};
    EXPECT_EQ(std::vector(mask.counts().begin(), mask.counts().end()), wanted);
}

}  // namespace
}  // namespace ftsim
