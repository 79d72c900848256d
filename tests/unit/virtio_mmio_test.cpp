// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/mmio.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "ftsim/board/state_bytes.hpp"
#include "tests/unit/virtio_driver.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

constexpr uint64_t kFeatureOfIts = 1 << 3;

// Gives every chain back ten cycles after its notification.
class Returner : public VirtioDevice {
public:
    uint32_t id() const override { return 77; }
    uint64_t features() const override { return kFeatureOfIts; }
    unsigned queues() const override { return 1; }
    uint8_t config(uint32_t offset) const override {
        return offset < 8 ? static_cast<uint8_t>(0x10 + offset) : 0;
    }
    void notify(unsigned, std::span<Virtqueue>, uint64_t cycle) override { due_ = cycle + 10; }
    void stop(unsigned) override { due_ = UINT64_MAX; }
    void advance(std::span<Virtqueue> queues, uint64_t cycle) override {
        if (cycle < due_) return;
        due_ = UINT64_MAX;
        Chain chain;
        for (unsigned i = 0; i < 256; ++i) {
            const auto head = queues[0].take();
            if (!head || !queues[0].walk(*head, chain)) return;
            queues[0].give_back(*head, 0);
        }
    }
    uint64_t next_cycle(uint64_t) const override { return due_; }
    void save(std::vector<std::byte>& to) const override { put_state(to, due_); }
    void load(std::span<const std::byte>& from) override { due_ = take_state<uint64_t>(from); }

private:
    uint64_t due_ = UINT64_MAX;
};

struct Fixture {
    GuestRam ram;
    Rings rings{ram, GuestRam::kBase, 8};
    VirtioMmio slot{ram, std::make_unique<Returner>()};

    void start() {
        negotiate(slot);
        place_queue(slot, 0, rings, 8);
        run(slot);
    }
    void offer_and_notify(uint64_t cycle) {
        rings.offer(0, {{GuestRam::kBase + 0x1'0000, 16}});
        set(slot, kQueueNotify, 0, cycle);
    }
};

TEST(VirtioMmio, SaysWhatItIs) {
    Fixture f;
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
    Fixture f;
    EXPECT_EQ(get(f.slot, kDeviceFeatures), kFeatureOfIts | kFeatureIndirect);
    set(f.slot, kDeviceFeaturesSelect, 1);
    EXPECT_EQ(get(f.slot, kDeviceFeatures), 1U) << "version 1";
    set(f.slot, kDeviceFeaturesSelect, 2);
    EXPECT_EQ(get(f.slot, kDeviceFeatures), 0U);
}

TEST(VirtioMmio, RefusesFeaturesThatItDidNotOffer) {
    const auto agreed = [](VirtioMmio& slot) { return (get(slot, kStatus) & kFeaturesOk) != 0; };
    for (const uint64_t good :
         {kFeatureVersion1, kFeatureVersion1 | kFeatureIndirect | kFeatureOfIts}) {
        Fixture f;
        negotiate(f.slot, good);
        EXPECT_TRUE(agreed(f.slot));
    }
    for (const uint64_t bad : {uint64_t{0}, kFeatureIndirect, kFeatureVersion1 | 1,
                               kFeatureVersion1 | uint64_t{1} << 29, UINT64_MAX}) {
        Fixture f;
        negotiate(f.slot, bad);
        EXPECT_FALSE(agreed(f.slot)) << std::hex << bad;
        accept_features(f.slot, kFeatureVersion1);
        set(f.slot, kStatus, kFeaturesOk);
        EXPECT_TRUE(agreed(f.slot)) << "a second try";
    }
    Fixture f;
    set(f.slot, kDriverFeaturesSelect, 2);
    set(f.slot, kDriverFeatures, 1);
    negotiate(f.slot);
    EXPECT_FALSE(agreed(f.slot)) << "a feature beyond the 64";
}

TEST(VirtioMmio, FeaturesStandOnceAgreed) {
    Fixture f;
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

TEST(VirtioMmio, ARequestEndsWithAnInterrupt) {
    Fixture f;
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

TEST(VirtioMmio, NothingWorksBeforeDriverOk) {
    Fixture f;
    f.offer_and_notify(0);
    negotiate(f.slot);
    place_queue(f.slot, 0, f.rings, 8);
    set(f.slot, kQueueNotify, 0);
    f.slot.advance(100);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX);
    EXPECT_EQ(f.rings.used_index(), 0U);
    run(f.slot);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX) << "nothing of it is left";

    Fixture hasty;
    set(hasty.slot, kStatus, kAcknowledge | kDriver | kDriverOk);
    place_queue(hasty.slot, 0, hasty.rings, 8);
    hasty.offer_and_notify(0);
    hasty.slot.advance(100);
    EXPECT_EQ(hasty.rings.used_index(), 0U) << "without FEATURES_OK";
}

TEST(VirtioMmio, AQueueThatIsNotReadyIsLeftAlone) {
    Fixture f;
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
    Fixture f;
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
    Fixture f;
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
    Fixture f;
    f.start();
    set(f.slot, kQueueSize, 3);
    set(f.slot, kQueueDescriptors, 0);
    set(f.slot, kQueueAvailable + 4, 9);
    set(f.slot, kQueueUsed, 1);
    f.offer_and_notify(0);
    f.slot.advance(10);
    EXPECT_EQ(f.rings.used_index(), 1U);
}

TEST(VirtioMmio, ABrokenQueueNeedsAReset) {
    Fixture f;
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

TEST(VirtioMmio, ARingThatCannotBeIsToldAtDriverOk) {
    Fixture f;
    negotiate(f.slot);
    f.rings.descriptors += 4;
    place_queue(f.slot, 0, f.rings, 8);
    EXPECT_TRUE(needs_reset(f.slot));
    EXPECT_EQ(get(f.slot, kQueueReady), 0U);
    EXPECT_FALSE(f.slot.interrupt()) << "the driver is not yet there";
    run(f.slot);
    EXPECT_EQ(get(f.slot, kInterruptStatus), 2U);
}

TEST(VirtioMmio, ADriverCannotAskForAReset) {
    Fixture f;
    set(f.slot, kStatus, 0xffff'ffff);
    EXPECT_FALSE(needs_reset(f.slot));
    EXPECT_EQ(get(f.slot, kStatus), 0x87U) << "and features are not agreed";
}

TEST(VirtioMmio, AResetForgetsEverything) {
    Fixture f;
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

TEST(VirtioMmio, WritesToWhatIsReadOnlyAreIgnored) {
    Fixture f;
    const auto fresh = saved(f.slot);
    for (const uint32_t offset : {0x00U, 0x04U, 0x08U, 0x0cU, 0x10U, 0x34U, 0x60U, 0xfcU, 0x100U}) {
        set(f.slot, offset, 0xffff'ffff);
    }
    EXPECT_EQ(saved(f.slot), fresh);
}

TEST(VirtioMmio, RegistersAreWords) {
    Fixture f;
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
    Fixture f;
    EXPECT_EQ(f.slot.load(0x103, 1, 0), 0x13U);
    EXPECT_EQ(f.slot.load(0x102, 2, 0), 0x1312U);
    EXPECT_EQ(f.slot.load(0x104, 4, 0), 0x1716'1514U);
    EXPECT_EQ(f.slot.load(0x106, 4, 0), 0x1716U);
    EXPECT_EQ(f.slot.load(0x1fc, 4, 0), 0U);
}

TEST(VirtioMmio, ASavedSlotGoesOnTheSameWay) {
    Fixture f;
    f.start();
    f.offer_and_notify(5);
    const auto bytes = saved(f.slot);
    Fixture other;
    other.ram.bytes = f.ram.bytes;
    load(other.slot, bytes);
    EXPECT_EQ(saved(other.slot), bytes);
    for (Fixture* each : {&f, &other}) {
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
    Fixture f;
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
