// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which bits of a machine faults are drawn from, each as likely as any other: a register of 32 bits
// is hit 32 times as often as one of a single bit.
//
//   machine         every flop of what is RTL: the CPU boards, what checks in them included, and
//                   the comparison points of a server
//   replicas        the cores alone
//   machine_ram     `machine`, and every bit of RAM
//   machine_boards  `machine`, and the registers of the boards that are written in C++
//
// RAM and these boards exist once and have no code against errors, so no topology of theirs
// survives what hits them.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ftsim/lockstep/fault_parts.hpp"

namespace ftsim {

enum class Space { machine, replicas, machine_ram, machine_boards };

inline constexpr std::array kSpaces = {Space::machine, Space::replicas, Space::machine_ram,
                                       Space::machine_boards};

constexpr std::string_view name(Space space) {
    switch (space) {
        case Space::machine: return "machine";
        case Space::replicas: return "replicas";
        case Space::machine_ram: return "machine+ram";
        case Space::machine_boards: return "machine+boards";
    }
    return "";
}

/// Whether any bit of such a part is in the space.
bool covers(Space space, FaultParts::Kind part);
/// A register of a CPU board that is a core's own, by its name below the board.
bool is_of_a_core(std::string_view site);

/// The bits of a space, numbered from 0 in the order of the parts.
class FaultSpace {
public:
    FaultSpace(Space space, const FaultParts& parts);
    /// The bits of one core, for what hits all replicas alike.
    static FaultSpace one_core(const FaultParts& parts);
    /// The clocks of so many replicas: a bit 0 each, a replica's number for the board's.
    static FaultSpace clocks(unsigned replicas);

    uint64_t bits() const { return bits_; }
    /// `number` is below bits().
    BoardBit at(uint64_t number) const;

private:
    /// Bits that follow each other in a part.
    struct Run {
        uint64_t end;  ///< number of the first bit behind it
        BoardBit last;
    };

    FaultSpace() = default;
    void add(unsigned part, uint64_t first, uint64_t bits);

    std::vector<Run> runs_;
    uint64_t bits_ = 0;
};

}  // namespace ftsim
