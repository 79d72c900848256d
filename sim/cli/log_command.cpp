// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "ftsim/error.hpp"
#include "ftsim/printable.hpp"
#include "ftsim/replay/log_file.hpp"
#include "ftsim/replay/verifier.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/report.hpp"

namespace ftsim::cli {

namespace {

using Json = nlohmann::ordered_json;
using replay::EventKind;
using replay::LogCursor;
using replay::LogFile;

// What was used of a log that was cut is said, and is no failure.
void say_cut(const LogFile& log) {
    if (log.cut()) fmt::print(stderr, "ftsim: {}: {}\n", log.name(), log.describe_cut());
}

int info(const std::string& path, const std::string& format) {
    const LogFile log = LogFile::open(path);
    say_cut(log);
    read_start_snapshot(log);
    const replay::LogHeader& header = log.header();
    Json machine;
    for (const auto& field : header.machine) machine[field.name] = field.value;
    uint64_t events = 0, snapshots = 0;
    for (const auto& chunk : log.chunks()) {
        events += chunk.header.events;
        snapshots += chunk.header.begins_snapshot;
    }
    const replay::Point last =
        log.chunks().empty() ? replay::Point{} : log.chunks().back().header.last;
    const Json out = {
        {"schema_version", 1},
        {"format", fmt::format("{}.{}", replay::kLogMajor, header.minor)},
        {"seed", header.seed},
        {"program_digest", fmt::format("{:016x}", machine_digest(header, false))},
        {"timing_digest", fmt::format("{:016x}", machine_digest(header, true))},
        {"start_digest", fmt::format("{:016x}", header.start_digest)},
        {"machine", machine},
        {"chunks", log.chunks().size()},
        {"events", events},
        {"snapshots", snapshots},
        {"last_cycle", last.cycle},
        {"last_instruction", last.retired},
        {"bytes", log.valid_bytes()},
        {"end", log.cut() ? log.describe_cut() : "clean"},
    };
    if (format == "json") {
        print_out(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
        return kExitFine;
    }
    std::string text;
    for (const auto& [key, value] : out.items()) {
        if (key == "schema_version") continue;
        if (key != "machine") {
            text += fmt::format("{:<18} {}\n", key,
                                value.is_string() ? value.get<std::string>() : value.dump());
            continue;
        }
        for (const auto& field : header.machine) {
            text += fmt::format("  {:<16} {}\n", printable(field.name), printable(field.value));
        }
    }
    print_out(text);
    return kExitFine;
}

int dump(const std::string& path, bool salvage) {
    const LogFile log =
        LogFile::open(path, salvage ? LogFile::Holes::skip : LogFile::Holes::refuse);
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
        print_out(text);
    }
    return kExitFine;
}

int verify(const std::string& path) {
    const LogFile log = LogFile::open(path);
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
    print_out(fmt::format("{}: {} chunks, {} events, {} bytes, all right\n", path,
                          grouped(log.chunks().size()), grouped(cursor.events()),
                          grouped(log.file_bytes())));
    return kExitFine;
}

int stat(const std::string& path) {
    const LogFile log = LogFile::open(path);
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
        text += fmt::format("\nbytes per 1000 instructions, snapshots apart: {:.3f} ({:.3f} raw)\n",
                            static_cast<double>(all.file - snapshots.file) / instructions,
                            static_cast<double>(all.raw - snapshots.raw) / instructions);
    }
    print_out(text);
    return kExitFine;
}

}  // namespace

int log_command(const std::vector<std::string>& arguments) {
    CLI::App app("Looks into a replay log.", "ftsim log");
    app.get_formatter()->column_width(28);
    app.require_subcommand(1);
    std::string path, format = "text";
    bool salvage = false;
    const auto command = [&](const char* name, const char* what) {
        CLI::App* sub = app.add_subcommand(name, what);
        sub->get_formatter()->column_width(28);
        sub->add_option("LOG", path, "the recording (.ftlog)")->required();
        return sub;
    };
    const CLI::App* info_command = command("info", "what was recorded, and how far it goes");
    app.get_subcommand("info")
        ->add_option("--format", format, "text (default) or json")
        ->type_name("F");
    const CLI::App* dump_command = command("dump", "every event, a line each");
    app.get_subcommand("dump")->add_flag("--salvage", salvage,
                                         "of a corrupt log, everything that is left");
    const CLI::App* verify_command = command("verify", "exit status 5 unless all of it is there");
    const CLI::App* stat_command = command("stat", "what takes how many bytes");
    if (!parse_arguments(app, arguments)) return kExitFine;
    check_format(format);
    if (info_command->parsed()) return info(path, format);
    if (dump_command->parsed()) return dump(path, salvage);
    if (verify_command->parsed()) return verify(path);
    return stat_command->parsed() ? stat(path) : kExitUsage;
}

}  // namespace ftsim::cli
