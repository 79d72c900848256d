// SPDX-License-Identifier: Apache-2.0
#include "faultinject/fault_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ftsim/faultinject/fault_space.hpp"

namespace ftsim {

namespace {

constexpr uint64_t kWordsOfRam = (64 << 10) / sizeof(uint32_t);

std::string_view without_number(std::string_view component) {
    return component.substr(0, component.find_first_of("0123456789"));
}

class Rows {
public:
    explicit Rows(const FaultParts& parts) : parts_(parts) {}

    std::vector<FaultRow> all() {
        for (const FaultModel model : kFaultModels) {
            if (model == FaultModel::replace) continue;
            if (target_of(model) == Target::bit) {
                bits({model});
            } else {
                for (const BoardBit& place : places_of(parts_, {model})) {
                    const auto component = *component_of(parts_, place, {model});
                    add({model}, without_number(name(component)), component,
                        {place.board, place.bit, 1});
                }
            }
        }
        return std::move(rows_);
    }

private:
    void bits(const FaultKind& kind) {
        for (unsigned number = 0; number < parts_.parts().size(); ++number) {
            const FaultParts::Part& part = parts_.parts()[number];
            if (part.bits == 0 || !can_hit(parts_, {number, 0}, kind)) continue;
            const bool ram = part.kind == FaultParts::Kind::ram;
            const uint64_t bits =
                ram ? std::min(part.bits, kWordsOfRam * parts_.word_bits()) : part.bits;
            add(kind, ram ? "ram" : without_number(name(part.component)), part.component,
                {number, 0, bits});
        }
    }

    void add(const FaultKind& kind, std::string_view where, Component component,
             const FaultRow::Range& range) {
        const std::string row = fmt::format("{} {}", name(kind), where);
        auto found = std::find_if(rows_.begin(), rows_.end(),
                                  [&](const FaultRow& each) { return each.name == row; });
        if (found == rows_.end()) {
            // What hits a core finds another one that does the same.
            const bool core = target_of(kind.model) != Target::component &&
                              unit_of(component) == Unit::cpu && parts_.replicas() > 1;
            rows_.push_back({row, kind, !core && is_single(parts_, component)});
            found = rows_.end() - 1;
        }
        found->places.push_back(range);
    }

    const FaultParts& parts_;
    std::vector<FaultRow> rows_;
};

}  // namespace

uint64_t FaultRow::bits() const {
    uint64_t bits = 0;
    for (const Range& range : places) bits += range.bits;
    return bits;
}

BoardBit FaultRow::at(uint64_t number) const {
    auto range = places.begin();
    while (number >= range->bits) number -= (range++)->bits;
    return {range->board, range->first + number};
}

std::vector<FaultRow> fault_rows(const FaultParts& parts) { return Rows(parts).all(); }

bool is_single(const FaultParts& parts, Component component) {
    unsigned of_unit = 0;
    for (std::size_t i = 0; i < kComponents; ++i) {
        const auto each = static_cast<Component>(i);
        of_unit += unit_of(each) == unit_of(component) && parts.has(each);
    }
    return of_unit == 1;
}

}  // namespace ftsim
