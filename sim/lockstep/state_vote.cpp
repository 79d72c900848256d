// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/state_vote.hpp"

#include <algorithm>

namespace ftsim {

namespace {

using State = std::span<const std::byte>;

bool equal(State a, State b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

bool consistent(const BoardState& board) {
    return std::all_of(board.replicas.begin(), board.replicas.end(),
                       [&](State state) { return equal(state, board.replicas.front()); });
}

// The boards that do not have the state that most of these have; 0 where there is no majority.
unsigned outvoted(const std::vector<const BoardState*>& boards) {
    for (const BoardState* candidate : boards) {
        std::size_t votes = 0;
        unsigned others = 0;
        for (const BoardState* board : boards) {
            const bool same = equal(board->replicas.front(), candidate->replicas.front());
            votes += same;
            if (!same) others |= 1U << board->board;
        }
        if (2 * votes > boards.size()) return others;
    }
    return 0;
}

}  // namespace

StateVote vote_on_states(std::span<const BoardState> boards) {
    StateVote vote;
    unsigned inconsistent = 0;
    std::vector<const BoardState*> others;
    for (const BoardState& board : boards) {
        if (consistent(board)) {
            others.push_back(&board);
        } else {
            inconsistent |= 1U << board.board;
        }
        for (const State state : board.replicas) {
            if (!vote.agreed || equal(state, boards.front().replicas.front())) continue;
            vote.agreed = false;
            vote.one = boards.front().replicas.front();
            vote.other = state;
        }
    }
    if (vote.agreed || others.empty()) return vote;
    const bool rest_agrees =
        std::all_of(others.begin(), others.end(), [&](const BoardState* board) {
            return equal(board->replicas.front(), others.front()->replicas.front());
        });
    if (rest_agrees) {
        vote.wrong = inconsistent;
    } else if (inconsistent == 0) {
        vote.wrong = outvoted(others);
    }
    return vote;
}

}  // namespace ftsim
