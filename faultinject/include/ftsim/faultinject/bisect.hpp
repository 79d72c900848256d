// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where two runs part, to the cycle: two recordings of what should have been the same run, or one
// recording played in two ways. Both are played from the snapshots in their logs to a cycle in the
// middle, compared there, and so on: once parted, states are taken to stay different.
// Deterministic; not thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ftsim/faultinject/replayed_run.hpp"

namespace ftsim {

/// One way to play a log.
struct Timeline {
    const replay::LogFile& log;
    ReplayConfig config = {};
};

/// A register, a page of memory or the devices, in both states.
struct StateDifference {
    std::string where;  ///< "cpu0.core.pc_q", "memory 0x80001000", "devices"
    std::string a, b;   ///< values in hexadecimal; empty for what is too large to show
};

struct FirstDifference {
    uint64_t cycle;  ///< the first machine cycle before whose edge the states differ
    replay::Point a, b;
    std::vector<StateDifference> states;  ///< all of them
};

/// Between two cycles: at `from` the states are the same. Nothing where they are at `to`, too.
std::optional<FirstDifference> first_difference(const Timeline& a, const Timeline& b, uint64_t from,
                                                uint64_t to);

/// The recorded state, as the first snapshot in the log behind `parted_cycle` has it, and the state
/// that the replay has there, played from before `agreed_cycle`. Nothing without such a snapshot.
std::optional<FirstDifference> difference_at_snapshot(const Timeline& timeline,
                                                      uint64_t agreed_cycle, uint64_t parted_cycle);

/// What can be said of a divergence.
struct Diagnosis {
    /// The first cycle in which the replay has another state than the plain loop, which went as
    /// recorded: the way in which it was played is what differs.
    std::optional<FirstDifference> exact;
    /// Where the plain loop parts from the recording too, the recorded states are those of the
    /// snapshots in the log: this is the next one.
    std::optional<FirstDifference> at_snapshot;
};

/// Plays the log again, up to some forty times, each time from its nearest snapshot.
Diagnosis diagnose(const Timeline& timeline, const replay::Divergence& parted);

/// What is different between two machines of the same kind, now.
std::vector<StateDifference> compare_states(Machine& a, Machine& b);

}  // namespace ftsim
