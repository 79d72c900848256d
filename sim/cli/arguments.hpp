// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the smaller commands share: CLI11 parses, help is printed, and what is wrong is an
// Error(usage) of one line.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ftsim/error.hpp"

namespace ftsim::cli {

/// False where help was asked for, and printed.
bool parse_arguments(CLI::App& app, const std::vector<std::string>& arguments);

/// What CLI11 found wrong, in words: an Error(usage) that names what was given, and what is nearest
/// to a name that there is none of.
Error explain(const CLI::App& app, const std::vector<std::string>& arguments,
              const CLI::ParseError& error);

/// ": did you mean X?" where one of the names is near, else nothing.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& names);

/// Throws Error(usage) where the text is none of the words.
void one_of(std::string_view option, std::string_view text,
            std::span<const std::string_view> words);

/// The enumerator of that name among these. Throws Error(usage) where there is none.
template <class Enums>
auto parse_name(std::string_view option, std::string_view text, const Enums& enums) {
    std::vector<std::string_view> names;
    for (const auto each : enums) names.push_back(name(each));
    one_of(option, text, names);
    return enums[static_cast<std::size_t>(std::find(names.begin(), names.end(), text) -
                                          names.begin())];
}

/// "text" or "json".
void check_format(const std::string& format);

}  // namespace ftsim::cli
