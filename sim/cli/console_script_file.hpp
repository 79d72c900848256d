// SPDX-License-Identifier: Apache-2.0
#pragma once

// The file of --console-script: TOML, a [[step]] for each text that is waited for and what is typed
// then. Times and speeds are machine time.

#include <cstdint>
#include <string>
#include <string_view>

#include "ftsim/board/console_script.hpp"

namespace ftsim::cli {

/// `file` names the text in messages. Throws Error(file) that says the line, what was found and
/// what would be right.
ConsoleScript parse_console_script(std::string_view text, const std::string& file,
                                   uint64_t clock_hz);

}  // namespace ftsim::cli
