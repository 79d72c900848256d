// SPDX-License-Identifier: Apache-2.0
#pragma once

// The programs of examples/firmware and tests/isa, for the machine that RtlGuestConfig has.

#include <memory>
#include <string>

#include "ftsim/host/rtl_guest.hpp"

namespace ftsim::host {

inline std::shared_ptr<const Program> firmware(const std::string& name) {
    return rtl_guest_of(std::string(FTSIM_FIRMWARE_DIR) + "/" + name + ".elf").program;
}

}  // namespace ftsim::host
