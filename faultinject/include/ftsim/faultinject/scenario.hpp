// SPDX-License-Identifier: Apache-2.0
#pragma once

// A scenario: what happens to a machine, where and when, written down in a TOML file.
//
//     seed = 7
//
//     [[fault]]
//     what = "board_dead"
//     where = "cpu0"
//     at = 200_000            # elapsed cycles
//     for = 5_000             # without it: to the end of the run
//
//     [[fault]]
//     what = "seu"
//     where = "any"           # drawn, as its time is
//     at = [100_000, 900_000]
//     count = 20
//
//     [[replace]]
//     board = "cpu0"
//     at = 400_000
//
// docs/reference/scenario.md has all of it. Parsing says what is wrong with a file, and where; what
// comes out can be done to that machine as it stands.

#include <string_view>

#include "ftsim/faultinject/fault_plan.hpp"
#include "ftsim/lockstep/fault_parts.hpp"

namespace ftsim {

/// In order of time, replacements included. `file` names the text in messages; what is drawn is
/// drawn from the file's seed, or from `seed` where it has none. Throws Error(file): file, line,
/// what was found, and what would be right.
FaultList parse_scenario(std::string_view text, std::string_view file, const FaultParts& parts,
                         uint64_t seed);

/// How many edits of a letter make one name of another.
std::size_t edits(std::string_view a, std::string_view b);

/// The one of some names that is nearest to a misspelt one, by edits of a letter.
std::string_view nearest(std::string_view name, std::span<const std::string> names);

}  // namespace ftsim
