// SPDX-License-Identifier: Apache-2.0
#pragma once

// Complete states compared, and what follows for the boards: a board whose own replicas differ is
// wrong by its own word; otherwise the one that two others outvote. A state without a majority
// blames nobody.

#include <cstddef>
#include <span>
#include <vector>

namespace ftsim {

/// The states of one board's replicas.
struct BoardState {
    unsigned board;
    std::vector<std::span<const std::byte>> replicas;
};

struct StateVote {
    bool agreed = true;                     ///< all states are equal
    unsigned wrong = 0;                     ///< boards, a bit each
    std::span<const std::byte> one, other;  ///< where not agreed: the first two that differ
};

StateVote vote_on_states(std::span<const BoardState> boards);

}  // namespace ftsim
