// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_model.hpp"

#include "ftsim/faultinject/fault_space.hpp"

namespace ftsim {

namespace {

constexpr uint8_t kCommonMode = 0x80;

}  // namespace

std::string_view name(FaultModel model) {
    switch (model) {
        case FaultModel::seu: return "seu";
        case FaultModel::stuck_at_0: return "stuck_at_0";
        case FaultModel::stuck_at_1: return "stuck_at_1";
        case FaultModel::clock_glitch: return "clock_glitch";
    }
    return "";
}

std::string_view name(const FaultKind& kind) {
    return kind.common_mode ? "common_mode" : name(kind.model);
}

bool can_hit(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind) {
    if (kind.common_mode && (parts.replicas() < 2 || is_permanent(kind))) return false;
    if (kind.model == FaultModel::clock_glitch) return bit.board < parts.replicas();
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
    }
}

std::string describe(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind) {
    return kind.model == FaultModel::clock_glitch ? parts.clock_name(bit.board)
                                                  : parts.describe(bit);
}

uint8_t code_of(const FaultKind& kind) {
    const auto model = static_cast<unsigned>(kind.model);
    return static_cast<uint8_t>(kind.common_mode ? model | kCommonMode : model);
}

std::optional<FaultKind> kind_of(uint8_t code) {
    const auto model = static_cast<uint8_t>(code & ~kCommonMode);
    if (model > static_cast<uint8_t>(FaultModel::clock_glitch)) return std::nullopt;
    return FaultKind{static_cast<FaultModel>(model), (code & kCommonMode) != 0};
}

}  // namespace ftsim
