// SPDX-License-Identifier: Apache-2.0
#pragma once

// One machine's view of a disk image: the image as it was, under the sectors that this machine has
// written. A write is in the recovery domain: it can be rolled back, and goes to the outbox, from
// where whoever owns the file may commit it. A read of the image enters through the gate, so that a
// re-execution gets the same bytes, or the same error, whatever has become of the file.
//
// Snapshots are as Ram has them: blocks of 4 KiB are put aside with their hash at the first write
// of an interval, two intervals are kept, and the digest comes from the blocks' hashes alone: it is
// a function of which sectors were written, and what they hold. Not thread-safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <vector>

#include "ftsim/board/disk_image.hpp"
#include "ftsim/board/disk_mirror.hpp"
#include "ftsim/board/hardware_sets.hpp"
#include "ftsim/board/outbox.hpp"
#include "ftsim/board/virtio/block_backend.hpp"
#include "ftsim/replay/gate.hpp"

namespace ftsim {

class Disk final : public BlockBackend {
public:
    static constexpr uint64_t kBlockBytes = 4096;
    static constexpr uint64_t kBlockSectors = kBlockBytes / kSectorBytes;

    /// Gate, outbox and hardware must outlive the disk. Without `hardware` it never fails; with a
    /// mirror there are two disks that hold the same.
    Disk(std::shared_ptr<const DiskImage> image, replay::Gate& gate, Outbox& outbox,
         HardwareSets* hardware = nullptr, std::shared_ptr<const DiskMirror> mirror = nullptr);

    uint64_t sectors() const override { return image_->sectors(); }
    bool read_only() const override { return image_->read_only(); }
    bool read(uint64_t sector, std::span<std::byte> to, uint64_t cycle) override;
    bool write(uint64_t sector, std::span<const std::byte> from, uint64_t cycle) override;
    /// What was written is on its way out already.
    bool flush(uint64_t) override { return works(); }

    /// As Ram's: the same contracts, with blocks for pages.
    uint64_t begin_interval();
    uint64_t changed_blocks() const { return intervals_.back().size(); }
    bool intact(unsigned intervals) const;
    uint64_t roll_back(unsigned intervals);
    bool flip_saved_bit(uint64_t bit);
    uint64_t digest() const { return digest_; }
    /// The blocks written since the last call, or since the start, as bytes; and back, over what is
    /// there. False where the bytes are none.
    void save_touched(std::vector<std::byte>& to);
    bool load_touched(std::span<const std::byte>& from);
    uint64_t digest_now() const;
    /// As Ram's.
    void begin_experiment() { before_experiment_ = {blocks_, intervals_, digest_}; }
    void end_experiment() {
        blocks_ = std::move(before_experiment_.blocks);
        intervals_ = std::move(before_experiment_.intervals);
        digest_ = before_experiment_.digest;
    }

private:
    struct Block {
        std::array<std::byte, kBlockBytes> bytes = {};  // zero where no sector is written
        uint8_t written = 0;                            // a bit a sector
        bool saved = false;                             // put aside in the present interval
        uint64_t hash = 0;                              // as of the last begin_interval()
    };
    struct SavedBlock {
        uint64_t number;
        Block block;
    };
    using Interval = std::vector<SavedBlock>;

    bool works() const { return hardware_ == nullptr || hardware_->answers(Unit::disk); }
    bool read_images(uint64_t sector, std::span<std::byte> to) const;
    bool inside(uint64_t sector, std::size_t bytes) const;
    bool has(uint64_t sector) const;
    bool read_image(uint64_t sector, std::span<std::byte> to, uint64_t cycle);
    static uint64_t hash_of(uint64_t number, const Block& block);

    std::shared_ptr<const DiskImage> image_;
    replay::Gate& gate_;
    Outbox& outbox_;
    HardwareSets* hardware_;
    std::shared_ptr<const DiskMirror> mirror_;
    std::map<uint64_t, Block> blocks_;  // by number
    std::deque<Interval> intervals_;    // the present one last
    uint64_t digest_ = 0;
    std::set<uint64_t> touched_;  // blocks written since save_touched()

    struct Kept {
        std::map<uint64_t, Block> blocks;
        std::deque<Interval> intervals;
        uint64_t digest = 0;
    };
    Kept before_experiment_;
};

}  // namespace ftsim
