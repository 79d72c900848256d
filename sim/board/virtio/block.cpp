// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/block.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

namespace {

static_assert(StateStruct<VirtioBlock::State>);

constexpr uint64_t kFeatureSizeMax = 1 << 1;
constexpr uint64_t kFeatureSegMax = 1 << 2;
constexpr uint64_t kFeatureReadOnly = 1 << 5;
constexpr uint64_t kFeatureBlockSize = 1 << 6;
constexpr uint64_t kFeatureFlush = 1 << 9;

struct Config {
    uint64_t capacity;  // sectors
    uint32_t size_max;
    uint32_t seg_max;
    uint32_t geometry;  // not offered
    uint32_t blk_size;
};

struct Header {
    uint32_t type;
    uint32_t reserved;
    uint64_t sector;
};

constexpr uint32_t kIn = 0;
constexpr uint32_t kOut = 1;
constexpr uint32_t kFlush = 4;
constexpr uint32_t kGetId = 8;

constexpr uint8_t kOk = 0;
constexpr uint8_t kIoError = 1;
constexpr uint8_t kUnsupported = 2;

constexpr uint64_t kSector = BlockBackend::kSectorBytes;
constexpr uint64_t kIdBytes = 20;
constexpr std::string_view kId = "ftsim-disk";

using Buffer = std::array<std::byte, 16 * kSector>;

}  // namespace

const RegisterMap& VirtioBlock::saved_registers() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(State));
        for (std::size_t i = 0; i < Virtqueue::kMaxSize; ++i) {
            const std::size_t at = offset_in(&State::requests) + i * sizeof(Request);
            of.none_at(at + offset_in(&Request::due), sizeof(Request::due));
            of.add_at(RegisterMap::element("requests", i), at + offset_in(&Request::head),
                      sizeof(Request::head), 16, 0, SiteKind::memory);
        }
        of.add("first", &State::first, 8);
        of.add("count", &State::count, 9);
        return of;
    }();
    return map;
}

VirtioBlock::VirtioBlock(BlockBackend& backend, uint64_t latency)
    : backend_(backend), deferred_(backend.deferred()), latency_(latency) {}

uint64_t VirtioBlock::features() const {
    return kFeatureSizeMax | kFeatureSegMax | kFeatureBlockSize | kFeatureFlush |
           (backend_.read_only() ? kFeatureReadOnly : 0);
}

uint8_t VirtioBlock::config(uint32_t offset) const {
    const Config config{backend_.sectors(), kMaxSegmentBytes, kMaxDataSegments, 0, kSector};
    uint8_t byte = 0;
    if (offset < sizeof config) {
        std::memcpy(&byte, reinterpret_cast<const std::byte*>(&config) + offset, 1);
    }
    return byte;
}

void VirtioBlock::notify(unsigned, std::span<Virtqueue> queues, uint64_t cycle) {
    while (state_.count < Virtqueue::kMaxSize) {
        const auto head = queues[0].take();
        if (!head) return;
        const uint32_t last = (state_.first + state_.count) % Virtqueue::kMaxSize;
        state_.requests[last] = {cycle + latency_, *head};
        ++state_.count;
    }
}

void VirtioBlock::stop(unsigned) { state_ = {}; }

uint64_t VirtioBlock::next_cycle(uint64_t cycle) const {
    if (state_.count == 0) return UINT64_MAX;
    const uint64_t due = std::max(cycle, state_.requests[state_.first].due);
    return deferred_ == nullptr ? due : deferred_->next_cycle(due);
}

void VirtioBlock::advance(std::span<Virtqueue> queues, uint64_t cycle) {
    while (next_cycle(cycle) == cycle) {
        Request& request = state_.requests[state_.first];
        if (deferred_ != nullptr && !may_begin(queues[0], static_cast<uint16_t>(request.head))) {
            return;
        }
        complete(queues[0], static_cast<uint16_t>(request.head), cycle);
        request = {};
        state_.first = (state_.first + 1) % Virtqueue::kMaxSize;
        --state_.count;
    }
}

// Only of a transfer that will be carried out is the backend told.
bool VirtioBlock::may_begin(Virtqueue& queue, uint16_t head) const {
    Chain chain;
    if (!queue.walk(head, chain)) return true;
    ChainCursor in(queue.dma(), chain.readable());
    const ChainCursor out(queue.dma(), chain.writable());
    Header header;
    if (in.left() < sizeof header || out.left() == 0 ||
        !in.read(std::as_writable_bytes(std::span(&header, 1)))) {
        return true;
    }
    const bool write = header.type == kOut;
    const uint64_t bytes = write ? in.left() : out.left() - 1;
    if ((!write && header.type != kIn) || bytes == 0 || !is_on_disk(header.sector, bytes)) {
        return true;
    }
    return deferred_->begin(
        {write, header.sector, bytes, [&](std::span<std::byte> to) { return in.read(to); }});
}

// What the device reads begins with a header; the last byte that it writes is the status. Without
// these there is nothing to answer to.
void VirtioBlock::complete(Virtqueue& queue, uint16_t head, uint64_t cycle) {
    Chain chain;
    if (!queue.walk(head, chain)) return;
    ChainCursor in(queue.dma(), chain.readable());
    ChainCursor out(queue.dma(), chain.writable());
    ChainCursor status_byte = out;
    if (in.left() < sizeof(Header) || out.left() == 0) return queue.fail();

    const uint64_t room = out.left() - 1;
    const Answer answer = carry_out(queue, in, out, cycle);
    status_byte.skip(room);
    if (queue.broken() || !status_byte.write(std::as_bytes(std::span(&answer.status, 1)))) {
        return queue.fail();
    }
    // The status belongs to it only where nothing before it was left unwritten.
    const uint64_t written = answer.written + (answer.written == room ? 1 : 0);
    queue.give_back(head, static_cast<uint32_t>(written));
}

VirtioBlock::Answer VirtioBlock::carry_out(Virtqueue& queue, ChainCursor& in, ChainCursor& out,
                                           uint64_t cycle) {
    Header header;
    if (!in.read(std::as_writable_bytes(std::span(&header, 1)))) {
        queue.fail();
        return {kIoError, 0};
    }
    switch (header.type) {
        case kIn: return read(queue, header.sector, out, cycle);
        case kOut: return write(queue, header.sector, in, cycle);
        case kFlush: return {backend_.flush(cycle) ? kOk : kIoError, 0};
        case kGetId: return identify(queue, out);
        default: return {kUnsupported, 0};
    }
}

bool VirtioBlock::is_on_disk(uint64_t sector, uint64_t bytes) const {
    const uint64_t sectors = backend_.sectors();
    return bytes % kSector == 0 && bytes <= kMaxDataBytes && sector <= sectors &&
           bytes / kSector <= sectors - sector;
}

VirtioBlock::Answer VirtioBlock::read(Virtqueue& queue, uint64_t sector, ChainCursor& out,
                                      uint64_t cycle) {
    const uint64_t bytes = out.left() - 1;
    if (!is_on_disk(sector, bytes)) return {kIoError, 0};
    Buffer buffer;
    for (uint64_t done = 0; done < bytes;) {
        const auto piece = std::span(buffer).first(std::min(bytes - done, buffer.size()));
        if (!backend_.read(sector + done / kSector, piece, cycle)) return {kIoError, done};
        if (!out.write(piece)) {
            queue.fail();
            return {kIoError, done};
        }
        done += piece.size();
    }
    return {kOk, bytes};
}

VirtioBlock::Answer VirtioBlock::write(Virtqueue& queue, uint64_t sector, ChainCursor& in,
                                       uint64_t cycle) {
    if (backend_.read_only() || !is_on_disk(sector, in.left())) return {kIoError, 0};
    Buffer buffer;
    while (in.left() != 0) {
        const auto piece = std::span(buffer).first(std::min(in.left(), buffer.size()));
        if (!in.read(piece)) {
            queue.fail();
            return {kIoError, 0};
        }
        if (!backend_.write(sector, piece, cycle)) return {kIoError, 0};
        sector += piece.size() / kSector;
    }
    return {kOk, 0};
}

VirtioBlock::Answer VirtioBlock::identify(Virtqueue& queue, ChainCursor& out) {
    std::array<std::byte, kIdBytes> id = {};
    std::memcpy(id.data(), kId.data(), kId.size());
    const auto piece = std::span(id).first(std::min(out.left() - 1, id.size()));
    if (!out.write(piece)) queue.fail();
    return {kOk, piece.size()};
}

void VirtioBlock::save(std::vector<std::byte>& to) const { put_state(to, state_); }

void VirtioBlock::load(std::span<const std::byte>& from) {
    state_ = take_state<State>(from);
    state_.first %= Virtqueue::kMaxSize;
    state_.count = std::min(state_.count, Virtqueue::kMaxSize);
}

}  // namespace ftsim
