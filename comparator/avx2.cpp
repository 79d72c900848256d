// SPDX-License-Identifier: Apache-2.0
// 32 bytes at a time. Compiled with AVX2: see operations.hpp for what that forbids. AVX2 has no
// load under a mask of bytes, so what fills no block is left to the portable kernel.
#include <immintrin.h>

#include "comparator/operations.hpp"

#define XXH_INLINE_ALL  // static, with this kernel's instructions
#include <xxhash.h>

namespace ftsim {
namespace {

constexpr std::size_t kVector = 32;
constexpr std::size_t kUnroll = 4;
constexpr std::size_t kSource = 16;  // a shuffle of bytes stays within 16

using Bytes = const std::uint8_t*;

inline __m256i load(Bytes from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

inline __m256i load_twice(Bytes from) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
}

inline std::uint32_t differs(Bytes a, Bytes b) {
    return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(load(a), load(b))));
}

inline std::size_t lowest(std::uint32_t bytes) {
    return static_cast<std::size_t>(__builtin_ctz(bytes));
}

inline Scan found_at(std::size_t at) { return {at, VectorKernel::avx2, true}; }

inline Scan nothing_before(std::size_t at) { return {at, VectorKernel::avx2, false}; }

template <class Word>
inline Word word(Bytes from) {
    Word value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
}

// Less than a vector: two words that may overlap, or single bytes.
template <class Word>
inline Scan two_words(Bytes a, Bytes b, std::size_t bytes) {
    const std::size_t last = bytes - sizeof(Word);
    const auto first = static_cast<std::uint64_t>(word<Word>(a) ^ word<Word>(b));
    if (first != 0) return found_at(static_cast<std::size_t>(__builtin_ctzll(first)) / 8);
    const auto second = static_cast<std::uint64_t>(word<Word>(a + last) ^ word<Word>(b + last));
    if (second == 0) return nothing_before(bytes);
    return found_at(last + static_cast<std::size_t>(__builtin_ctzll(second)) / 8);
}

inline Scan plain_short(Bytes a, Bytes b, std::size_t bytes) {
    if (bytes > 16) {
        const Scan head = two_words<std::uint64_t>(a, b, 16);
        if (head.found) return head;
        Scan tail = two_words<std::uint64_t>(a + bytes - 16, b + bytes - 16, 16);
        tail.at += bytes - 16;
        return tail;
    }
    if (bytes >= 8) return two_words<std::uint64_t>(a, b, bytes);
    if (bytes >= 4) return two_words<std::uint32_t>(a, b, bytes);
    for (std::size_t at = 0; at < bytes; ++at) {
        if (a[at] != b[at]) return found_at(at);
    }
    return nothing_before(bytes);
}

Scan plain(Bytes a, Bytes b, std::size_t bytes) {
    if (bytes < kVector) return plain_short(a, b, bytes);
    const std::uint32_t head = differs(a, b);
    if (head != 0) return found_at(lowest(head));
    if (bytes == kVector) return nothing_before(bytes);
    // A load that crosses a cache line costs two: from here on, one of the two does not.
    std::size_t at = kVector - reinterpret_cast<std::uintptr_t>(a) % kVector;
    for (; bytes - at >= kUnroll * kVector; at += kUnroll * kVector) {
        const __m256i x0 = _mm256_xor_si256(load(a + at), load(b + at));
        const __m256i x1 = _mm256_xor_si256(load(a + at + 32), load(b + at + 32));
        const __m256i x2 = _mm256_xor_si256(load(a + at + 64), load(b + at + 64));
        const __m256i x3 = _mm256_xor_si256(load(a + at + 96), load(b + at + 96));
        const __m256i any = _mm256_or_si256(_mm256_or_si256(x0, x1), _mm256_or_si256(x2, x3));
        if (!_mm256_testz_si256(any, any)) [[unlikely]]
            break;
    }
    for (; bytes - at > kVector; at += kVector) {
        const std::uint32_t some = differs(a + at, b + at);
        if (some != 0) return found_at(at + lowest(some));
    }
    at = bytes - kVector;
    const std::uint32_t some = differs(a + at, b + at);
    return some != 0 ? found_at(at + lowest(some)) : nothing_before(bytes);
}

inline __m256i difference(Bytes a, Bytes b, std::size_t at) {
    return _mm256_xor_si256(load(a + at), load(b + at));
}

inline bool all_zero(__m256i bits) { return _mm256_testz_si256(bits, bits) != 0; }

// The first and the last vectors may overlap.
bool same(Bytes a, Bytes b, std::size_t bytes) {
    if (bytes < kVector) return !plain_short(a, b, bytes).found;
    const __m256i ends = _mm256_or_si256(difference(a, b, 0), difference(a, b, bytes - kVector));
    if (bytes <= 2 * kVector) return all_zero(ends);
    const __m256i inner =
        _mm256_or_si256(difference(a, b, kVector), difference(a, b, bytes - 2 * kVector));
    if (!all_zero(_mm256_or_si256(ends, inner))) return false;
    if (bytes <= 4 * kVector) return true;
    if (bytes > 8 * kVector) return !plain(a, b, bytes).found;
    const __m256i third =
        _mm256_or_si256(difference(a, b, 2 * kVector), difference(a, b, bytes - 3 * kVector));
    const __m256i fourth =
        _mm256_or_si256(difference(a, b, 3 * kVector), difference(a, b, bytes - 4 * kVector));
    return all_zero(_mm256_or_si256(third, fourth));
}

inline __m256i layers(const Pattern& pattern, const Step& now, Bytes a, __m256i x) {
    __m256i some = _mm256_and_si256(x, load(now.always));
    for (std::size_t i = now.first_layer; i < now.end_layer; ++i) {
        const Layer& layer = pattern.layers[i];
        const __m256i select = load(layer.select);
        const __m256i source = load_twice(a + layer.source);
        const __m256i valid =
            _mm256_and_si256(_mm256_shuffle_epi8(source, load(layer.index)), select);
        const __m256i counts = _mm256_and_si256(_mm256_cmpeq_epi8(valid, select), load(layer.care));
        some = _mm256_or_si256(some, _mm256_and_si256(x, counts));
    }
    return some;
}

Scan masked(const Pattern& pattern, Bytes a, Bytes b, std::size_t bytes) {
    std::size_t at = 0;
    for (; bytes - at >= pattern.block; at += pattern.block) {
        for (std::size_t i = 0; i < pattern.step_count; ++i) {
            const Step& now = pattern.steps[i];
            const std::size_t from = at + now.offset;
            const __m256i x = _mm256_xor_si256(load(a + from), load(b + from));
            if (_mm256_testz_si256(x, x)) continue;
            const __m256i some = layers(pattern, now, a + at, x);
            if (!_mm256_testz_si256(some, some)) return found_at(from);
        }
    }
    return nothing_before(at);
}

// All bits of the words that differ; a bit a byte.
template <std::size_t kWord>
inline std::uint32_t words_differ(__m256i a, __m256i b) {
    __m256i same = _mm256_cmpeq_epi8(a, b);
    if constexpr (kWord == 2) same = _mm256_cmpeq_epi16(a, b);
    if constexpr (kWord == 4) same = _mm256_cmpeq_epi32(a, b);
    if constexpr (kWord == 8) same = _mm256_cmpeq_epi64(a, b);
    return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(same));
}

struct Three {
    __m256i a, b, c;
};

inline Three load_three(const Bytes replicas[3], std::size_t at) {
    return {load(replicas[0] + at), load(replicas[1] + at), load(replicas[2] + at)};
}

// The bits in which not all are the same.
inline __m256i disagreement(const Three& now) {
    return _mm256_or_si256(_mm256_xor_si256(now.a, now.b), _mm256_xor_si256(now.a, now.c));
}

inline void store_majority(std::uint8_t* to, const Three& now) {
    const __m256i either = _mm256_and_si256(now.a, _mm256_or_si256(now.b, now.c));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to),
                        _mm256_or_si256(either, _mm256_and_si256(now.b, now.c)));
}

// False where some word has no majority.
template <std::size_t kWord>
inline bool settle(const Three& now, VoteScan& scan) {
    const std::uint32_t ab = words_differ<kWord>(now.a, now.b);
    const std::uint32_t ac = words_differ<kWord>(now.a, now.c);
    const std::uint32_t bc = words_differ<kWord>(now.b, now.c);
    if ((ab & ac & bc) != 0) return false;
    const std::uint32_t some = ab | ac;
    if (some != 0 && scan.first == kNowhere) scan.first = scan.at + lowest(some);
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
            __m256i some = _mm256_setzero_si256();
#pragma GCC unroll 4
            for (std::size_t i = 0; i < kUnroll; ++i) {
                const Three now = load_three(replicas, at + i * kVector);
                some = _mm256_or_si256(some, disagreement(now));
                if (kWrite) store_majority(majority + at + i * kVector, now);
            }
            if (!_mm256_testz_si256(some, some)) [[unlikely]]
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
    scan.by = VectorKernel::avx2;
    if (word == 1) return vote_by<1>(replicas, majority, bytes, scan);
    if (word == 2) return vote_by<2>(replicas, majority, bytes, scan);
    if (word == 4) return vote_by<4>(replicas, majority, bytes, scan);
    return vote_by<8>(replicas, majority, bytes, scan);
}

std::uint64_t xxh3(const std::uint8_t* bytes, std::size_t size) { return XXH3_64bits(bytes, size); }

constexpr Operations kOperations = {
    VectorKernel::avx2, kVector, kSource, false, plain, same, masked, vote, xxh3};

}  // namespace

const Operations* avx2_operations() { return &kOperations; }

}  // namespace ftsim
