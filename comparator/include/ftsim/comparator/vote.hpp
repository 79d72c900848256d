// SPDX-License-Identifier: Apache-2.0
#pragma once

// Votes over an odd number of replicas. Wordwise, the whole bundle is the word: the majority is the
// value that more than half of them have, and those with another one are outvoted; where no value
// has a majority, and with three that is when all differ, nobody can be named. Bitwise, every bit
// has a majority, also where no two replicas are the same: the value may be one that none of them
// has said. A voter in hardware is bitwise; a policy that isolates a board wants the wordwise one.

#include <cstddef>
#include <cstdint>
#include <span>

#include "ftsim/comparator/kernel.hpp"

namespace ftsim {

namespace kernels {
struct Table;
}

struct Vote {
    bool majority;      ///< a majority has one value; bitwise always
    uint64_t outvoted;  ///< bit i: replica i has another value than the majority

    bool unanimous() const { return majority && outvoted == 0; }
    bool operator==(const Vote&) const = default;
};

/// Immutable; safe from any thread.
class Voter {
public:
    static constexpr unsigned kMostReplicas = 63;

    /// `bytes` from every replica. Throws std::invalid_argument for an even number of replicas, for
    /// fewer than three or too many, for no bytes and for a kernel that is not supported here.
    Voter(unsigned replicas, std::size_t bytes, Kernel kernel = best_kernel());

    unsigned replicas() const { return replicas_; }
    Kernel kernel() const { return kernel_; }

    /// Pointers to the outputs of each replica, bytes() of each.
    Vote words(std::span<const std::byte* const> outputs) const;
    /// Writes the majority of every bit to `majority`, as many bytes.
    Vote bits(std::span<const std::byte* const> outputs, std::byte* majority) const;

    /// For three: the first byte in which not all are the same, or the number of bytes.
    std::size_t first_difference(const std::byte* a, const std::byte* b, const std::byte* c) const;

private:
    bool same(const std::byte* a, const std::byte* b) const;
    void majority_of_many(std::span<const std::byte* const> outputs, std::byte* majority) const;

    unsigned replicas_;
    std::size_t bytes_;
    Kernel kernel_;
    const kernels::Table* table_;
};

}  // namespace ftsim
