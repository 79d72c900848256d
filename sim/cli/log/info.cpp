// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ftsim/printable.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/log/subcommands.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

using Json = nlohmann::ordered_json;
using replay::LogFile;

int log_info(const std::string& path, const std::string& format, const StopRequest& stop) {
    const LogFile log = open_log(path, stop);
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
    std::size_t wide = 18;
    for (const auto& field : header.machine) wide = std::max(wide, field.name.size() + 2);
    std::string text;
    for (const auto& [key, value] : out.items()) {
        if (key == "schema_version") continue;
        if (key != "machine") {
            text += fmt::format("{:<{}} {}\n", key, wide,
                                value.is_string() ? value.get<std::string>() : value.dump());
            continue;
        }
        for (const auto& field : header.machine) {
            text += fmt::format("  {:<{}} {}\n", printable(field.name), wide - 2,
                                printable(field.value));
        }
    }
    print_out(folded_lines(text, wide + 1));
    return kExitFine;
}

}  // namespace ftsim::cli
