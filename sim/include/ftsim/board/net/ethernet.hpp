// SPDX-License-Identifier: Apache-2.0
#pragma once

// As much of a network stack as a peer needs: Ethernet II, ARP (RFC 826), IPv4 (RFC 791), ICMP echo
// (RFC 792) and UDP (RFC 768). What comes from a guest is hostile: whatever is short, fragmented,
// wrong in a length or in a checksum, or not ours to understand parses to nothing. Addresses are
// numbers in host order.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ftsim::net {

using Mac = std::array<uint8_t, 6>;
using Ip = uint32_t;

inline constexpr Mac kBroadcast = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

/// 10.0.2.15 as Ip.
constexpr Ip ip(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

struct Arp {
    static constexpr uint16_t kRequest = 1;
    static constexpr uint16_t kReply = 2;

    uint16_t operation;
    Mac sender_mac;
    Ip sender;
    Ip target;
};

struct Ipv4 {
    static constexpr uint8_t kIcmp = 1;
    static constexpr uint8_t kUdp = 17;

    Mac source_mac;
    Ip source;
    Ip destination;
    uint8_t protocol;
    std::string_view payload;  ///< inside the frame
};

struct Udp {
    uint16_t source_port;
    uint16_t destination_port;
    std::string_view payload;  ///< inside the frame
};

std::optional<Arp> parse_arp(std::string_view frame);
std::optional<Ipv4> parse_ipv4(std::string_view frame);
std::optional<Udp> parse_udp(const Ipv4& packet);
/// The answer to an ICMP echo request: an ICMP message for the payload of ipv4_frame().
std::optional<std::string> icmp_echo_reply(const Ipv4& packet);

std::string arp_frame(const Arp& arp, const Mac& to, const Mac& target_mac);
std::string ipv4_frame(const Mac& to, const Mac& from, Ip source, Ip destination, uint8_t protocol,
                       std::string_view payload);
/// A UDP datagram with its checksum, for the payload of ipv4_frame().
std::string udp_datagram(Ip source, Ip destination, const Udp& udp);

/// RFC 1071: 0 over data that holds its own checksum.
uint16_t internet_checksum(std::string_view bytes, uint32_t start = 0);

}  // namespace ftsim::net
