// SPDX-License-Identifier: Apache-2.0
#pragma once

// A disk in memory that looks at how it is used, and a guest that drives it.

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

#include "ftsim/board/virtio/block.hpp"
#include "tests/unit/virtio_driver.hpp"

namespace ftsim::virtio_test {

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

struct DiskGuest {
    GuestRam ram;
    MemoryDisk disk;
    Rings rings{ram, GuestRam::kBase, 16};
    VirtioMmio slot{ram, std::make_unique<VirtioBlock>(disk, kLatency)};

    DiskGuest() {
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

}  // namespace ftsim::virtio_test
