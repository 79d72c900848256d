// SPDX-License-Identifier: Apache-2.0
#pragma once

// How numbers and lines are written for a person: thousands are grouped, one of a thing is not
// "1 things", and nothing is wider than a terminal of 80 columns. What is one long word, a file's
// name for one, stays whole.

#include <cstdint>
#include <string>
#include <string_view>

namespace ftsim::cli {

/// 1234567 as "1,234,567".
std::string grouped(uint64_t number);

/// "1 alarm", "1,000 alarms".
std::string counted(uint64_t number, std::string_view noun);

/// Lines without an end wider than 80 columns, each broken at a blank; what follows is indented by
/// `begin`'s width. The first line starts with `begin`, and all end with a line feed.
std::string folded(std::string_view begin, std::string_view rest);

/// The same for every line of a text. In a report what a label says begins at column 14.
constexpr std::size_t kLabelColumns = 13;
std::string folded_lines(std::string_view text, std::size_t indent = kLabelColumns);

}  // namespace ftsim::cli
