// SPDX-License-Identifier: Apache-2.0
#pragma once

// The registers of the hart as target.xml tells GDB: with names and numbers. (GDB manual, appendix
// G "Target Descriptions", section "RISC-V Features".)

#include <string>

#include "ftsim/model/state_map.hpp"

namespace ftsim::cli {

/// GDB's register number of CSR 0.
inline constexpr unsigned kFirstCsr = 65;

std::string target_description(const StateMap& map);

}  // namespace ftsim::cli
