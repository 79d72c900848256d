// SPDX-License-Identifier: Apache-2.0
#pragma once

// A disk image: a raw file of whole sectors, shared by the machines that see it. Every machine
// starts from what the file held when it was opened, however far another one has come: before a
// committed write reaches the file, the sectors that were there are kept aside in memory. The file
// may be cut short by others at any time, so it is never mapped: what is gone is an I/O error.
// Thread-safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "ftsim/board/virtio/block_backend.hpp"

namespace ftsim {

class DiskImage {
public:
    static constexpr uint64_t kSectorBytes = BlockBackend::kSectorBytes;

    /// Locks the file as QEMU does: nobody else may write to it, nor read it while it is written.
    /// Throws Error(file) for a file that is missing, not a regular one, not writable (unless
    /// read_only), in use by another DiskImage or a QEMU, or not a whole number of sectors, at
    /// least one.
    DiskImage(const std::filesystem::path& path, bool read_only);
    /// Without a file: a replay gets from the log what was read, and what is written goes nowhere.
    DiskImage(uint64_t sectors, bool read_only) : read_only_(read_only), sectors_(sectors) {}
    ~DiskImage();
    DiskImage(const DiskImage&) = delete;
    DiskImage& operator=(const DiskImage&) = delete;

    uint64_t sectors() const { return sectors_; }
    bool read_only() const { return read_only_; }

    /// Whole sectors below sectors() as they were when the file was opened. False where the file
    /// cannot be read.
    bool read(uint64_t sector, std::span<std::byte> to) const;

    /// Writes whole sectors below sectors() to the file. What goes wrong is said by close().
    void commit(uint64_t sector, std::span<const std::byte> data);

    /// Holds what another image of that size does, as it was when it was opened and as it is now: a
    /// new disk in a mirror. What goes wrong is said by close().
    void become(const DiskImage& other);

    /// Throws Error(file) for the first write that has failed, once.
    void close();

private:
    using Sector = std::array<std::byte, kSectorBytes>;

    [[noreturn]] void fail(const std::string& what) const;
    void keep_original(uint64_t sector);
    bool read_file(uint64_t sector, std::span<std::byte> to) const;
    std::optional<std::string> write_file(uint64_t sector, std::span<const std::byte> data);

    std::filesystem::path path_;
    bool read_only_;
    int file_ = -1;
    uint64_t sectors_ = 0;
    mutable std::mutex mutex_;
    std::map<uint64_t, std::optional<Sector>>
        originals_;                       // of what is written; nothing: unreadable
    std::optional<std::string> failure_;  // the first one
};

}  // namespace ftsim
