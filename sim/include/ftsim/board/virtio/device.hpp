// SPDX-License-Identifier: Apache-2.0
#pragma once

// What makes a virtio device a disk or a network card. The transport (mmio.hpp) keeps the queues
// and the status, calls the device only while a driver runs it, and looks afterwards which queue
// broke or wants an interrupt. So a device knows its requests and nothing else.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ftsim/board/register_map.hpp"
#include "ftsim/board/virtio/virtqueue.hpp"

namespace ftsim {

class VirtioDevice {
public:
    virtual ~VirtioDevice() = default;

    virtual uint32_t id() const = 0;
    /// The features of this kind of device; the transport adds those of every device.
    virtual uint64_t features() const = 0;
    virtual unsigned queues() const = 0;
    /// A byte of the configuration space; zero where there is no field. It never changes.
    virtual uint8_t config(uint32_t offset) const = 0;

    /// The driver says that this queue has something for the device. Each function has all queues.
    virtual void notify(unsigned queue, std::span<Virtqueue> queues, uint64_t cycle) = 0;
    /// Forgets all that came from this queue, which stops.
    virtual void stop(unsigned queue) = 0;
    /// Does what is due by this machine cycle.
    virtual void advance(std::span<Virtqueue> queues, uint64_t cycle) = 0;
    /// The first cycle from `cycle` on at which advance() has something to do; UINT64_MAX: never.
    virtual uint64_t next_cycle(uint64_t cycle) const = 0;

    /// Always the same number of bytes.
    virtual void save(std::vector<std::byte>& to) const = 0;
    virtual void load(std::span<const std::byte>& from) = 0;
    /// Of what is saved.
    virtual const RegisterMap& registers() const = 0;
};

}  // namespace ftsim
