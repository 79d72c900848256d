// SPDX-License-Identifier: Apache-2.0
#pragma once

// The part of TOML that a scenario is written in, line by line: [table] and [[table]], key = value,
// comments; a value is a text, a whole number or a list of whole numbers. It is looked at before
// the TOML parser sees the file, because that one asserts on some files that are no TOML.

#include <cstddef>
#include <optional>
#include <string_view>

namespace ftsim {

/// The first line that is none of these, counted from 1.
std::optional<std::size_t> first_odd_line(std::string_view text);

}  // namespace ftsim
