// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a fault does to what it hits, and to how many at once.
//
//   seu                      inverts a bit, once
//   stuck_at_0, stuck_at_1   a flop has that value from then on, whatever is rolled back
//   clock_glitch             one clock edge does not come to a CPU board, or to a half of one
//   edge_doubled             one clock edge comes to a CPU board twice
//   board_dead               a CPU board stands still, its outputs with it
//   replace                  no fault: another board in a board's place
//   common_mode              one of these two transient ones, in all replicas in the same clock
//                            cycle: what a disturbance of their common supply or clock does

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ftsim/lockstep/machine.hpp"

namespace ftsim {

enum class FaultModel : uint8_t {
    seu,
    stuck_at_0,
    stuck_at_1,
    clock_glitch,
    edge_doubled,
    board_dead,
    replace,
};

inline constexpr std::array kFaultModels = {FaultModel::seu,          FaultModel::stuck_at_0,
                                            FaultModel::stuck_at_1,   FaultModel::clock_glitch,
                                            FaultModel::edge_doubled, FaultModel::board_dead,
                                            FaultModel::replace};

/// What a model hits.
enum class Target { bit, clock, board };

struct FaultKind {
    FaultModel model = FaultModel::seu;
    bool common_mode = false;

    bool operator==(const FaultKind&) const = default;
};

std::string_view name(FaultModel model);
/// "common_mode" for any of these.
std::string_view name(const FaultKind& kind);

Target target_of(FaultModel model);

/// It lasts, until it is ended or the hardware replaced.
inline bool is_permanent(const FaultKind& kind) {
    return kind.model == FaultModel::stuck_at_0 || kind.model == FaultModel::stuck_at_1 ||
           kind.model == FaultModel::board_dead;
}

/// A machine of these parts can be hit so: the bit is there, and of what the model can hit.
bool can_hit(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind);
/// Now. `bit`: for a clock the replica's number and 0, for a board its number and 0, where all
/// replicas are hit the bit in any of them. Only where can_hit().
void hit(Machine& machine, const BoardBit& bit, const FaultKind& kind);
/// It is over, now: what is_permanent() is good again.
void end_hit(Machine& machine, const BoardBit& bit, const FaultKind& kind);
/// "cpu0.core.pc_q[3]", "cpu0.clock", "cpu0".
std::string describe(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind);

/// One byte that stands for a kind in a replay log, or for its end; nothing for a byte that stands
/// for none.
uint8_t code_of(const FaultKind& kind, bool over = false);
bool is_over(uint8_t code);
std::optional<FaultKind> kind_of(uint8_t code);

}  // namespace ftsim
