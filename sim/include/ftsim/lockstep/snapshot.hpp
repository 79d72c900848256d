// SPDX-License-Identifier: Apache-2.0
#pragma once

// A snapshot is the complete state of a machine at one program point. Memory keeps its own part
// (the pages changed since); this is the rest. Its checksum is taken when it is made and tested
// before it is restored, because a snapshot store is hardware too. It holds every replica's state:
// with the state check they are equal, without it a flip that nobody has noticed may be among them.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ftsim/lockstep/kernel.hpp"

namespace ftsim {

struct Snapshot {
    uint64_t cycle = 0;
    Progress progress;
    uint64_t log_position = 0;
    uint64_t outbox_position = 0;
    std::vector<std::vector<std::byte>> replicas;
    std::vector<std::byte> devices;
    uint64_t checksum = 0;  ///< over all of the above
};

/// XXH3 over everything but `checksum`.
uint64_t checksum_of(const Snapshot& snapshot);

}  // namespace ftsim
