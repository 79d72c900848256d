// SPDX-License-Identifier: Apache-2.0
#pragma once

// The programs of examples/firmware and tests/isa, for the machine that RtlGuestConfig has.

#include <memory>
#include <string>

#include "ftsim/board/address_map.hpp"
#include "ftsim/board/program.hpp"
#include "ftsim/host/rtl_guest.hpp"

namespace ftsim::host {

inline std::shared_ptr<const Program> firmware(const std::string& name) {
    return std::make_shared<const Program>(
        load_program(std::string(FTSIM_FIRMWARE_DIR) + "/" + name + ".elf", address::kRam,
                     RtlGuestConfig().ram_bytes));
}

}  // namespace ftsim::host
