// SPDX-License-Identifier: Apache-2.0
#pragma once

// A queue of eight in a guest's memory.

#include "ftsim/board/virtio/virtqueue.hpp"
#include "tests/unit/virtio_driver.hpp"

namespace ftsim::virtio_test {

constexpr uint64_t kRings = GuestRam::kBase;
constexpr uint64_t kData = GuestRam::kBase + 0x1'0000;
constexpr uint64_t kTable = GuestRam::kBase + 0x2'0000;
constexpr uint32_t kSize = 8;

struct QueueGuest {
    GuestRam ram;
    Rings rings{ram, kRings, kSize};
    Virtqueue queue{ram};

    QueueGuest() { start({}); }

    void start(Virtqueue::State state) {
        state.descriptors = rings.descriptors;
        state.available = rings.available;
        state.used = rings.used;
        state.size = kSize;
        queue.set_state(state);
        queue.accept_indirect();
        queue.start();
    }
};

}  // namespace ftsim::virtio_test
