// SPDX-License-Identifier: Apache-2.0
#pragma once

// What every kind of scenario file has in common: TOML that is hostile until it is read, and errors
// of one line with file, line, what was found and the nearest right name.

#include <string>
#include <string_view>
#include <vector>

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

namespace ftsim {

class ScenarioReader {
public:
    /// `file` names the text in messages, and outlives the reader.
    explicit ScenarioReader(std::string_view file) : file_(file) {}

    /// Everything here throws Error(file). `tables` says which ones there are, for the message.
    toml::table read(std::string_view text, std::string_view tables) const;

    [[noreturn]] void fail(const toml::source_region& at, std::string_view what) const;
    [[noreturn]] void fail(const toml::node& at, std::string_view what) const {
        fail(at.source(), what);
    }
    /// No other keys.
    void only(const toml::table& table, const std::vector<std::string>& keys) const;
    /// All of a list of tables, if there is one.
    template <class Use>
    void for_each(const toml::table& root, std::string_view key, Use use) const {
        const toml::array* array = tables(root, key);
        if (array == nullptr) return;
        for (const toml::node& each : *array) use(*each.as_table());
    }
    const toml::node& needed(const toml::table& table, std::string_view key) const;
    std::string text(const toml::node& node, std::string_view key) const;

    std::string_view file() const { return file_; }

private:
    const toml::array* tables(const toml::table& root, std::string_view key) const;

    std::string_view file_;
};

}  // namespace ftsim
