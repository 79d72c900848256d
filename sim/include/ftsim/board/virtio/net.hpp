// SPDX-License-Identifier: Apache-2.0
#pragma once

// A virtio network card (virtio 1.2, section 5.1) without offloads, its link always up. A frame
// leaves at the notification. A frame comes in when the port has one and the driver a buffer: the
// card asks for none while it has no buffer, and a driver that adds one says so. A frame that no
// driver would send, or that does not fit into the buffer, is lost, as on a wire.

#include <array>
#include <cstdint>

#include "ftsim/board/virtio/device.hpp"
#include "ftsim/board/virtio/net_port.hpp"

namespace ftsim {

class VirtioNet : public VirtioDevice {
public:
    static constexpr unsigned kReceive = 0;  // queues
    static constexpr unsigned kTransmit = 1;
    static constexpr unsigned kQueues = 2;
    static constexpr std::size_t kHeaderBytes = 12;

    using Mac = std::array<uint8_t, 6>;
    static constexpr Mac kDefaultMac = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};

    /// port has to outlive the device.
    explicit VirtioNet(NetPort& port, const Mac& mac = kDefaultMac);

    uint32_t id() const override { return 1; }
    uint64_t features() const override;
    unsigned queues() const override { return kQueues; }
    uint8_t config(uint32_t offset) const override;

    void notify(unsigned queue, std::span<Virtqueue> queues, uint64_t cycle) override;
    void stop(unsigned queue) override;
    void advance(std::span<Virtqueue> queues, uint64_t cycle) override;
    uint64_t next_cycle(uint64_t cycle) const override;

    void save(std::vector<std::byte>& to) const override;
    void load(std::span<const std::byte>& from) override;
    static const RegisterMap& saved_registers();
    const RegisterMap& registers() const override { return saved_registers(); }

private:
    void send(Virtqueue& queue, uint16_t head, uint64_t cycle);
    void receive(Virtqueue& queue, uint16_t head, std::span<const std::byte> frame);

    NetPort& port_;
    Mac mac_;
    bool no_buffers_ = false;  // until the driver says that there are
};

}  // namespace ftsim
