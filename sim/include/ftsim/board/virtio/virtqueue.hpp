// SPDX-License-Identifier: Apache-2.0
#pragma once

// The device's side of a split virtqueue (virtio 1.2, section 2.7): three rings in the guest's
// memory through which a driver hands over chains of buffers and gets them back. The guest may
// write anything there at any time. Whatever no correct driver can write breaks the queue, and a
// broken queue does nothing more until it is reset: how a guest learns of that is the transport's
// task. No call does more work than the queue and a chain are long.

#include <cstdint>
#include <optional>

#include "ftsim/board/register_map.hpp"
#include "ftsim/board/virtio/chain.hpp"
#include "ftsim/board/virtio/dma.hpp"

namespace ftsim {

class Virtqueue {
public:
    static constexpr uint32_t kMaxSize = 256;

    struct State {
        uint64_t descriptors = 0;  // guest-physical addresses of the three rings
        uint64_t available = 0;
        uint64_t used = 0;
        uint32_t size = 0;            // entries of each
        uint16_t next_available = 0;  // free-running, as the indices in the rings
        uint16_t next_used = 0;
        uint8_t ready = 0;
        uint8_t broken = 0;
        uint8_t interrupt = 0;
        uint8_t indirect = 0;  // VIRTIO_RING_F_INDIRECT_DESC was negotiated
        uint32_t unused = 0;
    };
    static const RegisterMap& registers();

    explicit Virtqueue(Dma& dma) : dma_(dma) {}

    void accept_indirect() { state_.indirect = 1; }

    /// The driver has set size and addresses in the state, which then stay until stop(). Breaks the
    /// queue where its size is no power of two up to kMaxSize, or a ring is not aligned as section
    /// 2.7 demands, or wraps.
    void start();
    /// Forgets what was handed over. The rings stay where they are.
    void stop();
    bool ready() const { return state_.ready != 0; }
    uint32_t size() const { return state_.size; }

    /// Whether take() would find something. Breaks the queue as take() does.
    bool has_available();
    /// Takes the next chain that the driver made available, unseen; give_back() is due for it.
    /// Nothing where there is none, and where the queue is not ready or broken.
    std::optional<uint16_t> take();
    /// The buffers of a chain that was taken, as they are now. False, and the queue is broken,
    /// where the chain is none.
    bool walk(uint16_t head, Chain& chain);
    /// `written`: so many bytes at the beginning of what the device may write are the device's.
    void give_back(uint16_t head, uint32_t written);

    /// Also for the device: a buffer outside RAM, a request without the parts it must have.
    void fail() { state_.broken = 1; }
    bool broken() const { return state_.broken != 0; }
    /// True once after chains went back to a driver that wants to be interrupted.
    bool take_interrupt();

    Dma& dma() { return dma_; }

    const State& state() const { return state_; }
    void set_state(const State& state) { state_ = state; }
    /// A state from outside: broken and not ready where start() would have broken it.
    void load(const State& state);

private:
    bool usable() const { return ready() && !broken(); }
    bool can_start() const;
    std::optional<uint16_t> read_half(uint64_t address);

    Dma& dma_;
    State state_;
};

}  // namespace ftsim
