// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where replicas differ, as a number that is the same whenever they differ in the same way: whether
// a mismatch is one that was seen before is decided by it. Digests (XXH3), never 0.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ftsim {

/// Of an output, register or component by its name.
uint64_t place_of(std::string_view name);

/// Of the bits in which two states, or two boards' outputs, of one size differ.
uint64_t place_of_difference(std::span<const std::byte> one, std::span<const std::byte> other);

}  // namespace ftsim
