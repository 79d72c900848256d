// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a kernel can do. Offsets and sizes are in bytes; nothing needs to be aligned.

#include <cstddef>

#include "ftsim/comparator/kernel.hpp"

namespace ftsim::kernels {

inline constexpr std::size_t kBlock = 64;  ///< masks repeat after a multiple of this

/// Valid bits of the bundles in a block, for bundles that divide it.
struct Valid {
    const std::byte* at;  ///< a block: the byte in the block that has this byte's valid bit
    const std::byte* in;  ///< a block: that bit; zero where none is needed
};

struct Table {
    Kernel kernel;
    /// One bundle, at once: nothing differs; likewise under a mask of that size.
    bool (*equal)(const std::byte* a, const std::byte* b, std::size_t size);
    bool (*equal_masked)(const std::byte* a, const std::byte* b, std::size_t size,
                         const std::byte* care);
    /// The first byte that differs, or `size`.
    std::size_t (*mismatch)(const std::byte* a, const std::byte* b, std::size_t size);
    /// The first byte that differs under a mask that repeats every `period` bytes, a multiple of
    /// kBlock. The mask is readable up to kBlock bytes behind its period.
    std::size_t (*mismatch_masked)(const std::byte* a, const std::byte* b, std::size_t size,
                                   const std::byte* care, std::size_t period);
    /// Likewise for bundles that divide a block, and of the bytes under a valid bit only those for
    /// which it is set in a or b; nullptr where it would be no faster.
    std::size_t (*mismatch_valid)(const std::byte* a, const std::byte* b, std::size_t size,
                                  const std::byte* care, const Valid& valid);
    /// The first byte in which not all three are the same, or `size`.
    std::size_t (*mismatch3)(const std::byte* a, const std::byte* b, const std::byte* c,
                             std::size_t size);
    /// The majority of every bit.
    void (*majority)(const std::byte* a, const std::byte* b, const std::byte* c, std::byte* to,
                     std::size_t size);
};

/// Throws std::invalid_argument where it is not supported.
const Table& table(Kernel kernel);

const Table& portable();
const Table& avx2();    ///< only where supported
const Table& avx512();  ///< only where supported

}  // namespace ftsim::kernels
