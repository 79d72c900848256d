// SPDX-License-Identifier: Apache-2.0
#pragma once

// Three replicas, or any odd number, and which of them is wrong. A majority is more than half of
// the replicas. A word has a majority where that many have the same word; where none has,
// because all differ or because no group is large enough, the vote says so and blames nobody.
//
// By bit, each bit of the majority is what most replicas have there, and a replica is outvoted
// where it differs from that; a word without a majority is reported still, for then the bits come
// from different replicas. By word, such a word blames nobody and is written as replica 0 has it.
//
// Immutable once built: share one between threads.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "ftsim/comparator/kernel.hpp"

namespace ftsim {

inline constexpr std::size_t kMaxReplicas = 63;

enum class VoteBy : std::uint8_t { bit, word };

struct Vote {
    std::uint64_t outvoted = 0;               // bit r: the majority is against replica r somewhere
    std::optional<std::size_t> disagreement;  // the first word, by its first byte's place, in
                                              // which not all are the same
    std::optional<std::size_t> no_majority;   // the first word that has none
    VectorKernel kernel = VectorKernel::portable;  // that ran last

    bool operator==(const Vote&) const = default;
};

struct Operations;

class Voter {
public:
    /// `replicas`: odd, 3 to kMaxReplicas. `word`: 1, 2, 4 or 8 bytes; the last one of a vote may
    /// be shorter. Throws std::invalid_argument.
    Voter(std::size_t replicas, VoteBy by, std::size_t word, VectorKernel kernel = best_kernel());

    /// As many as were said, all of one length. Throws std::invalid_argument.
    Vote vote(std::span<const std::span<const std::byte>> replicas) const;

    /// Writes the majority as well, of the same length and apart from the replicas.
    Vote vote(std::span<const std::span<const std::byte>> replicas,
              std::span<std::byte> majority) const;

private:
    std::size_t replicas_, word_;
    VoteBy by_;
    const Operations* operations_;
};

}  // namespace ftsim
