// SPDX-License-Identifier: Apache-2.0
// The command: picks the subcommand, and turns what went wrong into one line and an exit status.

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "ftsim/error.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/files.hpp"

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

int dispatch(std::vector<std::string> arguments) {
    const std::string first = arguments.empty() ? "" : arguments.front();
    if (first == "--version") {
        print_out(fmt::format("ftsim {}\n", FTSIM_VERSION));
        return kExitFine;
    }
    if (first.empty() || first.front() == '-') return run_command(arguments);
    arguments.erase(arguments.begin());
    if (first == "run") return run_command(arguments);
    if (first == "replay") return replay_command(arguments);
    if (first == "log") return log_command(arguments);
    if (first == "audit") return audit_command(arguments);
    if (first == "sites") return sites_command(arguments);
    if (first == "virtual") return virtual_command(arguments);
    throw Error(
        ErrorKind::usage,
        fmt::format("no command \"{}\": there are run, replay, log, audit, sites and virtual (see "
                    "ftsim --help)",
                    first));
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return dispatch({argv + 1, argv + argc});
    } catch (const Error& error) {
        fmt::print(stderr, "ftsim: {}\n", one_line(error.what()));
        return error.kind() == ErrorKind::usage ? kExitUsage : kExitFile;
    } catch (const std::exception& error) {
        fmt::print(stderr, "ftsim: a bug in ftsim: {}\n", one_line(error.what()));
        return kExitBug;
    }
}

// SystemC's library looks for this; ftsim elaborates its own machine when --kernel asks for it.
extern "C" int sc_main(int, char**) { return 0; }
