// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the payloads of a log's events say, for the kinds that have more than bytes from outside.
// make_payload() writes one, read_payload() reads it back and gives nothing where the bytes are no
// such payload: they come from a file.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ftsim/replay/event.hpp"

namespace ftsim::replay {

/// EventKind::output_mark; the event's source is the sink.
struct OutputMark {
    uint64_t value = 0;   ///< a byte, a word, a sector, a port
    uint64_t digest = 0;  ///< XXH3-64 of the data, where there is any
    bool has_data = false;

    bool operator==(const OutputMark&) const = default;
};

/// EventKind::state_digest.
struct StateDigest {
    uint64_t digest = 0;
};

/// EventKind::snapshot. Its bytes follow in parts.
struct SnapshotInfo {
    uint64_t number = 0;  ///< 0 is the start snapshot, from which the machine is made
    uint64_t bytes = 0;
    uint64_t digest = 0;  ///< XXH3-64 of the bytes
};

/// EventKind::fault.
struct Fault {
    uint64_t elapsed_cycle = 0;
    uint64_t board = 0;     ///< the number of a part of the machine
    uint64_t bit = 0;       ///< in that part
    std::string site = {};  ///< its name, for people
};

/// EventKind::roll_back: the machine goes on from `to`.
struct RollBackTo {
    uint64_t elapsed_cycle = 0;  ///< with which it goes on
    Point to;
};

/// EventKind::term_change: another host goes on, whose cycles count from here.
struct TermChange {
    uint64_t term = 0;
    uint64_t cycle = 0;
};

/// EventKind::clean_end.
struct CleanEnd {
    uint64_t events = 0;  ///< before this one
    uint64_t elapsed_cycle = 0;
    bool by_itself = false;  ///< the program ended, or the machine gave up; else it was stopped
    uint64_t digest = 0;     ///< of the complete state
};

std::string make_payload(const OutputMark& mark);
std::string make_payload(const StateDigest& digest);
std::string make_payload(const SnapshotInfo& info);
std::string make_payload(const Fault& fault);
std::string make_payload(const RollBackTo& roll_back);
std::string make_payload(const TermChange& change);
std::string make_payload(const CleanEnd& end);

/// Payload: one of the above.
template <class Payload>
std::optional<Payload> read_payload(std::string_view bytes);

}  // namespace ftsim::replay
