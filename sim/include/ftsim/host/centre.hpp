// SPDX-License-Identifier: Apache-2.0
#pragma once

// The management centre: hears from hosts, knows which copies run where, and finds a host for a new
// secondary when a primary has none. It takes no part in a failover: without it a pair survives one
// failure as before, and stays alone after that. Not thread-safe.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ftsim/host/replica.hpp"

namespace ftsim::host {

struct Placement {
    Host* host = nullptr;
    std::string refused;  ///< why there is none: a reason for each host
};

/// The host with the most memory free that may take a copy; of equals the first.
Placement place_secondary(std::span<const std::unique_ptr<Host>> hosts, const Host& primary,
                          uint64_t memory_bytes, bool anti_affinity);

class ManagementCentre {
public:
    struct Hooks {
        /// Makes a copy of the primary on a host.
        std::function<void(Replica& primary, Host& host)> protect;
        std::function<void(const std::string& what)> note;
    };

    ManagementCentre(EventQueue& queue, const ProtocolConfig& protocol, uint64_t interval_ns,
                     std::span<const std::unique_ptr<Host>> hosts,
                     const std::vector<std::unique_ptr<Replica>>& replicas, Hooks hooks);

    void start();
    void set_alive(bool alive) { alive_ = alive; }

private:
    void look();
    void look_at_hosts();
    void look_at_copies();

    EventQueue& queue_;
    const ProtocolConfig& protocol_;
    uint64_t interval_ns_;
    std::span<const std::unique_ptr<Host>> hosts_;
    const std::vector<std::unique_ptr<Replica>>& replicas_;
    Hooks hooks_;
    bool alive_ = true;
    std::vector<uint64_t> heard_at_;
    std::vector<bool> lost_;
    std::string refused_;  // as said last
};

}  // namespace ftsim::host
