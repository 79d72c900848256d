// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every kind of fault that a machine can have, sorted by what it does and to what: "seu cpu",
// "line_stuck path". A row is drawn from uniformly, whatever the size of its neighbours: a chip
// that dies is as likely to be looked at as the many bits that it holds.

#include <cstdint>
#include <string>
#include <vector>

#include "ftsim/faultinject/fault_model.hpp"
#include "ftsim/lockstep/fault_parts.hpp"

namespace ftsim {

struct FaultRow {
    struct Range {
        unsigned board;
        uint64_t first;
        uint64_t bits;
    };
    std::string name;
    FaultKind kind;
    bool single = false;  ///< the machine has one of what it hits
    std::vector<Range> places = {};

    uint64_t bits() const;
    /// `number` is below bits().
    BoardBit at(uint64_t number) const;
};

/// Of RAM only the first 64 KiB, where the audited program lies.
std::vector<FaultRow> fault_rows(const FaultParts& parts);

/// The machine has one of that.
bool is_single(const FaultParts& parts, Component component);

}  // namespace ftsim
