// SPDX-License-Identifier: Apache-2.0
#pragma once

// A trap that a core has taken, as its own registers tell of it: where a program that goes wrong
// went wrong first. The handler's own traps overwrite them, so they are looked at when it happens;
// a model that has them gives them by trap_state().

#include <cstdint>

namespace ftsim {

struct TrapState {
    uint32_t pc = 0;     ///< mepc
    uint32_t cause = 0;  ///< mcause, the bit of interrupts included
};

}  // namespace ftsim
