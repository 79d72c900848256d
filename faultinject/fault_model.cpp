// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_model.hpp"

#include "ftsim/faultinject/fault_space.hpp"

namespace ftsim {

namespace {

constexpr uint8_t kCommonMode = 0x80;
constexpr uint8_t kOver = 0x40;

}  // namespace

std::string_view name(FaultModel model) {
    switch (model) {
        case FaultModel::seu: return "seu";
        case FaultModel::stuck_at_0: return "stuck_at_0";
        case FaultModel::stuck_at_1: return "stuck_at_1";
        case FaultModel::clock_glitch: return "clock_glitch";
        case FaultModel::edge_doubled: return "edge_doubled";
        case FaultModel::board_dead: return "board_dead";
        case FaultModel::replace: return "replace";
    }
    return "";
}

Target target_of(FaultModel model) {
    switch (model) {
        case FaultModel::clock_glitch:
        case FaultModel::edge_doubled: return Target::clock;
        case FaultModel::board_dead:
        case FaultModel::replace: return Target::board;
        default: return Target::bit;
    }
}

std::string_view name(const FaultKind& kind) {
    return kind.common_mode ? "common_mode" : name(kind.model);
}

bool can_hit(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind) {
    const bool may_be_common =
        kind.model == FaultModel::seu || kind.model == FaultModel::clock_glitch;
    if (kind.common_mode && (parts.replicas() < 2 || !may_be_common)) return false;
    const Target target = target_of(kind.model);
    if (target == Target::clock) return bit.board < parts.replicas();
    if (target == Target::board) return bit.board < parts.cpu_boards();
    if (!parts.has(bit)) return false;
    const FaultParts::Part& part = parts.parts()[bit.board];
    if (is_permanent(kind)) return part.kind == FaultParts::Kind::cpu;
    if (!kind.common_mode) return true;
    return part.kind == FaultParts::Kind::cpu &&
           is_of_a_core(part.sites->locate(bit.bit).site->name);
}

void hit(Machine& machine, const BoardBit& bit, const FaultKind& kind) {
    Engine& engine = machine.engine();
    switch (kind.model) {
        case FaultModel::seu:
            return kind.common_mode ? engine.flip_all(machine.bit_of_replica(bit))
                                    : machine.flip(bit);
        case FaultModel::stuck_at_0: return engine.stick(bit.board, bit.bit, false);
        case FaultModel::stuck_at_1: return engine.stick(bit.board, bit.bit, true);
        case FaultModel::clock_glitch:
            return kind.common_mode ? engine.miss_edge_all() : engine.miss_edge(bit.board);
        case FaultModel::edge_doubled: return engine.double_edge(bit.board);
        case FaultModel::board_dead: return engine.freeze(bit.board, true);
        case FaultModel::replace: return engine.replace(bit.board);
    }
}

void end_hit(Machine& machine, const BoardBit& bit, const FaultKind& kind) {
    if (kind.model == FaultModel::board_dead) return machine.engine().freeze(bit.board, false);
    machine.engine().unstick(bit.board, bit.bit);
}

std::string describe(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind) {
    switch (target_of(kind.model)) {
        case Target::clock: return parts.clock_name(bit.board);
        case Target::board: return parts.parts()[bit.board].name;
        case Target::bit: break;
    }
    return parts.describe(bit);
}

bool is_over(uint8_t code) { return (code & kOver) != 0; }

uint8_t code_of(const FaultKind& kind, bool over) {
    const unsigned model = static_cast<unsigned>(kind.model) | (over ? kOver : 0U);
    return static_cast<uint8_t>(kind.common_mode ? model | kCommonMode : model);
}

std::optional<FaultKind> kind_of(uint8_t code) {
    const auto model = static_cast<uint8_t>(code & ~(kCommonMode | kOver));
    if (model >= kFaultModels.size()) return std::nullopt;
    if (is_over(code) && !is_permanent({static_cast<FaultModel>(model)})) return std::nullopt;
    return FaultKind{static_cast<FaultModel>(model), (code & kCommonMode) != 0};
}

}  // namespace ftsim
