// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "ftsim/error.hpp"
#include "sim/cli/files.hpp"

namespace ftsim::cli {

namespace {

// "ftsim log info": as far as it was understood.
std::string command_name(const CLI::App& app) {
    std::string text = app.get_name();
    for (const CLI::App* in = &app; !in->get_subcommands().empty();) {
        in = in->get_subcommands().front();
        text += " " + in->get_name();
    }
    return text;
}

}  // namespace

bool parse_arguments(CLI::App& app, const std::vector<std::string>& arguments) {
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        print_out(app.help());
        return false;
    } catch (const CLI::ParseError& error) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} (see {} --help)", error.what(), command_name(app)));
    }
    return true;
}

void one_of(std::string_view option, std::string_view text,
            std::span<const std::string_view> words) {
    if (std::find(words.begin(), words.end(), text) != words.end()) return;
    throw Error(ErrorKind::usage,
                fmt::format("{}: \"{}\" is none of: {}", option, text, fmt::join(words, ", ")));
}

void check_format(const std::string& format) {
    static constexpr std::array<std::string_view, 2> kFormats = {"text", "json"};
    one_of("--format", format, kFormats);
}

}  // namespace ftsim::cli
