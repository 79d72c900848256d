// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/net/gated_port.hpp"

namespace ftsim {

using replay::EventKind;

void GatedPort::send(std::span<const std::byte> frame, uint64_t cycle) {
    const auto* bytes = reinterpret_cast<const char*>(frame.data());
    outbox_.put({cycle, Sink::net, 0, std::string(bytes, frame.size())});
}

std::optional<std::string> GatedPort::receive(uint64_t cycle) {
    return gate_.poll(cycle, EventKind::net_receive, 0, [&] { return peer_->to_guest(cycle); });
}

uint64_t GatedPort::next_cycle(uint64_t cycle) const {
    return gate_.next_cycle(EventKind::net_receive, 0, peer_->next_cycle(cycle));
}

}  // namespace ftsim
