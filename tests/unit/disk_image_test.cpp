// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/disk_image.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "ftsim/error.hpp"
#include "tests/unit/image_file.hpp"

namespace ftsim {
namespace {

constexpr uint64_t kSector = DiskImage::kSectorBytes;

std::string read(const DiskImage& image, uint64_t sector, uint64_t count) {
    std::string data(count * kSector, '?');
    const bool right = image.read(sector, std::as_writable_bytes(std::span(data)));
    return right ? data : "error";
}

void commit(DiskImage& image, uint64_t sector, char fill, uint64_t count = 1) {
    const std::string data(count * kSector, fill);
    image.commit(sector, std::as_bytes(std::span(data)));
}

// What opening this says, as one line that names the file.
std::string complaint(const std::filesystem::path& path, bool read_only = false) {
    try {
        const DiskImage image(path, read_only);
    } catch (const Error& error) {
        const std::string message = error.what();
        EXPECT_EQ(error.kind(), ErrorKind::file);
        EXPECT_EQ(message.find(path.string() + ": "), 0U) << message;
        EXPECT_EQ(message.find('\n'), std::string::npos);
        return message.substr(path.string().size() + 2);
    }
    return "";
}

TEST(DiskImage, RefusesWhatIsNoDisk) {
    const ImageFile file("");
    EXPECT_NE(complaint(file.path).find("has 0 bytes"), std::string::npos);
    for (const uint64_t bytes : {1U, 511U, 513U, 1000U}) {
        file.truncate(bytes);
        EXPECT_NE(complaint(file.path).find("whole number of sectors of 512"), std::string::npos);
    }
    file.truncate(kSector);
    EXPECT_EQ(complaint(file.path), "");
    EXPECT_NE(complaint(file.path.string() + ".not").find("No such file"), std::string::npos);
    EXPECT_NE(complaint(file.path.parent_path()).find("regular file"), std::string::npos);
    const std::string pipe = file.path.string() + ".pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_NE(complaint(pipe).find("regular file"), std::string::npos) << "and does not wait";
    std::filesystem::remove(pipe);
}

TEST(DiskImage, IsForOneWhoWritesOrForManyWhoRead) {
    const ImageFile file(numbered_sectors(4));
    {
        const DiskImage writer(file.path, false);
        EXPECT_NE(complaint(file.path, false).find("writes to it"), std::string::npos);
        EXPECT_NE(complaint(file.path, true).find("writes to it"), std::string::npos);
    }
    {
        const DiskImage reader(file.path, true);
        EXPECT_EQ(complaint(file.path, true), "");
        EXPECT_NE(complaint(file.path, false).find("allows nobody"), std::string::npos);
    }
    EXPECT_EQ(complaint(file.path, false), "");
}

TEST(DiskImage, StaysWhatItWasWhenItWasOpened) {
    const std::string before = numbered_sectors(10);
    const ImageFile file(before);
    DiskImage image(file.path, false);
    EXPECT_EQ(image.sectors(), 10U);
    commit(image, 3, 'x', 2);
    commit(image, 4, 'y');
    commit(image, 9, 'z');
    EXPECT_EQ(read(image, 0, 10), before);
    EXPECT_EQ(read(image, 4, 1), before.substr(4 * kSector, kSector));
    std::string after = before;
    after.replace(3 * kSector, kSector, kSector, 'x');
    after.replace(4 * kSector, kSector, kSector, 'y');
    after.replace(9 * kSector, kSector, kSector, 'z');
    EXPECT_EQ(file.content(), after);
    EXPECT_NO_THROW(image.close());
}

TEST(DiskImage, CutShortIsAnErrorWhereItIsGone) {
    const ImageFile file(numbered_sectors(10));
    DiskImage image(file.path, false);
    commit(image, 8, 'x');
    file.truncate(5 * kSector + 100);
    EXPECT_EQ(read(image, 0, 5), numbered_sectors(5));
    EXPECT_EQ(read(image, 5, 1), "error");
    EXPECT_EQ(read(image, 4, 3), "error");
    EXPECT_EQ(read(image, 8, 1).size(), kSector) << "what was there is kept aside";

    commit(image, 9, 'y');
    commit(image, 2, 'z');
    EXPECT_EQ(read(image, 9, 1), "error") << "nobody knows what was there";
    EXPECT_EQ(file.content().size(), 5 * kSector + 100) << "it is not made long again";
    try {
        image.close();
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("cut from 5120 to 2660 bytes"), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("sector 9"), std::string::npos) << "the first";
    }
    EXPECT_NO_THROW(image.close()) << "said once";
}

TEST(DiskImage, CanBeReadWhereItCannotBeWritten) {
    const ImageFile file(numbered_sectors(2));
    std::filesystem::permissions(file.path, std::filesystem::perms::owner_read);
    const DiskImage image(file.path, true);
    EXPECT_TRUE(image.read_only());
    EXPECT_EQ(read(image, 0, 2), numbered_sectors(2));
    if (geteuid() == 0) return;  // who may write everything
    EXPECT_NE(complaint(file.path).find("for writing"), std::string::npos);
}

}  // namespace
}  // namespace ftsim
