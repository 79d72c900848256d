// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/scenario.hpp"
#include "sim/cli/files.hpp"

namespace ftsim::cli {

namespace {

struct Command {
    std::string name;  // "ftsim log info": as far as it was understood
    const CLI::App* app;
};

Command command_of(const CLI::App& app) {
    Command command{app.get_name(), &app};
    while (!command.app->get_subcommands().empty()) {
        command.app = command.app->get_subcommands().front();
        command.name += " " + command.app->get_name();
    }
    return command;
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(each->get_name());
    }
    return names;
}

// The values that were given to an option, where each is given once and with its value.
std::vector<std::string> values_of(const std::string& option,
                                   const std::vector<std::string>& arguments) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].starts_with(option + "=")) {
            values.push_back(arguments[i].substr(option.size() + 1));
        } else if (arguments[i] == option) {
            values.push_back(i + 1 < arguments.size() ? arguments[i + 1] : "");
        }
    }
    return values;
}

// "--cycles is given twice", or nothing.
std::string given_twice(const CLI::App& app, const std::vector<std::string>& arguments) {
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_lnames().empty() ||
            option->get_multi_option_policy() != CLI::MultiOptionPolicy::Throw) {
            continue;
        }
        const std::string name = "--" + option->get_lnames().front();
        const std::vector<std::string> values = values_of(name, arguments);
        if (values.size() < 2) continue;
        return fmt::format("{} is given {}, as {}: once is right", name,
                           values.size() == 2 ? "twice" : fmt::format("{} times", values.size()),
                           fmt::join(values, " and as "));
    }
    return "";
}

std::string not_expected(const Command& command, const std::string& argument) {
    if (argument.starts_with('-')) {
        const std::string option = argument.substr(0, argument.find('='));
        return fmt::format("no option {}{}", option,
                           did_you_mean(option, option_names(*command.app)));
    }
    const std::vector<std::string> commands = command_names(*command.app);
    if (!commands.empty()) {
        const std::string near = did_you_mean(argument, commands);
        return fmt::format(
            "no command \"{}\" of {}{}", argument, command.name,
            near.empty() ? fmt::format(": there are {}", fmt::join(commands, ", ")) : near);
    }
    const CLI::Option* program = command.app->get_option_no_throw("--program");
    return fmt::format(
        "\"{}\" is not expected here{}", argument,
        program == nullptr ? "" : fmt::format(": a program is given as --program {}", argument));
}

}  // namespace

std::string did_you_mean(std::string_view name, const std::vector<std::string>& names) {
    const auto bare = [](std::string_view text) {
        return text.substr(std::min(text.find_first_not_of('-'), text.size()));
    };
    std::vector<std::string> candidates;
    for (const std::string& each : names) candidates.emplace_back(bare(each));
    const std::string_view wanted = bare(name);
    if (wanted.empty() || candidates.empty()) return "";
    std::string_view best = nearest(wanted, candidates);
    // The beginning of a name is as good as the name.
    const auto begun = std::find_if(candidates.begin(), candidates.end(), [&](const auto& each) {
        return wanted.size() > 2 && each.starts_with(wanted);
    });
    if (begun != candidates.end()) {
        best = *begun;
    } else if (edits(wanted, best) > std::max<std::size_t>(1, (wanted.size() + 1) / 3)) {
        return "";
    }
    const auto place = std::find(candidates.begin(), candidates.end(), best) - candidates.begin();
    return fmt::format(": did you mean {}?", names[static_cast<std::size_t>(place)]);
}

Error explain(const CLI::App& app, const std::vector<std::string>& arguments,
              const CLI::ParseError& error) {
    const Command command = command_of(app);
    std::string what = error.what();
    const std::vector<std::string> rest = app.remaining(true);
    const bool required = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
    // A misspelt command is the one that is required.
    if (!rest.empty() && (required || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)) {
        what = not_expected(command, rest.front());
    } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string twice = given_twice(*command.app, arguments);
        what =
            twice.empty() ? fmt::format("{} needs a value", what.substr(0, what.find(':'))) : twice;
    } else if (required) {
        const std::vector<std::string> commands = command_names(*command.app);
        if (!commands.empty()) {
            what = fmt::format("{} needs one of its commands: {}", command.name,
                               fmt::join(commands, ", "));
        }
    }
    return {ErrorKind::usage, fmt::format("{} (see {} --help)", what, command.name)};
}

bool parse_arguments(CLI::App& app, const std::vector<std::string>& arguments) {
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        print_out(app.help());
        return false;
    } catch (const CLI::ParseError& error) {
        throw explain(app, arguments, error);
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
