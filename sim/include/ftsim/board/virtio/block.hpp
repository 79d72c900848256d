// SPDX-License-Identifier: Apache-2.0
#pragma once

// A virtio disk (virtio 1.2, section 5.2). A request is taken from the queue when the driver
// notifies; `latency` machine cycles later it is carried out, answered and the driver interrupted,
// in the order of arrival. Until then it is no more than its place in the descriptor table: the
// buffers are read when they are due, so a request in flight costs a few bytes of state. Data goes
// through a buffer of a few sectors, whatever length a guest asks for. A backend that is deferred
// is told of a request when it is due, and keeps it and all behind it waiting.

#include <array>
#include <cstdint>

#include "ftsim/board/virtio/block_backend.hpp"
#include "ftsim/board/virtio/device.hpp"

namespace ftsim {

class VirtioBlock : public VirtioDevice {
public:
    /// 100 us at 10 MHz.
    static constexpr uint64_t kDefaultLatency = 1000;
    static constexpr unsigned kQueues = 1;
    static constexpr uint32_t kMaxSegmentBytes = 65536;
    /// Of data: the chain has a header and a status beside them.
    static constexpr uint32_t kMaxDataSegments = Chain::kMaxSegments - 2;
    /// No driver that keeps to both limits sends more data with one request.
    static constexpr uint64_t kMaxDataBytes = uint64_t{kMaxSegmentBytes} * kMaxDataSegments;

    struct Request {
        uint64_t due = 0;  // machine cycle
        uint64_t head = 0;
    };
    struct State {
        std::array<Request, Virtqueue::kMaxSize> requests;  // a ring; what is not in use is zero
        uint32_t first = 0;
        uint32_t count = 0;
    };
    /// The queue of requests is a memory of descriptor numbers; when they are due is the model's.
    static const RegisterMap& saved_registers();
    const RegisterMap& registers() const override { return saved_registers(); }

    /// latency: machine cycles from notification to answer. backend has to outlive the device.
    explicit VirtioBlock(BlockBackend& backend, uint64_t latency = kDefaultLatency);

    uint32_t id() const override { return 2; }
    uint64_t features() const override;
    unsigned queues() const override { return kQueues; }
    uint8_t config(uint32_t offset) const override;

    void notify(unsigned queue, std::span<Virtqueue> queues, uint64_t cycle) override;
    void stop(unsigned queue) override;
    void advance(std::span<Virtqueue> queues, uint64_t cycle) override;
    uint64_t next_cycle(uint64_t cycle) const override;

    void save(std::vector<std::byte>& to) const override;
    void load(std::span<const std::byte>& from) override;

private:
    struct Answer {
        uint8_t status;
        uint64_t written;  // bytes of data, from the beginning of what the device may write
    };

    bool may_begin(Virtqueue& queue, uint16_t head) const;
    void complete(Virtqueue& queue, uint16_t head, uint64_t cycle);
    Answer carry_out(Virtqueue& queue, ChainCursor& in, ChainCursor& out, uint64_t cycle);
    bool is_on_disk(uint64_t sector, uint64_t bytes) const;
    Answer read(Virtqueue& queue, uint64_t sector, ChainCursor& out, uint64_t cycle);
    Answer write(Virtqueue& queue, uint64_t sector, ChainCursor& in, uint64_t cycle);
    Answer identify(Virtqueue& queue, ChainCursor& out);

    BlockBackend& backend_;
    DeferredBlockBackend* deferred_;  // the same, or nullptr
    uint64_t latency_;
    State state_;
};

}  // namespace ftsim
