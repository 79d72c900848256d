// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who wrote this: the last write to some bytes of RAM before a place in a recording, by a store or
// by a device. The log is played backwards interval by interval, each from its snapshot and at
// full speed, and only the few thousand cycles around the write cycle by cycle. A write of what is
// there already is a write. Deterministic; not thread-safe.

#include <cstdint>
#include <optional>

#include "ftsim/faultinject/bisect.hpp"

namespace ftsim {

struct MemoryWrite {
    uint64_t cycle;  ///< the machine cycle at whose edge the bytes changed
    uint64_t elapsed_cycle;
    uint64_t retired;            ///< instructions before it
    std::optional<uint32_t> pc;  ///< of the store; nothing where a device wrote
    uint32_t before, after;      ///< of the word in which the watched bytes begin
};

/// The last write to `bytes` bytes at `address` that happened before the machine first came to
/// `cycle`, or before the end of the recording. Nothing where they are as at the start. Throws
/// Error(usage) for bytes outside RAM, Error(file) where the replay parts from the recording.
std::optional<MemoryWrite> last_write(const Timeline& timeline, uint32_t address, uint32_t bytes,
                                      uint64_t cycle = UINT64_MAX);

}  // namespace ftsim
