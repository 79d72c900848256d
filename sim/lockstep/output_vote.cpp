// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/output_vote.hpp"

#include <bit>
#include <vector>

#include "ftsim/comparator/vote.hpp"

namespace ftsim {

unsigned outvoted_by_outputs(std::span<const BoardOutputs> boards) {
    if (boards.size() < 3 || boards.size() % 2 == 0) return 0;
    std::vector<std::span<const std::byte>> outputs;
    for (const BoardOutputs& board : boards) outputs.push_back(board.bytes);
    const Vote vote = Voter(boards.size(), VoteBy::word, 1).vote(outputs);
    if (vote.no_majority || !std::has_single_bit(vote.outvoted)) return 0;
    return 1U << boards[static_cast<std::size_t>(std::countr_zero(vote.outvoted))].board;
}

}  // namespace ftsim
