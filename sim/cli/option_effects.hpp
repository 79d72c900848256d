// SPDX-License-Identifier: Apache-2.0
#pragma once

// An option belongs to a part of the machine or of the command: where that part is not there, what
// the option asks for would silently not happen, and so it is refused. Its default value asks for
// nothing and is always taken; so is what happens by itself, as `--golden off` without faults or
// `--evaluate all` of one board. A seed may be given to every run: it names it, is printed and is
// recorded.

#include <functional>
#include <initializer_list>
#include <string>

#include "sim/cli/options.hpp"

namespace ftsim::cli {

/// `given`: whether an option is on the command line. Throws Error(usage) for one without effect.
void refuse_without_effect(const RunOptions& options,
                           const std::function<bool(const std::string& option)>& given);

/// A mode of a smaller command, in which some options mean nothing.
struct Without {
    const char* option;
    bool given;  ///< and not its default
    bool effect;
    const char* why;  ///< "only with --record"
};
void refuse_without_effect(const std::initializer_list<Without>& options);

}  // namespace ftsim::cli
