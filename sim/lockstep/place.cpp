// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/place.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace ftsim {

namespace {

uint64_t digest(const void* bytes, std::size_t size) {
    return std::max<uint64_t>(1, XXH3_64bits(bytes, size));
}

}  // namespace

uint64_t place_of(std::string_view name) { return digest(name.data(), name.size()); }

uint64_t place_of_difference(std::span<const std::byte> one, std::span<const std::byte> other) {
    std::vector<std::byte> difference(one.size());
    std::transform(one.begin(), one.end(), other.begin(), difference.begin(), std::bit_xor<>());
    return digest(difference.data(), difference.size());
}

}  // namespace ftsim
