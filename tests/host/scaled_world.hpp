// SPDX-License-Identifier: Apache-2.0
#pragma once

// A world whose time-outs are the published ones divided by a factor: by 100 a failover takes 20 ms
// and a test can have thousands of them. What work costs is as it is.

#include "ftsim/host/world.hpp"

namespace ftsim::host {

inline constexpr uint64_t kFactor = 100;
inline constexpr uint64_t kMs = 1'000'000;

inline WorldConfig scaled_world(uint64_t seed, uint64_t factor = kFactor) {
    WorldConfig config;
    config.seed = seed;
    config.protocol = scaled(config.protocol, factor);
    config.protocol.guest_memory_bytes /= factor;
    config.centre_ns /= factor;
    config.client.patience_ns /= factor;
    config.client.deadline_ns /= factor;
    config.client.requests = 100;
    config.client.interval_ns = 100 * kMs / factor;
    config.duration_ns = 200'000 * kMs / factor;
    // Machines whose timing differs.
    config.hosts[0].jitter_cycles = 200;
    config.hosts[1].drift_ppm = 80;
    config.hosts[1].jitter_cycles = 150;
    config.hosts[2].drift_ppm = -50;
    config.hosts[2].clock_hz = 1'100'000'000;
    return config;
}

/// The RTL machine in it, with the gallery's key-value server, on hosts whose memory has other wait
/// states. Half the time, half the requests.
inline WorldConfig rtl_world(WorldConfig config, std::shared_ptr<const Program> server) {
    config.rtl = RtlGuestConfig{std::move(server)};
    config.client.requests = 50;
    config.hosts[1].wait_states = 1;
    config.hosts[2].wait_states = 2;
    config.hosts[2].jitter_cycles = 50;
    return config;
}

/// No effect was lost, doubled or wrong, and no promise broken.
inline bool is_clean(const WorldResult& result) {
    const ClientCounters& client = result.client;
    return client.lost == 0 && client.doubled == 0 && client.wrong == 0 &&
           result.violations.empty();
}

/// Likewise, with a schedule of random failures.
inline WorldConfig scheduled_world(uint64_t seed, uint64_t factor = kFactor) {
    WorldConfig config = scaled_world(seed, factor);
    Random random(~seed);
    config.failures = draw_schedule(random, static_cast<unsigned>(config.hosts.size()),
                                    15'000 * kMs / factor, config.protocol.timeout_ns);
    return config;
}

/// The only copy has died: a failure when there was no second one.
inline bool died_alone(const WorldResult& result) { return !result.speaks && !result.powered_off; }

}  // namespace ftsim::host
