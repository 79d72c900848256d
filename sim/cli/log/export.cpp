// SPDX-License-Identifier: Apache-2.0
// Recordings for other people's tools. Time is machine time, from the cycle at which the machine
// started: a roll-back is shown as the stretch that it undid.
//
// Chrome: "Trace Event Format", instant (i), complete (X) and metadata (M) events; Perfetto reads
// it.
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "ftsim/printable.hpp"
#include "ftsim/replay/payload.hpp"
#include "ftsim/replay/verifier.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/log/subcommands.hpp"
#include "sim/cli/pcapng.hpp"

namespace ftsim::cli {

using replay::EventKind;
using replay::LogCursor;
using replay::LogFile;

namespace {

using Json = nlohmann::ordered_json;

// A track in the timeline, as a thread of the one process.
struct Track {
    int number;
    const char* name;
};

Track track_of(const replay::Event& event) {
    static constexpr const char* kSinks[] = {"console", "finisher", "tohost", "disk", "network"};
    switch (event.kind) {
        case EventKind::interrupt: return {1, "interrupts"};
        case EventKind::timer:
        case EventKind::clock_read: return {2, "clocks"};
        case EventKind::uart_input: return {3, "console in"};
        case EventKind::net_receive: return {4, "network in"};
        case EventKind::disk_start:
        case EventKind::disk_complete: return {5, "disk in"};
        case EventKind::output_mark: {
            const int sink = std::min<int>(event.source, std::size(kSinks) - 1);
            return {6 + sink, kSinks[sink]};
        }
        case EventKind::fault: return {20, "faults"};
        case EventKind::roll_back: return {21, "roll-backs"};
        case EventKind::state_digest: return {22, "state digests"};
        case EventKind::snapshot:
        case EventKind::snapshot_part: return {23, "snapshots"};
        default: return {24, "control"};
    }
}

Json chrome_event(const replay::Event& event, double us_per_cycle) {
    const double at = static_cast<double>(event.at.cycle) * us_per_cycle;
    Json out = {{"name", name(event.kind)},
                {"ph", "i"},
                {"s", "t"},
                {"ts", at},
                {"pid", 1},
                {"tid", track_of(event).number},
                {"args",
                 {{"cycle", event.at.cycle},
                  {"instruction", event.at.retired},
                  {"what", describe(event)}}}};
    if (event.kind == EventKind::roll_back) {
        const auto back = replay::read_payload<replay::RollBackTo>(event.payload);
        const double to = back ? static_cast<double>(back->to.cycle) * us_per_cycle : at;
        out.erase("s");
        out["ph"] = "X";
        out["ts"] = to;
        out["dur"] = at - to;
    }
    return out;
}

void export_chrome(const LogFile& log, OutputFile& file) {
    const double us_per_cycle = 1e6 / static_cast<double>(clock_of(log));
    std::map<int, const char*> tracks;
    file.write("{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n");
    LogCursor cursor(log);
    while (const replay::Event* event = cursor.next()) {
        if (event->kind == EventKind::snapshot_part) continue;
        const Track track = track_of(*event);
        tracks[track.number] = track.name;
        file.write(chrome_event(*event, us_per_cycle)
                       .dump(-1, ' ', false, Json::error_handler_t::replace) +
                   ",\n");
    }
    for (const auto& [number, name] : tracks) {
        const Json meta = {{"name", "thread_name"},
                           {"ph", "M"},
                           {"pid", 1},
                           {"tid", number},
                           {"args", {{"name", name}}}};
        file.write(meta.dump() + ",\n");
    }
    const Json process = {
        {"name", "process_name"}, {"ph", "M"}, {"pid", 1}, {"args", {{"name", log.name()}}}};
    file.write(process.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n]}\n");
}

uint64_t start_ns(const LogFile& log) {
    const std::string text = machine_field(log, "rtc_start_ns").value_or("0");
    uint64_t ns = 0;
    std::from_chars(text.data(), text.data() + text.size(), ns);
    return ns;
}

uint64_t export_pcapng(const LogFile& log, OutputFile& file) {
    const uint64_t clock = clock_of(log), start = start_ns(log);
    file.write(pcapng_header());
    uint64_t frames = 0;
    LogCursor cursor(log);
    while (const replay::Event* event = cursor.next()) {
        if (event->kind != EventKind::net_receive) continue;
        const uint64_t whole = event->at.cycle / clock, part = event->at.cycle % clock;
        const uint64_t ns = start + whole * 1'000'000'000 + part * 1'000'000'000 / clock;
        file.write(pcapng_packet(ns, event->payload));
        ++frames;
    }
    return frames;
}

}  // namespace

int log_export(const std::string& path, const std::string& to, ExportFormat format,
               const StopRequest& stop) {
    check_files(path, to);
    const LogFile log = open_log(path, stop);
    say_cut(log);
    clock_of(log);  // what it does not say is missed before OUT is created
    OutputFile file(to);
    if (format == ExportFormat::chrome) {
        export_chrome(log, file);
    } else {
        const uint64_t frames = export_pcapng(log, file);
        if (frames == 0) fmt::print(stderr, "ftsim: {}: no frame came in\n", path);
    }
    file.close();
    return kExitFine;
}

}  // namespace ftsim::cli
