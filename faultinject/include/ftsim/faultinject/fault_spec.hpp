// SPDX-License-Identifier: Apache-2.0
#pragma once

// A fault as a person writes it: which bit of which register on which board, and when.
//
//     cpu0.core.u_csr.mepc_q[3]@123456        bit 3, before elapsed cycle 123,456
//     cpu1.core.u_regfile.regs_q[5][31]@1e6   bit 31 of register x5
//     cpu0.clock@1000                         a clock, which has no bits
//
// The parser knows the form, not the machine: whether there is such a register is asked elsewhere.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ftsim {

struct FaultSpec {
    std::string replica;          ///< "cpu0"
    std::string site;             ///< "core.u_csr.mepc_q"
    std::optional<uint32_t> bit;  ///< none: a clock
    uint64_t elapsed_cycle;
};

/// Throws Error(usage).
FaultSpec parse_fault_spec(std::string_view text);

}  // namespace ftsim
