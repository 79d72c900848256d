// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/waves.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/replayed_run.hpp"
#include "ftsim/stopped.hpp"
#include "ftsim/trace/wave_writer.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

namespace {

constexpr uint64_t kSliceCycles = 100'000;  // between two looks at whether to stop
std::optional<std::filesystem::path> view_of(const WaveOrder& order) {
    std::error_code none;
    const auto type = std::filesystem::status(order.file, none).type();
    using Type = std::filesystem::file_type;
    if (type != Type::regular && type != Type::not_found) return std::nullopt;
    std::filesystem::path view = order.file;
    return view.replace_extension(".gtkw");
}

struct Written {
    std::vector<std::string> boards;
    uint64_t cycles = 0;
    std::vector<std::string> differing;
    bool whole = true;
};

WaveCycle look_at(ReplayedRun& run) {
    Machine& machine = run.machine();
    WaveCycle cycle{run.engine().elapsed_cycle(),
                    run.engine().cycle(),
                    run.engine().retired(),
                    machine.backplane().inputs(),
                    {}};
    for (unsigned replica = 0; replica < machine.replicas(); ++replica) {
        cycle.boards.push_back(machine.replica_state(replica));
    }
    return cycle;
}

// How far the way to the window is; the window itself is slower by far.
void go_to_window(ReplayedRun& run, uint64_t cycle, const StopRequest& stop) {
    Progress progress("cycles", true);
    const uint64_t first = run.engine().cycle();
    ReplayStatus status = ReplayStatus::running;
    while (status == ReplayStatus::running && run.engine().cycle() < cycle) {
        if (stop.asked()) throw Stopped();
        status = run.run_until(Limits{cycle, run.engine().elapsed_cycle() + kSliceCycles});
        progress.tell(run.engine().cycle() - std::min(first, run.engine().cycle()), cycle - first,
                      "to the window");
    }
    if (status == ReplayStatus::running) return;
    throw Error(ErrorKind::usage, fmt::format("--window: the recording ends at cycle {}, before {}",
                                              run.engine().cycle(), cycle));
}

Written write_fst(const replay::LogFile& log, const WaveOrder& order,
                  std::optional<WaveFiles>& files, const StopRequest& stop) {
    Observer nobody;
    ReplayConfig config;
    config.evaluate = Evaluate::all;
    config.digests = replay::Verifier::Digests::ignore;
    config.from_cycle = order.from;
    ReplayedRun run(log, config, nobody);
    go_to_window(run, order.from, stop);
    Machine& machine = run.machine();
    Written written;
    for (unsigned replica = 0; replica < machine.replicas(); ++replica) {
        written.boards.push_back(machine.replica_name(replica));
    }
    if (!files) files.emplace(order);
    const auto format = order.file.extension() == ".vcd" ? WaveFormat::vcd : WaveFormat::fst;
    WaveWriter writer({files->waves.descriptor(), order.file.string(), format}, written.boards,
                      machine_from(log).config.backplane.clock_hz);
    Progress progress("cycles of waves");
    ReplayStatus status = ReplayStatus::running;
    while (status == ReplayStatus::running && run.engine().cycle() < order.to) {
        if (stop.asked()) {
            written.whole = false;
            break;
        }
        progress.tell(run.engine().cycle() - std::min(order.from, run.engine().cycle()),
                      order.to - order.from);
        if (run.engine().cycle() < order.from) {  // rolled back to before the window
            status = run.run_until(Limits{order.from, run.engine().elapsed_cycle() + kSliceCycles});
            continue;
        }
        run.land_faults();
        writer.add(look_at(run));
        ++written.cycles;
        status = run.run_until(Limits{order.to, run.engine().elapsed_cycle() + 1});
    }
    writer.close();
    written.differing = writer.differing();
    return written;
}

}  // namespace

std::optional<WaveOrder> parse_waves(const std::optional<std::string>& file,
                                     const std::optional<std::string>& window) {
    if (!file && !window) return std::nullopt;
    if (!file || !window) {
        throw Error(ErrorKind::usage,
                    "--wave FILE and --window FROM:TO belong together: which cycles, and where to");
    }
    const std::size_t colon = window->find(':');
    if (colon == std::string::npos) {
        throw Error(ErrorKind::usage, fmt::format("--window: '{}' is not FROM:TO in machine "
                                                  "cycles, as in 1e6:1002000",
                                                  *window));
    }
    const std::string_view text = *window;
    const WaveOrder order{*file, parse_count(text.substr(0, colon), "--window"),
                          parse_count(text.substr(colon + 1), "--window")};
    if (order.from >= order.to) {
        throw Error(ErrorKind::usage, fmt::format("--window: {} ends before it begins", *window));
    }
    return order;
}

void add_waves(FileSet& files, const WaveOrder& order) {
    files.output("--wave", order.file);
    if (const auto view = view_of(order)) files.output("the .gtkw of --wave", *view);
}

WaveFiles::WaveFiles(const WaveOrder& order) : waves(order.file) {
    if (const auto path = view_of(order)) view.emplace(*path);
}

std::string write_waves(const replay::LogFile& log, const WaveOrder& order,
                        std::optional<WaveFiles>& files, const StopRequest& stop) {
    const Written written = write_fst(log, order, files, stop);
    files->waves.close();
    std::string said = fmt::format(
        "waves        {} in {}{}; {} between the boards", counted(written.cycles, "cycle"),
        order.file.string(), written.whole ? "" : fmt::format(" ({})", stop.reason()),
        written.differing.size() == 1 ? "1 signal differs"
                                      : counted(written.differing.size(), "signal") + " differ");
    if (files->view) {
        files->view->write(gtkwave_save_file(order.file, written.boards, written.differing));
        files->view->close();
        said += fmt::format("; to look at them: gtkwave {}", files->view->path().string());
    }
    return folded_lines(said + "\n");
}

}  // namespace ftsim::cli
