// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "ftsim/comparator/signature.hpp"

namespace ftsim {
namespace {

// Without the highest term, which is what falls out.
std::uint64_t primitive_polynomial(unsigned width) {
    switch (width) {
        case 16: return 0x100B;
        case 32: return 0x04C1'1DB7;
        case 64: return 0x1B;
        default:
            throw std::invalid_argument("misr: a width of " + std::to_string(width) +
                                        " bits instead of 16, 32 or 64");
    }
}

// One load, where the compiler knows the size.
template <std::size_t kBytes>
std::uint64_t little_endian(std::span<const std::byte, kBytes> bytes) {
    std::uint64_t word = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        word = word << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    }
    return word;
}

}  // namespace

Misr::Misr(unsigned width) : width_(width), polynomial_(primitive_polynomial(width)) {}

void Misr::take(std::span<const std::byte> bundle) {
    const std::size_t bytes = width_ / 8;
    const std::uint64_t ones = ~std::uint64_t{0} >> (64 - width_);
    std::uint64_t state = state_;
    const auto clock = [&](std::uint64_t word) {
        const std::uint64_t falls_out = state >> (width_ - 1);
        state = ((state << 1) & ones) ^ (polynomial_ & (0 - falls_out)) ^ word;
    };
    std::size_t at = 0;
    if (bytes == 8) {
        for (; bundle.size() - at >= 8; at += 8)
            clock(little_endian(bundle.subspan(at).first<8>()));
    }
    for (; at < bundle.size(); at += bytes) {
        clock(little_endian(bundle.subspan(at, std::min(bytes, bundle.size() - at))));
    }
    state_ = state;
}

double aliasing_probability(unsigned width) { return std::ldexp(1.0, -static_cast<int>(width)); }

}  // namespace ftsim
