// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/signature.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace ftsim {

void HashSignature::add(std::span<const std::byte> outputs) {
    value_ = XXH3_64bits_withSeed(outputs.data(), outputs.size(), value_);
}

void Misr::add(std::span<const std::byte> outputs) {
    while (!outputs.empty()) {
        const std::size_t bytes = std::min<std::size_t>(outputs.size(), sizeof(uint64_t));
        uint64_t word = 0;
        for (std::size_t i = 0; i < bytes; ++i) {
            word |= std::to_integer<uint64_t>(outputs[i]) << (8 * i);
        }
        step(word);
        outputs = outputs.subspan(bytes);
    }
}

}  // namespace ftsim
