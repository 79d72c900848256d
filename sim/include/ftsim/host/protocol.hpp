// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rules of virtual lockstep, and what each of them costs. Every rule can be switched off, to be
// seen missing. Defaults are the published ones where there are any: docs/reference/
// virtual-lockstep.md says which and from where.

#include <array>
#include <cstdint>
#include <string_view>

#include "ftsim/replay/log_format.hpp"

namespace ftsim::host {

/// An output waits until the secondary ...
enum class OutputRule {
    received,  ///< has received the log up to it
    executed,  ///< has executed the log up to it
    digest,    ///< has come to the same state there
    off,       ///< an output does not wait
};
inline constexpr std::array kOutputRules = {OutputRule::received, OutputRule::executed,
                                            OutputRule::digest, OutputRule::off};
std::string_view name(OutputRule rule);

/// Which side goes on when states differ.
enum class OnDivergence {
    right_side,  ///< a third replay from the last agreed state says which one was right
    stop,        ///< none
};
inline constexpr std::array kOnDivergence = {OnDivergence::right_side, OnDivergence::stop};
std::string_view name(OnDivergence policy);

struct ProtocolConfig {
    OutputRule output_rule = OutputRule::received;
    OnDivergence on_divergence = OnDivergence::right_side;

    uint64_t heartbeat_ns = 500'000'000;
    uint64_t timeout_ns = 2'000'000'000;        ///< without a word from the peer
    uint64_t storage_retry_ns = 100'000'000;    ///< a request without an answer is made again
    uint64_t log_retry_ns = 10'000'000;         ///< likewise a log message
    uint64_t flush_ns = 5'000'000;              ///< an event waits for its chunk at the most
    uint64_t log_buffer_bytes = 8 << 20;        ///< at each end of the channel
    uint64_t lag_limit_ns = 1'000'000'000;      ///< the primary is slowed down above it
    uint64_t digest_instructions = 10'000'000;  ///< from one state digest to the next
    replay::Codec codec = replay::Codec::none;

    uint64_t slice_ns = 20'000;    ///< inputs enter at the end of one
    uint32_t timer_hz = 100;       ///< of the guest's timer; 0: none
    uint64_t dma_ns = 20'000;      ///< from a disk's first data to its last
    uint32_t record_cycles = 400;  ///< that an event costs the primary
    uint32_t record_bytes_per_cycle = 2;

    uint64_t guest_memory_bytes = 64 << 20;     ///< to place and to copy
    uint64_t dirty_bytes_per_second = 8 << 20;  ///< that the guest writes while it is copied

    bool bounce_buffer = true;  ///< a disk's data appear in memory at once, with its completion
    bool fencing = true;        ///< storage refuses writes of an old term
    bool reissue = true;        ///< on going live, of disk requests that are outstanding
    bool arbitration = true;    ///< by test-and-set, before going on alone
    bool loser_halts = true;    ///< who has lost it stops
    bool anti_affinity = true;  ///< both copies never on one host

    bool operator==(const ProtocolConfig&) const = default;
};

/// All time-outs and intervals divided by one factor, at least 1 ns; work costs what it did.
ProtocolConfig scaled(const ProtocolConfig& config, uint64_t factor);

/// How long a live machine is copied while it runs, and how long it stands still for the rest:
/// rounds over what was written in the one before, as in live migration.
struct CloneTimes {
    uint64_t copy_ns, pause_ns;
};
CloneTimes clone_times(const ProtocolConfig& config, uint64_t bits_per_second, uint64_t latency_ns);

}  // namespace ftsim::host
