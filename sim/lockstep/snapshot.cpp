// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/snapshot.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

namespace ftsim {

uint64_t checksum_of(const Snapshot& snapshot) {
    const std::array<uint64_t, 6> scalars = {
        snapshot.cycle,
        snapshot.progress.retired,
        snapshot.progress.retired_at_trap,
        snapshot.progress.traps_without_retire,
        snapshot.log_position,
        snapshot.outbox_position,
    };
    uint64_t hash = XXH3_64bits(scalars.data(), sizeof scalars);
    for (const auto& replica : snapshot.replicas) {
        hash = XXH3_64bits_withSeed(replica.data(), replica.size(), hash);
    }
    return XXH3_64bits_withSeed(snapshot.devices.data(), snapshot.devices.size(), hash);
}

}  // namespace ftsim
