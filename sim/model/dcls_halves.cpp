// SPDX-License-Identifier: Apache-2.0
#include "sim/model/dcls_halves.hpp"

#include <array>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace ftsim {

StateMap board_names(const StateMap& rtl) {
    struct Part {
        std::string_view instance, name;
    };
    static constexpr std::array kParts = {Part{"u_main.", "main."}, Part{"u_shadow.", "shadow."},
                                          Part{"u_checker.", "checker."}};
    StateMap board;
    for (std::size_t i = 0; i < rtl.sites().size(); ++i) {
        const Site& site = rtl.sites()[i];
        const std::size_t end =
            i + 1 < rtl.sites().size() ? rtl.sites()[i + 1].offset : rtl.bytes();
        std::string name = site.name;
        for (const Part& part : kParts) {
            if (!name.starts_with(part.instance)) continue;
            name = std::string(part.name) + name.substr(part.instance.size());
            break;
        }
        board.add(std::move(name), site.width, site.kind, end - site.offset);
    }
    return board;
}

std::vector<HalfPiece> pieces_of(Half half, const StateMap& board) {
    const std::string prefix = half == Half::main ? "main." : "shadow.";
    const StateMap& core = CoreModel::state_map();
    std::vector<HalfPiece> pieces;
    for (std::size_t i = 0; i < core.sites().size(); ++i) {
        const Site& site = core.sites()[i];
        const std::size_t end =
            i + 1 < core.sites().size() ? core.sites()[i + 1].offset : core.bytes();
        const Site* found = board.find(prefix + site.name);
        if (found == nullptr || found->width != site.width) {
            throw std::logic_error("a half of the board has no register " + site.name);
        }
        const HalfPiece piece{found->offset, site.offset, end - site.offset};
        const bool joins = !pieces.empty() &&
                           pieces.back().in_board + pieces.back().bytes == piece.in_board &&
                           pieces.back().in_half + pieces.back().bytes == piece.in_half;
        if (joins) {
            pieces.back().bytes += piece.bytes;
        } else {
            pieces.push_back(piece);
        }
    }
    return pieces;
}

void count_cycles(std::span<std::byte> state, std::size_t mcycle_at, uint64_t cycles) {
    uint64_t mcycle = 0;
    std::memcpy(&mcycle, state.data() + mcycle_at, sizeof mcycle);
    mcycle += cycles;
    std::memcpy(state.data() + mcycle_at, &mcycle, sizeof mcycle);
}

}  // namespace ftsim
