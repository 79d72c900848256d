// SPDX-License-Identifier: Apache-2.0
#pragma once

// A world with one protected machine in it: hosts, three networks, a shared storage, a management
// centre, a client, and what happens to them. One queue, one seed: the same configuration gives the
// same result to the bit, its digest included. Not thread-safe; two worlds share nothing.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/host/failure.hpp"
#include "ftsim/host/invariants.hpp"
#include "ftsim/host/kv_client.hpp"
#include "ftsim/host/network.hpp"
#include "ftsim/host/protocol.hpp"
#include "ftsim/host/rtl_guest.hpp"
#include "ftsim/host/sim_host.hpp"

namespace ftsim::host {

struct WorldConfig {
    uint64_t seed = 1;
    std::vector<HostConfig> hosts = {{.name = "h0"}, {.name = "h1"}, {.name = "h2"}};
    NetworkConfig logging = {};
    NetworkConfig clients = {};
    NetworkConfig storage = {.latency_ns = 50'000};
    uint64_t storage_bytes = 0;  ///< 0: it is never full
    ProtocolConfig protocol = {};
    KvGuestConfig guest = {};
    std::optional<RtlGuestConfig> rtl = {};  ///< the RV32 machine instead, with a server's program
    ClientConfig client = {};
    std::vector<Failure> failures = {};
    std::vector<Order> orders = {};
    uint64_t duration_ns = 30'000'000'000;
    uint64_t centre_ns = 500'000'000;  ///< from one look of the management centre to the next
    bool protect = true;               ///< false: one copy, and nothing is recorded
};

/// Something that is worth a line.
struct TimelineEntry {
    uint64_t ns;
    std::string what;
    std::string where;  ///< a host, or empty
    std::string detail;
    uint64_t term;
};

/// A secondary that went live.
struct Failover {
    uint64_t failed_at;     ///< the last failure before it
    uint64_t detection_ns;  ///< from there to the lost heartbeat
    uint64_t drain_ns;      ///< from there until the log was executed
    uint64_t arbitration_ns;
    uint64_t total_ns() const { return detection_ns + drain_ns + arbitration_ns; }
};

struct WorldResult {
    uint64_t digest = 0;  ///< of everything below, and of that guest's state at the end
    uint64_t ended_at = 0;
    ClientCounters client;
    std::vector<TimelineEntry> timeline;
    std::vector<Violation> violations;
    std::vector<Failover> failovers;
    std::vector<uint64_t> lags_ns;  ///< one for each acknowledgement that says something new
    uint64_t instructions = 0;      ///< of the copy that speaks at the end, or did so last
    uint64_t events = 0;            ///< recorded
    uint64_t log_bytes = 0;         ///< on the wire, headers and heartbeats included
    uint64_t ack_bytes = 0;         ///< likewise, of acknowledgements
    uint64_t received_bytes = 0;    ///< frames that reached a primary
    uint64_t protected_ns = 0;
    uint64_t unprotected_ns = 0;  ///< after the pair was protected for the first time
    uint64_t clone_pause_ns = 0;
    uint64_t stalled_ns = 0;
    uint64_t old_writes_refused = 0;
    uint64_t messages_refused = 0;  ///< by copies; the timeline has each reason once a copy
    uint64_t actions = 0;
    unsigned protections = 0;  ///< how often the pair was made whole
    bool stopped = false;      ///< before its end, as the caller wanted
    bool speaks = false;       ///< at the end there is a copy that does
    bool waits = false;        ///< no copy speaks, but one may do so later
    bool powered_off = false;  ///< the guest has ended, and was not started again
    uint32_t exit_code = 0;    ///< its word on how it went, then; 0 is good
    std::string console = {};  ///< as the copy has it that speaks at the end, or did so last
};

/// Sees what goes over the logging network.
using LoggingTap = Network::Tap;

/// Throws Error(usage) for a configuration that cannot be.
void check(const WorldConfig& config);

/// Asked many times a second how far it is, in simulated nanoseconds; false: enough.
using WorldWatch = std::function<bool(uint64_t now_ns)>;

/// Checks, and runs to its end, or until `watch` has seen enough.
WorldResult run_world(const WorldConfig& config, LoggingTap tap = {}, const WorldWatch& watch = {});

}  // namespace ftsim::host
