// SPDX-License-Identifier: Apache-2.0
#pragma once

// FST to VCD, by the reader that comes with Verilator's FST writer.

#include <string>

namespace ftsim {

/// From a complete FST file to an open one. `vcd_name` stands for that in messages. Throws
/// Error(file).
void convert_to_vcd(const std::string& fst, int vcd, const std::string& vcd_name);

}  // namespace ftsim
