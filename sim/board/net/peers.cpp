// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/net/peers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ftsim {

void EchoHost::on_udp(const net::Ipv4& packet, const net::Udp& udp, uint64_t cycle) {
    if (udp.destination_port != kPort) return;
    send_udp(packet.source_mac, packet.source, {kPort, udp.source_port, udp.payload}, cycle);
}

std::string RequestHost::request() const {
    if (next_ == model_.count) return fmt::format("{} stop", next_);
    const uint64_t key = next_ / 2 % 8;
    return next_ % 2 == 0 ? fmt::format("{} put key{} v{}", next_, key, next_)
                          : fmt::format("{} get key{}", next_, key);
}

void RequestHost::on_guest_mac(const net::Mac& mac, uint64_t cycle) {
    if (guest_) return;
    guest_ = mac;
    alarm_ = cycle;
}

void RequestHost::on_time(uint64_t cycle) {
    alarm_ = cycle + kPatience;
    if (!guest_) {
        const net::Arp question{net::Arp::kRequest, kMac, kIp, kGuestIp};
        send(net::arp_frame(question, net::kBroadcast, {}), cycle);
        return;
    }
    counters_.repeated += asked_;
    ++counters_.sent;
    asked_ = true;
    const std::string text = request();
    send_udp(*guest_, kGuestIp, {kPort, model_.port, text}, cycle);
}

void RequestHost::on_udp(const net::Ipv4& packet, const net::Udp& udp, uint64_t cycle) {
    if (packet.source != kGuestIp || udp.source_port != model_.port) return;
    if (udp.destination_port != kPort || !asked_) return;
    uint64_t number = 0;
    const char* end = udp.payload.data() + udp.payload.size();
    const auto [rest, error] = std::from_chars(udp.payload.data(), end, number);
    const bool numbered = error == std::errc() && rest != end && *rest == ' ';
    if (!numbered || number != next_) {
        ++counters_.wrong;
        return;
    }
    ++counters_.answered;
    ++next_;
    asked_ = false;
    alarm_ = finished() ? UINT64_MAX : cycle + std::min(model_.interval, UINT64_MAX - cycle);
}

}  // namespace ftsim
