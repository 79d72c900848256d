// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which bit is hit, and when. A plan gives faults one after the other in elapsed time; each is a
// function of (seed, number) alone, so what happened to earlier faults, how often the machine
// rolled back or where a run was cut does not move later ones. Bits are drawn uniformly over a
// fault space.

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "ftsim/faultinject/fault_model.hpp"
#include "ftsim/faultinject/fault_space.hpp"

namespace ftsim {

struct PlannedFault {
    uint64_t number;
    uint64_t elapsed_cycle;
    BoardBit bit;
    FaultKind kind = {};
    uint64_t length = 0;  ///< elapsed cycles that a lasting one lasts; 0: to the end of the run
};

/// No faults: the golden run itself.
struct NoFaults {};
/// Expected faults per elapsed cycle in the whole machine.
struct FaultRate {
    double rate;
};
/// Fault i lands at a drawn place in the i-th of `count` equal parts of the first `length` cycles.
struct FaultCount {
    uint64_t count;
    uint64_t length;
};
/// Exactly these, in order of time.
using FaultList = std::vector<PlannedFault>;

using FaultSource = std::variant<NoFaults, FaultRate, FaultCount, FaultList>;

class FaultPlan {
public:
    /// `kind`: of the faults that are drawn.
    FaultPlan(FaultSource source, uint64_t seed, FaultSpace space, FaultKind kind);

    /// The next fault, or nothing when there are no more.
    const std::optional<PlannedFault>& next() const { return next_; }
    void advance();

private:
    std::optional<PlannedFault> draw(uint64_t number) const;

    FaultSource source_;
    uint64_t seed_;
    FaultSpace space_;
    FaultKind kind_;
    std::optional<PlannedFault> next_;
};

}  // namespace ftsim
