// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/unit/virtio_slot.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

TEST(VirtioStatus, RefusesFeaturesThatItDidNotOffer) {
    const auto agreed = [](VirtioMmio& slot) { return (get(slot, kStatus) & kFeaturesOk) != 0; };
    for (const uint64_t good :
         {kFeatureVersion1, kFeatureVersion1 | kFeatureIndirect | kFeatureOfIts}) {
        SlotGuest f;
        negotiate(f.slot, good);
        EXPECT_TRUE(agreed(f.slot));
    }
    for (const uint64_t bad : {uint64_t{0}, kFeatureIndirect, kFeatureVersion1 | 1,
                               kFeatureVersion1 | uint64_t{1} << 29, UINT64_MAX}) {
        SlotGuest f;
        negotiate(f.slot, bad);
        EXPECT_FALSE(agreed(f.slot)) << std::hex << bad;
        accept_features(f.slot, kFeatureVersion1);
        set(f.slot, kStatus, kFeaturesOk);
        EXPECT_TRUE(agreed(f.slot)) << "a second try";
    }
    SlotGuest f;
    set(f.slot, kDriverFeaturesSelect, 2);
    set(f.slot, kDriverFeatures, 1);
    negotiate(f.slot);
    EXPECT_FALSE(agreed(f.slot)) << "a feature beyond the 64";
}

TEST(VirtioStatus, FeaturesStandOnceAgreed) {
    SlotGuest f;
    negotiate(f.slot);
    const auto agreed = saved(f.slot);
    accept_features(f.slot, 0);
    EXPECT_EQ(saved(f.slot), agreed);
    place_queue(f.slot, 0, f.rings, 8);
    run(f.slot);
    f.rings.set_chain(GuestRam::kBase + 0x2'0000, 0, {{GuestRam::kBase, 1}});
    f.rings.offer(0, {{GuestRam::kBase + 0x2'0000, 16, kIndirect}});
    set(f.slot, kQueueNotify, 0);
    f.slot.advance(10);
    EXPECT_EQ(f.rings.used_index(), 1U) << "indirect still holds";
}

TEST(VirtioStatus, NothingWorksBeforeDriverOk) {
    SlotGuest f;
    f.offer_and_notify(0);
    negotiate(f.slot);
    place_queue(f.slot, 0, f.rings, 8);
    set(f.slot, kQueueNotify, 0);
    f.slot.advance(100);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX);
    EXPECT_EQ(f.rings.used_index(), 0U);
    run(f.slot);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX) << "nothing of it is left";

    SlotGuest hasty;
    set(hasty.slot, kStatus, kAcknowledge | kDriver | kDriverOk);
    place_queue(hasty.slot, 0, hasty.rings, 8);
    hasty.offer_and_notify(0);
    hasty.slot.advance(100);
    EXPECT_EQ(hasty.rings.used_index(), 0U) << "without FEATURES_OK";
}

TEST(VirtioStatus, ABrokenQueueNeedsAReset) {
    SlotGuest f;
    f.start();
    f.ram.set<uint16_t>(f.rings.available + 2, 100);
    set(f.slot, kQueueNotify, 0);
    f.slot.advance(10);
    EXPECT_TRUE(needs_reset(f.slot));
    EXPECT_EQ(get(f.slot, kInterruptStatus), 2U);
    set(f.slot, kInterruptAck, 2);
    f.slot.advance(20);
    EXPECT_FALSE(f.slot.interrupt()) << "told once";
    set(f.slot, kStatus, kAcknowledge | kDriver | kFeaturesOk | kDriverOk);
    EXPECT_TRUE(needs_reset(f.slot)) << "no way out but zero";
    f.ram.set<uint16_t>(f.rings.available + 2, 1);
    set(f.slot, kQueueNotify, 0);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX);

    set(f.slot, kStatus, 0);
    EXPECT_EQ(get(f.slot, kStatus), 0U);
    f.ram.set<uint16_t>(f.rings.available + 2, 0);
    f.rings.index = 0;
    f.start();
    f.offer_and_notify(30);
    f.slot.advance(40);
    EXPECT_EQ(f.rings.used_index(), 1U);
    EXPECT_FALSE(needs_reset(f.slot));
}

TEST(VirtioStatus, ARingThatCannotBeIsToldAtDriverOk) {
    SlotGuest f;
    negotiate(f.slot);
    f.rings.descriptors += 4;
    place_queue(f.slot, 0, f.rings, 8);
    EXPECT_TRUE(needs_reset(f.slot));
    EXPECT_EQ(get(f.slot, kQueueReady), 0U);
    EXPECT_FALSE(f.slot.interrupt()) << "the driver is not yet there";
    run(f.slot);
    EXPECT_EQ(get(f.slot, kInterruptStatus), 2U);
}

TEST(VirtioStatus, ADriverCannotAskForAReset) {
    SlotGuest f;
    set(f.slot, kStatus, 0xffff'ffff);
    EXPECT_FALSE(needs_reset(f.slot));
    EXPECT_EQ(get(f.slot, kStatus), 0x87U) << "and features are not agreed";
}

TEST(VirtioStatus, AResetForgetsEverything) {
    SlotGuest f;
    const auto fresh = saved(f.slot);
    f.start();
    f.offer_and_notify(0);
    f.slot.advance(10);
    f.slot.wrote_memory();
    f.offer_and_notify(20);
    set(f.slot, kDeviceFeaturesSelect, 1);
    set(f.slot, kDriverFeaturesSelect, 1);
    set(f.slot, kQueueSelect, 1);
    EXPECT_NE(saved(f.slot), fresh);
    set(f.slot, kStatus, 0);
    EXPECT_EQ(saved(f.slot), fresh);
}

}  // namespace
}  // namespace ftsim
