// SPDX-License-Identifier: Apache-2.0
// What a device asks of a disk that is somewhere else becomes one request a sector.
#include "ftsim/host/deferred_disk.hpp"

#include <gtest/gtest.h>

namespace ftsim::host {
namespace {

constexpr std::size_t kSector = BlockBackend::kSectorBytes;

replay::Event answer(uint64_t id, std::string data) {
    return {{}, replay::EventKind::disk_complete, static_cast<uint8_t>(id), std::move(data)};
}

BlockRequest reads(uint64_t sector, uint64_t bytes) { return {false, sector, bytes, {}}; }

TEST(DeferredDisk, ReadsASectorAfterTheOther) {
    DeferredDisk disk(64);
    ASSERT_FALSE(disk.begin(reads(7, 2 * kSector)));
    ASSERT_TRUE(disk.asks());
    EXPECT_EQ(disk.take_request(), (DiskRequest{1, false, 7, {}}));
    EXPECT_FALSE(disk.asks());
    EXPECT_EQ(disk.next_cycle(5), UINT64_MAX);
    EXPECT_FALSE(disk.complete(answer(2, "another's")));
    ASSERT_TRUE(disk.complete(answer(1, std::string(kSector, 'a'))));
    EXPECT_EQ(disk.take_request(), (DiskRequest{2, false, 8, {}}));
    ASSERT_TRUE(disk.complete(answer(2, "short")));
    EXPECT_EQ(disk.next_cycle(5), 5U);
    ASSERT_TRUE(disk.begin(reads(7, 2 * kSector)));
    std::string found(2 * kSector, 'x');
    EXPECT_TRUE(disk.read(7, std::as_writable_bytes(std::span(found)), 0));
    EXPECT_EQ(found, std::string(kSector, 'a') + "short" + std::string(kSector - 5, '\0'));
}

TEST(DeferredDisk, WritesWhatTheDeviceHas) {
    DeferredDisk disk(64);
    const auto fill = [](std::span<std::byte> to) {
        std::fill(to.begin(), to.end(), std::byte{'w'});
        return true;
    };
    ASSERT_FALSE(disk.begin({true, 3, kSector, fill}));
    EXPECT_EQ(disk.take_request(), (DiskRequest{1, true, 3, std::string(kSector, 'w')}));
    ASSERT_TRUE(disk.complete(answer(1, std::string(1, '\0'))));
    ASSERT_TRUE(disk.begin({true, 3, kSector, fill}));
    EXPECT_TRUE(disk.write(3, {}, 0));
}

TEST(DeferredDisk, AnErrorIsTheWholeRequests) {
    DeferredDisk disk(64);
    ASSERT_FALSE(disk.begin(reads(1, 4 * kSector)));
    disk.take_request();
    ASSERT_TRUE(disk.complete(answer(1, {})));
    EXPECT_FALSE(disk.asks());
    ASSERT_TRUE(disk.begin(reads(1, 4 * kSector)));
    std::string found(kSector, 'x');
    EXPECT_FALSE(disk.read(1, std::as_writable_bytes(std::span(found)), 0));
}

// The answer to what a driver has given up is nobody's.
TEST(DeferredDisk, ADriverMayAskForSomethingElse) {
    DeferredDisk disk(64);
    ASSERT_FALSE(disk.begin(reads(1, kSector)));
    disk.take_request();
    ASSERT_TRUE(disk.complete(answer(1, "one")));
    ASSERT_FALSE(disk.begin(reads(2, kSector)));
    EXPECT_EQ(disk.take_request(), (DiskRequest{2, false, 2, {}}));
}

TEST(DeferredDisk, GoesOnFromASavedState) {
    DeferredDisk disk(64), other(64);
    ASSERT_FALSE(disk.begin(reads(7, 2 * kSector)));
    disk.take_request();
    std::vector<std::byte> bytes;
    disk.save(bytes);
    std::span<const std::byte> from = bytes;
    ASSERT_TRUE(other.load(from));
    EXPECT_TRUE(from.empty());
    EXPECT_TRUE(other.complete(answer(1, "a")));
    EXPECT_EQ(other.take_request(), (DiskRequest{2, false, 8, {}}));
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
        std::span<const std::byte> some = std::span(bytes).first(cut);
        EXPECT_FALSE(DeferredDisk(64).load(some)) << cut;
    }
}

}  // namespace
}  // namespace ftsim::host
