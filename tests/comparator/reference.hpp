// SPDX-License-Identifier: Apache-2.0
#pragma once

// The comparison as one would explain it, bit by bit, and bundles to try it on.

#include <cstddef>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "ftsim/comparator/window.hpp"

namespace ftsim::test {

using Bytes = std::vector<std::byte>;
using Random = std::mt19937_64;

bool bit(std::span<const std::byte> bytes, std::size_t at);
void flip(std::span<std::byte> bytes, std::size_t at);
Bytes random_bytes(Random& random, std::size_t size);
std::size_t below(Random& random, std::size_t end);

/// Fields of any width at any bit, some with a valid bit, some bits padding.
BundleDescription random_description(Random& random, std::size_t bytes);
/// Valid bits at the front, a word of 32 bits for each: what fits one vector and one layer.
BundleDescription qualified_words(std::size_t bytes);
/// Some don't-care bits, none of them a valid bit.
Mask random_mask(Random& random, const BundleDescription& description);

std::optional<WindowDifference> reference(const BundleDescription& description, const Mask& mask,
                                          std::span<const std::byte> a,
                                          std::span<const std::byte> b);

/// Those that run here.
std::vector<VectorKernel> kernels();

}  // namespace ftsim::test
