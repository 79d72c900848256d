// SPDX-License-Identifier: Apache-2.0
// What a world cannot be.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "ftsim/error.hpp"
#include "ftsim/host/world.hpp"

namespace ftsim::host {

void check(const WorldConfig& config) {
    const auto fail = [](const std::string& what) { throw Error(ErrorKind::usage, what); };
    if (config.hosts.empty()) fail("hosts: at least one is needed to run the machine");
    // What is looked at all the time must not be so without any time between.
    constexpr uint64_t kLeastNs = 1'000, kMostNs = UINT64_C(1) << 62;
    const auto within = [&](std::string_view what, uint64_t value, uint64_t least, uint64_t most) {
        if (value >= least && value <= most) return;
        const std::string to = most == kMostNs ? "or more" : fmt::format("to {}", most);
        fail(fmt::format("{} is {}: {} {}", what, value, least, to));
    };
    const ProtocolConfig& protocol = config.protocol;
    within("heartbeat (ns)", protocol.heartbeat_ns, kLeastNs, kMostNs);
    within("timeout (ns)", protocol.timeout_ns, kLeastNs, kMostNs);
    within("lag limit (ns)", protocol.lag_limit_ns, 10 * kLeastNs, kMostNs);
    within("storage retry (ns)", protocol.storage_retry_ns, kLeastNs, kMostNs);
    within("log retry (ns)", protocol.log_retry_ns, kLeastNs, kMostNs);
    within("slice (ns)", protocol.slice_ns, 1, 1'000'000'000);
    within("duration (ns)", config.duration_ns, 1, kMostNs);
    within("centre (ns)", config.centre_ns, kLeastNs, kMostNs);
    within("requests", config.client.requests, 0, 1'000'000'000'000);
    within("patience (ns)", config.client.patience_ns, kLeastNs, kMostNs);
    within("timer (Hz)", protocol.timer_hz, 0, 1'000'000);
    within("bulk (bits a second)", config.client.bulk_bits_per_second, 0, 1'000'000'000'000);
    within("bulk frame (bytes)", config.client.bulk_frame_bytes, 1, 1'472);
    for (const NetworkConfig* each : {&config.logging, &config.clients, &config.storage}) {
        within("bandwidth (bits a second)", each->bits_per_second, 1'000, 1'000'000'000'000'000);
        within("frame (bytes)", each->frame_bytes, 1, 1 << 20);
        within("loss (ppm)", each->loss_ppm, 0, 1'000'000);
        within("duplicates (ppm)", each->duplicate_ppm, 0, 1'000'000);
        within("corruption (ppm)", each->corrupt_ppm, 0, 1'000'000);
    }
    if (config.protect && 2 * config.logging.latency_ns >= protocol.timeout_ns) {
        fail(
            fmt::format("logging: a round trip of {} ns is not below the time-out of {}: no copy "
                        "would ever be heard",
                        2 * config.logging.latency_ns, protocol.timeout_ns));
    }
    if (config.protect && 2 * config.storage.latency_ns >= protocol.timeout_ns) {
        fail(
            fmt::format("storage: a round trip of {} ns is not below the time-out of {}: no copy "
                        "would ever be sure of it",
                        2 * config.storage.latency_ns, protocol.timeout_ns));
    }
    for (const HostConfig& host : config.hosts) {
        within(host.name + ": clock (Hz)", host.clock_hz, 1'000, 1'000'000'000'000);
        within(host.name + ": wait states", host.wait_states, 0, 1'000);
        within(host.name + ": jitter (cycles)", host.jitter_cycles, 0, 10'000);
        if (host.drift_ppm <= -1'000'000 || host.drift_ppm > 1'000'000) {
            fail(fmt::format("{}: a drift of {} ppm: within a million", host.name, host.drift_ppm));
        }
    }
    if (config.protocol.guest_memory_bytes > config.hosts.front().memory_bytes) {
        fail(fmt::format("{}: {} bytes of memory, and the machine needs {}",
                         config.hosts.front().name, config.hosts.front().memory_bytes,
                         config.protocol.guest_memory_bytes));
    }
    for (const Order& order : config.orders) {
        if (order.place == Place::host && order.host >= config.hosts.size()) {
            fail(fmt::format("{} of host {}: there are {}", name(order.kind), order.host,
                             config.hosts.size()));
        }
    }
    for (const Failure& failure : config.failures) {
        if (failure.place == Place::host && failure.host >= config.hosts.size()) {
            fail(fmt::format("{} of host {}: there are {}", name(failure.kind), failure.host,
                             config.hosts.size()));
        }
    }
}

}  // namespace ftsim::host
