// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/audit.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/audit_report.hpp"
#include "sim/cli/builtin_program.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/file_set.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/program_file.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/stop.hpp"

namespace ftsim::cli {

namespace {

constexpr uint64_t kSectors = 16;
constexpr uint16_t kServerPort = 7000;
constexpr uint64_t kMostRuns = 1'000'000;
constexpr uint64_t kMostCycles = 100'000'000;  // of a run, should the program not end
constexpr double kOneSided95 = 1.645;          // standard deviations
constexpr std::array<std::string_view, 3> kAuditFormats = {"text", "markdown", "json"};

/// An empty disk image without a name, so that nothing of it stays behind however the audit ends;
/// machines here write to none.
class EmptyImage {
public:
    EmptyImage() : file_(std::tmpfile()) {
        if (file_ == nullptr || ftruncate(fileno(file_), kSectors * DiskImage::kSectorBytes) != 0) {
            throw Error(ErrorKind::file,
                        fmt::format("{}: a file cannot be made: {}", P_tmpdir, strerror(errno)));
        }
        image_ = std::make_shared<DiskImage>(fmt::format("/proc/self/fd/{}", fileno(file_)), false);
    }
    ~EmptyImage() { std::fclose(file_); }
    EmptyImage(const EmptyImage&) = delete;
    EmptyImage& operator=(const EmptyImage&) = delete;

    const std::shared_ptr<DiskImage>& image() const { return image_; }

private:
    std::FILE* file_;
    std::shared_ptr<DiskImage> image_;
};

uint64_t most(const std::string& text, const char* option) {
    const uint64_t number = parse_count(text, option);
    if (number > kMostRuns) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: {} is more than {}", option, text, kMostRuns));
    }
    return number;
}

}  // namespace

int audit_command(const std::vector<std::string>& arguments, StopRequest& stop) {
    CLI::App app(
        "Kills every component of every topology in turn, and prints what becomes of the\n"
        "service.",
        "ftsim audit");
    app.get_formatter()->column_width(28);
    std::string program, topology, format(kAuditFormats.front()),
        trials = "3", singles = "0", doubles = "0", seed = "1", requests = "40", evaluate = "all";
    app.add_option("--program", program,
                   "ELF: a server for --net requests,port=7000 (the\n"
                   "built-in one keeps numbered keys on a disk)")
        ->type_name("FILE");
    app.add_option("--topology", topology, "only this one (all)")->type_name("T");
    app.add_option("--trials", trials, "deaths of each component in each topology (3)")
        ->type_name("N");
    app.add_option("--singles", singles,
                   "random single faults in components that a topology\n"
                   "has twice, and as many in all others (0)")
        ->type_name("N");
    app.add_option("--doubles", doubles,
                   "runs with two faults in components that exist twice\n"
                   "(0)")
        ->type_name("N");
    app.add_option("--requests", requests, "requests that a client sends in each run (40)")
        ->type_name("N");
    app.add_option("--seed", seed, "for everything that is drawn (1)")->type_name("S");
    app.add_option("--evaluate", evaluate, "all (default): every replica in every cycle; shared")
        ->type_name("E");
    app.add_option("--format", format, "text (default), markdown or json")->type_name("F");
    if (!parse_arguments(app, arguments)) return kExitFine;
    one_of("--format", format, kAuditFormats);
    constexpr std::array<std::string_view, 2> kEvaluations = {"all", "shared"};
    one_of("--evaluate", evaluate, kEvaluations);

    AuditConfig config;
    const std::vector<std::string> names = audited_topologies();
    if (!topology.empty()) {
        one_of("--topology", topology, std::vector<std::string_view>(names.begin(), names.end()));
        config.topologies = {topology};
    }
    config.deaths = most(trials, "--trials");
    config.singles = most(singles, "--singles");
    config.doubles = most(doubles, "--doubles");
    config.seed = parse_count(seed, "--seed");
    FileSet files;
    if (!program.empty()) files.input("--program", program);
    files.check();
    const EmptyImage disk, mirror;
    MachineConfig& machine = config.run.machine;
    machine.engine.evaluate = evaluate == "all" ? Evaluate::all : Evaluate::shared;
    const uint64_t sent = parse_count(requests, "--requests");
    if (sent == 0) {
        throw Error(ErrorKind::usage,
                    "--requests: 0 is too small: without a request nobody sees what fails");
    }
    machine.backplane.net = RequestModel{kServerPort, sent};
    machine.backplane.disk = disk.image();
    machine.backplane.mirror =
        std::make_shared<DiskMirror>(disk.image(), mirror.image(), "the disk", "its mirror");
    machine.backplane.commits_to_disk = false;
    config.run.cycles = kMostCycles;

    const Program guest = program.empty() ? builtin_server(machine.backplane.ram_bytes)
                                          : load_program_file(program, machine.backplane.ram_bytes);
    Progress progress("runs");
    const Audit audit = run_audit(
        guest, config, [&](uint64_t done, uint64_t all) { progress.tell(done, all); },
        stop.token());
    progress.clear();
    print_out(format == "json" ? audit_json(audit, config)
                               : audit_text(audit, format == "markdown"));
    return stop.asked() ? stop.exit_status() : kExitFine;
}

}  // namespace ftsim::cli
