// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/protocol.hpp"

#include <algorithm>

namespace ftsim::host {

std::string_view name(OutputRule rule) {
    switch (rule) {
        case OutputRule::received: return "received";
        case OutputRule::executed: return "executed";
        case OutputRule::digest: return "digest";
        case OutputRule::off: return "off";
    }
    return {};
}

std::string_view name(OnDivergence policy) {
    return policy == OnDivergence::right_side ? "right_side" : "stop";
}

ProtocolConfig scaled(const ProtocolConfig& config, uint64_t factor) {
    ProtocolConfig to = config;
    for (uint64_t* each : {&to.heartbeat_ns, &to.timeout_ns, &to.storage_retry_ns, &to.log_retry_ns,
                           &to.lag_limit_ns}) {
        *each = std::max<uint64_t>(1, *each / factor);
    }
    return to;
}

CloneTimes clone_times(const ProtocolConfig& config, uint64_t bits_per_second,
                       uint64_t latency_ns) {
    constexpr uint64_t kNsPerSecond = 1'000'000'000, kSmall = 64 << 10;
    constexpr int kRounds = 8;
    const uint64_t bytes_per_second = std::max<uint64_t>(1, bits_per_second / 8);
    const auto time_of = [&](uint64_t bytes) {
        return static_cast<uint64_t>(static_cast<unsigned __int128>(bytes) * kNsPerSecond /
                                     bytes_per_second);
    };
    CloneTimes times{0, 0};
    uint64_t left = config.guest_memory_bytes;
    for (int round = 0; round < kRounds && left > kSmall; ++round) {
        times.copy_ns += time_of(left);
        left = std::min(config.guest_memory_bytes,
                        static_cast<uint64_t>(static_cast<unsigned __int128>(left) *
                                              config.dirty_bytes_per_second / bytes_per_second));
    }
    times.pause_ns = time_of(left) + 2 * latency_ns;
    return times;
}

}  // namespace ftsim::host
