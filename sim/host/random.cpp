// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/random.hpp"

namespace ftsim::host {

uint64_t Random::below(uint64_t bound) {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(engine_()) * bound) >> 64);
}

}  // namespace ftsim::host
