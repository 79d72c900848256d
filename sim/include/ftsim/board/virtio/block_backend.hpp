// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a disk device needs of whatever holds its sectors. A write is the guest's once write()
// returned: later reads see it, whether or not it has left the machine. The cycle is the machine
// cycle of the transfer, for those who log what enters and hold back what leaves.

#include <cstddef>
#include <cstdint>
#include <span>

namespace ftsim {

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
};

}  // namespace ftsim
