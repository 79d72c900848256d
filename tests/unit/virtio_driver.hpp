// SPDX-License-Identifier: Apache-2.0
#pragma once

// The driver's side of virtio for tests: guest memory, the rings in it, and the registers. It
// writes what it is told to, so that a test can be a hostile guest as well as a good one.

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "ftsim/board/virtio/dma.hpp"
#include "ftsim/board/virtio/mmio.hpp"

namespace ftsim::virtio_test {

class GuestRam : public Dma {
public:
    static constexpr uint64_t kBase = 0x8000'0000;
    static constexpr uint64_t kBytes = 0x4'0000;
    static constexpr uint64_t kEnd = kBase + kBytes;

    bool read(uint64_t address, std::span<std::byte> to) override {
        if (!holds(address, to.size())) return false;
        std::memcpy(to.data(), bytes.data() + (address - kBase), to.size());
        return true;
    }
    bool write(uint64_t address, std::span<const std::byte> from) override {
        if (!holds(address, from.size())) return false;
        std::memcpy(bytes.data() + (address - kBase), from.data(), from.size());
        return true;
    }

    template <class T>
    T get(uint64_t address) {
        T value;
        std::memcpy(&value, &bytes.at(address - kBase), sizeof value);
        return value;
    }
    template <class T>
    void set(uint64_t address, T value) {
        std::memcpy(&bytes.at(address - kBase), &value, sizeof value);
    }

    std::vector<std::byte> bytes = std::vector<std::byte>(kBytes);

private:
    static bool holds(uint64_t address, uint64_t count) {
        return address >= kBase && count <= kBytes && address - kBase <= kBytes - count;
    }
};

enum Flags : uint16_t { kNext = 1, kDeviceWrites = 2, kIndirect = 4 };

struct Buffer {
    uint64_t address;
    uint32_t bytes;
    uint16_t flags = 0;  // kDeviceWrites, kIndirect; kNext is added
};

struct Used {
    uint32_t head;
    uint32_t written;
    bool operator==(const Used&) const = default;
};

/// The rings of a queue in 16 KiB of memory from `base` on.
class Rings {
public:
    Rings(GuestRam& ram, uint64_t base, uint32_t size)
        : descriptors(base),
          available(base + 0x2000),
          used(base + 0x3000),
          size_(size),
          ram_(ram) {}

    void set_descriptor(uint64_t table, unsigned place, Buffer buffer, uint16_t next = 0) {
        ram_.set(table + 16 * place, buffer.address);
        ram_.set(table + 16 * place + 8, buffer.bytes);
        ram_.set(table + 16 * place + 12, buffer.flags);
        ram_.set(table + 16 * place + 14, next);
    }
    /// A chain of descriptors first, first + 1, ... of a table.
    void set_chain(uint64_t table, unsigned first, std::initializer_list<Buffer> buffers) {
        unsigned place = first;
        for (Buffer buffer : buffers) {
            if (place - first + 1 < buffers.size()) buffer.flags |= kNext;
            set_descriptor(table, place, buffer, static_cast<uint16_t>(place + 1));
            ++place;
        }
    }
    void offer(uint16_t head) {
        ram_.set(available + 4 + 2 * (index % size_), head);
        ram_.set(available + 2, ++index);
    }
    void offer(uint16_t head, std::initializer_list<Buffer> buffers) {
        set_chain(descriptors, head, buffers);
        offer(head);
    }
    void forbid_interrupts(bool forbid) { ram_.set<uint16_t>(available, forbid ? 1 : 0); }

    uint16_t used_index() { return ram_.get<uint16_t>(used + 2); }
    Used used_at(unsigned place) { return ram_.get<Used>(used + 4 + 8 * (place % size_)); }
    Used last_used() { return used_at(used_index() - 1U); }

    uint64_t descriptors, available, used;
    uint16_t index = 0;  // of the available ring

private:
    uint32_t size_;
    GuestRam& ram_;
};

enum Register : uint32_t {
    kDeviceFeatures = 0x10,
    kDeviceFeaturesSelect = 0x14,
    kDriverFeatures = 0x20,
    kDriverFeaturesSelect = 0x24,
    kQueueSelect = 0x30,
    kQueueSizeMax = 0x34,
    kQueueSize = 0x38,
    kQueueReady = 0x44,
    kQueueNotify = 0x50,
    kInterruptStatus = 0x60,
    kInterruptAck = 0x64,
    kStatus = 0x70,
    kQueueDescriptors = 0x80,
    kQueueAvailable = 0x90,
    kQueueUsed = 0xa0,
    kConfig = 0x100,
};
enum Status : uint32_t {
    kAcknowledge = 1,
    kDriver = 2,
    kDriverOk = 4,
    kFeaturesOk = 8,
    kNeedsReset = 0x40,
};
constexpr uint64_t kFeatureVersion1 = uint64_t{1} << 32;
constexpr uint64_t kFeatureIndirect = uint64_t{1} << 28;

inline uint32_t get(const VirtioMmio& slot, uint32_t offset) { return slot.load(offset, 4, 0); }
inline void set(VirtioMmio& slot, uint32_t offset, uint32_t word, uint64_t cycle = 0) {
    slot.store(offset, word, 4, cycle);
}

inline void accept_features(VirtioMmio& slot, uint64_t features) {
    for (const uint32_t half : {0U, 1U}) {
        set(slot, kDriverFeaturesSelect, half);
        set(slot, kDriverFeatures, static_cast<uint32_t>(features >> (32 * half)));
    }
}
/// Up to FEATURES_OK.
inline void negotiate(VirtioMmio& slot, uint64_t features = kFeatureVersion1 | kFeatureIndirect) {
    set(slot, kStatus, kAcknowledge | kDriver);
    accept_features(slot, features);
    set(slot, kStatus, kAcknowledge | kDriver | kFeaturesOk);
}
inline void place_queue(VirtioMmio& slot, unsigned number, const Rings& rings, uint32_t size) {
    set(slot, kQueueSelect, number);
    set(slot, kQueueSize, size);
    const std::pair<uint32_t, uint64_t> places[] = {{kQueueDescriptors, rings.descriptors},
                                                    {kQueueAvailable, rings.available},
                                                    {kQueueUsed, rings.used}};
    for (const auto& [offset, address] : places) {
        set(slot, offset, static_cast<uint32_t>(address));
        set(slot, offset + 4, static_cast<uint32_t>(address >> 32));
    }
    set(slot, kQueueReady, 1);
}
inline void run(VirtioMmio& slot) {
    set(slot, kStatus, kAcknowledge | kDriver | kFeaturesOk | kDriverOk);
}
inline bool needs_reset(const VirtioMmio& slot) { return (get(slot, kStatus) & kNeedsReset) != 0; }

inline std::vector<std::byte> saved(const VirtioMmio& slot) {
    std::vector<std::byte> bytes;
    slot.save(bytes);
    return bytes;
}
inline void load(VirtioMmio& slot, std::span<const std::byte> bytes) { slot.load(bytes); }

/// Memory full of rings that are nearly right: numbers a device would take for addresses, lengths,
/// flags and indices, in any order.
inline void fill_with_garbage(GuestRam& ram, std::span<const uint64_t> tables,
                              std::mt19937_64& random) {
    for (const uint64_t table : tables) {
        for (uint64_t at = table; at < table + 0x2000; at += 16) {
            const bool far = random() % 16 == 0;
            ram.set<uint64_t>(at, far ? random() : GuestRam::kBase + random() % GuestRam::kBytes);
            const uint32_t lengths[] = {16, 1, 12, 512, 32, 1526, 0xffff'ffff, 0};
            ram.set(at + 8, lengths[random() % 8]);
            ram.set(at + 12, static_cast<uint16_t>(random() % 16 == 0 ? random() : random() % 4));
            ram.set(at + 14, static_cast<uint16_t>(random() % 16 == 0 ? random() : random() % 8));
        }
        for (uint64_t at = table + 0x2004; at < table + 0x2300; at += 2) {
            ram.set(at, static_cast<uint16_t>(random() % 64 == 0 ? random() : random() % 16));
        }
    }
}

}  // namespace ftsim::virtio_test
