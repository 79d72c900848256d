// SPDX-License-Identifier: Apache-2.0
#pragma once

// The code on memory and on the lines between boards: 32 bits of data and 7 check bits, of which
// one wrong bit is corrected and two are detected. It is rtl/prim/ftsim_secded_*.sv, worked out
// here from the rule that makes its columns; a test holds the two against each other. The source is
// M. Y. Hsiao, "A Class of Optimal Minimum Odd-weight-column SEC-DED Codes", IBM Journal of
// Research and Development 14 (1970). Pure functions, thread-safe.

#include <array>
#include <bit>
#include <cstdint>

namespace ftsim::secded {

inline constexpr unsigned kDataBits = 32;
inline constexpr unsigned kBits = 39;

/// Data in bits 31:0, check bits in 38:32.
using Codeword = uint64_t;

namespace detail {

// Three ones each, in the order of their numbers, without three that would overload a check bit.
constexpr std::array<uint8_t, kDataBits> columns() {
    std::array<uint8_t, kDataBits> columns = {};
    unsigned found = 0;
    for (unsigned column = 0; column < 128; ++column) {
        const bool left_out = column == 7 || column == 56 || column == 73;
        if (std::popcount(column) == 3 && !left_out) {
            columns[found++] = static_cast<uint8_t>(column);
        }
    }
    return columns;
}

inline constexpr std::array<uint8_t, kDataBits> kColumns = columns();
inline constexpr uint8_t kInverted = 0x07;  // zeros, or ones, are no codeword

/// The bit with that syndrome; kBits where no single bit has it, or for 0.
constexpr std::array<uint8_t, 128> bits_by_syndrome() {
    std::array<uint8_t, 128> bits = {};
    bits.fill(kBits);
    for (unsigned i = 0; i < kDataBits; ++i) bits[kColumns[i]] = static_cast<uint8_t>(i);
    for (unsigned i = 0; i < 7; ++i) bits[1U << i] = static_cast<uint8_t>(kDataBits + i);
    return bits;
}

inline constexpr std::array<uint8_t, 128> kBitBySyndrome = bits_by_syndrome();

}  // namespace detail

constexpr Codeword encode(uint32_t data) {
    uint8_t check = detail::kInverted;
    for (unsigned i = 0; i < kDataBits; ++i) {
        if ((data >> i & 1U) != 0) check ^= detail::kColumns[i];
    }
    return Codeword{check} << kDataBits | data;
}

enum class Verdict : uint8_t { clean, corrected, uncorrectable };

struct Decoded {
    uint32_t data;
    Verdict verdict;
};

/// Three wrong bits and more may look like one, or none: then the data is wrong.
constexpr Decoded decode(Codeword word) {
    const auto data = static_cast<uint32_t>(word);
    const auto syndrome = static_cast<unsigned>((encode(data) ^ word) >> kDataBits) & 0x7fU;
    if (syndrome == 0) return {data, Verdict::clean};
    const unsigned bit = detail::kBitBySyndrome[syndrome];
    if (bit == kBits) return {data, Verdict::uncorrectable};
    return {bit < kDataBits ? data ^ 1U << bit : data, Verdict::corrected};
}

}  // namespace ftsim::secded
