// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a fault does to what it hits, and to how many at once.
//
//   seu                      inverts a bit, once
//   stuck_at_0, stuck_at_1   a flop has that value from then on, whatever is rolled back
//   clock_glitch             one clock edge does not come to a CPU board, or to a half of one
//   common_mode              one of these two transient ones, in all replicas in the same clock
//                            cycle: what a disturbance of their common supply or clock does

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ftsim/lockstep/machine.hpp"

namespace ftsim {

enum class FaultModel : uint8_t { seu, stuck_at_0, stuck_at_1, clock_glitch };

struct FaultKind {
    FaultModel model = FaultModel::seu;
    bool common_mode = false;

    bool operator==(const FaultKind&) const = default;
};

std::string_view name(FaultModel model);
/// "common_mode" for any of these.
std::string_view name(const FaultKind& kind);

inline bool is_permanent(const FaultKind& kind) {
    return kind.model == FaultModel::stuck_at_0 || kind.model == FaultModel::stuck_at_1;
}

/// A machine of these parts can be hit so: the bit is there, and of what the model can hit.
bool can_hit(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind);
/// Now. `bit`: for a clock glitch the replica's number and 0, where all replicas are hit the bit in
/// any of them. Only where can_hit().
void hit(Machine& machine, const BoardBit& bit, const FaultKind& kind);
/// "cpu0.core.pc_q[3]", "cpu0.clock".
std::string describe(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind);

/// One byte that stands for a kind in a replay log; nothing for a byte that stands for none.
uint8_t code_of(const FaultKind& kind);
std::optional<FaultKind> kind_of(uint8_t code);

}  // namespace ftsim
