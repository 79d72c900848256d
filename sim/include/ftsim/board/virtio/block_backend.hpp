// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a disk device needs of whatever holds its sectors. A write is the guest's once write()
// returned: later reads see it, whether or not it has left the machine. The cycle is the machine
// cycle of the transfer, for those who log what enters and hold back what leaves.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace ftsim {

class DeferredBlockBackend;

class BlockBackend {
public:
    static constexpr uint64_t kSectorBytes = 512;

    virtual ~BlockBackend() = default;

    virtual uint64_t sectors() const = 0;
    virtual bool read_only() const = 0;

    /// Whole sectors, from `sector` on; the caller stays below sectors(). False for an I/O error.
    virtual bool read(uint64_t sector, std::span<std::byte> to, uint64_t cycle) = 0;
    virtual bool write(uint64_t sector, std::span<const std::byte> from, uint64_t cycle) = 0;
    /// Makes every write so far outlive the machine. False for an I/O error.
    virtual bool flush(uint64_t cycle) = 0;

    /// Itself, where what it is asked for takes its time.
    virtual DeferredBlockBackend* deferred() { return nullptr; }
};

/// A request of whole sectors, as a deferred backend is told of it.
struct BlockRequest {
    bool write;
    uint64_t sector;
    uint64_t bytes;
    /// Fills what is to be written; false where the guest's memory does not have it.
    std::function<bool(std::span<std::byte>)> data;
};

/// Sectors that are somewhere else: a request is begun first, and carried out by read() or write()
/// once begin() says so.
class DeferredBlockBackend : public BlockBackend {
public:
    /// Asked whenever next_cycle() has come, one request after the other. True: carry it out.
    virtual bool begin(const BlockRequest& request) = 0;
    /// The first cycle from `cycle` on at which begin() is worth a call; UINT64_MAX for never.
    virtual uint64_t next_cycle(uint64_t cycle) const = 0;
    DeferredBlockBackend* deferred() override { return this; }
};

}  // namespace ftsim
