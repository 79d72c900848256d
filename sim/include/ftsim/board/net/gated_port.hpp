// SPDX-License-Identifier: Apache-2.0
#pragma once

// The network port of a machine that may be rolled back: what it sends waits in the outbox, what
// comes enters through the gate, and behind both is the peer.

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "ftsim/board/hardware_sets.hpp"
#include "ftsim/board/net/peer.hpp"
#include "ftsim/board/outbox.hpp"
#include "ftsim/board/virtio/net_port.hpp"
#include "ftsim/replay/gate.hpp"

namespace ftsim {

class GatedPort final : public NetPort {
public:
    /// All have to outlive the port; the peer may be exchanged for its copy. Without `hardware` it
    /// never fails.
    GatedPort(std::unique_ptr<NetPeer>& peer, Outbox& outbox, replay::Gate& gate,
              const HardwareSets* hardware = nullptr)
        : peer_(peer), outbox_(outbox), gate_(gate), hardware_(hardware) {}

    void send(std::span<const std::byte> frame, uint64_t cycle) override;
    std::optional<std::string> receive(uint64_t cycle) override;
    uint64_t next_cycle(uint64_t cycle) const override;

private:
    std::unique_ptr<NetPeer>& peer_;
    Outbox& outbox_;
    replay::Gate& gate_;
    const HardwareSets* hardware_;
};

}  // namespace ftsim
