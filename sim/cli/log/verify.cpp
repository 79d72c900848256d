// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ftsim/error.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/log/subcommands.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

using replay::LogCursor;
using replay::LogFile;

int log_verify(const std::string& path, const StopRequest& stop) {
    const LogFile log = open_log(path, stop);
    read_start_snapshot(log);
    LogCursor cursor(log);
    while (cursor.next() != nullptr) {
    }
    for (std::size_t i = 0; i < log.chunks().size(); ++i) {
        if (log.chunks()[i].header.begins_snapshot) read_snapshot(log, i);
    }
    if (log.cut()) {
        throw Error(ErrorKind::file, fmt::format("{}: {}", path, log.describe_cut()));
    }
    print_out(fmt::format("{}: {}, {}, {}, all right\n", path,
                          counted(log.chunks().size(), "chunk"), counted(cursor.events(), "event"),
                          counted(log.file_bytes(), "byte")));
    return kExitFine;
}

}  // namespace ftsim::cli
