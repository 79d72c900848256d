// SPDX-License-Identifier: Apache-2.0
#include "faultinject/scenario_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "faultinject/scenario_lines.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/scenario.hpp"

namespace ftsim {

toml::table ScenarioReader::read(std::string_view text, std::string_view tables) const {
    if (const auto odd = first_odd_line(text)) {
        throw Error(ErrorKind::file,
                    fmt::format("{}: line {}: not {}, key = value or a comment; a value is a text, "
                                "a whole number or [first, last]",
                                file_, *odd, tables));
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        fail(error.source(), error.description());
    }
}

void ScenarioReader::fail(const toml::source_region& at, std::string_view what) const {
    throw Error(ErrorKind::file, fmt::format("{}: line {}: {}", file_, at.begin.line, what));
}

void ScenarioReader::only(const toml::table& table, const std::vector<std::string>& keys) const {
    for (const auto& [key, node] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
        fail(key.source(), fmt::format("no key \"{}\" here: did you mean \"{}\"?", key.str(),
                                       nearest(key.str(), keys)));
    }
}

const toml::array* ScenarioReader::tables(const toml::table& root, std::string_view key) const {
    const toml::node* node = root.get(key);
    if (node == nullptr) return nullptr;
    const toml::array* array = node->as_array();
    if (array == nullptr || !array->is_array_of_tables()) {
        fail(*node, fmt::format("\"{}\" is no list: write it as [[{}]]", key, key));
    }
    return array;
}

const toml::node& ScenarioReader::needed(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) fail(table, fmt::format("\"{}\" is missing", key));
    return *node;
}

std::string ScenarioReader::text(const toml::node& node, std::string_view key) const {
    const auto value = node.value_exact<std::string>();
    if (!value) fail(node, fmt::format("\"{}\" is no text: write it in quotes", key));
    return *value;
}

}  // namespace ftsim
