// SPDX-License-Identifier: Apache-2.0
#pragma once

// The pins of one CPU board, as packed structs: two OBI ports (instructions and data), interrupts
// in, progress out. The comparator compares every byte of CoreOutputs, so there is no padding in
// it. One byte a wire: packing bits would cost more in every cycle than it saves.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ftsim/comparator/compare.hpp"

namespace ftsim {

struct CoreInputs {
    uint32_t instr_rdata = 0;
    uint32_t data_rdata = 0;
    uint32_t ram_last = 0;  ///< last byte of main memory, a strap
    uint8_t instr_gnt = 0;
    uint8_t instr_rvalid = 0;
    uint8_t instr_err = 0;
    uint8_t data_gnt = 0;
    uint8_t data_rvalid = 0;
    uint8_t data_err = 0;
    uint8_t irq_software = 0;
    uint8_t irq_timer = 0;
    uint8_t irq_external = 0;
    uint8_t reserve_clear = 0;  ///< a device has written to memory: a reservation is lost
    std::array<uint8_t, 2> unused = {};

    bool operator==(const CoreInputs&) const = default;
};

struct CoreOutputs {
    uint32_t instr_addr = 0;
    uint32_t data_addr = 0;
    uint32_t data_wdata = 0;
    uint8_t instr_req = 0;
    uint8_t data_req = 0;
    uint8_t data_we = 0;
    uint8_t data_be = 0;
    uint8_t retired = 0;  ///< instructions retired at the last edge: 0, 1 or 2
    uint8_t trap = 0;     ///< a trap was taken at the last edge
    uint8_t sleep = 0;    ///< in WFI
    uint8_t unused = 0;

    bool operator==(const CoreOutputs&) const = default;
};

static_assert(PackedOutputs<CoreInputs> && PackedOutputs<CoreOutputs>);

/// The names by which an alarm tells where two boards differ, most telling first.
inline constexpr std::array kCoreOutputFields = {
    OutputField{"data_req", offsetof(CoreOutputs, data_req), 1},
    OutputField{"data_we", offsetof(CoreOutputs, data_we), 1},
    OutputField{"data_be", offsetof(CoreOutputs, data_be), 1},
    OutputField{"data_addr", offsetof(CoreOutputs, data_addr), 4},
    OutputField{"data_wdata", offsetof(CoreOutputs, data_wdata), 4},
    OutputField{"instr_req", offsetof(CoreOutputs, instr_req), 1},
    OutputField{"instr_addr", offsetof(CoreOutputs, instr_addr), 4},
    OutputField{"retired", offsetof(CoreOutputs, retired), 1},
    OutputField{"trap", offsetof(CoreOutputs, trap), 1},
    OutputField{"sleep", offsetof(CoreOutputs, sleep), 1},
};

}  // namespace ftsim
