// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "faultinject/scenario_reader.hpp"
#include "ftsim/error.hpp"
#include "ftsim/faultinject/fault_space.hpp"
#include "ftsim/faultinject/fault_spec.hpp"
#include "ftsim/faultinject/sampler.hpp"

namespace ftsim {

namespace {

constexpr int64_t kMostFaults = 1'000'000;

/// A time, or a stretch of it from which one is drawn.
struct When {
    uint64_t first, last;
};

class Parser : private ScenarioReader {
public:
    Parser(std::string_view file, const FaultParts& parts, uint64_t seed)
        : ScenarioReader(file), parts_(parts), seed_(seed) {}

    FaultList parse(std::string_view text) {
        const toml::table root = read(text, "[[fault]], [[replace]]");
        only(root, {"seed", "fault", "replace"});
        if (const toml::node* seed = root.get("seed")) seed_ = number(*seed, "seed");
        for_each(root, "fault", [&](const toml::table& table) { fault(table); });
        for_each(root, "replace", [&](const toml::table& table) { replacement(table); });
        std::stable_sort(list_.begin(), list_.end(), [](const auto& a, const auto& b) {
            return a.elapsed_cycle < b.elapsed_cycle;
        });
        check_boards();
        return list_;
    }

private:
    uint64_t number(const toml::node& node, std::string_view key) const {
        const auto value = node.value_exact<int64_t>();
        if (!value || *value < 0) {
            fail(node, fmt::format("\"{}\" is no whole number from 0 on", key));
        }
        return static_cast<uint64_t>(*value);
    }
    When when(const toml::table& table) const {
        const toml::node& node = needed(table, "at");
        const toml::array* pair = node.as_array();
        if (pair == nullptr) {
            const uint64_t at = number(node, "at");
            return {at, at};
        }
        if (pair->size() != 2) fail(node, "\"at\" is no pair: the first and the last cycle");
        const When stretch{number(*pair->get(0), "at"), number(*pair->get(1), "at")};
        if (stretch.last < stretch.first) {
            fail(node, fmt::format("\"at\" ends at {}, before it begins at {}", stretch.last,
                                   stretch.first));
        }
        return stretch;
    }

    FaultKind model(const toml::node& node) const {
        const std::string what = text(node, "what");
        std::vector<std::string> names;
        for (const FaultModel each : kFaultModels) {
            if (each == FaultModel::replace) continue;
            if (name(each) == what) return {each};
            names.emplace_back(name(each));
        }
        fail(node,
             fmt::format("no fault \"{}\": did you mean \"{}\"?", what, nearest(what, names)));
    }

    BoardBit place(const toml::node& node, std::string_view key, const FaultKind& kind) const {
        const std::string where = text(node, key);
        if (target_of(kind.model) != Target::bit) {
            std::vector<std::string> names;
            for (const BoardBit& each : places_of(parts_, kind)) {
                names.push_back(describe(parts_, each, kind));
                if (names.back() == where) return each;
            }
            if (names.empty()) {
                fail(node, fmt::format("{}: this machine has nothing that it hits", name(kind)));
            }
            fail(node,
                 fmt::format("no \"{}\" here: did you mean \"{}\"?", where, nearest(where, names)));
        }
        try {
            const FaultSpec spec = parse_fault_spec(where + "@0");
            if (!spec.bit) fail(node, fmt::format("{} hits a bit, not a clock", name(kind)));
            const BoardBit bit = parts_.find(spec.replica, spec.site, *spec.bit);
            if (can_hit(parts_, bit, kind)) return bit;
            fail(node, fmt::format("{} cannot hit {}", name(kind), where));
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::file) throw;
            fail(node, error.what());
        }
    }

    void fault(const toml::table& table) {
        only(table, {"what", "where", "at", "for", "count"});
        const FaultKind kind = model(needed(table, "what"));
        const toml::node& where = needed(table, "where");
        const bool drawn = text(where, "where") == "any";
        const When at = when(table);
        uint64_t count = 1, length = 0;
        if (const toml::node* node = table.get("count")) {
            count = number(*node, "count");
            if (count == 0 || count > kMostFaults - list_.size()) {
                fail(*node,
                     fmt::format("\"count\" is {}: 1 to {}", count, kMostFaults - list_.size()));
            }
            if (!drawn && at.first == at.last) {
                fail(*node,
                     "\"count\" of one place at one time: let \"where\" be \"any\" or \"at\" a "
                     "stretch");
            }
        }
        if (const toml::node* node = table.get("for")) {
            length = number(*node, "for");
            if (length == 0) fail(*node, "\"for\" is 0: at least 1 elapsed cycle");
            if (!is_permanent(kind)) {
                fail(*node, fmt::format("{} is over at once: no \"for\"", name(kind)));
            }
        }
        const FaultSpace bits(Space::machine, parts_);
        const std::vector<BoardBit> from = places_of(parts_, kind);
        if (drawn && target_of(kind.model) != Target::bit && from.empty()) {
            fail(where, fmt::format("{}: this machine has nothing that it hits", name(kind)));
        }
        for (uint64_t i = 0; i < count; ++i, ++drawn_) {
            const BoardBit bit = !drawn ? place(where, "where", kind)
                                 : target_of(kind.model) == Target::bit
                                     ? bits.at(bit_of(seed_, drawn_, bits.bits()))
                                     : from[bit_of(seed_, drawn_, from.size())];
            const uint64_t stretch = at.last - at.first;
            // Another stream than the place's.
            const uint64_t later = stretch == 0 ? 0 : bit_of(~seed_, drawn_, stretch + 1);
            list_.push_back({0, at.first + later, bit, kind, length});
        }
    }

    void replacement(const toml::table& table) {
        only(table, {"board", "at"});
        const FaultKind kind{FaultModel::replace};
        const BoardBit board = place(needed(table, "board"), "board", kind);
        list_.push_back({0, number(needed(table, "at"), "at"), board, kind, 0});
    }
    // A component fails once, until it is back or another one is in its place.
    void check_boards() const {
        std::map<unsigned, uint64_t> dead_until;
        for (const PlannedFault& fault : list_) {
            const FaultModel model = fault.kind.model;
            if (model == FaultModel::replace) dead_until.erase(fault.bit.board);
            // Lanes and lines are places in what works.
            const bool whole = target_of(model) == Target::component &&
                               model != FaultModel::replace && places_in_component(model) == 1;
            if (!whole) continue;
            const auto dead = dead_until.find(fault.bit.board);
            if (dead != dead_until.end() && dead->second > fault.elapsed_cycle) {
                throw Error(ErrorKind::file,
                            fmt::format("{}: {} at {} of {}, which has failed already: end the "
                                        "first with \"for\" or a [[replace]] before",
                                        file(), name(fault.kind), fault.elapsed_cycle,
                                        describe(parts_, fault.bit, fault.kind)));
            }
            dead_until[fault.bit.board] =
                fault.length == 0 ? UINT64_MAX : fault.elapsed_cycle + fault.length;
        }
    }

    const FaultParts& parts_;
    uint64_t seed_;
    FaultList list_;
    uint64_t drawn_ = 0;
};

}  // namespace

std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t kept = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({kept, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string_view nearest(std::string_view name, std::span<const std::string> names) {
    const auto nearer = [&](const std::string& a, const std::string& b) {
        return edits(name, a) < edits(name, b);
    };
    const auto found = std::min_element(names.begin(), names.end(), nearer);
    return found == names.end() ? std::string_view() : *found;
}

FaultList parse_scenario(std::string_view text, std::string_view file, const FaultParts& parts,
                         uint64_t seed) {
    return Parser(file, parts, seed).parse(text);
}

}  // namespace ftsim
