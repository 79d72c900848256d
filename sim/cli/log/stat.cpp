// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "sim/cli/files.hpp"
#include "sim/cli/log/subcommands.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

using replay::EventKind;
using replay::LogCursor;
using replay::LogFile;

int log_stat(const std::string& path, const StopRequest& stop) {
    const LogFile log = open_log(path, stop);
    say_cut(log);
    struct Sum {
        uint64_t events = 0, payload = 0;
    };
    std::map<EventKind, Sum> kinds;
    LogCursor cursor(log);
    while (const replay::Event* event = cursor.next()) {
        ++kinds[event->kind].events;
        kinds[event->kind].payload += event->payload.size();
    }
    std::string text = fmt::format("{:<16} {:>12} {:>16}\n", "kind", "events", "payload bytes");
    for (const auto& [kind, sum] : kinds) {
        text += fmt::format("{:<16} {:>12} {:>16}\n", name(kind), grouped(sum.events),
                            grouped(sum.payload));
    }
    struct Chunks {
        uint64_t chunks = 0, raw = 0, file = 0;
    };
    std::map<std::string_view, Chunks> seals;
    Chunks all, snapshots;
    bool in_snapshot = false;
    for (const auto& [offset, header] : log.chunks()) {
        // A snapshot's chunks follow each other; what else is sealed for one comes before it.
        in_snapshot =
            header.begins_snapshot ||
            (in_snapshot && header.seal == replay::Seal::snapshot && header.first == header.last);
        for (Chunks* sum : {&seals[name(header.seal)], &all, in_snapshot ? &snapshots : nullptr}) {
            if (sum == nullptr) continue;
            ++sum->chunks;
            sum->raw += header.raw_bytes;
            sum->file += header.file_bytes();
        }
    }
    text += fmt::format("\n{:<16} {:>12} {:>16} {:>16}\n", "sealed by", "chunks", "raw bytes",
                        "file bytes");
    for (const auto& [seal, sum] : seals) {
        text += fmt::format("{:<16} {:>12} {:>16} {:>16}\n", seal, grouped(sum.chunks),
                            grouped(sum.raw), grouped(sum.file));
    }
    text += fmt::format("{:<16} {:>12} {:>16} {:>16}\n", "all", grouped(all.chunks),
                        grouped(all.raw), grouped(all.file));
    text += fmt::format("{:<16} {:>12} {:>16} {:>16}\n", "snapshots alone",
                        grouped(snapshots.chunks), grouped(snapshots.raw), grouped(snapshots.file));
    if (!log.chunks().empty() && log.chunks().back().header.last.retired > 0) {
        const double instructions =
            static_cast<double>(log.chunks().back().header.last.retired) / 1000.0;
        text +=
            fmt::format("\nbytes per 1000 instructions, without snapshots: {:.3f} ({:.3f} raw)\n",
                        static_cast<double>(all.file - snapshots.file) / instructions,
                        static_cast<double>(all.raw - snapshots.raw) / instructions);
    }
    print_out(text);
    return kExitFine;
}

}  // namespace ftsim::cli
