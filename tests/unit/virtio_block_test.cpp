// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/block.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/unit/virtio_disk.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

TEST(VirtioBlock, SaysHowLargeItIs) {
    DiskGuest f;
    EXPECT_EQ(get(f.slot, 8), 2U);
    EXPECT_EQ(get(f.slot, kConfig), 64U);
    EXPECT_EQ(get(f.slot, kConfig + 4), 0U);
    EXPECT_EQ(get(f.slot, kConfig + 8), 65536U) << "bytes of a segment";
    EXPECT_EQ(get(f.slot, kConfig + 12), 254U) << "segments";
    EXPECT_EQ(get(f.slot, kConfig + 20), 512U) << "bytes of a block";
    EXPECT_EQ(get(f.slot, kConfig + 24), 0U);
    EXPECT_EQ(get(f.slot, kDeviceFeatures) & 0xffffU, 0x246U);
    f.disk.is_read_only = true;
    EXPECT_EQ(get(f.slot, kDeviceFeatures) & 0xffffU, 0x266U);
}

TEST(VirtioBlock, ReadsSectors) {
    DiskGuest f;
    EXPECT_EQ(f.ask(kIn, 5, {kData, 59 * 512, kDeviceWrites}), kOk);
    EXPECT_TRUE(f.same(kData, 5, 59 * 512));
    EXPECT_EQ(f.rings.last_used(), (Used{0, 59 * 512 + 1}));
    EXPECT_LE(f.disk.largest, 8192U) << "whatever the length";
}

TEST(VirtioBlock, WritesSectors) {
    DiskGuest f;
    for (unsigned i = 0; i < 40 * 512; ++i) f.ram.set(kData + i, static_cast<uint8_t>(i * 13));
    EXPECT_EQ(f.ask(kOut, 24, {kData, 40 * 512}), kOk);
    EXPECT_TRUE(f.same(kData, 24, 40 * 512));
    EXPECT_EQ(f.rings.last_used(), (Used{0, 1}));
    EXPECT_LE(f.disk.largest, 8192U);
}

// Header, data and status cut anywhere (virtio 1.2, section 2.7.4).
TEST(VirtioBlock, BuffersMayBeCutAnywhere) {
    DiskGuest f;
    f.set_header(kIn, 9);
    f.submit({{kHeader, 3},
              {kHeader + 3, 13},
              {kData, 100, kDeviceWrites},
              {kData + 100, 0, kDeviceWrites},
              {kData + 100, 413, kDeviceWrites}});
    f.slot.advance(kLatency);
    EXPECT_TRUE(f.same(kData, 9, 512));
    EXPECT_EQ(f.ram.get<uint8_t>(kData + 512), kOk);
    EXPECT_EQ(f.rings.last_used(), (Used{0, 513}));

    f.set_header(kOut, 9);
    f.submit({{kHeader, 16 + 200}, {kData, 312}, {kStatusByte, 1, kDeviceWrites}});
    f.slot.advance(kLatency);
    EXPECT_EQ(f.ram.get<uint8_t>(kStatusByte), kOk);
    EXPECT_TRUE(f.same(kHeader + 16, 9, 200));
    EXPECT_TRUE(std::equal(f.disk.bytes.begin() + 9 * 512 + 200, f.disk.bytes.begin() + 10 * 512,
                           f.ram.bytes.begin() + (kData - GuestRam::kBase)));
}

TEST(VirtioBlock, FlushesAndTellsItsName) {
    DiskGuest f;
    f.set_header(kFlush, 0);
    f.submit({{kHeader, 16}, {kStatusByte, 1, kDeviceWrites}});
    f.slot.advance(kLatency);
    EXPECT_EQ(f.ram.get<uint8_t>(kStatusByte), kOk);
    EXPECT_EQ(f.disk.flushes, 1U);
    EXPECT_EQ(f.ask(kGetId, 0, {kData, 20, kDeviceWrites}), kOk);
    EXPECT_EQ(f.ram.get<char>(kData), 'f');
    EXPECT_EQ(f.ram.get<char>(kData + 19), 0);
    EXPECT_EQ(f.rings.last_used(), (Used{0, 21}));
    EXPECT_EQ(f.ask(kGetId, 0, {kData, 5, kDeviceWrites}), kOk) << "as much as there is room for";
    EXPECT_EQ(f.rings.last_used(), (Used{0, 6}));
    EXPECT_EQ(f.ask(kGetId, 0, {kData, 512, kDeviceWrites}), kOk);
    EXPECT_EQ(f.rings.last_used(), (Used{0, 20})) << "the rest is as it was";
}

TEST(VirtioBlock, AnswersInOrderAfterTheLatency) {
    DiskGuest f;
    f.set_header(kIn, 1);
    f.set_header(kIn, 2, kHeader + 16);
    f.rings.offer(0, {{kHeader, 16}, {kData, 512, kDeviceWrites}, {kStatusByte, 1, kDeviceWrites}});
    set(f.slot, kQueueNotify, 0, 100);
    f.rings.offer(4, {{kHeader + 16, 16}, {kData + 512, 513, kDeviceWrites}});
    set(f.slot, kQueueNotify, 0, 150);
    EXPECT_EQ(f.slot.next_cycle(150), 1100U);
    f.slot.advance(1099);
    EXPECT_EQ(f.rings.used_index(), 0U);
    f.slot.advance(1100);
    EXPECT_EQ(f.rings.used_index(), 1U);
    EXPECT_TRUE(f.slot.interrupt());
    EXPECT_EQ(f.slot.next_cycle(1100), 1150U);
    f.slot.advance(1150);
    EXPECT_EQ(f.rings.last_used(), (Used{4, 513}));
    EXPECT_TRUE(f.same(kData, 1, 1024));
    EXPECT_EQ(f.slot.next_cycle(1150), UINT64_MAX);
}

TEST(VirtioBlock, ARequestThatWasAnsweredLeavesNoTrace) {
    std::vector<std::byte> states[2];
    for (const unsigned i : {0U, 1U}) {
        DiskGuest f;
        f.set_header(kFlush, 0);
        f.submit({{kHeader, 16}, {kStatusByte, 1, kDeviceWrites}}, 70 * i);
        f.slot.advance(kLatency + 70 * i);
        states[i] = saved(f.slot);
    }
    EXPECT_EQ(states[0], states[1]);
}

TEST(VirtioBlock, AFullQueueIsInFlightAtOnce) {
    DiskGuest f;
    f.set_header(kFlush, 0);
    f.rings.set_chain(f.rings.descriptors, 0, {{kHeader, 16}, {kStatusByte, 1, kDeviceWrites}});
    for (unsigned i = 0; i < 16; ++i) f.rings.offer(0);
    set(f.slot, kQueueNotify, 0);
    f.slot.advance(kLatency);
    EXPECT_EQ(f.rings.used_index(), 16U);
    EXPECT_EQ(f.disk.flushes, 16U);
}

TEST(VirtioBlock, AResetForgetsRequests) {
    DiskGuest f;
    f.set_header(kIn, 0);
    f.submit({{kHeader, 16}, {kData, 512, kDeviceWrites}, {kStatusByte, 1, kDeviceWrites}});
    set(f.slot, kStatus, 0);
    f.ram.set<uint16_t>(f.rings.available + 2, 0);
    f.start();
    f.slot.advance(kLatency);
    EXPECT_EQ(f.rings.used_index(), 0U);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX);
}

TEST(VirtioBlock, ASavedDiskGoesOnTheSameWay) {
    DiskGuest f;
    for (uint16_t i = 0; i < 3; ++i) {
        f.set_header(kIn, i, kHeader + 16U * i);
        f.rings.offer(static_cast<uint16_t>(4 * i),
                      {{kHeader + 16U * i, 16}, {kData + 1024U * i, 513, kDeviceWrites}});
        set(f.slot, kQueueNotify, 0, 100U * i);
    }
    f.slot.advance(kLatency);
    const auto bytes = saved(f.slot);
    DiskGuest other;
    other.ram.bytes = f.ram.bytes;
    EXPECT_EQ(saved(other.slot).size(), bytes.size());
    load(other.slot, bytes);
    EXPECT_EQ(saved(other.slot), bytes);
    for (DiskGuest* each : {&f, &other}) {
        EXPECT_EQ(each->slot.next_cycle(kLatency), kLatency + 100);
        each->slot.advance(kLatency + 200);
        EXPECT_EQ(each->rings.used_index(), 3U);
    }
    EXPECT_EQ(saved(other.slot), saved(f.slot));
    EXPECT_EQ(other.ram.bytes, f.ram.bytes);
}

}  // namespace
}  // namespace ftsim
