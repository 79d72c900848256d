// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "ftsim/model/core_model.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/files.hpp"

namespace ftsim::cli {

namespace {

std::string text_list(const StateMap& map) {
    std::string text =
        fmt::format("{:<34} {:>5}  {}\n", "site, on every CPU board", "bits", "kind");
    for (const Site& site : map.sites()) {
        text += fmt::format("{:<34} {:>5}  {}\n", site.name, site.width, name(site.kind));
    }
    return text + fmt::format("{} sites, {} bits a board\n", map.sites().size(), map.bits());
}

std::string json_list(const StateMap& map) {
    nlohmann::ordered_json sites = nlohmann::ordered_json::array();
    for (const Site& site : map.sites()) {
        sites.push_back({{"name", site.name}, {"width", site.width}, {"kind", name(site.kind)}});
    }
    const nlohmann::ordered_json out = {
        {"schema_version", 1}, {"bits_per_board", map.bits()}, {"sites", sites}};
    return out.dump(2) + "\n";
}

}  // namespace

int sites_command(const std::vector<std::string>& arguments) {
    CLI::App app("Lists every register of a CPU board that a fault can hit.", "ftsim sites");
    app.get_formatter()->column_width(28);
    std::string format = "text";
    app.add_option("--format", format, "text (default) or json")->type_name("F");
    if (!parse_arguments(app, arguments)) return kExitFine;
    check_format(format);
    const StateMap& map = CoreModel::site_map();
    print_out(format == "json" ? json_list(map) : text_list(map));
    return kExitFine;
}

}  // namespace ftsim::cli
