// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/ram.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <new>
#include <unordered_set>
#include <utility>

#include "ftsim/error.hpp"

namespace ftsim {

Ram::Ram(uint64_t size) : size_(size) {
    if (size == 0 || size % kPageBytes != 0 || size > kMaxBytes) {
        throw Error(ErrorKind::usage,
                    fmt::format("RAM of {} bytes: a multiple of {} up to {} is needed", size,
                                kPageBytes, kMaxBytes));
    }
    saved_.resize(size / kPageBytes);
    page_hashes_.resize(size / kPageBytes);
    touched_.resize(size / kPageBytes);
    void* pages = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    bytes_ = static_cast<std::byte*>(pages);
    intervals_.emplace_back();
}

Ram::~Ram() { munmap(bytes_, size_); }

void Ram::write(uint32_t offset, std::span<const std::byte> from) {
    std::size_t done = 0;
    while (done < from.size()) {
        const uint32_t at = offset + static_cast<uint32_t>(done);
        const std::size_t chunk =
            std::min<std::size_t>(from.size() - done, kPageBytes - at % kPageBytes);
        if (!saved_[at / kPageBytes]) before_write(at, chunk);
        std::memcpy(bytes_ + at, from.data() + done, chunk);
        done += chunk;
    }
}

void Ram::clear(uint32_t offset, uint64_t bytes) {
    uint64_t done = 0;
    while (done < bytes) {
        const uint64_t at = offset + done;
        const uint64_t chunk = std::min<uint64_t>(bytes - done, kPageBytes - at % kPageBytes);
        const auto page = static_cast<uint32_t>(at / kPageBytes);
        if (is_put_aside(page) || page_hashes_[page] != 0) {
            if (!saved_[page]) before_write(static_cast<uint32_t>(at), chunk);
            std::memset(bytes_ + at, 0, chunk);
        }
        done += chunk;
    }
}

void Ram::flip(uint64_t bit) {
    put_aside(static_cast<uint32_t>(bit / 8 / kPageBytes));
    bytes_[bit / 8] ^= std::byte{1} << bit % 8;
}

void Ram::before_store(uint32_t offset, unsigned be) {
    const uint32_t page = offset / kPageBytes;
    if (watch_ && be != 0) {
        const auto first = offset + static_cast<uint32_t>(std::countr_zero(be));
        watch_->seen.stores += watch_->overlaps(first, static_cast<uint64_t>(std::popcount(be)));
    }
    put_aside(page);
}

void Ram::before_write(uint32_t offset, uint64_t bytes) {
    if (watch_) watch_->seen.others += watch_->overlaps(offset, bytes);
    put_aside(offset / kPageBytes);
}

void Ram::put_aside(uint32_t page) {
    if (experiment_) keep_for_experiment(page);
    if (!is_put_aside(page)) save_page(page);
    saved_[page] = !watch_ || !watch_->covers(page);
}

// From now on every first write to a page comes by the slow path.
void Ram::begin_experiment() {
    experiment_ = Experiment{intervals_, digest_, {}, std::vector<uint8_t>(saved_.size()), {}};
    for (const SavedPage& saved : intervals_.back()) {
        saved_[saved.page] = 0;
        experiment_->hashes.emplace_back(saved.page, page_hashes_[saved.page]);
    }
}

void Ram::keep_for_experiment(uint32_t page) {
    if (experiment_->kept[page]) return;
    experiment_->kept[page] = 1;
    const std::byte* from = bytes_ + std::size_t{page} * kPageBytes;
    experiment_->before.push_back(
        {page, page_hashes_[page], std::vector<std::byte>(from, from + kPageBytes)});
}

void Ram::end_experiment() {
    for (const SavedPage& saved : intervals_.back()) saved_[saved.page] = 0;
    for (const SavedPage& page : experiment_->before) {
        std::memcpy(bytes_ + std::size_t{page.page} * kPageBytes, page.bytes.data(), kPageBytes);
        page_hashes_[page.page] = page.hash;
    }
    for (const auto& [page, hash] : experiment_->hashes) page_hashes_[page] = hash;
    intervals_ = std::move(experiment_->intervals);
    digest_ = experiment_->digest;
    experiment_.reset();
    for (const SavedPage& saved : intervals_.back()) {
        saved_[saved.page] = !watch_ || !watch_->covers(saved.page);
    }
}

bool Ram::is_put_aside(uint32_t page) const {
    const bool looked_up = experiment_ || (watch_ && watch_->covers(page));
    if (saved_[page] || !looked_up) return saved_[page] != 0;
    const Interval& interval = intervals_.back();
    return std::any_of(interval.begin(), interval.end(),
                       [&](const SavedPage& saved) { return saved.page == page; });
}

void Ram::watch(uint32_t offset, uint32_t bytes) {
    watch_ = Watch{offset, bytes};
    for (uint32_t page = 0; page < saved_.size(); ++page) saved_[page] = 0;
    for (const SavedPage& saved : intervals_.back()) {
        saved_[saved.page] = !watch_->covers(saved.page);
    }
}

void Ram::save_page(uint32_t page) {
    SavedPage copy{page, page_hashes_[page], {}};
    if (!spare_.empty()) {
        copy.bytes = std::move(spare_.back());
        spare_.pop_back();
    }
    const std::byte* from = bytes_ + std::size_t{page} * kPageBytes;
    copy.bytes.assign(from, from + kPageBytes);
    intervals_.back().push_back(std::move(copy));
    if (touched_[page]) return;
    touched_[page] = 1;
    touched_pages_.push_back(page);
}

std::vector<uint32_t> Ram::take_touched() {
    std::vector<uint32_t> pages = std::move(touched_pages_);
    touched_pages_.clear();
    for (const uint32_t page : pages) touched_[page] = 0;
    std::sort(pages.begin(), pages.end());
    return pages;
}

uint64_t Ram::hash_page(uint32_t page, const std::byte* bytes) const {
    static constexpr std::byte kZeros[kPageBytes] = {};
    if (std::memcmp(bytes, kZeros, kPageBytes) == 0) return 0;
    return XXH3_64bits_withSeed(bytes, kPageBytes, page);
}

uint64_t Ram::begin_interval() {
    const uint64_t changed = changed_pages();
    for (const SavedPage& saved : intervals_.back()) {
        const uint64_t hash = hash_page(saved.page, bytes_ + std::size_t{saved.page} * kPageBytes);
        digest_ ^= page_hashes_[saved.page] ^ hash;
        page_hashes_[saved.page] = hash;
        saved_[saved.page] = 0;
    }
    if (intervals_.size() == 2) {
        for (SavedPage& saved : intervals_.front()) spare_.push_back(std::move(saved.bytes));
        intervals_.pop_front();
    }
    intervals_.emplace_back();
    return changed;
}

bool Ram::intact(unsigned intervals) const {
    // What the oldest interval put aside overrides what younger ones did.
    std::unordered_set<uint32_t> seen;
    for (std::size_t i = intervals_.size() - intervals; i < intervals_.size(); ++i) {
        for (const SavedPage& saved : intervals_[i]) {
            if (!seen.insert(saved.page).second) continue;
            if (hash_page(saved.page, saved.bytes.data()) != saved.hash) return false;
        }
    }
    return true;
}

uint64_t Ram::roll_back(unsigned intervals) {
    uint64_t copied = 0;
    for (unsigned i = 0; i < intervals; ++i) {
        for (SavedPage& saved : intervals_.back()) {
            if (experiment_) keep_for_experiment(saved.page);
            std::memcpy(bytes_ + std::size_t{saved.page} * kPageBytes, saved.bytes.data(),
                        kPageBytes);
            digest_ ^= page_hashes_[saved.page] ^ saved.hash;
            page_hashes_[saved.page] = saved.hash;
            saved_[saved.page] = 0;
            spare_.push_back(std::move(saved.bytes));
        }
        copied += intervals_.back().size();
        intervals_.pop_back();
    }
    intervals_.emplace_back();
    return copied;
}

std::vector<uint32_t> Ram::pages_put_aside(unsigned intervals) const {
    std::vector<uint32_t> pages;
    for (std::size_t i = intervals_.size() - intervals; i < intervals_.size(); ++i) {
        for (const SavedPage& saved : intervals_[i]) pages.push_back(saved.page);
    }
    return pages;
}

std::vector<uint32_t> Ram::used_pages() const {
    std::vector<uint32_t> pages;
    for (uint32_t page = 0; page < page_hashes_.size(); ++page) {
        if (page_hashes_[page] != 0 || is_put_aside(page)) pages.push_back(page);
    }
    return pages;
}

uint64_t Ram::saved_bits() const {
    uint64_t pages = 0;
    for (const Interval& interval : intervals_) pages += interval.size();
    return pages * kPageBytes * 8;
}

bool Ram::flip_saved_bit(uint64_t bit) {
    for (Interval& interval : intervals_) {
        if (bit / 8 < interval.size() * kPageBytes) {
            interval[bit / 8 / kPageBytes].bytes[bit / 8 % kPageBytes] ^= std::byte{1} << bit % 8;
            return true;
        }
        bit -= interval.size() * kPageBytes * 8;
    }
    return false;
}

uint64_t Ram::digest_now() const {
    uint64_t digest = digest_;
    for (const SavedPage& saved : intervals_.back()) {
        digest ^= page_hashes_[saved.page] ^
                  hash_page(saved.page, bytes_ + std::size_t{saved.page} * kPageBytes);
    }
    return digest;
}

}  // namespace ftsim
