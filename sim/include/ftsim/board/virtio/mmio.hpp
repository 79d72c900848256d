// SPDX-License-Identifier: Apache-2.0
#pragma once

// A slot of virtio over memory-mapped registers (virtio 1.2, section 4.2, version 2): a device that
// a driver finds, agrees with about features, gives queues to and runs. A driver that breaks a
// queue finds DEVICE_NEEDS_RESET in the status, and the device does nothing more until the status
// is written zero. A slot without a device answers as QEMU's: device id 0, and the rest is zero.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ftsim/board/virtio/device.hpp"
#include "ftsim/board/virtio/dma.hpp"
#include "ftsim/board/virtio/virtqueue.hpp"

namespace ftsim {

class VirtioMmio {
public:
    static constexpr uint32_t kBytes = 0x200;
    static constexpr unsigned kQueues = 2;  // the most that a device here has

    struct State {
        uint64_t driver_features = 0;
        uint32_t foreign_features = 0;  // accepted beyond the 64 that there are
        uint32_t device_features_select = 0;
        uint32_t driver_features_select = 0;
        uint32_t queue_select = 0;
        uint32_t status = 0;
        uint32_t interrupt_status = 0;
    };
    /// Of what a slot saves that has a device with so many queues; an empty slot has none.
    static RegisterMap registers(const RegisterMap& device, unsigned queues);
    const RegisterMap& registers() const { return registers_; }

    /// device: nullptr for an empty slot. dma has to outlive the slot.
    VirtioMmio(Dma& dma, std::unique_ptr<VirtioDevice> device);
    VirtioMmio(const VirtioMmio&) = delete;
    VirtioMmio& operator=(const VirtioMmio&) = delete;

    /// An access of 1, 2 or 4 bytes at an offset below kBytes, the value in the low bits. Registers
    /// below 0x100 are words: any other access there is zero and ignored.
    uint32_t load(uint32_t offset, unsigned bytes, uint64_t cycle) const;
    void store(uint32_t offset, uint32_t value, unsigned bytes, uint64_t cycle);

    bool interrupt() const { return state_.interrupt_status != 0; }

    /// Does what is due by this machine cycle: disk requests end, frames come in.
    void advance(uint64_t cycle);
    /// The first cycle from `cycle` on at which advance() has something to do; UINT64_MAX: never.
    /// Any store() and any advance() may change it.
    uint64_t next_cycle(uint64_t cycle) const;

    /// Whether the device wrote the guest's memory since this was last asked.
    bool wrote_memory();

    /// Of the same number of bytes as long as the slot lives; an empty slot has none.
    void save(std::vector<std::byte>& to) const;
    void load(std::span<const std::byte>& from);

    /// Inverts a bit of registers(), at once. A queue that it leaves without rings is broken.
    void flip(uint64_t bit);

private:
    // Remembers that memory was written.
    class WatchedDma : public Dma {
    public:
        explicit WatchedDma(Dma& dma) : dma_(dma) {}
        bool read(uint64_t address, std::span<std::byte> to) override {
            return dma_.read(address, to);
        }
        bool write(uint64_t address, std::span<const std::byte> from) override {
            if (!dma_.write(address, from)) return false;
            wrote = true;
            return true;
        }

        bool wrote = false;

    private:
        Dma& dma_;
    };

    uint64_t offered() const;
    bool runs() const;
    bool is_queue(uint32_t number) const { return device_ && number < device_->queues(); }
    uint32_t load_register(uint32_t offset) const;
    void store_register(uint32_t offset, uint32_t word, uint64_t cycle);
    void store_driver_features(uint32_t word);
    void store_queue(uint32_t offset, uint32_t word);
    void set_queue_ready(bool ready);
    void store_status(uint32_t word);
    void reset();
    void look_at_queues();

    WatchedDma dma_;
    std::unique_ptr<VirtioDevice> device_;
    std::array<Virtqueue, kQueues> queues_;
    State state_;
    RegisterMap registers_;
};

}  // namespace ftsim
