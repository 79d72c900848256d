// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/disk.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_set>
#include <utility>

#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

namespace {

// What enters through the gate at once: a log has no larger events.
constexpr std::size_t kPieceBytes = 64 << 10;

}  // namespace

Disk::Disk(std::shared_ptr<const DiskImage> image, replay::Gate& gate, Outbox& outbox,
           HardwareSets* hardware, std::shared_ptr<const DiskMirror> mirror)
    : image_(std::move(image)),
      gate_(gate),
      outbox_(outbox),
      hardware_(hardware),
      mirror_(std::move(mirror)),
      intervals_(1) {}

bool Disk::inside(uint64_t sector, std::size_t bytes) const {
    return bytes % kSectorBytes == 0 && sector <= sectors() &&
           bytes / kSectorBytes <= sectors() - sector;
}

bool Disk::has(uint64_t sector) const {
    const auto block = blocks_.find(sector / kBlockSectors);
    return block != blocks_.end() && (block->second.written >> sector % kBlockSectors & 1) != 0;
}

bool Disk::read(uint64_t sector, std::span<std::byte> to, uint64_t cycle) {
    if (!works() || !inside(sector, to.size())) return false;
    const uint64_t count = to.size() / kSectorBytes;
    uint64_t own = 0;
    for (uint64_t i = 0; i < count; ++i) own += has(sector + i);
    if (own != count) {
        for (uint64_t done = 0; done < to.size(); done += kPieceBytes) {
            const auto piece = to.subspan(done, std::min(kPieceBytes, to.size() - done));
            if (!read_image(sector + done / kSectorBytes, piece, cycle)) return false;
        }
    }
    for (uint64_t i = 0; own != 0 && i < count; ++i) {
        if (!has(sector + i)) continue;
        const Block& block = blocks_.at((sector + i) / kBlockSectors);
        std::memcpy(&to[i * kSectorBytes],
                    &block.bytes[(sector + i) % kBlockSectors * kSectorBytes], kSectorBytes);
    }
    return true;
}

bool Disk::read_image(uint64_t sector, std::span<std::byte> to, uint64_t cycle) {
    const std::string data = gate_.take(cycle, replay::EventKind::disk_complete, 0, [&] {
        std::string bytes(to.size(), '\0');
        const bool right = read_images(sector, std::as_writable_bytes(std::span(bytes)));
        return right ? bytes : std::string();
    });
    if (data.size() != to.size()) return false;
    std::memcpy(to.data(), data.data(), data.size());
    return true;
}

// A word of the disk that is wrong on one of two comes from the other.
bool Disk::read_images(uint64_t sector, std::span<std::byte> to) const {
    if (!mirror_) return image_->read(sector, to);
    unsigned serving = 0;
    for (const unsigned side : {0U, 1U}) {
        serving |= static_cast<unsigned>(hardware_->serves(Unit::disk, side)) << side;
    }
    const DiskMirror::Read read = mirror_->read(sector, to, serving);
    for (const unsigned side : {0U, 1U}) {
        if (read.right && (read.wrong >> side & 1U) != 0) hardware_->wrong_block(side);
    }
    return read.right;
}

bool Disk::write(uint64_t sector, std::span<const std::byte> from, uint64_t cycle) {
    if (!works() || read_only() || !inside(sector, from.size())) return false;
    for (uint64_t i = 0; i < from.size() / kSectorBytes; ++i) {
        const uint64_t number = (sector + i) / kBlockSectors;
        const uint64_t place = (sector + i) % kBlockSectors;
        Block& block = blocks_[number];
        if (!block.saved) intervals_.back().push_back({number, block});
        touched_.insert(number);
        block.saved = true;
        block.written = static_cast<uint8_t>(block.written | 1U << place);
        std::memcpy(&block.bytes[place * kSectorBytes], &from[i * kSectorBytes], kSectorBytes);
    }
    outbox_.put({cycle, Sink::disk, sector,
                 std::string(reinterpret_cast<const char*>(from.data()), from.size())});
    return true;
}

// 0 for a block that is not there.
uint64_t Disk::hash_of(uint64_t number, const Block& block) {
    static constexpr std::array<std::byte, kBlockBytes> kZeros = {};
    if (block.written == 0 && block.bytes == kZeros) return 0;
    const uint64_t seed = XXH3_64bits_withSeed(&block.written, 1, number);
    return XXH3_64bits_withSeed(block.bytes.data(), kBlockBytes, seed);
}

uint64_t Disk::begin_interval() {
    const uint64_t changed = changed_blocks();
    for (const SavedBlock& saved : intervals_.back()) {
        Block& block = blocks_.at(saved.number);
        const uint64_t hash = hash_of(saved.number, block);
        digest_ ^= block.hash ^ hash;
        block.hash = hash;
        block.saved = false;
    }
    if (intervals_.size() == 2) intervals_.pop_front();
    intervals_.emplace_back();
    return changed;
}

bool Disk::intact(unsigned intervals) const {
    // What the oldest interval put aside overrides what younger ones did.
    std::unordered_set<uint64_t> seen;
    for (std::size_t i = intervals_.size() - intervals; i < intervals_.size(); ++i) {
        for (const SavedBlock& saved : intervals_[i]) {
            if (!seen.insert(saved.number).second) continue;
            if (hash_of(saved.number, saved.block) != saved.block.hash) return false;
        }
    }
    return true;
}

uint64_t Disk::roll_back(unsigned intervals) {
    uint64_t copied = 0;
    for (unsigned i = 0; i < intervals; ++i) {
        for (SavedBlock& saved : intervals_.back()) {
            Block& block = blocks_.at(saved.number);
            digest_ ^= block.hash ^ saved.block.hash;
            block = saved.block;
        }
        copied += intervals_.back().size();
        intervals_.pop_back();
    }
    intervals_.emplace_back();
    return copied;
}

bool Disk::flip_saved_bit(uint64_t bit) {
    for (Interval& interval : intervals_) {
        if (bit / 8 < interval.size() * kBlockBytes) {
            interval[bit / 8 / kBlockBytes].block.bytes[bit / 8 % kBlockBytes] ^= std::byte{1}
                                                                                  << bit % 8;
            return true;
        }
        bit -= interval.size() * kBlockBytes * 8;
    }
    return false;
}

void Disk::save_touched(std::vector<std::byte>& to) {
    put_state(to, uint64_t{touched_.size()});
    for (const uint64_t number : touched_) {
        const auto block = blocks_.find(number);  // none: rolled back
        static const Block kUnwritten;
        const Block& now = block == blocks_.end() ? kUnwritten : block->second;
        put_state(to, number);
        put_state(to, now.written);
        to.insert(to.end(), now.bytes.begin(), now.bytes.end());
    }
    touched_.clear();
}

bool Disk::load_touched(std::span<const std::byte>& from) {
    if (from.size() < sizeof(uint64_t)) return false;
    const auto count = take_state<uint64_t>(from);
    constexpr std::size_t kRecordBytes = sizeof(uint64_t) + 1 + kBlockBytes;
    for (uint64_t i = 0; i < count; ++i) {
        if (from.size() < kRecordBytes) return false;
        const auto number = take_state<uint64_t>(from);
        if (number > sectors() / kBlockSectors) return false;
        Block& block = blocks_[number];
        if (!block.saved) intervals_.back().push_back({number, block});
        block.saved = true;
        block.written = take_state<uint8_t>(from);
        std::copy_n(from.begin(), kBlockBytes, block.bytes.begin());
        from = from.subspan(kBlockBytes);
    }
    return true;
}

uint64_t Disk::digest_now() const {
    uint64_t digest = digest_;
    for (const SavedBlock& saved : intervals_.back()) {
        const Block& block = blocks_.at(saved.number);
        digest ^= block.hash ^ hash_of(saved.number, block);
    }
    return digest;
}

}  // namespace ftsim
