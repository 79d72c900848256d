// SPDX-License-Identifier: Apache-2.0
#pragma once

// Main memory with cheap snapshots. Pages exist in the host only once they are touched; the first
// write to a page after a snapshot puts its old bytes aside, so a snapshot costs nothing until
// pages change, and a roll-back copies back only these. Every page put aside carries its hash,
// taken when the snapshot was, and the digest of all of memory is kept up to date from page hashes
// alone. Addresses are offsets from the start of RAM. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace ftsim {

class Ram {
public:
    static constexpr uint32_t kPageBytes = 4096;
    static constexpr uint64_t kMaxBytes = uint64_t{1} << 31;

    /// size: bytes, a multiple of the page size, at most kMaxBytes; all zero. Throws Error(usage).
    explicit Ram(uint64_t size);
    ~Ram();
    Ram(const Ram&) = delete;
    Ram& operator=(const Ram&) = delete;

    uint64_t size() const { return size_; }

    uint32_t load(uint32_t offset) const {
        uint32_t word;
        std::memcpy(&word, bytes_ + (offset & ~3U), sizeof word);
        return word;
    }

    /// Writes the byte lanes of `be` of the word at `offset`.
    void store(uint32_t offset, uint32_t word, unsigned be) {
        const uint32_t page = offset / kPageBytes;
        if (!saved_[page]) [[unlikely]]
            before_store(offset & ~3U, be);
        if (be == 0xf) [[likely]] {
            std::memcpy(bytes_ + (offset & ~3U), &word, sizeof word);
            return;
        }
        for (unsigned lane = 0; lane < 4; ++lane) {
            if (be >> lane & 1U) {
                bytes_[(offset & ~3U) + lane] = static_cast<std::byte>(word >> (8 * lane));
            }
        }
    }

    /// Any bytes inside RAM, as devices move them.
    void read(uint32_t offset, std::span<std::byte> to) const {
        std::memcpy(to.data(), bytes_ + offset, to.size());
    }
    void write(uint32_t offset, std::span<const std::byte> from);
    /// Makes bytes zero; touches no page that is.
    void clear(uint32_t offset, uint64_t bytes);

    /// A fault: inverts bit `bit` of RAM, byte after byte from bit 0 on. A write to snapshots and
    /// digests, and none to who watches.
    void flip(uint64_t bit);

    /// Starts an interval: from now on a roll-back can come back to this state. Two intervals are
    /// kept, older ones forgotten. Returns the number of pages that the one before had changed.
    uint64_t begin_interval();
    /// Pages changed since the last begin_interval().
    uint64_t changed_pages() const { return intervals_.empty() ? 0 : intervals_.back().size(); }
    /// True where every page that roll_back(intervals) would bring back still has its hash.
    bool intact(unsigned intervals) const;
    /// Back to the start of the last interval (1) or of the one before (2), which becomes the
    /// present one. Returns the number of pages copied.
    uint64_t roll_back(unsigned intervals);
    /// Pages that roll_back(intervals) would write.
    std::vector<uint32_t> pages_put_aside(unsigned intervals) const;
    /// Pages that may hold something else than zeros.
    std::vector<uint32_t> used_pages() const;
    /// A fault in the store of snapshots: inverts a bit of a page put aside, if there is one.
    bool flip_saved_bit(uint64_t bit);
    /// Bits that flip_saved_bit() can hit.
    uint64_t saved_bits() const;

    /// Whatever is written, committed and rolled back from now on, end_experiment() brings all back
    /// as it is now, intervals and digests included. One at a time.
    void begin_experiment();
    void end_experiment();

    /// Pages written since the last call, or since the start; in order.
    std::vector<uint32_t> take_touched();
    std::span<const std::byte> page(uint32_t page) const {
        return {bytes_ + std::size_t{page} * kPageBytes, kPageBytes};
    }

    /// Counts from now on what is written to some bytes: by stores of a word's lanes, by write()
    /// and clear(). The only one at a time; costs nothing where it is not used.
    void watch(uint32_t offset, uint32_t bytes);
    struct WatchedWrites {
        uint64_t stores = 0;
        uint64_t others = 0;

        bool operator==(const WatchedWrites&) const = default;
    };
    WatchedWrites watched_writes() const { return watch_ ? watch_->seen : WatchedWrites{}; }

    /// Digest of all of memory, as of the last begin_interval().
    uint64_t digest() const { return digest_; }
    /// Digest of all of memory, now.
    uint64_t digest_now() const;

private:
    struct SavedPage {
        uint32_t page;
        uint64_t hash;  // of the bytes, when they were current
        std::vector<std::byte> bytes;
    };
    using Interval = std::vector<SavedPage>;

    /// Pages with watched bytes never count as saved in saved_, so that every write to them comes
    /// by the slow path.
    struct Watch {
        uint32_t offset;
        uint32_t bytes;
        WatchedWrites seen = {};

        bool covers(uint32_t page) const {
            return page >= offset / kPageBytes && page <= (offset + bytes - 1) / kPageBytes;
        }
        bool overlaps(uint64_t at, uint64_t size) const {
            return at < uint64_t{offset} + bytes && at + size > offset;
        }
    };

    /// What an experiment found. `before`: pages changed since, as they were.
    struct Experiment {
        std::deque<Interval> intervals;
        uint64_t digest;
        std::vector<std::pair<uint32_t, uint64_t>> hashes;  // of pages of the present interval
        std::vector<uint8_t> kept;                          // page in `before`
        std::vector<SavedPage> before;
    };

    void keep_for_experiment(uint32_t page);
    void put_aside(uint32_t page);
    void before_store(uint32_t offset, unsigned be);
    void before_write(uint32_t offset, uint64_t bytes);
    bool is_put_aside(uint32_t page) const;
    void save_page(uint32_t page);
    uint64_t hash_page(uint32_t page, const std::byte* bytes) const;

    uint64_t size_;
    std::byte* bytes_;
    std::vector<uint8_t> saved_;         // page put aside in the present interval
    std::vector<uint64_t> page_hashes_;  // as of the last begin_interval(); 0 for a page of zeros
    std::deque<Interval> intervals_;     // the present one last
    std::vector<std::vector<std::byte>> spare_;
    uint64_t digest_ = 0;
    std::vector<uint8_t> touched_;  // page written since take_touched()
    std::vector<uint32_t> touched_pages_;
    std::optional<Watch> watch_;
    std::optional<Experiment> experiment_;
};

}  // namespace ftsim
