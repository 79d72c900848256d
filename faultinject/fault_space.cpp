// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_space.hpp"

#include <algorithm>
#include <iterator>

namespace ftsim {

bool covers(Space space, FaultParts::Kind part) {
    switch (part) {
        case FaultParts::Kind::cpu: return true;
        case FaultParts::Kind::point: return space != Space::replicas;
        case FaultParts::Kind::interrupts:
        case FaultParts::Kind::memory_board:
        case FaultParts::Kind::io_board: return space == Space::machine_boards;
        case FaultParts::Kind::ram: return space == Space::machine_ram;
    }
    return false;
}

bool is_of_a_core(std::string_view site) {
    constexpr std::array<std::string_view, 3> kCores = {"core.", "main.", "shadow."};
    return std::any_of(kCores.begin(), kCores.end(),
                       [&](std::string_view core) { return site.starts_with(core); });
}

FaultSpace::FaultSpace(Space space, const FaultParts& parts) {
    for (unsigned number = 0; number < parts.parts().size(); ++number) {
        const FaultParts::Part& part = parts.parts()[number];
        if (!covers(space, part.kind)) continue;
        if (space != Space::replicas) {
            add(number, 0, part.bits);
            continue;
        }
        for (const Site& site : part.sites->sites()) {
            if (is_of_a_core(site.name)) add(number, site.first_bit, site.width);
        }
    }
}

FaultSpace FaultSpace::one_core(const FaultParts& parts) {
    FaultSpace space;
    for (const Site& site : parts.parts().front().sites->sites()) {
        if (is_of_a_core(site.name) && !site.name.starts_with("shadow.")) {
            space.add(0, site.first_bit, site.width);
        }
    }
    return space;
}

FaultSpace FaultSpace::clocks(unsigned replicas) {
    FaultSpace space;
    for (unsigned replica = 0; replica < replicas; ++replica) space.add(replica, 0, 1);
    return space;
}

void FaultSpace::add(unsigned part, uint64_t first, uint64_t bits) {
    if (bits == 0) return;
    bits_ += bits;
    const BoardBit last{part, first + bits - 1};
    const bool goes_on =
        !runs_.empty() && runs_.back().last.board == part && runs_.back().last.bit + 1 == first;
    if (goes_on) {
        runs_.back() = {bits_, last};
    } else {
        runs_.push_back({bits_, last});
    }
}

BoardBit FaultSpace::at(uint64_t number) const {
    const auto run = std::upper_bound(
        runs_.begin(), runs_.end(), number,
        [](uint64_t wanted, const Run& candidate) { return wanted < candidate.end; });
    return {run->last.board, run->last.bit - (run->end - 1 - number)};
}

}  // namespace ftsim
