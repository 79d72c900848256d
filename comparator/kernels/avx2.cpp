// SPDX-License-Identifier: Apache-2.0
// Thirty-two bytes at a time; compiled for AVX2 and called only where the processor has it.
#include <immintrin.h>

#include <algorithm>
#include <bit>

#include "comparator/kernels/table.hpp"

namespace ftsim::kernels {

namespace {

using Vector = __m256i;
constexpr std::size_t kVector = sizeof(Vector);

Vector load(const std::byte* at) { return _mm256_loadu_si256(reinterpret_cast<const Vector*>(at)); }

// The bytes that are not zero.
uint32_t nonzero(Vector x) {
    const Vector zero = _mm256_cmpeq_epi8(x, _mm256_setzero_si256());
    return ~static_cast<uint32_t>(_mm256_movemask_epi8(zero));
}

bool any(Vector x) { return _mm256_testz_si256(x, x) == 0; }

template <class Difference, class ByteDiffers>
std::size_t scan(std::size_t size, Difference difference, ByteDiffers byte_differs) {
    std::size_t i = 0;
    for (; i + 4 * kVector <= size; i += 4 * kVector) {
        const Vector low = _mm256_or_si256(difference(i), difference(i + kVector));
        const Vector high =
            _mm256_or_si256(difference(i + 2 * kVector), difference(i + 3 * kVector));
        if (any(_mm256_or_si256(low, high))) break;
    }
    for (; i + kVector <= size; i += kVector) {
        if (const uint32_t bytes = nonzero(difference(i))) {
            return i + static_cast<std::size_t>(std::countr_zero(bytes));
        }
    }
    if (i == size) return size;
    if (size >= kVector) {  // the last vector again, over bytes that are the same
        const std::size_t last = size - kVector;
        const uint32_t bytes = nonzero(difference(last));
        return bytes == 0 ? size : last + static_cast<std::size_t>(std::countr_zero(bytes));
    }
    while (i < size && !byte_differs(i)) ++i;
    return i;
}

std::size_t mismatch(const std::byte* a, const std::byte* b, std::size_t size) {
    return scan(
        size, [&](std::size_t i) { return _mm256_xor_si256(load(a + i), load(b + i)); },
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
            [&](std::size_t i) {
                return _mm256_and_si256(_mm256_xor_si256(load(left + i), load(right + i)),
                                        load(care + i));
            },
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
        [&](std::size_t i) {
            const Vector first = load(a + i);
            return _mm256_or_si256(_mm256_xor_si256(first, load(b + i)),
                                   _mm256_xor_si256(first, load(c + i)));
        },
        [&](std::size_t i) { return a[i] != b[i] || a[i] != c[i]; });
}

void majority(const std::byte* a, const std::byte* b, const std::byte* c, std::byte* to,
              std::size_t size) {
    std::size_t i = 0;
    for (; i + kVector <= size; i += kVector) {
        const Vector x = load(a + i), y = load(b + i), z = load(c + i);
        const Vector most =
            _mm256_or_si256(_mm256_and_si256(x, y), _mm256_and_si256(z, _mm256_or_si256(x, y)));
        _mm256_storeu_si256(reinterpret_cast<Vector*>(to + i), most);
    }
    for (; i < size; ++i) to[i] = (a[i] & b[i]) | (c[i] & (a[i] | b[i]));
}

}  // namespace

const Table& avx2() {
    static constexpr Table kTable = {Kernel::avx2,    equal,   equal_masked, mismatch,
                                     mismatch_masked, nullptr, mismatch3,    majority};
    return kTable;
}

}  // namespace ftsim::kernels
