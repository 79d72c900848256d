// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/vote.hpp"

#include <stdexcept>
#include <string>

#include "comparator/kernels/table.hpp"

namespace ftsim {

Voter::Voter(unsigned replicas, std::size_t bytes, Kernel kernel)
    : replicas_(replicas), bytes_(bytes), kernel_(kernel), table_(&kernels::table(kernel)) {
    if (replicas < 3 || replicas % 2 == 0 || replicas > kMostReplicas) {
        throw std::invalid_argument("a vote over " + std::to_string(replicas) +
                                    " replicas: an odd number from 3 to " +
                                    std::to_string(kMostReplicas) + " is needed");
    }
    if (bytes == 0) throw std::invalid_argument("a vote over no bytes");
}

bool Voter::same(const std::byte* a, const std::byte* b) const {
    return table_->mismatch(a, b, bytes_) == bytes_;
}

std::size_t Voter::first_difference(const std::byte* a, const std::byte* b,
                                    const std::byte* c) const {
    return table_->mismatch3(a, b, c, bytes_);
}

Vote Voter::words(std::span<const std::byte* const> outputs) const {
    if (replicas_ == 3) {
        // One pass while all is well; who is wrong is asked afterwards.
        if (first_difference(outputs[0], outputs[1], outputs[2]) == bytes_) return {true, 0};
        if (same(outputs[0], outputs[1])) return {true, 0b100};
        if (same(outputs[0], outputs[2])) return {true, 0b010};
        if (same(outputs[1], outputs[2])) return {true, 0b001};
        return {false, 0};
    }
    // A value with a majority is that of one of the first half and one more.
    for (unsigned candidate = 0; candidate <= replicas_ / 2; ++candidate) {
        uint64_t others = 0;
        unsigned agree = 0;
        for (unsigned i = 0; i < replicas_; ++i) {
            if (same(outputs[candidate], outputs[i])) {
                ++agree;
            } else {
                others |= uint64_t{1} << i;
            }
        }
        if (2 * agree > replicas_) return {true, others};
    }
    return {false, 0};
}

void Voter::majority_of_many(std::span<const std::byte* const> outputs, std::byte* majority) const {
    for (std::size_t byte = 0; byte < bytes_; ++byte) {
        unsigned value = 0;
        for (unsigned bit = 0; bit < 8; ++bit) {
            unsigned ones = 0;
            for (unsigned i = 0; i < replicas_; ++i) {
                ones += std::to_integer<unsigned>(outputs[i][byte]) >> bit & 1U;
            }
            value |= static_cast<unsigned>(2 * ones > replicas_) << bit;
        }
        majority[byte] = static_cast<std::byte>(value);
    }
}

Vote Voter::bits(std::span<const std::byte* const> outputs, std::byte* majority) const {
    if (replicas_ == 3) {
        table_->majority(outputs[0], outputs[1], outputs[2], majority, bytes_);
    } else {
        majority_of_many(outputs, majority);
    }
    uint64_t outvoted = 0;
    for (unsigned i = 0; i < replicas_; ++i) {
        if (!same(outputs[i], majority)) outvoted |= uint64_t{1} << i;
    }
    return {true, outvoted};
}

}  // namespace ftsim
