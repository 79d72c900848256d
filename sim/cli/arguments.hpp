// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the smaller commands share: CLI11 parses, help is printed, and what is wrong is an
// Error(usage) of one line.

#include <CLI/CLI.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ftsim::cli {

/// False where help was asked for, and printed.
bool parse_arguments(CLI::App& app, const std::vector<std::string>& arguments);

/// Throws Error(usage) where the text is none of the words.
void one_of(std::string_view option, std::string_view text,
            std::span<const std::string_view> words);

/// "text" or "json".
void check_format(const std::string& format);

}  // namespace ftsim::cli
