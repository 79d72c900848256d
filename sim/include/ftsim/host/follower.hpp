// SPDX-License-Identifier: Apache-2.0
#pragma once

// Takes a guest along the way that a log says another copy went: to the instruction of the next
// event, and through it. What the guest says itself has to be the next event; anything else is a
// divergence, and where() says which. The guest must outlive it. Not thread-safe.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "ftsim/host/guest.hpp"
#include "ftsim/replay/event.hpp"

namespace ftsim::host {

/// What a copy of the machine needs beside the guest's state to go on in its place.
struct History {
    uint64_t outputs = 0;                         ///< so many has it said
    std::map<uint64_t, DiskRequest> outstanding;  ///< disk requests that have begun, by id

    void apply(const replay::Event& event);
};

/// The whole of a copy: history and guest.
std::vector<std::byte> save(const History& history, const Guest& guest);
/// False where the bytes are none.
bool load(std::span<const std::byte> bytes, History& history, Guest& guest);

/// What the log says of an output and of a disk request.
replay::Event output_event(const replay::Point& at, uint64_t index, const std::string& frame);
replay::Event disk_event(const replay::Point& at, const DiskRequest& request);

class Follower {
public:
    Follower(Guest& guest, History& history) : guest_(guest), history_(history) {}

    /// The guest stands at the event, and take() may be called.
    bool stands_at(const replay::Event& event) const;
    /// Towards the event, by so many instructions at the most. False: it went another way.
    bool advance(const replay::Event& event, uint64_t most);
    /// The event happens. False: another thing than the log says.
    bool take(const replay::Event& event);

    /// "output_mark at instruction 5120: another output (the guest is at 5120)"; empty while there
    /// is no divergence.
    const std::string& where() const { return where_; }

private:
    bool differs(const replay::Event& event, std::string_view how);

    Guest& guest_;
    History& history_;
    std::optional<Stop> said_;
    std::string where_;
};

}  // namespace ftsim::host
