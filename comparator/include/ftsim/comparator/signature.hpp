// SPDX-License-Identifier: Apache-2.0
#pragma once

// A window of outputs in eight bytes, for replicas that are too far apart to send every cycle:
// equal streams have equal signatures. Different ones have, too, now and then (aliasing): for
// errors that have nothing to do with the signature, once in 2^64 windows, with XXH3 and with the
// MISR alike. A MISR is linear: it never misses a difference within one 64-bit word, and misses
// exactly those error streams that its polynomial divides. XXH3 is faster and not for an adversary.
// Which cycle differed a signature cannot say; a replay of the window can.

#include <cstddef>
#include <cstdint>
#include <span>

namespace ftsim {

/// XXH3-64 over all that was added; how it was cut into pieces makes a difference.
class HashSignature {
public:
    void add(std::span<const std::byte> outputs);
    uint64_t value() const { return value_; }
    void restart() { value_ = 0; }

private:
    uint64_t value_ = 0;
};

/// A multiple-input signature register as hardware has it: 64 bits, one step a word, feedback by
/// the primitive polynomial x^64 + x^4 + x^3 + x + 1.
class Misr {
public:
    static constexpr uint64_t kFeedback = 0b11011;  ///< x^4 + x^3 + x + 1

    void step(uint64_t word) {
        const uint64_t out = value_ >> 63;
        value_ = (value_ << 1) ^ (out != 0 ? kFeedback : 0) ^ word;
    }
    /// Little-endian words; a last one that is not whole is filled up with zeros.
    void add(std::span<const std::byte> outputs);
    uint64_t value() const { return value_; }
    void restart() { value_ = 0; }

private:
    uint64_t value_ = 0;
};

}  // namespace ftsim
