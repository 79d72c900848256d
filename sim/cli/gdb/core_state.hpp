// SPDX-License-Identifier: Apache-2.0
#pragma once

// A replica's state with its registers by name: looked at, and changed where a debugger writes. A
// change happens between two instructions, so what is on its way has to end there: the load that
// waits gets its value at once, and what has been fetched is forgotten and fetched again.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ftsim/model/state_map.hpp"

namespace ftsim::cli {

/// A hart's general registers and pc, as GDB numbers them.
inline constexpr unsigned kHartRegisters = 33;
inline constexpr unsigned kPcRegister = 32;

class CoreState {
public:
    CoreState(const StateMap& map, std::span<std::byte> bytes) : map_(&map), bytes_(bytes) {}

    bool has(std::string_view site) const { return map_->find(site) != nullptr; }
    uint64_t get(std::string_view site) const;
    /// Bits beyond the register's width are dropped.
    void set(std::string_view site, uint64_t value);

    /// x1 to x31 or pc. A hart that waits in WFI goes on where pc is set.
    void set_register(unsigned reg, uint32_t word);
    /// Memory has been written: a reservation of a word in it is lost.
    void memory_changed(uint32_t address, uint64_t bytes);

    /// Ends the access that waits, which gives `loaded` where it writes a register: the instruction
    /// has retired. What has begun behind it begins again.
    void end_access(std::optional<uint32_t> loaded);
    /// Drops all that has been fetched and goes on at pc. Answers that are still to come are
    /// counted, and dropped when they come.
    void fetch_again();

private:
    const StateMap* map_;
    std::span<std::byte> bytes_;
};

}  // namespace ftsim::cli
