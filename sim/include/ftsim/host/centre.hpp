// SPDX-License-Identifier: Apache-2.0
#pragma once

// The management centre: hears from hosts and from an agent in the guest, so that it can tell a
// lost host from a guest that hangs (for which no other copy is better: it hangs there too). It
// knows which copies run where, and finds a host for a new secondary when a primary has none. It
// takes no part in a failover: without it a pair survives one failure as before, and stays alone
// after that. Not thread-safe.

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
/// `avoid` is taken only where there is no other.
Placement place_secondary(std::span<const std::unique_ptr<Host>> hosts, const Host& primary,
                          uint64_t memory_bytes, bool anti_affinity, const Host* avoid = nullptr);

/// Likewise for a machine that has no copy.
Placement place_copy(std::span<const std::unique_ptr<Host>> hosts, uint64_t memory_bytes);

class ManagementCentre {
public:
    struct Hooks {
        /// Makes a copy of the primary on a host.
        std::function<void(Replica& primary, Host& host)> protect;
        /// Makes the first copy of a machine that has no power, where the last one was in this
        /// term.
        std::function<void(Host& host, uint64_t term)> start;
        std::function<void(const std::string& what)> note;
    };

    ManagementCentre(EventQueue& queue, const ProtocolConfig& protocol, uint64_t interval_ns,
                     std::span<const std::unique_ptr<Host>> hosts,
                     const std::vector<std::unique_ptr<Replica>>& replicas, Hooks hooks);

    void start();
    /// Orders reach it only while it lives; those that it has taken outlive it.
    bool alive() const { return alive_; }
    void set_alive(bool alive) { alive_ = alive; }

    /// The host is emptied: a secondary there is replaced by one elsewhere, a primary hands over
    /// once somebody can go on in its place.
    void evacuate(Host& host);
    /// The secondary moves to another host, by a new copy; its present host takes it only where
    /// there is no other. Does nothing without one.
    void migrate();
    /// The machine's power goes off, on both hosts as one. Where no copy can be told now (its host
    /// is paused, another is about to go live), as soon as one can.
    void stop_machine();
    /// And comes on again, its memory empty, on the host with the most room: once there is no copy
    /// left that could do anything, and once it has won a term. Done when the centre has seen it
    /// run; where its host dies before, it starts on another. Says what it waits for.
    void start_machine();
    /// Where the copies are and how far.
    void query();

private:
    void look();
    void look_at_hosts();
    void look_at_power();
    void look_at_copies();
    void look_at_guest(const Replica* primary);
    Replica* primary() const;
    const Replica* some_copy() const;
    void empty(Replica& primary);
    void stop_now();
    void start_on(const Placement& placement);
    void say_of_power(const std::string& what);

    EventQueue& queue_;
    const ProtocolConfig& protocol_;
    uint64_t interval_ns_;
    std::span<const std::unique_ptr<Host>> hosts_;
    const std::vector<std::unique_ptr<Replica>>& replicas_;
    Hooks hooks_;
    bool alive_ = true;
    std::vector<uint64_t> heard_at_;
    std::vector<bool> lost_;
    uint64_t beats_ = 0, beats_at_ = 0;  // of the guest's agent
    bool hung_ = false;
    const Host* left_ = nullptr;         // by a secondary that is to move
    const Replica* released_ = nullptr;  // that one
    std::string refused_;                // as said last
    bool stop_ = false;                  // ordered, and not done; comes before a start
    bool start_ = false;
    std::string said_of_power_;  // last
};

}  // namespace ftsim::host
