// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/mmio.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/virtio_slot.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

TEST(VirtioMmio, SaysWhatItIs) {
    SlotGuest f;
    EXPECT_EQ(get(f.slot, 0), 0x7472'6976U);
    EXPECT_EQ(get(f.slot, 4), 2U);
    EXPECT_EQ(get(f.slot, 8), 77U);
    EXPECT_EQ(get(f.slot, 12), 0x554d'4551U);
    EXPECT_EQ(get(f.slot, 0xfc), 0U) << "the configuration never changes";
    EXPECT_EQ(get(f.slot, 0xb0), 0xffff'ffffU) << "no shared memory";
}

TEST(VirtioMmio, AnEmptySlotIsNothing) {
    GuestRam ram;
    VirtioMmio slot(ram, nullptr);
    for (uint32_t offset = 0; offset < VirtioMmio::kBytes; offset += 4) {
        set(slot, offset, 0xffff'ffff);
        const uint32_t expected = offset == 0    ? 0x7472'6976
                                  : offset == 4  ? 2
                                  : offset == 12 ? 0x554d'4551
                                                 : 0;
        EXPECT_EQ(get(slot, offset), expected) << offset;
    }
    slot.advance(100);
    EXPECT_EQ(slot.next_cycle(0), UINT64_MAX);
    EXPECT_FALSE(slot.interrupt());
    EXPECT_TRUE(saved(slot).empty());
}

TEST(VirtioMmio, FeaturesComeInHalves) {
    SlotGuest f;
    EXPECT_EQ(get(f.slot, kDeviceFeatures), kFeatureOfIts | kFeatureIndirect);
    set(f.slot, kDeviceFeaturesSelect, 1);
    EXPECT_EQ(get(f.slot, kDeviceFeatures), 1U) << "version 1";
    set(f.slot, kDeviceFeaturesSelect, 2);
    EXPECT_EQ(get(f.slot, kDeviceFeatures), 0U);
}

TEST(VirtioMmio, ARequestEndsWithAnInterrupt) {
    SlotGuest f;
    f.start();
    f.offer_and_notify(100);
    EXPECT_EQ(f.slot.next_cycle(100), 110U);
    f.slot.advance(109);
    EXPECT_FALSE(f.slot.interrupt());
    EXPECT_FALSE(f.slot.wrote_memory());
    f.slot.advance(110);
    EXPECT_TRUE(f.slot.interrupt());
    EXPECT_TRUE(f.slot.wrote_memory());
    EXPECT_FALSE(f.slot.wrote_memory()) << "told once";
    EXPECT_EQ(get(f.slot, kInterruptStatus), 1U);
    set(f.slot, kInterruptAck, 2);
    EXPECT_TRUE(f.slot.interrupt());
    set(f.slot, kInterruptAck, 1);
    EXPECT_FALSE(f.slot.interrupt());
    EXPECT_EQ(f.slot.next_cycle(111), UINT64_MAX);
}

TEST(VirtioMmio, AQueueThatIsNotReadyIsLeftAlone) {
    SlotGuest f;
    negotiate(f.slot);
    run(f.slot);
    f.offer_and_notify(0);
    f.slot.advance(100);
    EXPECT_EQ(f.rings.used_index(), 0U);
    EXPECT_FALSE(needs_reset(f.slot));
    for (const uint32_t number : {1U, 2U, 0xffff'ffffU}) set(f.slot, kQueueNotify, number);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX) << "no such queue";
}

TEST(VirtioMmio, AQueueCanBeStopped) {
    SlotGuest f;
    f.start();
    f.offer_and_notify(0);
    set(f.slot, kQueueReady, 0);
    EXPECT_EQ(get(f.slot, kQueueReady), 0U);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX);
    set(f.slot, kQueueReady, 1);
    set(f.slot, kQueueNotify, 0);
    f.slot.advance(10);
    EXPECT_EQ(f.rings.used_index(), 1U) << "and started again";
}

TEST(VirtioMmio, QueuesThatAreNotThereAreNotThere) {
    SlotGuest f;
    for (const uint32_t number : {1U, 2U, 0xffff'ffffU}) {
        set(f.slot, kQueueSelect, number);
        EXPECT_EQ(get(f.slot, kQueueSizeMax), 0U);
        set(f.slot, kQueueSize, 3);
        set(f.slot, kQueueReady, 1);
        EXPECT_EQ(get(f.slot, kQueueReady), 0U);
    }
    set(f.slot, kQueueSelect, 0);
    EXPECT_EQ(get(f.slot, kQueueSizeMax), 256U);
    EXPECT_FALSE(needs_reset(f.slot));
}

TEST(VirtioMmio, RingsStayWhereTheyAreWhileReady) {
    SlotGuest f;
    f.start();
    set(f.slot, kQueueSize, 3);
    set(f.slot, kQueueDescriptors, 0);
    set(f.slot, kQueueAvailable + 4, 9);
    set(f.slot, kQueueUsed, 1);
    f.offer_and_notify(0);
    f.slot.advance(10);
    EXPECT_EQ(f.rings.used_index(), 1U);
}

TEST(VirtioMmio, WritesToWhatIsReadOnlyAreIgnored) {
    SlotGuest f;
    const auto fresh = saved(f.slot);
    for (const uint32_t offset : {0x00U, 0x04U, 0x08U, 0x0cU, 0x10U, 0x34U, 0x60U, 0xfcU, 0x100U}) {
        set(f.slot, offset, 0xffff'ffff);
    }
    EXPECT_EQ(saved(f.slot), fresh);
}

TEST(VirtioMmio, RegistersAreWords) {
    SlotGuest f;
    const auto fresh = saved(f.slot);
    for (uint32_t offset = 0; offset < 0x100; ++offset) {
        for (const unsigned bytes : {1U, 2U, 4U}) {
            if (bytes == 4 && offset % 4 == 0) continue;
            EXPECT_EQ(f.slot.load(offset, bytes, 0), 0U);
            f.slot.store(offset, 0xffff'ffff, bytes, 0);
        }
    }
    EXPECT_EQ(saved(f.slot), fresh);
}

TEST(VirtioMmio, TheConfigurationIsReadInAnyWidth) {
    SlotGuest f;
    EXPECT_EQ(f.slot.load(0x103, 1, 0), 0x13U);
    EXPECT_EQ(f.slot.load(0x102, 2, 0), 0x1312U);
    EXPECT_EQ(f.slot.load(0x104, 4, 0), 0x1716'1514U);
    EXPECT_EQ(f.slot.load(0x106, 4, 0), 0x1716U);
    EXPECT_EQ(f.slot.load(0x1fc, 4, 0), 0U);
}

TEST(VirtioMmio, ASavedSlotGoesOnTheSameWay) {
    SlotGuest f;
    f.start();
    f.offer_and_notify(5);
    const auto bytes = saved(f.slot);
    SlotGuest other;
    other.ram.bytes = f.ram.bytes;
    load(other.slot, bytes);
    EXPECT_EQ(saved(other.slot), bytes);
    for (SlotGuest* each : {&f, &other}) {
        EXPECT_EQ(each->slot.next_cycle(6), 15U);
        each->slot.advance(15);
    }
    const auto untold = saved(f.slot);
    EXPECT_TRUE(f.slot.wrote_memory());
    EXPECT_TRUE(other.slot.wrote_memory());
    load(other.slot, untold);
    EXPECT_TRUE(other.slot.wrote_memory()) << "not yet told";
    EXPECT_EQ(saved(other.slot), saved(f.slot));
    EXPECT_EQ(other.ram.bytes, f.ram.bytes);
}

// Any word in any register, in any order.
TEST(VirtioMmio, GarbageNeverHurts) {
    std::mt19937_64 random(3);
    SlotGuest f;
    const std::size_t state_bytes = saved(f.slot).size();
    unsigned served = 0;
    unsigned resets_needed = 0;
    for (unsigned trial = 0; trial < 2000; ++trial) {
        const uint64_t tables[] = {GuestRam::kBase};
        fill_with_garbage(f.ram, tables, random);
        f.ram.set<uint32_t>(f.rings.available, static_cast<uint32_t>(random() % 10) << 16);
        f.ram.set<uint16_t>(f.rings.used + 2, 0);
        f.start();
        for (unsigned i = 0; i < 20; ++i) {
            const uint64_t cycle = 100 * trial + 5 * i;
            const auto offset = static_cast<uint32_t>(random() % 0x80 * 4);
            const auto word = static_cast<uint32_t>(random() % 2 ? random() : random() % 16);
            if (i % 5 == 0) set(f.slot, kQueueNotify, 0, cycle);
            if (random() % 2 == 0) f.slot.store(offset, word, 4, cycle);
            f.slot.load(offset, 4, cycle);
            f.slot.advance(cycle);
        }
        served += f.rings.used_index();
        resets_needed += needs_reset(f.slot);
        set(f.slot, kStatus, 0);
        ASSERT_EQ(saved(f.slot).size(), state_bytes);
    }
    EXPECT_GT(served, 100U);
    EXPECT_GT(resets_needed, 100U);
}

}  // namespace
}  // namespace ftsim
