// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the board with core-level lockstep has in common at every offset: the names of its registers
// and where each half has the core's.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ftsim/model/dcls_model.hpp"

namespace ftsim {

/// Where a half's registers are in the board's state.
struct HalfPiece {
    std::size_t in_board;
    std::size_t in_half;
    std::size_t bytes;
};

/// Throws std::logic_error where a half has not exactly the core's registers.
std::vector<HalfPiece> pieces_of(Half half, const StateMap& board);
/// "main.", "shadow." and "checker." for the names of the RTL's instances.
StateMap board_names(const StateMap& rtl);
/// As if the core's mcycle, at this place of a state, had counted so many more cycles.
void count_cycles(std::span<std::byte> state, std::size_t mcycle_at, uint64_t cycles);

}  // namespace ftsim
