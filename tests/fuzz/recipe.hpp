// SPDX-License-Identifier: Apache-2.0
#pragma once

// A log as a few lines of text, from which it is made anew each time: what a guest program of the
// gallery does under some options, recorded; or events one by one. So the corpus is readable, and
// follows the machine when that changes. README.md has the words.

#include <filesystem>

#include "tests/fuzz/log_parts.hpp"

namespace ftsim::fuzz {

/// Throws Error for a file that is no recipe.
Bytes log_from_recipe(const std::filesystem::path& path);

}  // namespace ftsim::fuzz
