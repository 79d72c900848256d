// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <initializer_list>
#include <random>

#include "tests/unit/virtio_disk.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

TEST(VirtioBlockHostile, RefusesWhatIsNotOnTheDisk) {
    DiskGuest f;
    for (const uint64_t sector : {uint64_t{64}, uint64_t{65}, UINT64_MAX, uint64_t{1} << 55}) {
        EXPECT_EQ(f.ask(kIn, sector, {kData, 512, kDeviceWrites}), kIoError) << sector;
        EXPECT_EQ(f.rings.last_used().written, 0U) << "only the last byte";
        EXPECT_EQ(f.ask(kOut, sector, {kData, 512}), kIoError) << sector;
    }
    EXPECT_EQ(f.ask(kIn, 63, {kData, 1024, kDeviceWrites}), kIoError) << "over the end";
    EXPECT_EQ(f.ask(kIn, 0, {kData, 511, kDeviceWrites}), kIoError) << "not a whole sector";
    EXPECT_EQ(f.ask(kOut, 0, {kData, 513}), kIoError);
    EXPECT_EQ(f.ask(kIn, 0, {GuestRam::kBase, 0xffff'fe00, kDeviceWrites}), kIoError);
    EXPECT_EQ(f.ask(kIn, 64, {kData, 0, kDeviceWrites}), kOk) << "nothing, at the very end";
    EXPECT_EQ(f.ask(kDiscard, 0, {kData, 16}), kUnsupported);
    EXPECT_EQ(f.ask(0xffff'ffff, 0, {kData, 16, kDeviceWrites}), kUnsupported);
    EXPECT_FALSE(needs_reset(f.slot));
}

TEST(VirtioBlockHostile, RefusesMoreThanTheLimitsAllow) {
    DiskGuest f;
    f.disk.bytes.resize(40 << 20);
    constexpr uint64_t kTable = GuestRam::kBase + 0x2'0000;
    f.rings.set_descriptor(kTable, 0, {kHeader, 16, kNext}, 1);
    f.rings.set_descriptor(kTable, 255, {kStatusByte, 1, kDeviceWrites});
    for (const uint32_t bytes : {65536U, 131'072U}) {
        for (uint16_t i = 1; i <= 254; ++i) {
            f.rings.set_descriptor(kTable, i, {GuestRam::kBase, bytes, kNext}, i + 1);
        }
        f.set_header(kOut, 0);
        f.submit({{kTable, 256 * 16, kIndirect}});
        f.slot.advance(kLatency);
        EXPECT_EQ(f.ram.get<uint8_t>(kStatusByte), bytes == 65536 ? kOk : kIoError);
    }
}

TEST(VirtioBlockHostile, AReadOnlyDiskStaysAsItIs) {
    DiskGuest f;
    f.disk.is_read_only = true;
    const auto before = f.disk.bytes;
    EXPECT_EQ(f.ask(kOut, 0, {kData, 512}), kIoError);
    EXPECT_EQ(f.disk.bytes, before);
    EXPECT_EQ(f.ask(kIn, 0, {kData, 512, kDeviceWrites}), kOk);
}

TEST(VirtioBlockHostile, ADiskThatFailsIsAnIoError) {
    DiskGuest f;
    f.disk.fails = true;
    EXPECT_EQ(f.ask(kIn, 0, {kData, 512, kDeviceWrites}), kIoError);
    EXPECT_EQ(f.ask(kOut, 0, {kData, 512}), kIoError);
    EXPECT_EQ(f.ask(kFlush, 0, {kData, 0}), kIoError);
    EXPECT_FALSE(needs_reset(f.slot));
}

TEST(VirtioBlockHostile, ARequestWithoutItsPartsNeedsAReset) {
    const std::initializer_list<Buffer> requests[] = {
        {{kHeader, 15}, {kStatusByte, 1, kDeviceWrites}},
        {{kHeader, 16}},
        {{kHeader, 16}, {kStatusByte, 0, kDeviceWrites}},
        {{kStatusByte, 1, kDeviceWrites}},
        {{GuestRam::kEnd - 8, 16}, {kStatusByte, 1, kDeviceWrites}},
        {{kHeader, 16}, {GuestRam::kEnd, 1, kDeviceWrites}},
        {{kHeader, 16}, {GuestRam::kEnd - 256, 512, kDeviceWrites}, {kData, 1, kDeviceWrites}},
        {{kHeader, 16}, {0, 512, kDeviceWrites}, {kData, 1, kDeviceWrites}},
    };
    for (const auto& request : requests) {
        DiskGuest f;
        f.set_header(kIn, 0);
        f.ram.set<uint8_t>(kData, kNone);
        f.submit(request);
        EXPECT_FALSE(needs_reset(f.slot));
        f.slot.advance(kLatency);
        EXPECT_TRUE(needs_reset(f.slot)) << &request - requests;
        EXPECT_EQ(get(f.slot, kInterruptStatus), 2U);
        EXPECT_EQ(f.rings.used_index(), 0U);
        EXPECT_EQ(f.ram.get<uint8_t>(kData), kNone) << "no answer";
        EXPECT_EQ(f.slot.next_cycle(kLatency), UINT64_MAX);
    }
    DiskGuest f;
    f.set_header(kOut, 0);
    f.submit({{kHeader, 16}, {GuestRam::kEnd, 512}, {kStatusByte, 1, kDeviceWrites}});
    f.slot.advance(kLatency);
    EXPECT_TRUE(needs_reset(f.slot)) << "to be written from outside memory";
}

TEST(VirtioBlockHostile, GarbageNeverHurts) {
    std::mt19937_64 random(4);
    DiskGuest f;
    const std::size_t state_bytes = saved(f.slot).size();
    unsigned answered = 0;
    unsigned resets_needed = 0;
    for (unsigned trial = 0; trial < 4000; ++trial) {
        const uint64_t tables[] = {GuestRam::kBase};
        fill_with_garbage(f.ram, tables, random);
        f.ram.set<uint32_t>(f.rings.available, static_cast<uint32_t>(random() % 18) << 16);
        f.ram.set<uint16_t>(f.rings.used + 2, 0);
        // Good ends for some of the chains, and headers that mean something.
        for (unsigned i = 0; i < 16; i += 2) {
            const uint64_t header = GuestRam::kBase + 0x1'0000 + 16 * i;
            f.ram.set(header, static_cast<uint32_t>(random() % 10));
            f.ram.set(header + 8, random() % 70);
            f.rings.set_chain(f.rings.descriptors, i,
                              {{header, 16}, {kData, random() % 2 ? 513U : 1U, kDeviceWrites}});
        }
        // Sometimes the rings lie over each other.
        if (random() % 8 == 0) f.rings.used = f.rings.available + random() % 16 * 4;
        f.start();
        for (unsigned i = 0; i < 20; ++i) {
            const uint64_t cycle = 5000 * uint64_t{trial} + 200 * i;
            if (i % 4 == 0) set(f.slot, kQueueNotify, 0, cycle);
            if (random() % 4 == 0) {
                f.ram.set(GuestRam::kBase + random() % 0x3400, static_cast<uint8_t>(random()));
            }
            f.slot.advance(cycle);
        }
        answered += f.rings.used_index();
        resets_needed += needs_reset(f.slot);
        set(f.slot, kStatus, 0);
        f.rings.used = GuestRam::kBase + 0x3000;
        ASSERT_EQ(saved(f.slot).size(), state_bytes);
    }
    EXPECT_GT(answered, 1000U);
    EXPECT_GT(resets_needed, 1000U);
}

}  // namespace
}  // namespace ftsim
