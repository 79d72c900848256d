// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/net/gated_port.hpp"

namespace ftsim {

using replay::EventKind;

void GatedPort::send(std::span<const std::byte> frame, uint64_t cycle) {
    const auto* bytes = reinterpret_cast<const char*>(frame.data());
    outbox_.put({cycle, Sink::net, 0, std::string(bytes, frame.size())});
}

std::optional<std::string> GatedPort::receive(uint64_t cycle) {
    return gate_.poll(cycle, EventKind::net_receive, 0, [&] {
        std::optional<std::string> frame = peer_->to_guest(cycle);
        // What comes to a port that is dead is lost.
        const bool dead = hardware_ != nullptr && !hardware_->answers(Unit::port);
        return dead ? std::nullopt : frame;
    });
}

uint64_t GatedPort::next_cycle(uint64_t cycle) const {
    return gate_.next_cycle(EventKind::net_receive, 0, peer_->next_cycle(cycle));
}

}  // namespace ftsim
