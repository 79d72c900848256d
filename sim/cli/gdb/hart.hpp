// SPDX-License-Identifier: Apache-2.0
#pragma once

// The hart as a program sees it, read out of a board's registers: between two instructions, even
// while a load of the one before is under way. Board 0 is looked at; what is written goes to all.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ftsim/lockstep/machine.hpp"

namespace ftsim::cli {

class Hart {
public:
    static constexpr unsigned kRegisters = 33;  ///< x0 to x31, pc
    static constexpr unsigned kPc = 32;

    explicit Hart(Machine& machine);

    /// Reads the board's state anew: before a look at what follows, whenever the machine has moved.
    void look();

    uint32_t pc() const { return value(pc_); }
    /// Nothing for a register that waits for a device.
    std::optional<uint32_t> read(unsigned reg) const;
    /// x1 to x31; false for others.
    bool write(unsigned reg, uint32_t word);
    /// mstatus, mie, mtvec, mscratch, mepc, mcause, mtval by number; nothing for others.
    std::optional<uint32_t> read_csr(unsigned number) const;
    /// Instructions begun: goes up by one where pc steps over an instruction, whatever is under
    /// way.
    uint64_t completed() const;

    /// A byte of RAM or of the boot ROM; nothing elsewhere: a device would notice.
    std::optional<uint8_t> read_byte(uint32_t address) const;
    /// RAM; false elsewhere.
    bool write_byte(uint32_t address, uint8_t byte);

private:
    uint32_t value(const Site* site) const;
    uint32_t value(std::string_view site) const;
    std::optional<uint32_t> under_way() const;

    Machine* machine_;
    std::vector<std::byte> state_;
    const Site* pc_;
    const Site* waiting_;
    const Site* first_;
    const Site* retired_;
    const Site* x_[32] = {};
};

}  // namespace ftsim::cli
