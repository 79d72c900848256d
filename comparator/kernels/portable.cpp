// SPDX-License-Identifier: Apache-2.0
// Eight bytes at a time, for any processor.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "comparator/kernels/table.hpp"

namespace ftsim::kernels {

namespace {

uint64_t word(const std::byte* at) {
    uint64_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

std::size_t first_byte(uint64_t difference) {
    if constexpr (std::endian::native == std::endian::little) {
        return static_cast<std::size_t>(std::countr_zero(difference)) / 8;
    } else {
        return static_cast<std::size_t>(std::countl_zero(difference)) / 8;
    }
}

// Goes through words by `word_difference(offset)`, then through the bytes that are left.
template <class WordDifference, class ByteDiffers>
std::size_t scan(std::size_t size, WordDifference word_difference, ByteDiffers byte_differs) {
    std::size_t i = 0;
    for (; i + 32 <= size; i += 32) {
        const uint64_t any = word_difference(i) | word_difference(i + 8) | word_difference(i + 16) |
                             word_difference(i + 24);
        if (any != 0) break;
    }
    for (; i + 8 <= size; i += 8) {
        if (const uint64_t difference = word_difference(i)) return i + first_byte(difference);
    }
    while (i < size && !byte_differs(i)) ++i;
    return i;
}

std::size_t mismatch(const std::byte* a, const std::byte* b, std::size_t size) {
    return scan(
        size, [&](std::size_t i) { return word(a + i) ^ word(b + i); },
        [&](std::size_t i) { return a[i] != b[i]; });
}

std::size_t mismatch_masked(const std::byte* a, const std::byte* b, std::size_t size,
                            const std::byte* care, std::size_t period) {
    std::size_t done = 0;
    while (done < size) {
        const std::size_t part = std::min(period, size - done);
        const std::byte* left = a + done;
        const std::byte* right = b + done;
        const std::size_t at = scan(
            part,
            [&](std::size_t i) { return (word(left + i) ^ word(right + i)) & word(care + i); },
            [&](std::size_t i) { return ((left[i] ^ right[i]) & care[i]) != std::byte{0}; });
        done += at;
        if (at < part) return done;
    }
    return size;
}

bool equal(const std::byte* a, const std::byte* b, std::size_t size) {
    return mismatch(a, b, size) == size;
}

bool equal_masked(const std::byte* a, const std::byte* b, std::size_t size, const std::byte* care) {
    return mismatch_masked(a, b, size, care, size) == size;
}

std::size_t mismatch3(const std::byte* a, const std::byte* b, const std::byte* c,
                      std::size_t size) {
    return scan(
        size,
        [&](std::size_t i) { return (word(a + i) ^ word(b + i)) | (word(a + i) ^ word(c + i)); },
        [&](std::size_t i) { return a[i] != b[i] || a[i] != c[i]; });
}

void majority(const std::byte* a, const std::byte* b, const std::byte* c, std::byte* to,
              std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) to[i] = (a[i] & b[i]) | (c[i] & (a[i] | b[i]));
}

}  // namespace

const Table& portable() {
    static constexpr Table kTable = {Kernel::portable, equal,   equal_masked, mismatch,
                                     mismatch_masked,  nullptr, mismatch3,    majority};
    return kTable;
}

}  // namespace ftsim::kernels
