// SPDX-License-Identifier: Apache-2.0
#pragma once

// A network of numbered ports: the logging network, the client network, the way to the storage.
// What a port sends leaves it bit by bit at the port's bandwidth, and arrives a latency later, or
// does not: lost, cut, or with a bit inverted. Messages of more than a frame are so many frames on
// the wire, and arrive or are lost as one. Not thread-safe.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/host/event_queue.hpp"
#include "ftsim/host/random.hpp"

namespace ftsim::host {

struct NetworkConfig {
    uint64_t latency_ns = 75'000;              ///< one way: half of the published round trip
    uint64_t bits_per_second = 1'000'000'000;  ///< of each port
    uint64_t jitter_ns = 0;                    ///< at most so much later: messages overtake
    uint32_t loss_ppm = 0;                     ///< of messages
    uint32_t duplicate_ppm = 0;                ///< arrive twice
    uint32_t corrupt_ppm = 0;                  ///< arrive with one bit inverted
    uint32_t frame_bytes = 1448;               ///< of a message in one frame
    uint32_t frame_overhead = 78;              ///< headers, preamble and gap of TCP on Ethernet

    bool operator==(const NetworkConfig&) const = default;
};

class Network {
public:
    using Deliver = std::function<void(unsigned from, std::string message)>;
    using Tap = std::function<void(uint64_t ns, unsigned from, unsigned to, std::string_view)>;

    Network(EventQueue& queue, Random& random, const NetworkConfig& config, unsigned ports);

    void connect(unsigned port, Deliver deliver) { ports_[port].deliver = std::move(deliver); }
    /// Sees every message that is put on the wire, lost ones included.
    void tap(Tap tap) { tap_ = std::move(tap); }

    void send(unsigned from, unsigned to, std::string message);

    /// A cable pulled, or put back.
    void set_up(unsigned port, bool up) { ports_[port].up = up; }
    bool up(unsigned port) const { return ports_[port].up; }
    /// Partition: ports of different groups do not reach each other. All begin in group 0.
    void set_group(unsigned port, unsigned group) { ports_[port].group = group; }
    /// What a port sends is kept in the network, and arrives when it is let go.
    void set_stalled(unsigned port, bool stalled);

    /// On the wire, headers included.
    uint64_t bytes_sent(unsigned port) const { return ports_[port].bytes; }
    const NetworkConfig& config() const { return config_; }

private:
    struct Underway {
        unsigned to;
        std::string message;
    };
    struct Port {
        Deliver deliver;
        bool up = true;
        bool stalled = false;
        unsigned group = 0;
        uint64_t free_at = 0;  // its last bit has left
        uint64_t bytes = 0;
        std::vector<Underway> kept;
    };

    bool reaches(unsigned from, unsigned to) const;
    void arrive(unsigned from, unsigned to, uint64_t time, std::string message);

    EventQueue& queue_;
    Random& random_;
    NetworkConfig config_;
    std::vector<Port> ports_;
    Tap tap_;
};

}  // namespace ftsim::host
