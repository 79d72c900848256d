// SPDX-License-Identifier: Apache-2.0
#pragma once

// A host on the other end of the wire, as a model: it answers ARP and ICMP echo, and what else it
// does with UDP is up to the kind of host. Whatever it sends arrives a fixed time after the frame
// that caused it. Frames for other hosts, and broken ones, it ignores.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ftsim/board/net/ethernet.hpp"
#include "ftsim/board/net/peer.hpp"

namespace ftsim {

class NetHost : public NetPeer {
public:
    static constexpr net::Ip kIp = net::ip(10, 0, 2, 2);
    static constexpr net::Mac kMac = {0x52, 0x55, 0x0a, 0x00, 0x02, 0x02};
    static constexpr net::Ip kGuestIp = net::ip(10, 0, 2, 15);
    static constexpr uint64_t kLatency = 1000;  ///< machine cycles from a frame to its answer

    void from_guest(std::string_view frame, uint64_t cycle) final;
    uint64_t next_cycle(uint64_t cycle) const final;
    std::optional<std::string> to_guest(uint64_t cycle) final;

protected:
    /// A datagram for this host.
    virtual void on_udp(const net::Ipv4& packet, const net::Udp& udp, uint64_t cycle) = 0;
    /// The guest has said what its Ethernet address is.
    virtual void on_guest_mac(const net::Mac&, uint64_t) {}
    /// When on_time() is wanted; UINT64_MAX: never.
    virtual uint64_t alarm() const { return UINT64_MAX; }
    virtual void on_time(uint64_t) {}

    /// The frame arrives kLatency cycles later.
    void send(std::string frame, uint64_t cycle);
    void send_udp(const net::Mac& to, net::Ip destination, const net::Udp& udp, uint64_t cycle);

private:
    struct Underway {
        uint64_t arrives;
        std::string frame;
    };
    std::deque<Underway> underway_;
};

}  // namespace ftsim
