// SPDX-License-Identifier: Apache-2.0
#pragma once

// There are two kinds of scenario files: of one machine's boards, for `ftsim run`, and of hosts,
// for `ftsim virtual`. One that is given to the other command is named as what it is.

#include <string_view>

namespace ftsim::cli {

enum class ScenarioKind { boards, hosts };

/// Throws Error(file) where the text is of the other kind; what is of none passes, for the reader
/// of the wanted kind to say what is wrong with it.
void refuse_other_kind(std::string_view text, std::string_view file, ScenarioKind wanted);

}  // namespace ftsim::cli
