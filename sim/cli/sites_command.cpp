// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/fault_space.hpp"
#include "ftsim/lockstep/machine.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

namespace {

using Json = nlohmann::ordered_json;

// The registers of a part that are in the space.
StateMap sites_of(const FaultParts::Part& part, Space space) {
    StateMap map;
    for (const Site& site : part.sites->sites()) {
        if (space == Space::replicas && !is_of_a_core(site.name)) continue;
        map.add(site.name, site.width, site.kind, (site.width + 7) / 8);
    }
    return map;
}

// One CPU board stands for all of them.
template <class Visit>
void each_part(const FaultParts& parts, Space space, Visit visit) {
    bool cpu_seen = false;
    for (const FaultParts::Part& part : parts.parts()) {
        const bool cpu = part.kind == FaultParts::Kind::cpu;
        if (covers(space, part.kind) && !(cpu && cpu_seen)) visit(part);
        cpu_seen = cpu_seen || cpu;
    }
}

uint32_t last_word(const FaultParts& parts, const FaultParts::Part& ram) {
    return static_cast<uint32_t>(address::kRam + ram.bits / parts.word_bits() * 4 - 4);
}

std::string text_list(const FaultParts& parts, Space space) {
    std::string text;
    each_part(parts, space, [&](const FaultParts::Part& part) {
        if (part.kind == FaultParts::Kind::ram) {
            const std::string range = fmt::format("{0}.{1:08x} to {0}.{2:08x}", part.name,
                                                  address::kRam, last_word(parts, part));
            text += fmt::format("\n{:<34} {:>5}  memory\n{} bits of RAM, as many as --ram says\n",
                                range, parts.word_bits(), part.bits);
            return;
        }
        const bool cpu = part.kind == FaultParts::Kind::cpu;
        const StateMap map = sites_of(part, space);
        text +=
            fmt::format("{}{:<34} {:>5}  {}\n", cpu ? "" : "\n",
                        cpu ? "site, on every CPU board" : "site, on " + part.name, "bits", "kind");
        for (const Site& site : map.sites()) {
            text += fmt::format("{:<34} {:>5}  {}\n", site.name, site.width, name(site.kind));
        }
        text += fmt::format("{}, {}{}\n", counted(map.sites().size(), "site"),
                            counted(map.bits(), "bit"), cpu ? " a board" : "");
    });
    if (space == Space::machine_boards && !parts.has(Component::mem1)) {
        text += "virtio6 is there with --net, virtio7 with --disk, lines with --mem-latency\n";
    }
    return text;
}

Json json_sites(const StateMap& map) {
    Json sites = Json::array();
    for (const Site& site : map.sites()) {
        sites.push_back({{"name", site.name}, {"width", site.width}, {"kind", name(site.kind)}});
    }
    return sites;
}

std::string json_list(const FaultParts& parts, Space space) {
    Json out = {{"schema_version", 1}, {"space", name(space)}};
    Json boards = Json::array();
    Json ram = nullptr;
    each_part(parts, space, [&](const FaultParts::Part& part) {
        if (part.kind == FaultParts::Kind::ram) {
            const Json memory = {
                {"first", fmt::format("{}.{:08x}", part.name, address::kRam)},
                {"last", fmt::format("{}.{:08x}", part.name, last_word(parts, part))},
                {"width", parts.word_bits()},
                {"bits", part.bits}};
            // A list of two where there are two.
            ram = ram.is_null() ? memory : Json::array({ram, memory});
            return;
        }
        const StateMap map = sites_of(part, space);
        if (part.kind == FaultParts::Kind::cpu) {
            out["bits_per_board"] = map.bits();
            out["sites"] = json_sites(map);
        } else {
            boards.push_back(
                {{"name", part.name}, {"bits", map.bits()}, {"sites", json_sites(map)}});
        }
    });
    out["boards"] = boards;
    out["ram"] = ram;
    return out.dump(2) + "\n";
}

// A machine with all that can be in it.
MachineConfig full_machine(Topology topology, unsigned lockstep_offset) {
    MachineConfig config;
    config.topology = topology;
    config.engine.lockstep_offset = lockstep_offset;
    config.backplane.disk = std::make_shared<DiskImage>(1, true);
    config.backplane.net = EchoModel{};
    config.backplane.mem_latency = 1;
    return config;
}

}  // namespace

int sites_command(const std::vector<std::string>& arguments, StopRequest&) {
    CLI::App app("Lists every register that a fault can hit.", "ftsim sites");
    app.get_formatter()->column_width(28);
    std::string format = "text";
    std::string space_name(name(Space::machine));
    app.add_option("--space", space_name,
                   "machine (default): the CPU boards; replicas: the\n"
                   "cores alone; machine+ram; machine+boards: the\n"
                   "memory and the I/O board too")
        ->type_name("S");
    std::string topology_name(name(Topology::duplex));
    app.add_option("--topology", topology_name,
                   "duplex (default), dcls, pair_and_spare, tmr,\n"
                   "server or simplex")
        ->type_name("T");
    unsigned offset = 0;
    app.add_option("--lockstep-offset", offset, "of dcls, whose delay lines it gives (0)")
        ->type_name("N");
    app.add_option("--format", format, "text (default) or json")->type_name("F");
    if (!parse_arguments(app, arguments)) return kExitFine;
    check_format(format);
    const Space space = parse_name("--space", space_name, kSpaces);
    const Topology topology = parse_name("--topology", topology_name, kTopologies);
    if (offset > most_offset(topology)) {
        throw Error(ErrorKind::usage, fmt::format("--lockstep-offset: {} is too large: at most {}",
                                                  offset, most_offset(topology)));
    }
    const FaultParts parts = fault_parts(full_machine(topology, offset));
    print_out(format == "json" ? json_list(parts, space) : text_list(parts, space));
    return kExitFine;
}

}  // namespace ftsim::cli
