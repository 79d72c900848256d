// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/net/host.hpp"

#include <algorithm>
#include <utility>

namespace ftsim {

void NetHost::from_guest(std::string_view frame, uint64_t cycle) {
    if (const auto arp = net::parse_arp(frame)) {
        if (arp->sender == kGuestIp) on_guest_mac(arp->sender_mac, cycle);
        if (arp->operation == net::Arp::kRequest && arp->target == kIp) {
            const net::Arp reply{net::Arp::kReply, kMac, kIp, arp->sender};
            send(net::arp_frame(reply, arp->sender_mac, arp->sender_mac), cycle);
        }
        return;
    }
    const auto packet = net::parse_ipv4(frame);
    if (!packet || packet->destination != kIp) return;
    if (const auto reply = net::icmp_echo_reply(*packet)) {
        send(net::ipv4_frame(packet->source_mac, kMac, kIp, packet->source, net::Ipv4::kIcmp,
                             *reply),
             cycle);
    }
    if (const auto udp = net::parse_udp(*packet)) on_udp(*packet, *udp, cycle);
}

uint64_t NetHost::next_cycle(uint64_t) const {
    return std::min(alarm(), underway_.empty() ? UINT64_MAX : underway_.front().arrives);
}

std::optional<std::string> NetHost::to_guest(uint64_t cycle) {
    if (cycle >= alarm()) on_time(cycle);
    if (underway_.empty() || underway_.front().arrives > cycle) return std::nullopt;
    std::string frame = std::move(underway_.front().frame);
    underway_.pop_front();
    return frame;
}

void NetHost::send(std::string frame, uint64_t cycle) {
    underway_.push_back({cycle + kLatency, std::move(frame)});
}

void NetHost::send_udp(const net::Mac& to, net::Ip destination, const net::Udp& udp,
                       uint64_t cycle) {
    send(net::ipv4_frame(to, kMac, kIp, destination, net::Ipv4::kUdp,
                         net::udp_datagram(kIp, destination, udp)),
         cycle);
}

}  // namespace ftsim
