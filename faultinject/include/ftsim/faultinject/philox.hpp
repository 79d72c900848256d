// SPDX-License-Identifier: Apache-2.0
#pragma once

// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
// numbers: as easy as 1, 2, 3" (SC 2011). A random number is a pure function of a counter and a
// key: there is no state to carry, so fault i is the same whether it is drawn first, last or alone.

#include <array>
#include <cstdint>

namespace ftsim {

using PhiloxCounter = std::array<uint32_t, 4>;
using PhiloxKey = std::array<uint32_t, 2>;

constexpr PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
    constexpr uint64_t kMultiply0 = 0xd251'1f53;
    constexpr uint64_t kMultiply1 = 0xcd9e'8d57;
    constexpr uint32_t kWeyl0 = 0x9e37'79b9;
    constexpr uint32_t kWeyl1 = 0xbb67'ae85;
    for (int round = 0; round < 10; ++round) {
        const uint64_t product0 = kMultiply0 * counter[0];
        const uint64_t product1 = kMultiply1 * counter[2];
        counter = {static_cast<uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
                   static_cast<uint32_t>(product1),
                   static_cast<uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
                   static_cast<uint32_t>(product0)};
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
    return counter;
}

}  // namespace ftsim
