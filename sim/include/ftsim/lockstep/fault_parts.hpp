// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a machine is made of, as faults see it: an ordered list of parts, each a row of bits with
// names. The CPU boards come first, then the memory board, the I/O board, and RAM, whose words are
// named by their addresses and listed nowhere. Where there are two of each, a memory board's bits
// are those of the codeword that it puts on its path, and of an I/O board these and its devices';
// CLINT and PLIC are on the CPU boards, a part of their own, a word of RAM has 39 stored bits, and
// the two comparison points come in front of it.
//
//     cpu0.core.pc_q[3]    io0.clint.mtimecmp[5]    mem0.pins.instr_rdata[3]    ram.80001234[7]
//                          io1.answer[38]           mem1.answer[0]              ram1.80001234[38]
//     point0.u_scrubber.word_q[3]

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/board/backplane.hpp"
#include "ftsim/model/state_map.hpp"

namespace ftsim {

/// A bit of a machine: the number of a part, and of a bit in it.
struct BoardBit {
    unsigned board;
    uint64_t bit;
};

/// "cpu0.core.u_csr.mepc_q[3]", of a CPU board, given the boards' site map.
std::string describe(const StateMap& map, const BoardBit& bit);
/// The inverse of describe(), given its parts and the number of boards. Throws Error(usage) where
/// there is no such bit.
BoardBit find_board_bit(const StateMap& map, unsigned boards, std::string_view board,
                        std::string_view site, uint32_t bit);

class FaultParts {
public:
    enum class Kind { cpu, interrupts, memory_board, io_board, point, ram };
    struct Part {
        Kind kind;
        Component component;
        /// "cpu0", "mem0", "io0", "point0", "ram"; "ram0" and "ram1" of two. Two parts have a CPU
        /// board's.
        std::string name;
        const StateMap* sites;  ///< of a board; nullptr for RAM
        uint64_t bits;
    };

    /// Of so many CPU boards with these registers, which outlive it, over such a backplane.
    FaultParts(unsigned cpu_boards, const StateMap& cpu_sites, const BackplaneConfig& backplane);
    FaultParts(const FaultParts&) = delete;
    FaultParts& operator=(const FaultParts&) = delete;

    /// A BoardBit's board is an index of these.
    std::span<const Part> parts() const { return parts_; }
    /// There is such a thing.
    bool has(Component component) const;
    bool has(const BoardBit& bit) const {
        return bit.board < parts_.size() && bit.bit < parts_[bit.board].bits;
    }
    std::string describe(const BoardBit& bit) const;
    /// The inverse of describe(), given its parts. Throws Error(usage) where there is no such bit.
    BoardBit find(std::string_view board, std::string_view site, uint32_t bit) const;

    /// Of a word of RAM, with those of its code.
    unsigned word_bits() const;
    unsigned cpu_boards() const;
    unsigned replicas() const;
    /// The clock of a replica: "cpu0.clock", in dcls "cpu0.main.clock" and "cpu0.shadow.clock".
    std::string clock_name(unsigned replica) const;
    /// The inverse, given "cpu0" and "main.clock", say: the replica's number and bit 0. Throws
    /// Error(usage).
    BoardBit find_clock(std::string_view board, std::string_view site) const;

private:
    bool self_checking() const;
    uint64_t find_word(std::string_view site, uint32_t bit) const;

    BackplaneConfig backplane_;
    RegisterMap memory_registers_;
    RegisterMap io_registers_;
    RegisterMap interrupt_registers_;
    std::vector<Part> parts_;
};

}  // namespace ftsim
