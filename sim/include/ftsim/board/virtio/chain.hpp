// SPDX-License-Identifier: Apache-2.0
#pragma once

// One request of a virtio driver: the buffers of a descriptor chain, first those that the device
// reads, then those that it writes. How a driver cuts a request into buffers means nothing (virtio
// 1.2, section 2.7.4), so a device sees each half as one stream of bytes. A chain has a fixed room:
// what a guest says never makes the host allocate.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ftsim/board/virtio/dma.hpp"

namespace ftsim {

struct ChainSegment {
    uint64_t address;  // guest-physical
    uint64_t bytes;    // address plus bytes does not wrap
};

class Chain {
public:
    static constexpr std::size_t kMaxSegments = 256;

    void clear() { count_ = readable_ = 0; }
    /// False, and nothing is added, for a buffer that wraps, that the device reads after one that
    /// it writes, or that has no room.
    bool add(uint64_t address, uint64_t bytes, bool device_writes);

    std::span<const ChainSegment> readable() const { return std::span(segments_).first(readable_); }
    std::span<const ChainSegment> writable() const {
        return std::span(segments_).subspan(readable_, count_ - readable_);
    }

private:
    std::array<ChainSegment, kMaxSegments> segments_;
    std::size_t count_ = 0;
    std::size_t readable_ = 0;
};

/// A place in the stream of bytes that some segments are.
class ChainCursor {
public:
    ChainCursor(Dma& dma, std::span<const ChainSegment> segments);

    /// Bytes from here to the end.
    uint64_t left() const { return left_; }

    /// Moves the cursor by at most left() bytes, which the caller has to see to.
    void skip(uint64_t bytes);
    /// As skip(), with the bytes. False where the guest's memory is not RAM.
    bool read(std::span<std::byte> to);
    bool write(std::span<const std::byte> from);

private:
    ChainSegment next_piece(uint64_t most);

    Dma& dma_;
    std::span<const ChainSegment> segments_;
    uint64_t offset_ = 0;  // in the first segment
    uint64_t left_ = 0;
};

}  // namespace ftsim
