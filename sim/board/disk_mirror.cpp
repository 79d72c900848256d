// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/disk_mirror.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

constexpr uint64_t kSectorBytes = DiskImage::kSectorBytes;
constexpr uint64_t kBlockSectors = DiskMirror::kBlockBytes / kSectorBytes;

using Block = std::array<std::byte, DiskMirror::kBlockBytes>;

uint64_t code_of(std::span<const std::byte> block) {
    return XXH3_64bits(block.data(), block.size());
}

// The last block may be a part of one.
std::size_t bytes_of(uint64_t block, uint64_t sectors) {
    return std::min(kBlockSectors, sectors - block * kBlockSectors) * kSectorBytes;
}

}  // namespace

DiskMirror::DiskMirror(std::shared_ptr<DiskImage> first, std::shared_ptr<DiskImage> second,
                       std::string_view first_name, std::string_view second_name)
    : first_(std::move(first)), second_(std::move(second)) {
    const auto fail = [&](std::string_view what) {
        throw Error(ErrorKind::file, fmt::format("{}: {}", second_name, what));
    };
    const uint64_t sectors = first_->sectors();
    if (second_->sectors() != sectors) {
        fail(fmt::format("has {} sectors, {} has {}: a mirror is a copy of the disk",
                         second_->sectors(), first_name, sectors));
    }
    for (uint64_t block = 0; block * kBlockSectors < sectors; ++block) {
        Block one, other;
        const std::size_t bytes = bytes_of(block, sectors);
        const auto a = std::span(one).first(bytes), b = std::span(other).first(bytes);
        if (!first_->read(block * kBlockSectors, a)) {
            throw Error(ErrorKind::file, fmt::format("{}: cannot be read", first_name));
        }
        if (!second_->read(block * kBlockSectors, b)) fail("cannot be read");
        const auto at = std::mismatch(a.begin(), a.end(), b.begin());
        if (at.first != a.end()) {
            const auto byte = static_cast<uint64_t>(at.first - a.begin());
            fail(fmt::format("differs from {} at byte {}: a mirror is a copy of the disk",
                             first_name, block * kBlockBytes + byte));
        }
        codes_.push_back(code_of(a));
    }
}

DiskMirror::Read DiskMirror::read(uint64_t sector, std::span<std::byte> to,
                                  unsigned serving) const {
    std::vector<std::byte> second(to.size());
    const bool ask_first = (serving & 1U) != 0, ask_second = (serving & 2U) != 0;
    const bool one = ask_first && first_->read(sector, to);
    const bool other = ask_second && second_->read(sector, second);
    const unsigned silent =
        static_cast<unsigned>(ask_first && !one) | static_cast<unsigned>(ask_second && !other) << 1;
    if (one && other && std::equal(to.begin(), to.end(), second.begin())) return {true};
    for (const unsigned side : {0U, 1U}) {
        const bool answered = side == 0 ? one : other;
        if (!answered || !read_right(sector, to, side)) continue;
        const unsigned differs = one && other ? 2U >> side : 0;
        return {true, silent | differs};
    }
    return {false, serving};
}

// By the codes of all blocks that a read touches.
bool DiskMirror::read_right(uint64_t sector, std::span<std::byte> to, unsigned side) const {
    const uint64_t last = sector + to.size() / kSectorBytes - 1;
    for (uint64_t block = sector / kBlockSectors; block <= last / kBlockSectors; ++block) {
        Block bytes;
        const auto whole = std::span(bytes).first(bytes_of(block, first_->sectors()));
        if (!image(side)->read(block * kBlockSectors, whole)) return false;
        if (code_of(whole) != codes_[block]) return false;
    }
    return image(side)->read(sector, to);
}

}  // namespace ftsim
