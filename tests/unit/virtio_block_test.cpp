// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/block.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <random>

#include "tests/unit/virtio_driver.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

constexpr uint64_t kHeader = GuestRam::kBase + 0x1'0000;
constexpr uint64_t kStatusByte = GuestRam::kBase + 0x1'1000;
constexpr uint64_t kData = GuestRam::kBase + 0x1'2000;
constexpr uint64_t kLatency = 1000;

enum Type : uint32_t { kIn = 0, kOut = 1, kFlush = 4, kGetId = 8, kDiscard = 11 };
enum Answer : uint8_t { kOk = 0, kIoError = 1, kUnsupported = 2, kNone = 0xff };

class MemoryDisk : public BlockBackend {
public:
    uint64_t sectors() const override { return bytes.size() / kSectorBytes; }
    bool read_only() const override { return is_read_only; }
    bool read(uint64_t sector, std::span<std::byte> to, uint64_t) override {
        EXPECT_TRUE(holds(sector, to.size()));
        if (fails) return false;
        std::copy_n(bytes.begin() + static_cast<long>(sector * kSectorBytes), to.size(),
                    to.begin());
        return true;
    }
    bool write(uint64_t sector, std::span<const std::byte> from, uint64_t) override {
        EXPECT_TRUE(holds(sector, from.size()));
        if (fails) return false;
        std::copy(from.begin(), from.end(),
                  bytes.begin() + static_cast<long>(sector * kSectorBytes));
        return true;
    }
    bool flush(uint64_t) override {
        ++flushes;
        return !fails;
    }

    std::vector<std::byte> bytes = std::vector<std::byte>(64 * kSectorBytes);
    bool is_read_only = false;
    bool fails = false;
    unsigned flushes = 0;
    std::size_t largest = 0;  // bytes at once

private:
    bool holds(uint64_t sector, std::size_t count) {
        largest = std::max(largest, count);
        return count % kSectorBytes == 0 && sector * kSectorBytes + count <= bytes.size();
    }
};

struct Fixture {
    GuestRam ram;
    MemoryDisk disk;
    Rings rings{ram, GuestRam::kBase, 16};
    VirtioMmio slot{ram, std::make_unique<VirtioBlock>(disk, kLatency)};

    Fixture() {
        for (std::size_t i = 0; i < disk.bytes.size(); ++i) {
            disk.bytes[i] = static_cast<std::byte>(i * 7 + i / 512);
        }
        start();
    }
    void start() {
        negotiate(slot);
        place_queue(slot, 0, rings, 16);
        run(slot);
    }
    void set_header(uint32_t type, uint64_t sector, uint64_t address = kHeader) {
        ram.set(address, type);
        ram.set(address + 8, sector);
        ram.set<uint8_t>(kStatusByte, kNone);
    }
    void submit(std::initializer_list<Buffer> buffers, uint64_t cycle = 0) {
        rings.offer(0, buffers);
        set(slot, kQueueNotify, 0, cycle);
    }
    /// One request from notification to answer.
    uint8_t ask(uint32_t type, uint64_t sector, Buffer data) {
        set_header(type, sector);
        submit({{kHeader, 16}, data, {kStatusByte, 1, kDeviceWrites}});
        slot.advance(kLatency);
        return ram.get<uint8_t>(kStatusByte);
    }
    bool same(uint64_t address, uint64_t sector, uint64_t bytes) {
        return std::equal(disk.bytes.begin() + static_cast<long>(512 * sector),
                          disk.bytes.begin() + static_cast<long>(512 * sector + bytes),
                          ram.bytes.begin() + static_cast<long>(address - GuestRam::kBase));
    }
};

TEST(VirtioBlock, SaysHowLargeItIs) {
    Fixture f;
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
    Fixture f;
    EXPECT_EQ(f.ask(kIn, 5, {kData, 59 * 512, kDeviceWrites}), kOk);
    EXPECT_TRUE(f.same(kData, 5, 59 * 512));
    EXPECT_EQ(f.rings.last_used(), (Used{0, 59 * 512 + 1}));
    EXPECT_LE(f.disk.largest, 8192U) << "whatever the length";
}

TEST(VirtioBlock, WritesSectors) {
    Fixture f;
    for (unsigned i = 0; i < 40 * 512; ++i) f.ram.set(kData + i, static_cast<uint8_t>(i * 13));
    EXPECT_EQ(f.ask(kOut, 24, {kData, 40 * 512}), kOk);
    EXPECT_TRUE(f.same(kData, 24, 40 * 512));
    EXPECT_EQ(f.rings.last_used(), (Used{0, 1}));
    EXPECT_LE(f.disk.largest, 8192U);
}

// Header, data and status cut anywhere (virtio 1.2, section 2.7.4).
TEST(VirtioBlock, BuffersMayBeCutAnywhere) {
    Fixture f;
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
    Fixture f;
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

TEST(VirtioBlock, RefusesWhatIsNotOnTheDisk) {
    Fixture f;
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

TEST(VirtioBlock, RefusesMoreThanTheLimitsAllow) {
    Fixture f;
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

TEST(VirtioBlock, AReadOnlyDiskStaysAsItIs) {
    Fixture f;
    f.disk.is_read_only = true;
    const auto before = f.disk.bytes;
    EXPECT_EQ(f.ask(kOut, 0, {kData, 512}), kIoError);
    EXPECT_EQ(f.disk.bytes, before);
    EXPECT_EQ(f.ask(kIn, 0, {kData, 512, kDeviceWrites}), kOk);
}

TEST(VirtioBlock, ADiskThatFailsIsAnIoError) {
    Fixture f;
    f.disk.fails = true;
    EXPECT_EQ(f.ask(kIn, 0, {kData, 512, kDeviceWrites}), kIoError);
    EXPECT_EQ(f.ask(kOut, 0, {kData, 512}), kIoError);
    EXPECT_EQ(f.ask(kFlush, 0, {kData, 0}), kIoError);
    EXPECT_FALSE(needs_reset(f.slot));
}

TEST(VirtioBlock, AnswersInOrderAfterTheLatency) {
    Fixture f;
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
        Fixture f;
        f.set_header(kFlush, 0);
        f.submit({{kHeader, 16}, {kStatusByte, 1, kDeviceWrites}}, 70 * i);
        f.slot.advance(kLatency + 70 * i);
        states[i] = saved(f.slot);
    }
    EXPECT_EQ(states[0], states[1]);
}

TEST(VirtioBlock, AFullQueueIsInFlightAtOnce) {
    Fixture f;
    f.set_header(kFlush, 0);
    f.rings.set_chain(f.rings.descriptors, 0, {{kHeader, 16}, {kStatusByte, 1, kDeviceWrites}});
    for (unsigned i = 0; i < 16; ++i) f.rings.offer(0);
    set(f.slot, kQueueNotify, 0);
    f.slot.advance(kLatency);
    EXPECT_EQ(f.rings.used_index(), 16U);
    EXPECT_EQ(f.disk.flushes, 16U);
}

TEST(VirtioBlock, AResetForgetsRequests) {
    Fixture f;
    f.set_header(kIn, 0);
    f.submit({{kHeader, 16}, {kData, 512, kDeviceWrites}, {kStatusByte, 1, kDeviceWrites}});
    set(f.slot, kStatus, 0);
    f.ram.set<uint16_t>(f.rings.available + 2, 0);
    f.start();
    f.slot.advance(kLatency);
    EXPECT_EQ(f.rings.used_index(), 0U);
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX);
}

TEST(VirtioBlock, ARequestWithoutItsPartsNeedsAReset) {
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
        Fixture f;
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
    Fixture f;
    f.set_header(kOut, 0);
    f.submit({{kHeader, 16}, {GuestRam::kEnd, 512}, {kStatusByte, 1, kDeviceWrites}});
    f.slot.advance(kLatency);
    EXPECT_TRUE(needs_reset(f.slot)) << "to be written from outside memory";
}

TEST(VirtioBlock, ASavedDiskGoesOnTheSameWay) {
    Fixture f;
    for (uint16_t i = 0; i < 3; ++i) {
        f.set_header(kIn, i, kHeader + 16U * i);
        f.rings.offer(static_cast<uint16_t>(4 * i),
                      {{kHeader + 16U * i, 16}, {kData + 1024U * i, 513, kDeviceWrites}});
        set(f.slot, kQueueNotify, 0, 100U * i);
    }
    f.slot.advance(kLatency);
    const auto bytes = saved(f.slot);
    Fixture other;
    other.ram.bytes = f.ram.bytes;
    EXPECT_EQ(saved(other.slot).size(), bytes.size());
    load(other.slot, bytes);
    EXPECT_EQ(saved(other.slot), bytes);
    for (Fixture* each : {&f, &other}) {
        EXPECT_EQ(each->slot.next_cycle(kLatency), kLatency + 100);
        each->slot.advance(kLatency + 200);
        EXPECT_EQ(each->rings.used_index(), 3U);
    }
    EXPECT_EQ(saved(other.slot), saved(f.slot));
    EXPECT_EQ(other.ram.bytes, f.ram.bytes);
}

TEST(VirtioBlock, GarbageNeverHurts) {
    std::mt19937_64 random(4);
    Fixture f;
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
