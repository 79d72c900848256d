// SPDX-License-Identifier: Apache-2.0
#pragma once

// A slot with the simplest device that there is, and a guest that drives it.

#include <memory>
#include <span>
#include <vector>

#include "ftsim/board/state_bytes.hpp"
#include "ftsim/board/virtio/device.hpp"
#include "ftsim/board/virtio/mmio.hpp"
#include "tests/unit/virtio_driver.hpp"

namespace ftsim::virtio_test {

constexpr uint64_t kFeatureOfIts = 1 << 3;

// Gives every chain back ten cycles after its notification.
class Returner : public VirtioDevice {
public:
    uint32_t id() const override { return 77; }
    uint64_t features() const override { return kFeatureOfIts; }
    unsigned queues() const override { return 1; }
    uint8_t config(uint32_t offset) const override {
        return offset < 8 ? static_cast<uint8_t>(0x10 + offset) : 0;
    }
    void notify(unsigned, std::span<Virtqueue>, uint64_t cycle) override { due_ = cycle + 10; }
    void stop(unsigned) override { due_ = UINT64_MAX; }
    void advance(std::span<Virtqueue> queues, uint64_t cycle) override {
        if (cycle < due_) return;
        due_ = UINT64_MAX;
        Chain chain;
        for (unsigned i = 0; i < 256; ++i) {
            const auto head = queues[0].take();
            if (!head || !queues[0].walk(*head, chain)) return;
            queues[0].give_back(*head, 0);
        }
    }
    uint64_t next_cycle(uint64_t) const override { return due_; }
    void save(std::vector<std::byte>& to) const override { put_state(to, due_); }
    void load(std::span<const std::byte>& from) override { due_ = take_state<uint64_t>(from); }
    const RegisterMap& registers() const override {
        static const RegisterMap none(sizeof(due_));
        return none;
    }

private:
    uint64_t due_ = UINT64_MAX;
};

struct SlotGuest {
    GuestRam ram;
    Rings rings{ram, GuestRam::kBase, 8};
    VirtioMmio slot{ram, std::make_unique<Returner>()};

    void start() {
        negotiate(slot);
        place_queue(slot, 0, rings, 8);
        run(slot);
    }
    void offer_and_notify(uint64_t cycle) {
        rings.offer(0, {{GuestRam::kBase + 0x1'0000, 16}});
        set(slot, kQueueNotify, 0, cycle);
    }
};

}  // namespace ftsim::virtio_test
