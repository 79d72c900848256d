// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/net/ethernet.hpp"

#include <algorithm>

namespace ftsim::net {

namespace {

constexpr std::size_t kEthernetBytes = 14;
constexpr std::size_t kArpBytes = 28;
constexpr std::size_t kIpv4Bytes = 20;
constexpr std::size_t kUdpBytes = 8;
constexpr uint16_t kTypeIpv4 = 0x0800;
constexpr uint16_t kTypeArp = 0x0806;

uint8_t byte(std::string_view from, std::size_t at) { return static_cast<uint8_t>(from[at]); }
uint16_t half(std::string_view from, std::size_t at) {
    return static_cast<uint16_t>(byte(from, at) << 8 | byte(from, at + 1));
}
uint32_t word(std::string_view from, std::size_t at) {
    return uint32_t{half(from, at)} << 16 | half(from, at + 2);
}
Mac mac(std::string_view from, std::size_t at) {
    Mac address;
    std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(at), address.size(), address.begin());
    return address;
}

void put_half(std::string& to, uint32_t value) {
    to.push_back(static_cast<char>(value >> 8));
    to.push_back(static_cast<char>(value));
}
void put_word(std::string& to, uint32_t value) {
    put_half(to, value >> 16);
    put_half(to, value & 0xffff);
}
void put_mac(std::string& to, const Mac& address) { to.append(address.begin(), address.end()); }
void set_half(std::string& in, std::size_t at, uint32_t value) {
    in[at] = static_cast<char>(value >> 8);
    in[at + 1] = static_cast<char>(value);
}

std::string ethernet_header(const Mac& to, const Mac& from, uint16_t type) {
    std::string frame;
    put_mac(frame, to);
    put_mac(frame, from);
    put_half(frame, type);
    return frame;
}

// The pseudo header's share of a UDP checksum.
uint32_t pseudo_header(Ip source, Ip destination, std::size_t bytes) {
    return (source >> 16) + (source & 0xffff) + (destination >> 16) + (destination & 0xffff) +
           Ipv4::kUdp + static_cast<uint32_t>(bytes);
}

}  // namespace

uint16_t internet_checksum(std::string_view bytes, uint32_t start) {
    uint64_t sum = start;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) sum += half(bytes, i);
    if (bytes.size() % 2 != 0) sum += uint64_t{byte(bytes, bytes.size() - 1)} << 8;
    while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<uint16_t>(~sum);
}

std::optional<Arp> parse_arp(std::string_view frame) {
    if (frame.size() < kEthernetBytes + kArpBytes || half(frame, 12) != kTypeArp) return {};
    const std::string_view arp = frame.substr(kEthernetBytes);
    // Ethernet and IPv4, addresses of 6 and 4 bytes.
    if (half(arp, 0) != 1 || half(arp, 2) != kTypeIpv4 || half(arp, 4) != 0x0604) return {};
    return Arp{half(arp, 6), mac(arp, 8), word(arp, 14), word(arp, 24)};
}

std::optional<Ipv4> parse_ipv4(std::string_view frame) {
    if (frame.size() < kEthernetBytes + kIpv4Bytes || half(frame, 12) != kTypeIpv4) return {};
    std::string_view packet = frame.substr(kEthernetBytes);
    const std::size_t header = std::size_t{byte(packet, 0)} % 16 * 4;
    const std::size_t total = half(packet, 2);
    if (byte(packet, 0) >> 4 != 4 || header < kIpv4Bytes || total < header) return {};
    if (total > packet.size()) return {};
    packet = packet.substr(0, total);
    const bool fragment = (half(packet, 6) & 0x3fff) != 0;  // an offset, or more to come
    if (fragment || internet_checksum(packet.substr(0, header)) != 0) return {};
    return Ipv4{mac(frame, 6), word(packet, 12), word(packet, 16), byte(packet, 9),
                packet.substr(header)};
}

std::optional<Udp> parse_udp(const Ipv4& packet) {
    if (packet.protocol != Ipv4::kUdp || packet.payload.size() < kUdpBytes) return {};
    const std::size_t bytes = half(packet.payload, 4);
    if (bytes < kUdpBytes || bytes > packet.payload.size()) return {};
    const std::string_view datagram = packet.payload.substr(0, bytes);
    const bool has_checksum = half(datagram, 6) != 0;
    const uint32_t pseudo = pseudo_header(packet.source, packet.destination, bytes);
    if (has_checksum && internet_checksum(datagram, pseudo) != 0) return {};
    return Udp{half(datagram, 0), half(datagram, 2), datagram.substr(kUdpBytes)};
}

std::optional<std::string> icmp_echo_reply(const Ipv4& packet) {
    constexpr uint16_t kEchoRequest = 0x0800;  // type 8, code 0
    if (packet.protocol != Ipv4::kIcmp || packet.payload.size() < 8) return {};
    if (half(packet.payload, 0) != kEchoRequest || internet_checksum(packet.payload) != 0) {
        return {};
    }
    std::string reply(packet.payload);
    set_half(reply, 0, 0);
    set_half(reply, 2, 0);
    set_half(reply, 2, internet_checksum(reply));
    return reply;
}

std::string arp_frame(const Arp& arp, const Mac& to, const Mac& target_mac) {
    std::string frame = ethernet_header(to, arp.sender_mac, kTypeArp);
    put_half(frame, 1);
    put_half(frame, kTypeIpv4);
    put_half(frame, 0x0604);
    put_half(frame, arp.operation);
    put_mac(frame, arp.sender_mac);
    put_word(frame, arp.sender);
    put_mac(frame, target_mac);
    put_word(frame, arp.target);
    return frame;
}

std::string ipv4_frame(const Mac& to, const Mac& from, Ip source, Ip destination, uint8_t protocol,
                       std::string_view payload) {
    std::string header;
    put_half(header, 0x4500);
    put_half(header, static_cast<uint32_t>(kIpv4Bytes + payload.size()));
    put_word(header, 0x0000'4000);  // no identification: not to be fragmented
    put_half(header, 0x4000U | protocol);
    put_half(header, 0);
    put_word(header, source);
    put_word(header, destination);
    set_half(header, 10, internet_checksum(header));
    return ethernet_header(to, from, kTypeIpv4) + header + std::string(payload);
}

std::string udp_datagram(Ip source, Ip destination, const Udp& udp) {
    std::string datagram;
    put_half(datagram, udp.source_port);
    put_half(datagram, udp.destination_port);
    put_half(datagram, static_cast<uint32_t>(kUdpBytes + udp.payload.size()));
    put_half(datagram, 0);
    datagram.append(udp.payload);
    const uint16_t sum =
        internet_checksum(datagram, pseudo_header(source, destination, datagram.size()));
    set_half(datagram, 6, sum == 0 ? 0xffff : sum);
    return datagram;
}

}  // namespace ftsim::net
