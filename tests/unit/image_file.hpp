// SPDX-License-Identifier: Apache-2.0
#pragma once

// A disk image in a folder for temporary files, gone with the test.

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "ftsim/board/disk_image.hpp"

namespace ftsim {

/// Sectors that differ from each other, all bytes below 128.
inline std::string numbered_sectors(uint64_t count) {
    std::string content;
    for (uint64_t sector = 0; sector < count; ++sector) {
        content += std::string(DiskImage::kSectorBytes, static_cast<char>(sector % 100 + 1));
    }
    return content;
}

struct ImageFile {
    std::filesystem::path path;

    explicit ImageFile(const std::string& content) {
        std::string name = (std::filesystem::temp_directory_path() / "ftsim-image-XXXXXX").string();
        ::close(mkstemp(name.data()));
        path = name;
        write(content);
    }
    ~ImageFile() { std::filesystem::remove(path); }
    ImageFile(const ImageFile&) = delete;
    ImageFile& operator=(const ImageFile&) = delete;

    /// In place, as somebody else would while the image is open.
    void write(const std::string& content) const {
        std::ofstream(path, std::ios::binary) << content;
    }
    void truncate(uint64_t bytes) const { std::filesystem::resize_file(path, bytes); }
    std::string content() const {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace ftsim
