// SPDX-License-Identifier: Apache-2.0
// 64 bytes at a time. Compiled with AVX-512 F, BW, VL and VBMI: see operations.hpp for what that
// forbids. Loads under a mask do not touch what the mask leaves out, so short bundles and the ends
// of windows need no other code.
#include <immintrin.h>

#include "comparator/operations.hpp"

#define XXH_INLINE_ALL  // static, with this kernel's instructions
#include <xxhash.h>

namespace ftsim {
namespace {

constexpr std::size_t kVector = 64;
constexpr std::size_t kUnroll = 4;

using Bytes = const std::uint8_t*;

inline __m512i load(Bytes from) { return _mm512_loadu_si512(from); }

// The first bytes only; the others are 0.
inline __m512i load(Bytes from, std::size_t bytes) {
    return _mm512_maskz_loadu_epi8(_bzhi_u64(~0ull, static_cast<unsigned>(bytes)), from);
}

inline __mmask64 differs(Bytes a, Bytes b) { return _mm512_cmpneq_epi8_mask(load(a), load(b)); }

inline std::size_t lowest(__mmask64 bytes) { return _tzcnt_u64(bytes); }

inline Scan found_at(std::size_t at) { return {at, VectorKernel::avx512, true}; }

inline Scan nothing_before(std::size_t at) { return {at, VectorKernel::avx512, false}; }

// From 65 to 128 bytes in two vectors that may overlap.
inline Scan plain_two(Bytes a, Bytes b, std::size_t bytes) {
    const std::size_t last = bytes - kVector;
    const __m512i any = _mm512_or_si512(_mm512_xor_si512(load(a), load(b)),
                                        _mm512_xor_si512(load(a + last), load(b + last)));
    if (_mm512_test_epi8_mask(any, any) == 0) [[likely]]
        return nothing_before(bytes);
    const __mmask64 first = differs(a, b);
    return found_at(first != 0 ? lowest(first) : last + lowest(differs(a + last, b + last)));
}

Scan plain(Bytes a, Bytes b, std::size_t bytes) {
    if (bytes <= kVector) {
        const __mmask64 some = _mm512_cmpneq_epi8_mask(load(a, bytes), load(b, bytes));
        return some != 0 ? found_at(lowest(some)) : nothing_before(bytes);
    }
    if (bytes <= 2 * kVector) return plain_two(a, b, bytes);
    const __mmask64 head = differs(a, b);
    if (head != 0) return found_at(lowest(head));
    // A load that crosses a cache line costs two: from here on, one of the two does not.
    std::size_t at = kVector - reinterpret_cast<std::uintptr_t>(a) % kVector;
    for (; bytes - at >= kUnroll * kVector; at += kUnroll * kVector) {
        const __m512i x0 = _mm512_xor_si512(load(a + at), load(b + at));
        const __m512i x1 = _mm512_xor_si512(load(a + at + 64), load(b + at + 64));
        const __m512i x2 = _mm512_xor_si512(load(a + at + 128), load(b + at + 128));
        const __m512i x3 = _mm512_xor_si512(load(a + at + 192), load(b + at + 192));
        const __m512i any = _mm512_or_si512(_mm512_ternarylogic_epi64(x0, x1, x2, 0xFE), x3);
        if (_mm512_test_epi8_mask(any, any) != 0) [[unlikely]]
            break;
    }
    for (; bytes - at > kVector; at += kVector) {
        const __mmask64 some = differs(a + at, b + at);
        if (some != 0) return found_at(at + lowest(some));
    }
    at = bytes - kVector;
    const __mmask64 some = differs(a + at, b + at);
    return some != 0 ? found_at(at + lowest(some)) : nothing_before(bytes);
}

inline __m512i difference(Bytes a, Bytes b, std::size_t at) {
    return _mm512_xor_si512(load(a + at), load(b + at));
}

inline bool all_zero(__m512i bits) { return _mm512_test_epi8_mask(bits, bits) == 0; }

// The first and the last vectors may overlap.
bool same(Bytes a, Bytes b, std::size_t bytes) {
    if (bytes <= kVector) return _mm512_cmpneq_epi8_mask(load(a, bytes), load(b, bytes)) == 0;
    const __m512i ends = _mm512_or_si512(difference(a, b, 0), difference(a, b, bytes - kVector));
    if (bytes <= 2 * kVector) return all_zero(ends);
    const std::size_t second = bytes - 2 * kVector;
    const __m512i inner = _mm512_or_si512(difference(a, b, kVector), difference(a, b, second));
    if (!all_zero(_mm512_or_si512(ends, inner))) return false;
    return bytes <= 4 * kVector || !plain(a, b, bytes).found;
}

// Loads of a block: all of it is there, or `left` bytes of it.
struct Whole {
    __m512i operator()(Bytes block, std::size_t offset) const { return load(block + offset); }
};
struct Left {
    std::size_t left;
    __m512i operator()(Bytes block, std::size_t offset) const {
        const std::size_t there = offset < left ? left - offset : 0;
        return load(block + offset, there < kVector ? there : kVector);
    }
};

template <class Load>
inline __mmask64 step(const Pattern& pattern, const Step& now, Bytes a, Bytes b, Load load_from) {
    const __m512i x = _mm512_xor_si512(load_from(a, now.offset), load_from(b, now.offset));
    if (_mm512_test_epi8_mask(x, x) == 0) return 0;
    __mmask64 some = _mm512_test_epi8_mask(x, load(now.always));
    for (std::size_t i = now.first_layer; i < now.end_layer; ++i) {
        const Layer& layer = pattern.layers[i];
        const __m512i source = load_from(a, layer.source);
        // Indices from 0x80 on would wrap; their care is 0.
        const __m512i valid = _mm512_permutexvar_epi8(load(layer.index), source);
        const __mmask64 counts = _mm512_test_epi8_mask(valid, load(layer.select));
        some |= _mm512_mask_test_epi8_mask(counts, x, load(layer.care));
    }
    return some;
}

template <class Load>
inline bool block(const Pattern& pattern, Bytes a, Bytes b, std::size_t bytes, Load load_from,
                  std::size_t& at) {
    for (std::size_t i = 0; i < pattern.step_count; ++i) {
        const Step& now = pattern.steps[i];
        if (now.offset >= bytes) break;
        if (step(pattern, now, a, b, load_from) != 0) {
            at += now.offset;
            return true;
        }
    }
    return false;
}

// The blocks of one vector with one layer, whose source it is: everything stays in registers.
std::size_t one_vector(const Pattern& pattern, Bytes a, Bytes b, std::size_t bytes) {
    const __m512i always = load(pattern.steps[0].always);
    const Layer& layer = pattern.layers[0];
    const __m512i index = load(layer.index), select = load(layer.select), care = load(layer.care);
    std::size_t at = 0;
    for (; bytes - at >= kUnroll * kVector; at += kUnroll * kVector) {
        __m512i some = _mm512_setzero_si512();
#pragma GCC unroll 4
        for (std::size_t i = 0; i < kUnroll; ++i) {
            const __m512i from_a = load(a + at + i * kVector), from_b = load(b + at + i * kVector);
            const __m512i x = _mm512_xor_si512(from_a, from_b);
            const __m512i valid = _mm512_permutexvar_epi8(index, from_a);
            const __mmask64 counts = _mm512_test_epi8_mask(valid, select);
            // some |= x & always, and the bytes that count now: max keeps what is not 0.
            some = _mm512_ternarylogic_epi64(some, x, always, 0xF8);
            some = _mm512_mask_max_epu8(some, counts, some, _mm512_and_si512(x, care));
        }
        if (_mm512_test_epi8_mask(some, some) != 0) [[unlikely]]
            break;
    }
    return at;
}

Scan masked(const Pattern& pattern, Bytes a, Bytes b, std::size_t bytes) {
    std::size_t at = 0;
    const bool registers = pattern.step_count == 1 && pattern.block == kVector &&
                           pattern.steps[0].end_layer == 1 && pattern.layers[0].source == 0;
    if (registers) at = one_vector(pattern, a, b, bytes);
    for (; bytes - at >= pattern.block; at += pattern.block) {
        if (block(pattern, a + at, b + at, pattern.block, Whole{}, at)) return found_at(at);
    }
    if (at == bytes) return nothing_before(bytes);
    if (block(pattern, a + at, b + at, bytes - at, Left{bytes - at}, at)) return found_at(at);
    return nothing_before(bytes);
}

// A bit a word.
template <std::size_t kWord>
inline __mmask64 words_differ(__m512i a, __m512i b) {
    if constexpr (kWord == 1) return _mm512_cmpneq_epi8_mask(a, b);
    if constexpr (kWord == 2) return _mm512_cmpneq_epi16_mask(a, b);
    if constexpr (kWord == 4) return _mm512_cmpneq_epi32_mask(a, b);
    if constexpr (kWord == 8) return _mm512_cmpneq_epi64_mask(a, b);
}

struct Three {
    __m512i a, b, c;
};

inline Three load_three(const Bytes replicas[3], std::size_t at) {
    return {load(replicas[0] + at), load(replicas[1] + at), load(replicas[2] + at)};
}

// The bits in which not all are the same.
inline __m512i disagreement(const Three& now) {
    return _mm512_ternarylogic_epi64(now.a, now.b, now.c, 0x7E);
}

inline void store_majority(std::uint8_t* to, const Three& now) {
    _mm512_storeu_si512(to, _mm512_ternarylogic_epi64(now.a, now.b, now.c, 0xE8));
}

// False where some word has no majority.
template <std::size_t kWord>
inline bool settle(const Three& now, VoteScan& scan) {
    const __mmask64 ab = words_differ<kWord>(now.a, now.b);
    const __mmask64 ac = words_differ<kWord>(now.a, now.c);
    const __mmask64 bc = words_differ<kWord>(now.b, now.c);
    if ((ab & ac & bc) != 0) return false;
    const __mmask64 some = ab | ac;
    if (some != 0 && scan.first == kNowhere) scan.first = scan.at + lowest(some) * kWord;
    scan.outvoted |=
        ((ab & ac) != 0 ? 1u : 0u) | ((ab & bc) != 0 ? 2u : 0u) | ((ac & bc) != 0 ? 4u : 0u);
    return true;
}

template <std::size_t kWord, bool kWrite>
void vote_words(const Bytes from[3], std::uint8_t* majority, std::size_t bytes, VoteScan& scan) {
    const Bytes replicas[3] = {from[0], from[1], from[2]};  // which no store can change
    while (bytes - scan.at >= kVector) {
        std::size_t at = scan.at;
        for (; bytes - at >= kUnroll * kVector; at += kUnroll * kVector) {
            __m512i some = _mm512_setzero_si512();
#pragma GCC unroll 4
            for (std::size_t i = 0; i < kUnroll; ++i) {
                const Three now = load_three(replicas, at + i * kVector);
                some = _mm512_or_si512(some, disagreement(now));
                if (kWrite) store_majority(majority + at + i * kVector, now);
            }
            if (_mm512_test_epi8_mask(some, some) != 0) [[unlikely]]
                break;
        }
        scan.at = at;
        for (std::size_t i = 0; i < kUnroll && bytes - scan.at >= kVector; ++i) {
            const Three now = load_three(replicas, scan.at);
            if (!settle<kWord>(now, scan)) return;
            if (kWrite) store_majority(majority + scan.at, now);
            scan.at += kVector;
        }
    }
}

template <std::size_t kWord>
inline void vote_by(const Bytes replicas[3], std::uint8_t* majority, std::size_t bytes,
                    VoteScan& scan) {
    if (majority) return vote_words<kWord, true>(replicas, majority, bytes, scan);
    return vote_words<kWord, false>(replicas, nullptr, bytes, scan);
}

void vote(const Bytes replicas[3], std::uint8_t* majority, std::size_t bytes, std::size_t word,
          VoteScan& scan) {
    scan.by = VectorKernel::avx512;
    if (word == 1) return vote_by<1>(replicas, majority, bytes, scan);
    if (word == 2) return vote_by<2>(replicas, majority, bytes, scan);
    if (word == 4) return vote_by<4>(replicas, majority, bytes, scan);
    return vote_by<8>(replicas, majority, bytes, scan);
}

std::uint64_t xxh3(const std::uint8_t* bytes, std::size_t size) { return XXH3_64bits(bytes, size); }

constexpr Operations kOperations = {
    VectorKernel::avx512, kVector, kVector, false, plain, same, masked, vote, xxh3};

}  // namespace

const Operations* avx512_operations() { return &kOperations; }

}  // namespace ftsim
