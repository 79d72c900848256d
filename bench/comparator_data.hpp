// SPDX-License-Identifier: Apache-2.0
#pragma once

// What comparator_bench compares: the same bytes for every contestant.

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "ftsim/comparator/bundle.hpp"

namespace ftsim::bench {

using View = std::span<const std::byte>;

/// Three replicas that are the same, each from the start of a cache line on.
class Replicas {
public:
    explicit Replicas(std::size_t bytes) : bytes_(3) {
        std::mt19937_64 random(1);
        bytes_[0].resize((bytes + 63) / 64);
        for (Line& line : bytes_[0]) {
            for (std::uint64_t& word : line.words) word = random();
        }
        bytes_[1] = bytes_[2] = bytes_[0];
    }

    std::span<std::byte> operator[](std::size_t replica) {
        return std::as_writable_bytes(std::span(bytes_[replica]));
    }
    View view(std::size_t replica, std::size_t bytes) { return (*this)[replica].first(bytes); }

private:
    struct alignas(64) Line {
        std::uint64_t words[8];
    };
    std::vector<std::vector<Line>> bytes_;
};

/// One field, all bits of the bundle.
inline BundleDescription plain_bundle(std::size_t bytes) {
    return {bytes, {{"all", 0, bytes * 8}}};
}

/// A valid bit for each word of the bundle, at its front, and the word it is for.
inline BundleDescription qualified_bundle(std::size_t bytes) {
    const std::size_t words = (bytes * 8 - 7) / 33;
    const std::size_t front = (words + 7) / 8 * 8;
    std::vector<BundleField> fields;
    for (std::size_t i = 0; i < words; ++i) fields.push_back({"v" + std::to_string(i), i, 1});
    for (std::size_t i = 0; i < words; ++i) {
        const std::size_t from = front + i * 32;
        const std::size_t end = i + 1 == words ? bytes * 8 : from + 32;
        fields.push_back({"w" + std::to_string(i), from, end - from, "v" + std::to_string(i)});
    }
    return {bytes, fields};
}

/// A few don't-care bits of the last word.
inline Mask some_mask(const BundleDescription& description) {
    Mask mask(description);
    mask.ignore(description, description.fields().back().name, 3, 2);
    return mask;
}

/// Makes everything in the shadow differ that does not count.
inline void add_noise(const BundleDescription& description, View main,
                      std::span<std::byte> shadow) {
    const std::size_t bits = description.bytes() * 8;
    for (std::size_t start = 0; start < main.size() * 8; start += bits) {
        for (const BundleField& field : description.fields()) {
            if (field.valid.empty()) continue;
            const auto& valid = description.fields()[description.index_of(field.valid)];
            const std::size_t at = start + valid.offset;
            if ((main[at / 8] >> at % 8 & std::byte{1}) != std::byte{0}) continue;
            for (std::size_t bit = 0; bit < field.width; bit += 8) {
                shadow[(start + field.offset + bit) / 8] ^= std::byte{0xFF};
            }
        }
    }
}

}  // namespace ftsim::bench
