// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/audit_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "sim/cli/wording.hpp"

namespace ftsim::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kOneSided95 = 1.645;  // standard deviations

bool anywhere(const Audit& audit, std::size_t component) {
    return std::any_of(audit.begin(), audit.end(), [component](const AuditedTopology& topology) {
        return topology.deaths[component].has_value();
    });
}

// A table's cell: the words of `describe` would make columns that nobody can read.
std::string briefly(const AuditCell& cell) {
    std::vector<std::string> parts;
    if (cell.went_on != 0) {
        const uint64_t pause = cell.restored.max();
        parts.push_back(pause == 0 ? "on" : fmt::format("on ({})", pause));
    }
    if (cell.stopped != 0) parts.emplace_back("stops");
    if (cell.silent != 0) parts.emplace_back("silent");
    if (cell.failed != 0) parts.emplace_back("wrong");
    if (cell.unnoticed != 0) parts.emplace_back("unnoticed");
    return fmt::format("{}", fmt::join(parts, " or "));
}

// Of all deaths of a topology: requests that had no answer, two different ones, a wrong one.
std::string markdown_requests(const Audit& audit) {
    std::string lost = "| requests lost |", doubled = "| doubled |", wrong = "| wrong |";
    for (const AuditedTopology& topology : audit) {
        AuditCell all;
        for (const auto& cell : topology.deaths) {
            if (cell) all = sum(all, *cell);
        }
        lost += fmt::format(" {} |", all.lost);
        doubled += fmt::format(" {} |", all.doubled);
        wrong += fmt::format(" {} |", all.wrong);
    }
    return lost + "\n" + doubled + "\n" + wrong + "\n";
}

std::string markdown_deaths(const Audit& audit) {
    std::string text = "| component |", line = "\n| --- |", rows;
    for (const AuditedTopology& topology : audit) {
        text += fmt::format(" `{}` |", topology.name);
        line += " --- |";
    }
    for (std::size_t i = 0; i < kComponents; ++i) {
        if (!anywhere(audit, i)) continue;
        rows += fmt::format("| `{}` |", name(static_cast<Component>(i)));
        for (const AuditedTopology& topology : audit) {
            const auto& cell = topology.deaths[i];
            rows += fmt::format(" {} |", cell ? briefly(*cell) : "-");
        }
        rows += "\n";
    }
    return rows.empty() ? rows : text + line + "\n" + rows + markdown_requests(audit);
}

// Rows of cells, below each other: the same columns for text and for Markdown. The last two are
// elapsed cycles that a fault cost.
constexpr std::array<std::string_view, 11> kColumns = {
    "faults", "runs", "on", "stops", "silent", "sdc", "lost", "twice", "wrong", "median", "most"};
constexpr std::array<std::size_t, 10> kWidths = {5, 5, 6, 7, 4, 5, 6, 6, 7, 7};
constexpr std::size_t kLabel = 22;

template <class Values>
std::string line(const Values& values, bool markdown) {
    if (markdown) return fmt::format("| {} |\n", fmt::join(values, " | "));
    // A long label has a line of its own: the numbers stay below each other within 80 columns.
    std::string text = fmt::format("  {:<20}", values[0]);
    if (text.size() > kLabel) text += "\n" + std::string(kLabel, ' ');
    for (std::size_t i = 1; i < kColumns.size(); ++i) {
        text += fmt::format("{:>{}}", values[i], kWidths[i - 1]);
    }
    return text + "\n";
}

std::string row(std::string_view what, const AuditCell& cell, bool markdown) {
    const std::array<std::string, 11> values = {
        std::string(what),
        fmt::to_string(cell.runs),
        fmt::to_string(cell.went_on),
        fmt::to_string(cell.stopped),
        fmt::to_string(cell.silent),
        fmt::to_string(cell.failed),
        fmt::to_string(cell.lost),
        fmt::to_string(cell.doubled),
        fmt::to_string(cell.wrong),
        cell.went_on == 0 ? "-" : fmt::to_string(cell.restored.quantile(0.5)),
        cell.went_on == 0 ? "-" : fmt::to_string(cell.restored.max())};
    return line(values, markdown);
}

std::string head(bool markdown) {
    if (!markdown) return line(kColumns, markdown);
    std::string rule = "|";
    for (std::size_t i = 0; i < kColumns.size(); ++i) rule += " --- |";
    return line(kColumns, markdown) + rule + "\n";
}

// What it has twice, and what it has once; then their sums.
std::string singles(const AuditedTopology& topology, bool markdown) {
    std::string text;
    for (const bool single : {false, true}) {
        AuditCell all;
        std::string rows;
        for (const auto& [what, cell] : topology.singles) {
            if (cell.single != single) continue;
            rows += row(what, cell, markdown);
            all = sum(all, cell);
        }
        if (rows.empty()) continue;
        const std::string_view of = single ? "in what it has once" : "in what it has twice";
        text +=
            fmt::format("{}{}: single faults {}\n{}{}{}{}", text.empty() ? "" : "\n", topology.name,
                        of, markdown ? "\n" : "", head(markdown), rows, row("all", all, markdown));
        if (all.failed + all.doubled + all.wrong == 0) {
            text +=
                fmt::format("{}nothing wrong and nothing doubled: under {:.1f} % at 95 %\n",
                            markdown ? "\n" : "  ", 100 * wilson(0, all.runs, kOneSided95).high);
        }
    }
    return text;
}

std::string doubles(const AuditedTopology& topology, bool markdown) {
    if (topology.doubles.runs == 0) return {};
    std::string text =
        fmt::format("{}: two faults at once\n{}{}{}", topology.name, markdown ? "\n" : "",
                    head(markdown), row("all", topology.doubles, markdown));
    if (markdown && !topology.failing_pairs.empty()) text += "\n";
    for (const auto& [pair, times] : topology.failing_pairs) {
        text += fmt::format("{}{} with wrong output: {}\n", markdown ? "- " : "  ", times, pair);
    }
    return text;
}

std::string text_deaths(const AuditedTopology& topology) {
    std::string text;
    for (std::size_t i = 0; i < kComponents; ++i) {
        if (!topology.deaths[i]) continue;
        text += folded(fmt::format("  {:<7} ", name(static_cast<Component>(i))),
                       describe(*topology.deaths[i]));
    }
    return text.empty() ? text : topology.name + "\n" + text;
}

Json json(const AuditCell& cell) {
    const auto cycles = [&](double q) -> Json {
        if (cell.went_on == 0) return nullptr;
        return cell.restored.quantile(q);
    };
    return {
        {"single_point_of_failure", cell.single},
        {"runs", cell.runs},
        {"went_on", cell.went_on},
        {"unnoticed", cell.unnoticed},
        {"stopped", cell.stopped},
        {"silent", cell.silent},
        {"failed", cell.failed},
        {"restored_cycles", {{"median", cycles(0.5)}, {"p99", cycles(0.99)}, {"max", cycles(1)}}},
        {"lost", cell.lost},
        {"doubled", cell.doubled},
        {"wrong", cell.wrong}};
}

}  // namespace

std::string audit_text(const Audit& audit, bool markdown) {
    std::vector<std::string> parts;
    if (markdown) {
        parts.push_back(markdown_deaths(audit));
    } else {
        for (const AuditedTopology& topology : audit) parts.push_back(text_deaths(topology));
    }
    for (const AuditedTopology& topology : audit) {
        parts.push_back(singles(topology, markdown));
        parts.push_back(doubles(topology, markdown));
    }
    std::erase(parts, std::string());
    return fmt::format("{}", fmt::join(parts, "\n"));
}

std::string audit_json(const Audit& audit, const AuditConfig& config) {
    Json topologies = Json::array();
    for (const AuditedTopology& topology : audit) {
        Json deaths = Json::object(), all_singles = Json::object();
        for (std::size_t i = 0; i < kComponents; ++i) {
            if (!topology.deaths[i]) continue;
            deaths[std::string(name(static_cast<Component>(i)))] = json(*topology.deaths[i]);
        }
        for (const auto& [what, cell] : topology.singles) all_singles[what] = json(cell);
        topologies.push_back({{"topology", topology.name},
                              {"deaths", deaths},
                              {"singles", all_singles},
                              {"doubles", json(topology.doubles)},
                              {"failing_pairs", topology.failing_pairs}});
    }
    const Json out = {{"schema_version", 1},       {"trials", config.deaths},
                      {"singles", config.singles}, {"doubles", config.doubles},
                      {"seed", config.seed},       {"topologies", topologies}};
    return out.dump(2) + "\n";
}

}  // namespace ftsim::cli
