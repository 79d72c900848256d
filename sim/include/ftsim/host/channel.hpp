// SPDX-License-Identifier: Apache-2.0
#pragma once

// What two copies of a machine say to each other over the logging channel. A log message carries
// what one LogWriter wrote at once, its header or a chunk, so the framing is that of a log on disk;
// an acknowledgement answers it, and heartbeats say that somebody is there. Every message names the
// version, the machine, the term and both copies, and has a checksum: what does not fit is refused
// and said, never guessed at. docs/reference/virtual-lockstep.md has the layout.

#include <cstdint>
#include <string>
#include <string_view>

#include "ftsim/host/storage.hpp"

namespace ftsim::host {

inline constexpr uint32_t kChannelMagic = 0x56544646;  // "FFTV"
inline constexpr uint8_t kChannelVersion = 1;

enum class MessageKind : uint8_t { log, ack, heartbeat };

struct Message {
    MessageKind kind = MessageKind::heartbeat;
    ReplicaId from = 0, to = 0;
    uint64_t term = 0;      ///< in which the sender is
    uint64_t sequence = 0;  ///< of a log message: counted from 0, which is the log's header
    std::string payload = {};

    bool operator==(const Message&) const = default;
};

/// What an acknowledgement says. Receiving is what lets an output go under the rule as published,
/// executing is what lag is measured by, equal digests are what `digest` waits for.
struct Ack {
    uint64_t received = 0;  ///< log messages, all in order
    uint64_t executed = 0;  ///< events
    uint64_t digests = 0;   ///< state digests that were the same
    uint64_t room = 0;      ///< bytes of log that the secondary has room for
    bool diverged = false;  ///< the next digest, or an output, was another
    /// Both copies differ, and a third replay gave what the secondary has.
    bool primary_is_wrong = false;

    bool operator==(const Ack&) const = default;
};

/// `machine` is the first half of the machine's digest: what the program sees.
std::string encode(const Message& message, uint64_t machine);
/// Empty, or why these bytes are no message to a copy of this machine.
std::string decode(std::string_view bytes, uint64_t machine, Message& message);

std::string encode(const Ack& ack);
bool decode(std::string_view bytes, Ack& ack);

}  // namespace ftsim::host
