// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a kernel does, as plain functions on plain data. A kernel's file is compiled for its own
// instructions, so it must not instantiate an inline function that another file has as well: the
// linker keeps one of them, perhaps the one this processor cannot run. Hence no std:: here.

#include <cstddef>
#include <cstdint>

#include "ftsim/comparator/kernel.hpp"

namespace ftsim {

inline constexpr std::size_t kMaxVector = 64;

/// Bits of a step that count while a bit elsewhere is 1: byte i counts, in `care`, where byte
/// index[i] of the vector at `source` has the bit select[i]. An index of 0x80 or more gives 0.
/// The first stream's source is enough: valid bits count themselves, so where the second stream's
/// is another, its cycle differs already.
struct alignas(kMaxVector) Layer {
    std::uint8_t index[kMaxVector];
    std::uint8_t select[kMaxVector];
    std::uint8_t care[kMaxVector];
    std::uint32_t source;  // from the start of the block
};

/// One vector of a block: bits that count always, and layers of those that count sometimes.
struct alignas(kMaxVector) Step {
    std::uint8_t always[kMaxVector];
    std::uint32_t offset;  // from the start of the block
    std::uint32_t first_layer;
    std::uint32_t end_layer;
};

/// A few whole bundles and the vectors that cover them, no byte twice; the same for every block of
/// a window. A block is never shorter than a vector of the kernel that it was made for.
struct Pattern {
    const Step* steps;
    std::size_t step_count;
    const Layer* layers;
    std::size_t block;  // bytes
};

/// Where a scan stopped, and why. `by` is set by the code that ran.
struct Scan {
    std::size_t at;  // bytes from the start: all before are the same
    VectorKernel by;
    bool found;  // a difference, not before `at` and less than a vector behind it
};

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

/// A vote over three as far as it has come. The caller sets it up and settles what the kernel
/// leaves: a vector with a word without a majority, and the last bytes.
struct VoteScan {
    std::size_t at;          // bytes done
    std::size_t first;       // word in which not all are the same; or kNowhere
    std::uint64_t outvoted;  // a bit a replica
    VectorKernel by;
};

struct Operations {
    VectorKernel kernel;
    std::size_t vector;      // bytes of a step
    std::size_t source;      // bytes of a layer's source
    bool one_bit_per_layer;  // index[0] and select[0] hold for all bytes

    /// The first byte that differs; exact, to the end.
    Scan (*plain)(const std::uint8_t* a, const std::uint8_t* b, std::size_t bytes);

    /// No more than whether; for single bundles.
    bool (*same)(const std::uint8_t* a, const std::uint8_t* b, std::size_t bytes);

    /// May stop before a last incomplete block with nothing found.
    Scan (*masked)(const Pattern& pattern, const std::uint8_t* a, const std::uint8_t* b,
                   std::size_t bytes);

    /// From scan.at on, in words of 1, 2, 4 or 8 bytes; stops before what it cannot settle. Writes
    /// the majority of what it has done where `majority` is not null.
    void (*vote)(const std::uint8_t* const replicas[3], std::uint8_t* majority, std::size_t bytes,
                 std::size_t word, VoteScan& scan);

    /// XXH3 of 64 bits, the same with every kernel.
    std::uint64_t (*xxh3)(const std::uint8_t* bytes, std::size_t size);
};

/// Null where the library was built without it.
const Operations* portable_operations();
const Operations* avx2_operations();
const Operations* avx512_operations();

/// Throws std::invalid_argument where it does not run here.
const Operations& operations(VectorKernel kernel);

}  // namespace ftsim
