// SPDX-License-Identifier: Apache-2.0
#pragma once

// A register per cycle between what goes in and what comes out: what holds the main's inputs back
// on their way to a shadow that runs behind, and its outputs until the shadow's are there. Nothing
// comes out in the first cycles, as many as the line is long: the caller holds the shadow in reset
// and compares nothing. One thread at a time.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ftsim {

inline constexpr unsigned kMaxLockstepOffset = 4;

class ByteLine {
public:
    /// `bytes`: of what goes in, a cycle. `cycles`: 0 to kMaxLockstepOffset. Throws
    /// std::invalid_argument.
    ByteLine(std::size_t bytes, unsigned cycles);

    /// One cycle: takes these bytes, gives those of cycles() calls ago, empty while there are none.
    /// Valid until the next call. Throws std::invalid_argument where the size is another.
    std::span<const std::byte> push(std::span<const std::byte> in);

    /// One cycle in which nothing goes in: the oldest that is left, empty where none is.
    std::span<const std::byte> drain();

    /// Forgets what is in it, as after a roll-back.
    void restart();

    unsigned cycles() const { return cycles_; }
    /// So many are in it.
    unsigned held() const { return static_cast<unsigned>(in_ - out_); }

private:
    std::span<const std::byte> slot(std::uint64_t index) const;

    std::size_t bytes_;
    unsigned cycles_;
    std::vector<std::byte> slots_;  // one more than cycles_, so that what came out stays a while
    std::uint64_t in_ = 0, out_ = 0;
};

}  // namespace ftsim
