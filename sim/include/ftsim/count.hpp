// SPDX-License-Identifier: Apache-2.0
#pragma once

// Counts as people write them: 1e9, 10M, 2k, 1_000_000, 1.5e6. Exact, never through a
// floating-point number: what is not a whole number below 2^64 is an error that says so.

#include <cstdint>
#include <string_view>

namespace ftsim {

/// `what` names the option in the message. Suffixes k, M and G are powers of 1000; a fraction is
/// accepted where an exponent or a suffix makes the value whole. Throws Error(usage).
uint64_t parse_count(std::string_view text, std::string_view what);

/// A finite number above 0, as in 1e-6. Throws Error(usage).
double parse_rate(std::string_view text, std::string_view what);

}  // namespace ftsim
