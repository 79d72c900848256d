// SPDX-License-Identifier: Apache-2.0
#pragma once

// The two hosts that are built in. The echo host sends every UDP datagram for port 7 back. The
// request host is a numbered request generator: it resolves the guest by ARP, sends it one UDP
// request at a time and waits for the answer that begins with the same number; one that stays
// unanswered is sent again. Request K of N, from 0 on, with M = K / 2 mod 8:
//
//   K even  "K put keyM vK"      K odd  "K get keyM"      at the end  "N stop"

#include <cstdint>
#include <memory>

#include "ftsim/board/net/host.hpp"

namespace ftsim {

class EchoHost final : public NetHost {
public:
    static constexpr uint16_t kPort = 7;

    std::unique_ptr<NetPeer> clone() const override { return std::make_unique<EchoHost>(*this); }

private:
    void on_udp(const net::Ipv4& packet, const net::Udp& udp, uint64_t cycle) override;
};

struct RequestModel {
    uint16_t port = 7;           ///< of the guest
    uint64_t count = 100;        ///< requests, without the last, "N stop"
    uint64_t interval = 10'000;  ///< machine cycles from an answer to the next request

    bool operator==(const RequestModel&) const = default;
};

class RequestHost final : public NetHost {
public:
    static constexpr uint16_t kPort = 40'000;          ///< that it sends from
    static constexpr uint64_t kPatience = 10'000'000;  ///< machine cycles, then once more

    struct Counters {
        uint64_t sent = 0;  ///< repetitions included
        uint64_t repeated = 0;
        uint64_t answered = 0;
        uint64_t wrong = 0;  ///< answers with another number than the request's
    };

    explicit RequestHost(const RequestModel& model) : model_(model) {}

    const Counters& counters() const { return counters_; }
    /// The last request has been answered.
    bool finished() const { return next_ > model_.count; }
    std::unique_ptr<NetPeer> clone() const override { return std::make_unique<RequestHost>(*this); }

private:
    void on_guest_mac(const net::Mac& mac, uint64_t cycle) override;
    void on_udp(const net::Ipv4& packet, const net::Udp& udp, uint64_t cycle) override;
    uint64_t alarm() const override { return alarm_; }
    void on_time(uint64_t cycle) override;
    std::string request() const;

    RequestModel model_;
    Counters counters_;
    std::optional<net::Mac> guest_;
    uint64_t next_ = 0;  // number of the request that waits for its answer or its time
    bool asked_ = false;
    uint64_t alarm_ = 0;
};

}  // namespace ftsim
