// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/chain.hpp"

#include <algorithm>
#include <cassert>

namespace ftsim {

bool Chain::add(uint64_t address, uint64_t bytes, bool device_writes) {
    if (count_ == kMaxSegments || address > UINT64_MAX - bytes) return false;
    if (!device_writes) {
        if (readable_ != count_) return false;
        ++readable_;
    }
    segments_[count_++] = {address, bytes};
    return true;
}

ChainCursor::ChainCursor(Dma& dma, std::span<const ChainSegment> segments)
    : dma_(dma), segments_(segments) {
    for (const ChainSegment& segment : segments) left_ += segment.bytes;
}

// The rest of the segment at the cursor, or less, and moves behind it.
ChainSegment ChainCursor::next_piece(uint64_t most) {
    assert(most <= left_);
    while (offset_ == segments_.front().bytes) {
        segments_ = segments_.subspan(1);
        offset_ = 0;
    }
    const uint64_t bytes = std::min(most, segments_.front().bytes - offset_);
    const ChainSegment piece{segments_.front().address + offset_, bytes};
    offset_ += bytes;
    left_ -= bytes;
    return piece;
}

void ChainCursor::skip(uint64_t bytes) {
    while (bytes != 0) bytes -= next_piece(bytes).bytes;
}

bool ChainCursor::read(std::span<std::byte> to) {
    while (!to.empty()) {
        const ChainSegment piece = next_piece(to.size());
        if (!dma_.read(piece.address, to.first(piece.bytes))) return false;
        to = to.subspan(piece.bytes);
    }
    return true;
}

bool ChainCursor::write(std::span<const std::byte> from) {
    while (!from.empty()) {
        const ChainSegment piece = next_piece(from.size());
        if (!dma_.write(piece.address, from.first(piece.bytes))) return false;
        from = from.subspan(piece.bytes);
    }
    return true;
}

}  // namespace ftsim
