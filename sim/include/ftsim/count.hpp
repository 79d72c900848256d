// SPDX-License-Identifier: Apache-2.0
#pragma once

// Counts as people write them: 1e9, 10M, 2k, 1_000_000, 1.5e6. Exact, never through a
// floating-point number: what is not a whole number below 2^64 is an error that says so. Sizes in
// bytes and dates likewise.

#include <cstdint>
#include <string_view>

namespace ftsim {

/// `what` names the option in the message. Suffixes k, M and G are powers of 1000; a fraction is
/// accepted where an exponent or a suffix makes the value whole. Throws Error(usage).
uint64_t parse_count(std::string_view text, std::string_view what);

/// Bytes: a count whose suffixes k, M and G are powers of 1024, as in 128M; no exponent, no
/// fraction. Throws Error(usage).
uint64_t parse_size(std::string_view text, std::string_view what);

/// Seconds since 1970 of a UTC date, with or without a time: 2000-01-01, 2000-01-01T12:30:00. No
/// earlier than 1970, no later than 2200. Throws Error(usage).
uint64_t parse_date(std::string_view text, std::string_view what);

/// A finite number above 0, as in 1e-6. Throws Error(usage).
double parse_rate(std::string_view text, std::string_view what);

}  // namespace ftsim
