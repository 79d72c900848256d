// SPDX-License-Identifier: Apache-2.0
#pragma once

// A window as 8 bytes, for a pair whose halves are far apart: each signs an interval of cycles, the
// signatures are compared, and where two differ a replay of that interval locates the cycle. Don't
// care bits, and fields that are not valid, count as 0.
//
// Two different windows may have one signature (aliasing). Over differences drawn at random that
// has probability 2^-w for a signature of w bits, however long the window: 2^-64, or 5.4e-20, for
// XXH3. A MISR of width w has the same, and being linear it never misses a difference that lies
// within one word, nor one of a single bit; but a difference of w + 1 bits in the shape of its
// polynomial, in two consecutive words, always escapes it. Neither holds against an adversary.
//
// Immutable once built, but for Misr, which is a value.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "ftsim/comparator/bundle.hpp"
#include "ftsim/comparator/kernel.hpp"

namespace ftsim {

/// A multiple-input signature register as hardware has it: once a word it shifts to the left, the
/// polynomial is added where a 1 falls out, and the word is added. A cycle takes as many words as
/// its bundle has, the last one filled up with zeros; hardware would be clocked so often, or have
/// that unrolled. Words are little-endian.
class Misr {
public:
    /// `width`: 16, 32 or 64 bits, with a primitive polynomial: x^16 + x^12 + x^3 + x + 1, that of
    /// CRC-32, or x^64 + x^4 + x^3 + x + 1. Throws std::invalid_argument.
    explicit Misr(unsigned width = 64);

    /// One cycle.
    void take(std::span<const std::byte> bundle);
    std::uint64_t signature() const { return state_; }

private:
    unsigned width_;
    std::uint64_t polynomial_;
    std::uint64_t state_ = 0;
};

/// The chance that a difference at random keeps a signature of so many bits: 2^-width.
double aliasing_probability(unsigned width);

struct SignaturePlan;

class WindowSignature {
public:
    /// The mask is one that WindowComparator takes. Throws std::invalid_argument.
    WindowSignature(const BundleDescription& description, const Mask& mask,
                    VectorKernel kernel = best_kernel());
    ~WindowSignature();
    WindowSignature(WindowSignature&&) noexcept;
    WindowSignature& operator=(WindowSignature&&) noexcept;

    /// Whole bundles. The same with every kernel. Throws std::invalid_argument.
    std::uint64_t xxh3(std::span<const std::byte> window) const;
    std::uint64_t misr(std::span<const std::byte> window, Misr start = Misr()) const;

    /// XXH3 of each interval of so many cycles; the last may be shorter. Throws
    /// std::invalid_argument.
    std::vector<std::uint64_t> intervals(std::span<const std::byte> window,
                                         std::size_t cycles) const;

private:
    std::unique_ptr<const SignaturePlan> plan_;
};

/// The first interval whose signatures differ. Throws std::invalid_argument where there are not as
/// many of both.
std::optional<std::size_t> first_interval(std::span<const std::uint64_t> main,
                                          std::span<const std::uint64_t> shadow);

}  // namespace ftsim
