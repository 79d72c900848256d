// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a device reaches the guest's memory. Every address and length comes from the guest, so an
// access outside RAM is an answer, not an error: the device decides what the guest gets for it.

#include <cstddef>
#include <cstdint>
#include <span>

namespace ftsim {

class Dma {
public:
    virtual ~Dma() = default;

    /// Copies from or to guest-physical `address`. False, and nothing is transferred, where any
    /// byte lies outside RAM; `address` plus the length may wrap.
    virtual bool read(uint64_t address, std::span<std::byte> to) = 0;
    virtual bool write(uint64_t address, std::span<const std::byte> from) = 0;
};

}  // namespace ftsim
