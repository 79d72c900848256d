// SPDX-License-Identifier: Apache-2.0
// Sixty-four bytes at a time, the rest under a mask; compiled for AVX-512 (F, BW, VL, VBMI) and
// called only where the processor has it.
#include <immintrin.h>

#include <algorithm>
#include <bit>

#include "comparator/kernels/table.hpp"

namespace ftsim::kernels {

namespace {

using Vector = __m512i;
constexpr std::size_t kVector = sizeof(Vector);
static_assert(kVector == kBlock);

constexpr int kXorOrXor = 0x7e;  // not all three the same
constexpr int kXorAnd = 0x28;    // (a ^ b) & c
constexpr int kMajority = 0xe8;
constexpr int kOr3 = 0xfe;

Vector load(const std::byte* at) { return _mm512_loadu_si512(at); }
Vector load(const std::byte* at, __mmask64 bytes) { return _mm512_maskz_loadu_epi8(bytes, at); }
__mmask64 first_bytes(std::size_t bytes) { return (uint64_t{1} << bytes) - 1; }

// `difference(offset, load)` reads by the load it is given, whole or masked.
template <class Difference>
std::size_t scan(std::size_t size, Difference difference) {
    const auto whole = [](const std::byte* at) { return load(at); };
    std::size_t i = 0;
    for (; i + 4 * kVector <= size; i += 4 * kVector) {
        const Vector three =
            _mm512_ternarylogic_epi64(difference(i, whole), difference(i + kVector, whole),
                                      difference(i + 2 * kVector, whole), kOr3);
        const Vector all = _mm512_or_si512(three, difference(i + 3 * kVector, whole));
        if (_mm512_test_epi64_mask(all, all) != 0) break;
    }
    for (; i + kVector <= size; i += kVector) {
        const Vector x = difference(i, whole);
        if (const uint64_t bytes = _mm512_test_epi8_mask(x, x)) {
            return i + static_cast<std::size_t>(std::countr_zero(bytes));
        }
    }
    if (i == size) return size;
    const __mmask64 rest = first_bytes(size - i);
    const Vector x = difference(i, [rest](const std::byte* at) { return load(at, rest); });
    const uint64_t bytes = _mm512_test_epi8_mask(x, x);
    return bytes == 0 ? size : i + static_cast<std::size_t>(std::countr_zero(bytes));
}

std::size_t mismatch(const std::byte* a, const std::byte* b, std::size_t size) {
    return scan(
        size, [=](std::size_t i, auto from) { return _mm512_xor_si512(from(a + i), from(b + i)); });
}

std::size_t mismatch_masked(const std::byte* a, const std::byte* b, std::size_t size,
                            const std::byte* care, std::size_t period) {
    if (period == kVector) {
        const Vector mask = load(care);
        return scan(size, [=](std::size_t i, auto from) {
            return _mm512_ternarylogic_epi64(from(a + i), from(b + i), mask, kXorAnd);
        });
    }
    std::size_t done = 0;
    while (done < size) {
        const std::size_t part = std::min(period, size - done);
        const std::byte* left = a + done;
        const std::byte* right = b + done;
        const std::size_t at = scan(part, [=](std::size_t i, auto from) {
            return _mm512_ternarylogic_epi64(from(left + i), from(right + i), load(care + i),
                                             kXorAnd);
        });
        done += at;
        if (at < part) return done;
    }
    return size;
}

// Whole vectors that overlap in the middle instead of a loop and a rest.
template <class Difference>
bool equal_at_once(std::size_t size, Difference difference) {
    const auto whole = [](const std::byte* at) { return load(at); };
    if (size < kVector) {
        const __mmask64 bytes = first_bytes(size);
        const Vector x = difference(0, [bytes](const std::byte* at) { return load(at, bytes); });
        return _mm512_test_epi64_mask(x, x) == 0;
    }
    Vector any = _mm512_or_si512(difference(0, whole), difference(size - kVector, whole));
    if (size > 2 * kVector) {
        any = _mm512_ternarylogic_epi64(any, difference(kVector, whole),
                                        difference(size - 2 * kVector, whole), kOr3);
    }
    return _mm512_test_epi64_mask(any, any) == 0;
}

bool equal(const std::byte* a, const std::byte* b, std::size_t size) {
    if (size > 4 * kVector) return mismatch(a, b, size) == size;
    return equal_at_once(
        size, [=](std::size_t i, auto from) { return _mm512_xor_si512(from(a + i), from(b + i)); });
}

bool equal_masked(const std::byte* a, const std::byte* b, std::size_t size, const std::byte* care) {
    if (size > 4 * kVector) return mismatch_masked(a, b, size, care, size) == size;
    return equal_at_once(size, [=](std::size_t i, auto from) {
        return _mm512_ternarylogic_epi64(from(a + i), from(b + i), load(care + i), kXorAnd);
    });
}

// While nothing differs valid bits do not matter; they are looked at where something does.
std::size_t mismatch_valid(const std::byte* a, const std::byte* b, std::size_t size,
                           const std::byte* care, const Valid& valid) {
    const Vector mask = load(care), at = load(valid.at), in = load(valid.in);
    const __mmask64 always = _mm512_testn_epi8_mask(in, in);
    const auto differing = [=](Vector x, Vector y) -> uint64_t {
        const Vector difference = _mm512_ternarylogic_epi64(x, y, mask, kXorAnd);
        const Vector bits = _mm512_maskz_permutexvar_epi8(~__mmask64{0}, at, _mm512_or_si512(x, y));
        const __mmask64 counts = _mm512_test_epi8_mask(bits, in) | always;
        return _mm512_mask_test_epi8_mask(counts, difference, difference);
    };
    const auto suspect = [=](std::size_t i) {
        return _mm512_ternarylogic_epi64(load(a + i), load(b + i), mask, kXorAnd);
    };
    std::size_t i = 0;
    while (i + kVector <= size) {
        if (i + 4 * kVector <= size) {
            const Vector three = _mm512_ternarylogic_epi64(suspect(i), suspect(i + kVector),
                                                           suspect(i + 2 * kVector), kOr3);
            const Vector all = _mm512_or_si512(three, suspect(i + 3 * kVector));
            if (_mm512_test_epi64_mask(all, all) == 0) {
                i += 4 * kVector;
                continue;
            }
        }
        for (const std::size_t end = std::min(size - kVector, i + 3 * kVector); i <= end;
             i += kVector) {
            if (const uint64_t bytes = differing(load(a + i), load(b + i))) {
                return i + static_cast<std::size_t>(std::countr_zero(bytes));
            }
        }
    }
    if (i == size) return size;
    const __mmask64 rest = first_bytes(size - i);
    const uint64_t bytes = differing(load(a + i, rest), load(b + i, rest));
    return bytes == 0 ? size : i + static_cast<std::size_t>(std::countr_zero(bytes));
}

std::size_t mismatch3(const std::byte* a, const std::byte* b, const std::byte* c,
                      std::size_t size) {
    return scan(size, [=](std::size_t i, auto from) {
        return _mm512_ternarylogic_epi64(from(a + i), from(b + i), from(c + i), kXorOrXor);
    });
}

void majority(const std::byte* a, const std::byte* b, const std::byte* c, std::byte* to,
              std::size_t size) {
    std::size_t i = 0;
    for (; i + kVector <= size; i += kVector) {
        _mm512_storeu_si512(
            to + i, _mm512_ternarylogic_epi64(load(a + i), load(b + i), load(c + i), kMajority));
    }
    if (i == size) return;
    const __mmask64 rest = first_bytes(size - i);
    _mm512_mask_storeu_epi8(to + i, rest,
                            _mm512_ternarylogic_epi64(load(a + i, rest), load(b + i, rest),
                                                      load(c + i, rest), kMajority));
}

}  // namespace

const Table& avx512() {
    static constexpr Table kTable = {Kernel::avx512,  equal,          equal_masked, mismatch,
                                     mismatch_masked, mismatch_valid, mismatch3,    majority};
    return kTable;
}

}  // namespace ftsim::kernels
