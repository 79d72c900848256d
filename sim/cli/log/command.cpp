// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/file_set.hpp"
#include "sim/cli/log/subcommands.hpp"

namespace ftsim::cli {

void say_cut(const replay::LogFile& log) {
    if (log.cut()) fmt::print(stderr, "ftsim: {}: {}\n", log.name(), log.describe_cut());
}

void check_files(const std::string& from, const std::string& to) {
    FileSet files;
    files.input("LOG", from);
    files.output("OUT", to);
    files.check();
}

std::optional<std::string> machine_field(const replay::LogFile& log, std::string_view name) {
    for (const replay::MachineField& field : log.header().machine) {
        if (field.name == name) return field.value;
    }
    return std::nullopt;
}

uint64_t clock_of(const replay::LogFile& log) {
    const std::string text = machine_field(log, "clock_hz").value_or("");
    uint64_t clock = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), clock);
    if (parsed.ptr != text.data() + text.size() || clock == 0) {
        throw Error(ErrorKind::file,
                    fmt::format("{}: its machine has no clock_hz: when things happened is not "
                                "known",
                                log.name()));
    }
    return clock;
}

int log_command(const std::vector<std::string>& arguments, StopRequest& stop) {
    CLI::App app("Looks into a replay log.", "ftsim log");
    app.get_formatter()->column_width(28);
    app.require_subcommand(1);
    std::string path, other, format = "text", as, to_cycle;
    bool salvage = false;
    const auto command = [&](const char* name, const char* what) {
        CLI::App* sub = app.add_subcommand(name, what);
        sub->get_formatter()->column_width(28);
        sub->add_option("LOG", path, "the recording (.ftlog)")->required();
        return sub;
    };
    CLI::App* info = command("info", "what was recorded, and how far it goes");
    info->add_option("--format", format, "text (default) or json")->type_name("F");
    CLI::App* dump = command("dump", "every event, a line each");
    dump->add_flag("--salvage", salvage, "of a corrupt log, everything that is left");
    const CLI::App* verify = command("verify", "exit status 5 unless all of it is there");
    const CLI::App* stat = command("stat", "what takes how many bytes");
    CLI::App* cut = command("cut", "a recording of its own, up to a cycle");
    cut->add_option("OUT", other, "the shorter recording")->required();
    cut->add_option("--to-cycle", to_cycle, "the first machine cycle that is left out")
        ->type_name("N")
        ->required();
    CLI::App* diff = command("diff", "where two recordings part; exit status 1 if they do");
    diff->add_option("OTHER", other, "the recording to compare with")->required();
    CLI::App* convert = command("export", "for other tools: a timeline, or received frames");
    convert->add_option("OUT", other, "the file to write")->required();
    convert
        ->add_option("--as", as,
                     "chrome: trace events in JSON, for Perfetto;\n"
                     "pcapng: the frames that came in, for Wireshark")
        ->type_name("FORMAT")
        ->required();
    if (!parse_arguments(app, arguments)) return kExitFine;
    check_format(format);

    if (info->parsed()) return log_info(path, format, stop);
    if (dump->parsed()) return log_dump(path, salvage, stop);
    if (verify->parsed()) return log_verify(path, stop);
    if (stat->parsed()) return log_stat(path, stop);
    if (cut->parsed()) return log_cut(path, other, parse_count(to_cycle, "--to-cycle"), stop);
    if (diff->parsed()) return log_diff(path, other, stop);
    static constexpr std::array<std::string_view, 2> kFormats = {"chrome", "pcapng"};
    one_of("--as", as, kFormats);
    return log_export(path, other, as == "chrome" ? ExportFormat::chrome : ExportFormat::pcapng,
                      stop);
}

}  // namespace ftsim::cli
