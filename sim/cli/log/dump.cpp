// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ftsim/replay/verifier.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/log/subcommands.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

using replay::LogCursor;
using replay::LogFile;

int log_dump(const std::string& path, bool salvage, const StopRequest& stop) {
    const LogFile log =
        open_log(path, stop, salvage ? LogFile::Holes::skip : LogFile::Holes::refuse);
    say_cut(log);
    std::size_t hole = 0;
    for (std::size_t chunk = 0; chunk < log.chunks().size(); ++chunk) {
        if (hole < log.holes().size() && log.holes()[hole] == chunk) {
            print_out(fmt::format("... something is missing before offset {} ...\n",
                                  log.chunks()[chunk].offset));
            ++hole;
        }
        std::string text;
        LogCursor cursor(log, chunk);
        while (const replay::Event* event = cursor.next()) {
            if (cursor.chunk() != chunk) break;
            text += describe(*event) + "\n";
        }
        print_out(folded_lines(text, kEventIndent));
    }
    return kExitFine;
}

}  // namespace ftsim::cli
