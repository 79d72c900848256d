// SPDX-License-Identifier: Apache-2.0
#pragma once

// The second of two disk images that hold the same. Where a read gives two answers, somebody has to
// know which is right: so every block of 4 KiB has a check code, taken when both were opened and
// were equal. What a machine writes later it reads from its own memory of it, never from an image.
// Reading is thread-safe.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "ftsim/board/disk_image.hpp"

namespace ftsim {

class DiskMirror {
public:
    static constexpr uint64_t kBlockBytes = 4096;

    /// Reads both to their ends. Throws Error(file) where they are not equal, or cannot be read;
    /// `names` are theirs in the message.
    DiskMirror(std::shared_ptr<DiskImage> first, std::shared_ptr<DiskImage> second,
               std::string_view first_name, std::string_view second_name);
    /// Without files, for a replay.
    explicit DiskMirror(std::shared_ptr<DiskImage> second) : second_(std::move(second)) {}

    DiskImage& second() const { return *second_; }

    /// Which disk had no answer or a wrong one, a bit each.
    struct Read {
        bool right;
        unsigned wrong = 0;
    };
    /// Whole sectors of the disks that serve, a bit each.
    Read read(uint64_t sector, std::span<std::byte> to, unsigned serving) const;

private:
    std::shared_ptr<DiskImage> image(unsigned side) const { return side == 0 ? first_ : second_; }
    bool read_right(uint64_t sector, std::span<std::byte> to, unsigned side) const;

    std::shared_ptr<DiskImage> first_;
    std::shared_ptr<DiskImage> second_;
    std::vector<uint64_t> codes_;  // of the blocks
};

}  // namespace ftsim
