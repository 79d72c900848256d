// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "ftsim/error.hpp"
#include "ftsim/model/core_model.hpp"
#include "sim/cli/commands.hpp"

namespace ftsim::cli {

namespace {

void print_text(const StateMap& map) {
    fmt::print("{:<34} {:>5}  {}\n", "site, on every CPU board", "bits", "kind");
    for (const Site& site : map.sites()) {
        fmt::print("{:<34} {:>5}  {}\n", "core." + site.name, site.width, name(site.kind));
    }
    fmt::print("{} sites, {} bits a board\n", map.sites().size(), map.bits());
}

void print_json(const StateMap& map) {
    nlohmann::ordered_json sites = nlohmann::ordered_json::array();
    for (const Site& site : map.sites()) {
        sites.push_back(
            {{"name", "core." + site.name}, {"width", site.width}, {"kind", name(site.kind)}});
    }
    const nlohmann::ordered_json out = {
        {"schema_version", 1}, {"bits_per_board", map.bits()}, {"sites", sites}};
    fmt::print("{}\n", out.dump(2));
}

}  // namespace

int sites_command(const std::vector<std::string>& arguments) {
    CLI::App app("Lists every register of a CPU board that a fault can hit.", "ftsim sites");
    app.get_formatter()->column_width(28);
    std::string format = "text";
    app.add_option("--format", format, "text (default) or json")->type_name("F");
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        fmt::print("{}", app.help());
        return kExitFine;
    } catch (const CLI::ParseError& error) {
        throw Error(ErrorKind::usage, fmt::format("{} (see ftsim sites --help)", error.what()));
    }
    if (format != "text" && format != "json") {
        throw Error(ErrorKind::usage,
                    fmt::format("--format: \"{}\" is none of: text, json", format));
    }
    format == "json" ? print_json(CoreModel::state_map()) : print_text(CoreModel::state_map());
    return kExitFine;
}

}  // namespace ftsim::cli
