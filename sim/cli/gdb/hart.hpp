// SPDX-License-Identifier: Apache-2.0
#pragma once

// The hart as a program sees it, read out of the registers of the first board in service: between
// two instructions, even while the access of the one before is under way. What is written goes to
// all boards, and is what the next instruction finds.
//
// Such a place is the first cycle in which pc is past an instruction and its access cannot fail any
// more: RAM never fails, and a device's answer can be seen on the pins one edge before the core has
// it. What fails ends at its handler.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ftsim/lockstep/machine.hpp"
#include "sim/cli/gdb/core_state.hpp"

namespace ftsim::cli {

class Hart {
public:
    explicit Hart(Machine& machine);

    /// Reads the board's state anew: before a look at what follows, whenever the machine has moved.
    void look();

    uint32_t pc() const { return value(pc_); }
    /// No instruction has begun that cannot begin again, and the one before cannot fail.
    bool between_instructions() const;
    /// A trap was taken at the last edge.
    bool trapped() const { return value(trap_) != 0; }
    /// Instructions begun: goes up by one where pc steps over an instruction, whatever is under
    /// way.
    uint64_t completed() const;
    /// Machine cycles in which it certainly goes on sleeping in WFI; 0 where it does not.
    uint64_t sleeps_for() const;

    /// Nothing for a register that waits for a device.
    std::optional<uint32_t> read(unsigned reg) const;
    /// Nothing for one that there is not.
    std::optional<uint32_t> read_csr(unsigned number) const;
    /// A byte of RAM or of the boot ROM; nothing elsewhere: a device would notice.
    std::optional<uint8_t> read_byte(uint32_t address) const;

    /// The hart is changed, in every board; false, and nothing is, while the boards differ or
    /// wait for a device.
    bool write(unsigned reg, uint32_t word);
    /// Of one that there is and that is not read-only.
    bool write_csr(unsigned number, uint32_t word);
    /// RAM; false elsewhere.
    bool write_memory(uint32_t address, std::span<const std::byte> bytes);

private:
    uint32_t value(const Site* site) const;
    uint32_t value(std::string_view site) const;
    CoreState core() const;
    bool waits() const;
    bool waits_for(unsigned reg) const;
    std::optional<uint32_t> under_way() const;
    bool change(const std::function<void(CoreState&)>& edit);

    Machine* machine_;
    mutable std::vector<std::byte> state_;
    CoreInputs pins_;
    const Site* pc_;
    const Site* waiting_;
    const Site* main_;
    const Site* first_;
    const Site* failed_;
    const Site* issued_;
    const Site* second_;
    const Site* sleep_;
    const Site* trap_;
    const Site* retired_;
    const Site* x_[32] = {};
};

}  // namespace ftsim::cli
