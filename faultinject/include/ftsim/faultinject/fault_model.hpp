// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a fault does to what it hits, and to how many at once.
//
//   seu                      inverts a bit, once
//   stuck_at_0, stuck_at_1   a flop has that value from then on, whatever is rolled back
//   clock_glitch             one clock edge does not come to a CPU board, or to a half of one
//   edge_doubled             one clock edge comes to a CPU board twice
//   board_dead               a board stands still: a CPU board's outputs stay what they are, a
//                            memory or I/O board answers nothing
//   board_wild               a CPU board's registers change at random, a memory or I/O board
//                            answers at random
//   board_pulled             a board is taken out; where it ends, it is put back, and empty
//   lane_dead                a chip of eight bits of a memory board reads as zeros
//   line_stuck               a line of the answers of a backplane path
//   comparator_equal, comparator_different
//                            what compares the CPU boards says that, whatever they say
//   path_dead, disk_dead, port_dead, clock_dead, power_dead
//                            such a thing does nothing any more
//   replace                  no fault: another board in a board's place
//   common_mode              one of these two transient ones, in all replicas in the same clock
//                            cycle: what a disturbance of their common supply or clock does

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    board_wild,
    board_pulled,
    lane_dead,
    line_stuck,
    path_dead,
    disk_dead,
    port_dead,
    clock_dead,
    power_dead,
    comparator_equal,
    comparator_different,
};

inline constexpr std::array kFaultModels = {
    FaultModel::seu,          FaultModel::stuck_at_0,       FaultModel::stuck_at_1,
    FaultModel::clock_glitch, FaultModel::edge_doubled,     FaultModel::board_dead,
    FaultModel::replace,      FaultModel::board_wild,       FaultModel::board_pulled,
    FaultModel::lane_dead,    FaultModel::line_stuck,       FaultModel::path_dead,
    FaultModel::disk_dead,    FaultModel::port_dead,        FaultModel::clock_dead,
    FaultModel::power_dead,   FaultModel::comparator_equal, FaultModel::comparator_different};

/// What a model hits. Of a component a BoardBit has the number and which of the places in it.
enum class Target { bit, clock, component };

struct FaultKind {
    FaultModel model = FaultModel::seu;
    bool common_mode = false;

    bool operator==(const FaultKind&) const = default;
};

std::string_view name(FaultModel model);
/// "common_mode" for any of these.
std::string_view name(const FaultKind& kind);

Target target_of(FaultModel model);
/// A model of Target::component hits components of that unit.
bool hits(FaultModel model, Unit unit);
/// Places in a component that a model of Target::component can hit: lanes, twice the lines, or 1.
unsigned places_in_component(FaultModel model);

/// It lasts, until it is ended or the hardware replaced.
inline bool is_permanent(const FaultKind& kind) {
    if (kind.model == FaultModel::replace) return false;
    return kind.model == FaultModel::stuck_at_0 || kind.model == FaultModel::stuck_at_1 ||
           target_of(kind.model) == Target::component;
}
/// The component that a fault is in; nothing for what is in all of them.
std::optional<Component> component_of(const FaultParts& parts, const BoardBit& bit,
                                      const FaultKind& kind);

/// A machine of these parts can be hit so: the bit is there, and of what the model can hit.
bool can_hit(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind);
/// All that a model of Target::clock or Target::component can hit.
std::vector<BoardBit> places_of(const FaultParts& parts, const FaultKind& kind);
/// Now. `bit`: for a clock the replica's number and 0, for a component its number and the place in
/// it, where all replicas are hit the bit in any of them. Only where can_hit().
void hit(Machine& machine, const BoardBit& bit, const FaultKind& kind);
/// It is over, now: what is_permanent() is good again.
void end_hit(Machine& machine, const BoardBit& bit, const FaultKind& kind);
/// "cpu0.core.pc_q[3]", "cpu0.clock", "cpu0", "mem1.lane[2]", "path0.line[7].high".
std::string describe(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind);

/// One byte that stands for a kind in a replay log, or for its end; nothing for a byte that stands
/// for none.
uint8_t code_of(const FaultKind& kind, bool over = false);
bool is_over(uint8_t code);
std::optional<FaultKind> kind_of(uint8_t code);

}  // namespace ftsim
