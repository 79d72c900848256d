// SPDX-License-Identifier: Apache-2.0
// The events up to a cycle, written anew: chunks are chained, so they cannot be copied where one of
// them changes. What comes out has no clean end, as its machine had none there.
#include <fmt/format.h>

#include "ftsim/replay/log_writer.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/log/subcommands.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

using replay::EventKind;
using replay::LogCursor;
using replay::LogFile;

namespace {

/// Writes until an event lies at or behind the cycle; how many there were.
uint64_t copy_events(const LogFile& log, replay::LogWriter& writer, uint64_t cycle) {
    LogCursor cursor(log);
    uint64_t events = 0;
    while (const replay::Event* event = cursor.next()) {
        if (event->kind == EventKind::clean_end || event->at.cycle >= cycle) break;
        if (event->kind == EventKind::snapshot_part) continue;
        if (event->kind != EventKind::snapshot) {
            writer.add(*event);
        } else if (const auto snapshot = read_snapshot(log, cursor.chunk());
                   snapshot && snapshot->number > 0) {
            writer.add_snapshot(event->at, snapshot->bytes);
        }
        ++events;
    }
    writer.seal(replay::Seal::close);
    return events;
}

}  // namespace

int log_cut(const std::string& from, const std::string& to, uint64_t cycle,
            const StopRequest& stop) {
    check_files(from, to);
    const LogFile log = open_log(from, stop);
    say_cut(log);
    const auto start = read_start_snapshot(log);
    replay::FileSink file(to);
    replay::LogWriter writer(file, log.header(), start.bytes);
    const uint64_t events = copy_events(log, writer, cycle);
    print_out(
        fmt::format("{}: {} before cycle {}\n", to, counted(events, "event"), grouped(cycle)));
    return kExitFine;
}

}  // namespace ftsim::cli
