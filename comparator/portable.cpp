// SPDX-License-Identifier: Apache-2.0
// 64-bit words. The other kernels leave it the last bytes of a window that fill no block.
#include <bit>
#include <cstring>

#include "comparator/operations.hpp"

#define XXH_INLINE_ALL  // static, with this kernel's instructions
#include <xxhash.h>

namespace ftsim {
namespace {

constexpr std::size_t kWord = 8;

std::uint64_t load(const std::uint8_t* from, std::size_t bytes = kWord) {
    std::uint64_t word = 0;
    if (bytes != 0) std::memcpy(&word, from, bytes);  // of nothing, there may be no address
    return word;
}

std::size_t first_byte(std::uint64_t difference) {
    const int bit = std::endian::native == std::endian::little ? std::countr_zero(difference)
                                                               : std::countl_zero(difference);
    return static_cast<std::size_t>(bit) / 8;
}

Scan plain(const std::uint8_t* a, const std::uint8_t* b, std::size_t bytes) {
    std::size_t at = 0;
    for (; bytes - at >= kWord; at += kWord) {
        const std::uint64_t difference = load(a + at) ^ load(b + at);
        if (difference != 0) return {at + first_byte(difference), VectorKernel::portable, true};
    }
    const std::uint64_t difference = load(a + at, bytes - at) ^ load(b + at, bytes - at);
    if (difference != 0) return {at + first_byte(difference), VectorKernel::portable, true};
    return {bytes, VectorKernel::portable, false};
}

bool same(const std::uint8_t* a, const std::uint8_t* b, std::size_t bytes) {
    return !plain(a, b, bytes).found;
}

// Most words are the same in every bit, whatever counts.
std::uint64_t step(const Pattern& pattern, const Step& step, const std::uint8_t* a,
                   const std::uint8_t* b, std::size_t left) {
    const std::size_t bytes = left - step.offset < kWord ? left - step.offset : kWord;
    const std::uint64_t difference = load(a + step.offset, bytes) ^ load(b + step.offset, bytes);
    if (difference == 0) return 0;
    std::uint64_t counts = load(step.always);
    for (std::size_t i = step.first_layer; i < step.end_layer; ++i) {
        const Layer& layer = pattern.layers[i];
        if (layer.source >= left) continue;
        // Valid bits are hard to foresee: no branch.
        const std::uint64_t valid = (a[layer.source] & layer.select[0]) != 0 ? 1 : 0;
        counts |= load(layer.care) & (0 - valid);
    }
    return difference & counts;
}

Scan masked(const Pattern& pattern, const std::uint8_t* a, const std::uint8_t* b,
            std::size_t bytes) {
    for (std::size_t at = 0; at < bytes; at += pattern.block) {
        for (std::size_t i = 0; i < pattern.step_count; ++i) {
            const Step& now = pattern.steps[i];
            if (now.offset >= bytes - at) break;
            if (step(pattern, now, a + at, b + at, bytes - at) != 0) {
                return {at + now.offset, VectorKernel::portable, true};
            }
        }
    }
    return {bytes, VectorKernel::portable, false};
}

void vote(const std::uint8_t* const replicas[3], std::uint8_t* majority, std::size_t bytes,
          std::size_t word_bytes, VoteScan& scan) {
    scan.by = VectorKernel::portable;
    for (; bytes - scan.at >= kWord; scan.at += kWord) {
        const std::uint64_t a = load(replicas[0] + scan.at);
        const std::uint64_t b = load(replicas[1] + scan.at);
        const std::uint64_t c = load(replicas[2] + scan.at);
        const bool decided = a == b || a == c || b == c;
        if (!decided) return;  // perhaps the smaller words in it are
        const std::uint64_t differs = (a ^ b) | (a ^ c);
        if (differs != 0) {
            const std::size_t inside = first_byte(differs) / word_bytes * word_bytes;
            if (scan.first == kNowhere) scan.first = scan.at + inside;
            scan.outvoted |= b == c ? 1 : a == c ? 2 : 4;
        }
        const std::uint64_t most = (a & b) | (a & c) | (b & c);
        if (majority) std::memcpy(majority + scan.at, &most, kWord);
    }
}

std::uint64_t xxh3(const std::uint8_t* bytes, std::size_t size) { return XXH3_64bits(bytes, size); }

constexpr Operations kOperations = {
    VectorKernel::portable, kWord, 1, true, plain, same, masked, vote, xxh3};

}  // namespace

const Operations* portable_operations() { return &kOperations; }

}  // namespace ftsim
