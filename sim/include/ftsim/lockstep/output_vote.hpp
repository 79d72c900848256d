// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which of three boards is wrong, by their outputs in one cycle: the one that the other two outvote
// in every byte in which not all are equal. Where no single board is, nobody is blamed.

#include <cstddef>
#include <span>

namespace ftsim {

/// What one board says, as many bytes as every other.
struct BoardOutputs {
    unsigned board;
    std::span<const std::byte> bytes;
};

/// Boards, a bit each: one, or none. Of fewer than three, or of an even number, none.
unsigned outvoted_by_outputs(std::span<const BoardOutputs> boards);

}  // namespace ftsim
