// SPDX-License-Identifier: Apache-2.0
#pragma once

// The options of `ftsim run` as the help text shows them, in its order.

#include <span>

namespace ftsim::cli {

struct OptionHelp {
    const char* name;
    const char* type;
    const char* text;
    const char* group;
};

std::span<const OptionHelp> run_option_table();

}  // namespace ftsim::cli
