// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/scenario_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "faultinject/scenario_reader.hpp"
#include "ftsim/error.hpp"

namespace ftsim::cli {

namespace {

constexpr std::array<std::string_view, 2> kOfBoards = {"fault", "replace"};
constexpr std::array<std::string_view, 10> kOfHosts = {
    "duration_ms", "host",  "logging", "clients", "storage",
    "protocol",    "guest", "client",  "failure", "order"};

template <class Names>
bool has_any(const toml::table& root, const Names& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return root.contains(name); });
}

std::optional<ScenarioKind> kind_of(std::string_view text, std::string_view file) {
    try {
        const toml::table root = ScenarioReader(file).read(text, "[table], [[table]]");
        const bool boards = has_any(root, kOfBoards), hosts = has_any(root, kOfHosts);
        if (boards == hosts) return std::nullopt;
        return boards ? ScenarioKind::boards : ScenarioKind::hosts;
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

void refuse_other_kind(std::string_view text, std::string_view file, ScenarioKind wanted) {
    if (kind_of(text, file).value_or(wanted) == wanted) return;
    const bool boards = wanted == ScenarioKind::hosts;
    throw Error(ErrorKind::file,
                fmt::format("{}: a scenario of {}: ftsim {} --scenario {}", file,
                            boards ? "one machine's boards, with [[fault]] or [[replace]]"
                                   : "hosts and networks",
                            boards ? "run" : "virtual run", file));
}

}  // namespace ftsim::cli
