// SPDX-License-Identifier: Apache-2.0
#pragma once

// Bits in bytes, as bundle.hpp numbers them.

#include <cstddef>
#include <span>

namespace ftsim {

inline bool bit_at(std::span<const std::byte> bytes, std::size_t bit) {
    return (bytes[bit / 8] >> (bit % 8) & std::byte{1}) != std::byte{0};
}

/// Those of the bits [from, end) that lie in this byte.
inline std::byte bits_in_byte(std::size_t byte, std::size_t from, std::size_t end) {
    const std::size_t low = from > byte * 8 ? from - byte * 8 : 0;
    const std::size_t high = end < byte * 8 + 8 ? end - byte * 8 : 8;
    return static_cast<std::byte>((0xFFu << low) & (0xFFu >> (8 - high)));
}

}  // namespace ftsim
