// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/virtqueue.hpp"

#include <bit>

namespace ftsim {

namespace {

// The layout of virtio 1.2, section 2.7.5 to 2.7.8, little-endian as the host.
struct Descriptor {
    uint64_t address;
    uint32_t bytes;
    uint16_t flags;
    uint16_t next;
};
static_assert(sizeof(Descriptor) == 16 && std::endian::native == std::endian::little);

constexpr uint16_t kNext = 1;
constexpr uint16_t kDeviceWrites = 2;
constexpr uint16_t kIndirect = 4;

struct UsedElement {
    uint32_t head;
    uint32_t written;
};

constexpr uint16_t kNoInterrupt = 1;

// Both other rings begin with flags and index, two bytes each.
constexpr uint64_t kIndexOffset = 2;
constexpr uint64_t kRingOffset = 4;
constexpr uint64_t kEventBytes = 2;  // at the end of both

struct DescriptorTable {
    uint64_t address;
    uint32_t entries;
};

bool ring_fits(uint64_t address, uint64_t bytes, uint64_t alignment) {
    return address % alignment == 0 && address <= UINT64_MAX - bytes;
}

// A table of no entries fails when its first is asked for.
bool is_indirect_table(const Descriptor& descriptor) {
    return (descriptor.flags & kNext) == 0 && descriptor.bytes % sizeof(Descriptor) == 0 &&
           descriptor.address <= UINT64_MAX - descriptor.bytes;
}

template <class T>
bool read_object(Dma& dma, uint64_t address, T& object) {
    return dma.read(address, std::as_writable_bytes(std::span(&object, 1)));
}

template <class T>
bool write_object(Dma& dma, uint64_t address, const T& object) {
    return dma.write(address, std::as_bytes(std::span(&object, 1)));
}

}  // namespace

const RegisterMap& Virtqueue::registers() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(State));
        of.add("descriptors", &State::descriptors);
        of.add("available", &State::available);
        of.add("used", &State::used);
        of.add("size", &State::size);
        of.add("next_available", &State::next_available);
        of.add("next_used", &State::next_used);
        of.add("ready", &State::ready, 1);
        of.add("broken", &State::broken, 1);
        of.add("interrupt", &State::interrupt, 1);
        of.add("indirect", &State::indirect, 1);
        of.none(&State::unused);
        return of;
    }();
    return map;
}

bool Virtqueue::can_start() const {
    const uint64_t size = state_.size;
    return std::has_single_bit(size) && size <= kMaxSize &&
           ring_fits(state_.descriptors, sizeof(Descriptor) * size, 16) &&
           ring_fits(state_.available, kRingOffset + 2 * size + kEventBytes, 2) &&
           ring_fits(state_.used, kRingOffset + sizeof(UsedElement) * size + kEventBytes, 4);
}

void Virtqueue::start() {
    if (!can_start()) return fail();
    state_.ready = 1;
}

void Virtqueue::load(const State& state) {
    state_ = state;
    if (!ready() || can_start()) return;
    state_.ready = 0;
    fail();
}

void Virtqueue::stop() {
    state_.ready = 0;
    state_.next_available = 0;
    state_.next_used = 0;
    state_.interrupt = 0;
}

std::optional<uint16_t> Virtqueue::read_half(uint64_t address) {
    uint16_t half = 0;
    if (read_object(dma_, address, half)) return half;
    fail();
    return std::nullopt;
}

bool Virtqueue::has_available() {
    if (!usable()) return false;
    const auto index = read_half(state_.available + kIndexOffset);
    if (!index) return false;
    const auto waiting = static_cast<uint16_t>(*index - state_.next_available);
    const auto taken = static_cast<uint16_t>(state_.next_available - state_.next_used);
    // Every chain has a descriptor of its own until it is given back.
    if (uint32_t{waiting} + taken > state_.size) fail();
    return !broken() && waiting != 0;
}

std::optional<uint16_t> Virtqueue::take() {
    if (!has_available()) return std::nullopt;
    const uint32_t slot = state_.next_available % state_.size;
    const auto head = read_half(state_.available + kRingOffset + 2 * slot);
    if (head) ++state_.next_available;
    return head;
}

// It ends even where descriptors go in a circle: the chain is full at some point.
bool Virtqueue::walk(uint16_t head, Chain& chain) {
    chain.clear();
    DescriptorTable table{state_.descriptors, state_.size};
    bool in_indirect_table = false;
    uint32_t index = head;
    while (usable()) {
        Descriptor descriptor;
        if (index >= table.entries ||
            !read_object(dma_, table.address + sizeof descriptor * index, descriptor)) {
            break;
        }
        if ((descriptor.flags & kIndirect) != 0) {
            if (state_.indirect == 0 || in_indirect_table || !is_indirect_table(descriptor)) break;
            in_indirect_table = true;
            table = {descriptor.address, descriptor.bytes / uint32_t{sizeof descriptor}};
            index = 0;
            continue;
        }
        const bool device_writes = (descriptor.flags & kDeviceWrites) != 0;
        if (!chain.add(descriptor.address, descriptor.bytes, device_writes)) break;
        if ((descriptor.flags & kNext) == 0) return true;
        index = descriptor.next;
    }
    fail();
    return false;
}

void Virtqueue::give_back(uint16_t head, uint32_t written) {
    if (!usable()) return;
    const UsedElement element{head, written};
    const uint32_t slot = state_.next_used % state_.size;
    const auto next = static_cast<uint16_t>(state_.next_used + 1);
    if (!write_object(dma_, state_.used + kRingOffset + sizeof element * slot, element) ||
        !write_object(dma_, state_.used + kIndexOffset, next)) {
        fail();
        return;
    }
    state_.next_used = next;
    const auto flags = read_half(state_.available);
    if (flags && (*flags & kNoInterrupt) == 0) state_.interrupt = 1;
}

bool Virtqueue::take_interrupt() {
    const bool interrupt = state_.interrupt != 0;
    state_.interrupt = 0;
    return interrupt;
}

}  // namespace ftsim
