// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a comparison needs to know of its bundles, worked out once: the pattern of bits that count,
// laid out for a kernel's vectors.

#include <cstddef>
#include <span>
#include <vector>

#include "comparator/operations.hpp"
#include "ftsim/comparator/bundle.hpp"

namespace ftsim {

/// Owns what a Pattern points to.
struct PatternStore {
    std::vector<Step> steps;
    std::vector<Layer> layers;
    std::size_t block = 0;

    Pattern view() const { return {steps.data(), steps.size(), layers.data(), block}; }
};

/// For each bit of the bundle: the bit that must be 1 for it to count, kAlways or kNever.
inline constexpr std::size_t kAlways = static_cast<std::size_t>(-1);
inline constexpr std::size_t kNever = static_cast<std::size_t>(-2);
std::vector<std::size_t> conditions(const BundleDescription& description, const Mask& mask);

/// Every bit of the bundle does, under no condition.
bool counts_always(const BundleDescription& description, const Mask& mask);

PatternStore make_pattern(const BundleDescription& description, const Mask& mask,
                          const Operations& operations);

}  // namespace ftsim
