// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/disk_mirror.hpp"

#include <gtest/gtest.h>

#include "ftsim/board/disk.hpp"
#include "ftsim/error.hpp"
#include "tests/unit/image_file.hpp"

namespace ftsim {
namespace {

constexpr uint64_t kSectors = 20;  // two blocks and a half
constexpr uint64_t kSector = DiskImage::kSectorBytes;

struct Mirror : ::testing::Test {
    ImageFile one{numbered_sectors(kSectors)}, other{numbered_sectors(kSectors)};

    std::shared_ptr<DiskMirror> open() {
        first.reset();  // whoever writes has the file alone
        first = std::make_shared<DiskImage>(one.path, false);
        return std::make_shared<DiskMirror>(first, std::make_shared<DiskImage>(other.path, false),
                                            "one", "other");
    }
    std::string complaint() {
        try {
            open();
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::file);
            return error.what();
        }
        return "";
    }

    std::shared_ptr<DiskImage> first;
};

TEST_F(Mirror, IsACopy) {
    EXPECT_EQ(complaint(), "");
    std::string wrong = numbered_sectors(kSectors);
    wrong[5'000] ^= 1;
    other.write(wrong);
    EXPECT_EQ(complaint(), "other: differs from one at byte 5000: a mirror is a copy of the disk");
    other.write(numbered_sectors(kSectors + 1));
    EXPECT_EQ(complaint(), "other: has 21 sectors, one has 20: a mirror is a copy of the disk");
}

TEST_F(Mirror, AWrongBlockComesFromTheOtherDisk) {
    const auto mirror = open();
    const std::string right = numbered_sectors(kSectors);
    for (const unsigned side : {0U, 1U}) {
        ImageFile& bad = side == 0 ? one : other;
        std::string wrong = right;
        wrong[9 * kSector + 7] ^= 1;
        bad.write(wrong);
        std::string data(4 * kSector, '?');
        const auto bytes = std::as_writable_bytes(std::span(data));
        const DiskMirror::Read read = mirror->read(7, bytes, 3);
        EXPECT_TRUE(read.right);
        EXPECT_EQ(read.wrong, 1U << side);
        EXPECT_EQ(data, right.substr(7 * kSector, 4 * kSector));
        // Alone, what its check code does not confirm is no answer.
        EXPECT_FALSE(mirror->read(7, bytes, 1U << side).right);
        EXPECT_TRUE(mirror->read(7, bytes, 2U >> side).right);
        EXPECT_TRUE(mirror->read(0, bytes, 3).right);
        bad.truncate(8 * kSector);
        EXPECT_TRUE(mirror->read(7, bytes, 3).right);
        EXPECT_EQ(data, right.substr(7 * kSector, 4 * kSector));
        bad.write(right);
    }
    EXPECT_FALSE(mirror->read(0, {}, 0).right);
}

TEST_F(Mirror, ANewDiskBecomesTheOther) {
    const auto mirror = open();
    const std::string right = numbered_sectors(kSectors);
    const std::string written(kSector, 'w');
    first->commit(5, std::as_bytes(std::span(written)));
    other.write(std::string(right.size(), '\0'));
    mirror->second().become(*first);
    std::string now = right;
    now.replace(5 * kSector, kSector, written);
    EXPECT_EQ(other.content(), now);
    EXPECT_EQ(one.content(), now);
    // As it was when both were opened.
    std::string data(right.size(), '?');
    EXPECT_TRUE(mirror->read(0, std::as_writable_bytes(std::span(data)), 2).right);
    EXPECT_EQ(data, right);
    mirror->second().close();
}

TEST_F(Mirror, ANewDiskServesWhenItIsFull) {
    HardwareConfig config;
    config.sets = 2;
    config.disks = 2;
    config.disk_sectors = kSectors;
    const Ram ram(1 << 20);
    for (const bool source_dies : {false, true}) {
        HardwareSets hardware(config, 1 << 20);
        hardware.replace(Component::disk1);
        EXPECT_FALSE(hardware.serves(Unit::disk, 1));
        const uint64_t cycles = kSectors * HardwareSets::kSectorCycles;
        for (uint64_t cycle = 0; cycle < cycles; ++cycle) {
            EXPECT_FALSE(hardware.serves(Unit::disk, 1));
            EXPECT_TRUE(hardware.answers(Unit::disk) || source_dies);
            if (source_dies && cycle == cycles / 2) hardware.kill(Component::disk0);
            hardware.at(cycle);
            hardware.step(false, std::nullopt, ram);
        }
        EXPECT_EQ(hardware.serves(Unit::disk, 1), !source_dies);
    }
}

TEST_F(Mirror, BothWrongIsAnError) {
    const auto mirror = open();
    std::string wrong = numbered_sectors(kSectors);
    wrong[0] ^= 1;
    one.write(wrong);
    wrong[0] ^= 3;
    other.write(wrong);
    std::string data(kSector, '?');
    EXPECT_FALSE(mirror->read(0, std::as_writable_bytes(std::span(data)), 3).right);
}

TEST_F(Mirror, ADiskThatIsDeadIsAnErrorAndItsMirrorIsNot) {
    for (const unsigned disks : {1U, 2U}) {
        const auto mirror = open();
        HardwareConfig config;
        config.sets = 2;
        config.disks = disks;
        HardwareSets hardware(config, 1 << 20);
        const Ram ram(1 << 20);
        replay::Gate gate;
        Outbox outbox;
        Disk disk(first, gate, outbox, &hardware, disks == 2 ? mirror : nullptr);
        std::string data(kSector, '?');
        const auto bytes = std::as_writable_bytes(std::span(data));
        EXPECT_TRUE(disk.read(3, bytes, 1));
        hardware.kill(Component::disk0);
        hardware.at(2);
        hardware.step(false, std::nullopt, ram);
        EXPECT_EQ(disk.read(3, bytes, 3), disks == 2);
        EXPECT_EQ(disk.write(3, bytes, 3), disks == 2);
        EXPECT_EQ(disk.flush(3), disks == 2);
    }
}

}  // namespace
}  // namespace ftsim
