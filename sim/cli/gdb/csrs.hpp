// SPDX-License-Identifier: Apache-2.0
#pragma once

// The control and status registers of the core by number: which there are, what a program would
// read from each, and what a write makes of the state: as the CSR instructions do it, legal values
// and locks included. (RISC-V privileged specification 1.12, chapters 2 and 3.)

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/cli/gdb/core_state.hpp"

namespace ftsim::cli {

struct Csr {
    unsigned number;
    std::string name;
};

/// Those of a core with that state map, by number. `time` is among them, though a device has it.
std::vector<Csr> csrs_of(const StateMap& map);

/// Nothing for one that there is not, and for `time`. minstret is the flop's: what waits for its
/// answer is not counted.
std::optional<uint32_t> read_csr(const CoreState& core, unsigned number);

/// True for those that no program can write.
constexpr bool csr_is_read_only(unsigned number) { return number >> 10 == 3; }
/// Of one that there is and that can be written; where fields have one legal value they keep it.
void write_csr(CoreState& core, unsigned number, uint32_t word);

}  // namespace ftsim::cli
