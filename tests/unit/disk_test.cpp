// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/disk.hpp"

#include <gtest/gtest.h>

#include <random>

#include "ftsim/error.hpp"
#include "tests/unit/image_file.hpp"

namespace ftsim {
namespace {

constexpr uint64_t kSectors = 40;
constexpr uint64_t kSector = DiskImage::kSectorBytes;

/// One machine's disk on an image that it may share.
struct Drive {
    std::shared_ptr<DiskImage> image;
    replay::Gate gate;
    Outbox outbox;
    Disk disk;

    explicit Drive(std::shared_ptr<DiskImage> of) : image(of), disk(of, gate, outbox) {}

    std::string read(uint64_t sector, uint64_t count = 1, uint64_t cycle = 0) {
        std::string data(count * kSector, '?');
        const bool right = disk.read(sector, std::as_writable_bytes(std::span(data)), cycle);
        return right ? data : "error";
    }
    bool write(uint64_t sector, const std::string& data, uint64_t cycle = 0) {
        return disk.write(sector, std::as_bytes(std::span(data)), cycle);
    }
    std::string all() { return read(0, kSectors); }
};

std::string sector_of(char fill) { return std::string(kSector, fill); }

struct DiskTest : ::testing::Test {
    ImageFile file{numbered_sectors(kSectors)};
    Drive drive() { return Drive(std::make_shared<DiskImage>(file.path, false)); }
};

TEST_F(DiskTest, ReadsTheImageUnderWhatWasWritten) {
    Drive drive = this->drive();
    std::string expected = file.content();
    EXPECT_EQ(drive.all(), expected);
    for (const uint64_t sector : {0U, 7U, 8U, 20U, 39U}) {
        EXPECT_TRUE(drive.write(sector, sector_of('x')));
        expected.replace(sector * kSector, kSector, sector_of('x'));
        EXPECT_EQ(drive.all(), expected) << sector;
    }
    EXPECT_TRUE(drive.write(14, sector_of('a') + sector_of('b') + sector_of('c')));
    EXPECT_EQ(drive.read(15, 3),
              sector_of('b') + sector_of('c') + expected.substr(17 * kSector, kSector));
    EXPECT_EQ(file.content(), numbered_sectors(kSectors)) << "nothing has left";
}

TEST_F(DiskTest, RefusesWhatLiesOutsideOrIsReadOnly) {
    Drive drive = this->drive();
    EXPECT_EQ(drive.read(kSectors), "error");
    EXPECT_EQ(drive.read(kSectors - 1, 2), "error");
    EXPECT_EQ(drive.read(~uint64_t{0}, 2), "error");
    EXPECT_FALSE(drive.write(kSectors - 1, sector_of('a') + sector_of('b')));
    EXPECT_FALSE(drive.write(0, "half a sector"));
    const ImageFile other(numbered_sectors(kSectors));
    Drive fixed(std::make_shared<DiskImage>(other.path, true));
    EXPECT_TRUE(fixed.disk.read_only());
    EXPECT_FALSE(fixed.write(0, sector_of('a')));
    EXPECT_EQ(fixed.disk.changed_blocks(), 0U);
}

TEST_F(DiskTest, SaysEveryWriteThroughTheOutbox) {
    Drive drive = this->drive();
    drive.write(3, sector_of('a') + sector_of('b'), 77);
    std::vector<Emission> left;
    drive.outbox.release(100, [&](const Emission& emission) { left.push_back(emission); });
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].cycle, 77U);
    EXPECT_TRUE(same_output(left[0], {0, Sink::disk, 3, sector_of('a') + sector_of('b')}));
}

TEST_F(DiskTest, GivesAReExecutionWhatItGaveBefore) {
    Drive drive = this->drive();
    const std::string first = drive.read(2, 2, 10);
    EXPECT_EQ(drive.gate.window().end(), 1U);
    file.truncate(3 * kSector);
    EXPECT_EQ(drive.read(2, 2, 20), "error");
    drive.write(2, sector_of('w'), 30);
    EXPECT_EQ(drive.read(2, 1, 40), sector_of('w'));
    EXPECT_EQ(drive.gate.window().end(), 2U) << "what the machine wrote does not come from outside";

    file.write(std::string(kSectors * kSector, 'n'));
    drive.gate.window().rewind(0);
    drive.disk.roll_back(1);
    EXPECT_EQ(drive.read(2, 2, 10), first);
    EXPECT_EQ(drive.read(2, 2, 20), "error");
}

TEST_F(DiskTest, GoesBackAsACopyWould) {
    Drive drive = this->drive();
    std::mt19937 random(3);
    const auto written_in_order = [&](const std::string& content) {
        // A disk that came to these contents by one write of each sector that was ever written.
        Drive other(drive.image);
        for (uint64_t sector = 0; sector < kSectors; ++sector) {
            const std::string bytes = content.substr(sector * kSector, kSector);
            if (bytes != file.content().substr(sector * kSector, kSector)) {
                other.write(sector, bytes);
            }
        }
        other.disk.begin_interval();
        return other.disk.digest();
    };
    drive.disk.begin_interval();
    std::vector<std::string> copies = {drive.all()};  // the newest last, two at most
    for (int step = 0; step < 2000; ++step) {
        const auto count = random() % 3 + 1;
        std::string data;
        for (unsigned i = 0; i < count; ++i) data += sector_of(static_cast<char>(random() | 128));
        ASSERT_TRUE(drive.write(random() % (kSectors - count), data));
        const auto what = static_cast<unsigned>(random() % 20);
        if (what == 0) {
            EXPECT_EQ(drive.disk.changed_blocks() > 0, true);
            drive.disk.begin_interval();
            copies.push_back(drive.all());
            if (copies.size() > 2) copies.erase(copies.begin());
            EXPECT_EQ(drive.disk.digest(), written_in_order(copies.back()));
        } else if (what == 1 || (what == 2 && copies.size() == 2)) {
            ASSERT_TRUE(drive.disk.intact(what));
            drive.disk.roll_back(what);
            if (what == 2) copies.pop_back();
            ASSERT_EQ(drive.all(), copies.back());
            EXPECT_EQ(drive.disk.digest(), written_in_order(copies.back()));
        } else if (what == 3) {
            EXPECT_EQ(drive.disk.digest_now(), written_in_order(drive.all()));
        }
        drive.outbox.rewind(0);
        drive.gate.window().truncate(0);
    }
}

TEST_F(DiskTest, CountsBlocksAndForgetsTheirChangesTwoIntervalsBack) {
    Drive drive = this->drive();
    drive.disk.begin_interval();
    drive.write(0, sector_of('a'));
    drive.write(7, sector_of('a'));
    drive.write(8, sector_of('a'));
    EXPECT_EQ(drive.disk.changed_blocks(), 2U);
    EXPECT_EQ(drive.disk.begin_interval(), 2U);
    drive.write(1, sector_of('b'));
    EXPECT_EQ(drive.disk.roll_back(2), 3U);
    EXPECT_EQ(drive.disk.digest_now(), 0U);
    EXPECT_EQ(drive.all(), file.content());
}

TEST_F(DiskTest, KnowsWhenASavedBlockIsCorrupt) {
    Drive drive = this->drive();
    drive.disk.begin_interval();
    drive.write(0, sector_of('a'));  // block 0, which was not there, is put aside in the older one
    drive.disk.begin_interval();
    drive.write(0, sector_of('b'));  // and in the newer
    drive.write(8, sector_of('c'));  // block 1 in the newer only
    EXPECT_TRUE(drive.disk.intact(1));
    EXPECT_TRUE(drive.disk.intact(2));
    constexpr uint64_t kBits = Disk::kBlockBytes * 8;
    ASSERT_TRUE(drive.disk.flip_saved_bit(kBits + 7));
    EXPECT_FALSE(drive.disk.intact(1));
    EXPECT_TRUE(drive.disk.intact(2)) << "the older interval has its own copy of that block";
    ASSERT_TRUE(drive.disk.flip_saved_bit(7));
    EXPECT_FALSE(drive.disk.intact(2));
    ASSERT_TRUE(drive.disk.flip_saved_bit(7));
    ASSERT_TRUE(drive.disk.flip_saved_bit(2 * kBits + 7));
    EXPECT_FALSE(drive.disk.intact(2)) << "nothing else knows what block 1 was";
    EXPECT_FALSE(drive.disk.flip_saved_bit(3 * kBits));
}

}  // namespace
}  // namespace ftsim
