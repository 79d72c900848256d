// SPDX-License-Identifier: Apache-2.0
#pragma once

// A log taken apart, and put together again with right checksums whatever is in it: what a hostile
// writer could make. LogWriter refuses to write such a thing, and a flipped byte is caught by the
// first checksum and reaches nothing behind it.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ftsim/replay/log_file.hpp"

namespace ftsim::fuzz {

using Bytes = std::vector<std::byte>;

/// As it stands in the file: points are counted from the event before.
struct RawEvent {
    uint8_t kind = 0;
    uint8_t source = 0;
    uint64_t cycles = 0;
    uint64_t retired = 0;
    std::string payload = {};
};

struct RawChunk {
    replay::ChunkHeader header;  ///< lengths and checksums are filled in
    std::vector<RawEvent> events;
    uint32_t events_more = 0;  ///< than there are; it wraps
    uint32_t raw_more = 0;     ///< bytes
    std::string tail = {};     ///< behind the last event
    std::string stored = {};   ///< in place of the compressed events, if it is not empty
};

struct RawLog {
    replay::LogHeader header;
    std::vector<RawChunk> chunks;
    std::string tail = {};  ///< behind the last chunk
    /// The digests of snapshots, and the last point of a chunk, are made what they should be.
    bool sign = true;
};

/// False for what is no log that can be read to its end.
bool take_apart(std::span<const std::byte> bytes, RawLog& log);

Bytes put_together(RawLog log);

}  // namespace ftsim::fuzz
