// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_model.hpp"

#include <fmt/format.h>

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
        case FaultModel::board_wild: return "board_wild";
        case FaultModel::board_pulled: return "board_pulled";
        case FaultModel::lane_dead: return "lane_dead";
        case FaultModel::line_stuck: return "line_stuck";
        case FaultModel::path_dead: return "path_dead";
        case FaultModel::disk_dead: return "disk_dead";
        case FaultModel::port_dead: return "port_dead";
        case FaultModel::clock_dead: return "clock_dead";
        case FaultModel::power_dead: return "power_dead";
        case FaultModel::comparator_equal: return "comparator_equal";
        case FaultModel::comparator_different: return "comparator_different";
    }
    return "";
}

Target target_of(FaultModel model) {
    switch (model) {
        case FaultModel::clock_glitch:
        case FaultModel::edge_doubled: return Target::clock;
        case FaultModel::seu:
        case FaultModel::stuck_at_0:
        case FaultModel::stuck_at_1: return Target::bit;
        default: return Target::component;
    }
}

bool hits(FaultModel model, Unit unit) {
    switch (model) {
        case FaultModel::board_dead:
            return unit == Unit::cpu || unit == Unit::mem || unit == Unit::io ||
                   unit == Unit::point;
        case FaultModel::board_wild:
        case FaultModel::board_pulled:
            return unit == Unit::cpu || unit == Unit::mem || unit == Unit::io;
        case FaultModel::lane_dead: return unit == Unit::mem;
        case FaultModel::line_stuck:
        case FaultModel::path_dead: return unit == Unit::path;
        case FaultModel::disk_dead: return unit == Unit::disk;
        case FaultModel::port_dead: return unit == Unit::port;
        case FaultModel::clock_dead: return unit == Unit::clock;
        case FaultModel::power_dead: return unit == Unit::power;
        case FaultModel::comparator_equal:
        case FaultModel::comparator_different: return unit == Unit::point;
        case FaultModel::replace: return true;
        default: return false;
    }
}

unsigned places_in_component(FaultModel model) {
    if (model == FaultModel::lane_dead) return HardwareSets::kLanes;
    return model == FaultModel::line_stuck ? 2 * secded::kBits : 1;
}

std::optional<Component> component_of(const FaultParts& parts, const BoardBit& bit,
                                      const FaultKind& kind) {
    if (kind.common_mode) return std::nullopt;
    switch (target_of(kind.model)) {
        case Target::component: return static_cast<Component>(bit.board);
        case Target::clock:
            return component_of(Unit::cpu, bit.board * parts.cpu_boards() / parts.replicas());
        case Target::bit: break;
    }
    return parts.parts()[bit.board].component;
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
    if (target == Target::component) {
        const auto component = static_cast<Component>(bit.board);
        return bit.board < kComponents && parts.has(component) &&
               hits(kind.model, unit_of(component)) && bit.bit < places_in_component(kind.model);
    }
    if (!parts.has(bit)) return false;
    const FaultParts::Part& part = parts.parts()[bit.board];
    if (is_permanent(kind)) {
        return part.kind == FaultParts::Kind::cpu || part.kind == FaultParts::Kind::point;
    }
    if (!kind.common_mode) return true;
    return part.kind == FaultParts::Kind::cpu &&
           is_of_a_core(part.sites->locate(bit.bit).site->name);
}

std::vector<BoardBit> places_of(const FaultParts& parts, const FaultKind& kind) {
    std::vector<BoardBit> found;
    const bool clock = target_of(kind.model) == Target::clock;
    const unsigned owners = clock ? parts.replicas() : unsigned{kComponents};
    const unsigned in_each = clock ? 1 : places_in_component(kind.model);
    for (unsigned owner = 0; owner < owners; ++owner) {
        for (unsigned i = 0; i < in_each; ++i) {
            if (can_hit(parts, {owner, i}, kind)) found.push_back({owner, i});
        }
    }
    return found;
}

namespace {

bool is_high(const BoardBit& line) { return line.bit % 2 != 0; }

// What is not a CPU board.
void hit_hardware(Backplane& backplane, const BoardBit& place, FaultModel model) {
    HardwareSets& hardware = backplane.hardware();
    const auto component = static_cast<Component>(place.board);
    const auto number = static_cast<unsigned>(place.bit);
    switch (model) {
        case FaultModel::board_wild: return hardware.go_wild(component);
        case FaultModel::board_pulled: return hardware.pull(component);
        case FaultModel::lane_dead: return hardware.kill_lane(side_of(component), number, true);
        case FaultModel::line_stuck:
            return hardware.stick_line(side_of(component), number / 2, is_high(place));
        case FaultModel::replace: return backplane.replace(component);
        case FaultModel::comparator_equal:
            return backplane.stick_comparison(side_of(component), Comparison::always_equal);
        case FaultModel::comparator_different:
            return backplane.stick_comparison(side_of(component), Comparison::always_different);
        default: return hardware.kill(component);
    }
}

void hit_board(Engine& engine, unsigned board, FaultModel model) {
    switch (model) {
        case FaultModel::board_wild: return engine.go_wild(board, true);
        case FaultModel::replace: return engine.replace(board);
        default: return engine.freeze(board, true);
    }
}

}  // namespace

void hit(Machine& machine, const BoardBit& bit, const FaultKind& kind) {
    Engine& engine = machine.engine();
    switch (kind.model) {
        case FaultModel::seu:
            return kind.common_mode ? engine.flip_all(machine.bit_of_replica(bit))
                                    : machine.flip(bit);
        case FaultModel::stuck_at_0: return machine.stick(bit, false);
        case FaultModel::stuck_at_1: return machine.stick(bit, true);
        case FaultModel::clock_glitch:
            return kind.common_mode ? engine.miss_edge_all() : engine.miss_edge(bit.board);
        case FaultModel::edge_doubled: return engine.double_edge(bit.board);
        default: break;
    }
    const bool cpu = unit_of(static_cast<Component>(bit.board)) == Unit::cpu;
    if (cpu) return hit_board(engine, bit.board, kind.model);
    hit_hardware(machine.backplane(), bit, kind.model);
}

void end_hit(Machine& machine, const BoardBit& bit, const FaultKind& kind) {
    Engine& engine = machine.engine();
    if (target_of(kind.model) == Target::bit) return machine.unstick(bit);
    const auto component = static_cast<Component>(bit.board);
    const auto number = static_cast<unsigned>(bit.bit);
    HardwareSets& hardware = machine.backplane().hardware();
    switch (kind.model) {
        case FaultModel::lane_dead: return hardware.kill_lane(side_of(component), number, false);
        case FaultModel::line_stuck:
            return hardware.stick_line(side_of(component), number / 2, std::nullopt);
        case FaultModel::comparator_equal:
        case FaultModel::comparator_different:
            return machine.backplane().stick_comparison(side_of(component), Comparison::works);
        default: break;
    }
    if (unit_of(component) != Unit::cpu) return hardware.mend(component);
    engine.freeze(bit.board, false);
    engine.go_wild(bit.board, false);
    // What was pulled comes back as new.
    if (kind.model == FaultModel::board_pulled) engine.replace(bit.board);
}

std::string describe(const FaultParts& parts, const BoardBit& bit, const FaultKind& kind) {
    switch (target_of(kind.model)) {
        case Target::clock: return parts.clock_name(bit.board);
        case Target::component: {
            const std::string_view component = name(static_cast<Component>(bit.board));
            if (kind.model == FaultModel::lane_dead) {
                return fmt::format("{}.lane[{}]", component, bit.bit);
            }
            if (kind.model != FaultModel::line_stuck) return std::string(component);
            return fmt::format("{}.line[{}].{}", component, bit.bit / 2,
                               bit.bit % 2 != 0 ? "high" : "low");
        }
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
