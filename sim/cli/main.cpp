// SPDX-License-Identifier: Apache-2.0
// The command: picks the subcommand, and turns what went wrong into one line and an exit status.

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "ftsim/error.hpp"
#include "ftsim/stopped.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/stop.hpp"
#include "sim/cli/surroundings.hpp"

namespace {

using namespace ftsim;
using namespace ftsim::cli;

// Names and values come from outside: whatever is in them, a message stays one line.
std::string one_line(const std::string& message) {
    std::string line;
    for (const char c : message) {
        if (static_cast<unsigned char>(c) < ' ') {
            line += fmt::format("\\x{:02x}", c);
        } else {
            line += c;
        }
    }
    return line;
}

struct Subcommand {
    const char* name;
    int (*run)(const std::vector<std::string>&, StopRequest&);
};

constexpr Subcommand kSubcommands[] = {{"run", run_command},         {"replay", replay_command},
                                       {"log", log_command},         {"audit", audit_command},
                                       {"virtual", virtual_command}, {"sites", sites_command}};

// What somebody may have meant who typed that.
Error no_command(const std::string& word) {
    std::error_code none;
    const bool is_file = std::filesystem::is_regular_file(word, none);
    if (is_file || word.find_first_of("./") != std::string::npos) {
        const bool log = word.ends_with(".ftlog"), scenario = word.ends_with(".toml");
        return {ErrorKind::usage, fmt::format("\"{0}\" is no command; to {1}: ftsim {2} {0}", word,
                                              log        ? "play a recording"
                                              : scenario ? "run a scenario"
                                                         : "run a program",
                                              log        ? "replay"
                                              : scenario ? "--scenario"
                                                         : "--program")};
    }
    std::vector<std::string> names = {"help"};
    for (const Subcommand& each : kSubcommands) names.emplace_back(each.name);
    const std::string near = did_you_mean(word, names);
    return {ErrorKind::usage,
            fmt::format("no command \"{}\"{} (see ftsim --help)", word,
                        near.empty() ? ": there are run, replay, log, audit, sites, virtual and "
                                       "help"
                                     : near)};
}

int dispatch(std::vector<std::string> arguments, StopRequest& stop) {
    if (!arguments.empty() && arguments.front() == "help") {
        arguments.erase(arguments.begin());
        arguments.push_back("--help");
    }
    const std::string first = arguments.empty() ? "" : arguments.front();
    if (first.empty() || first.front() == '-') return run_command(arguments, stop);
    arguments.erase(arguments.begin());
    for (const Subcommand& each : kSubcommands) {
        if (first == each.name) return each.run(arguments, stop);
    }
    throw no_command(first);
}

int said(int status, const std::string& message) {
    fmt::print(stderr, "ftsim: {}\n", one_line(message));
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    StopRequest stop;
    blame_surroundings_at_termination();
    try {
        return dispatch({argv + 1, argv + argc}, stop);
    } catch (const Stopped&) {
        return said(stop.exit_status(), stop.reason());
    } catch (const Error& error) {
        // A file that waited for somebody when the stop came could not be opened, read or written.
        if (stop.asked() && error.kind() == ErrorKind::file) {
            return said(stop.exit_status(), fmt::format("{}: {}", stop.reason(), error.what()));
        }
        return said(error.kind() == ErrorKind::usage ? kExitUsage : kExitFile, error.what());
    } catch (const std::exception& error) {
        if (const auto blame = blame_surroundings(error)) return said(kExitFile, *blame);
        return said(kExitBug, fmt::format("a bug in ftsim: {}", error.what()));
    }
}

// SystemC's library looks for this; ftsim elaborates its own machine when --kernel asks for it.
extern "C" int sc_main(int, char**) { return 0; }
