// SPDX-License-Identifier: Apache-2.0
#pragma once

// The things that a machine is put together from, and that can fail as a whole. A machine has one
// or two of each but CPU boards, of which there are up to three; which ones, its topology says. The
// names are those of fault places, events, JSON and the audit's table.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ftsim {

enum class Unit : uint8_t {
    cpu,    ///< a CPU board
    mem,    ///< a memory board
    io,     ///< an I/O board
    path,   ///< a backplane path: all lines between the CPU boards and one set of the others
    disk,   ///< behind the I/O board of the same number
    port,   ///< a network port, on the I/O board of the same number
    clock,  ///< a clock source
    power,  ///< a power feed
    point,  ///< a comparison point
};

enum class Component : uint8_t {
    cpu0,
    cpu1,
    cpu2,
    mem0,
    mem1,
    io0,
    io1,
    path0,
    path1,
    disk0,
    disk1,
    port0,
    port1,
    clock0,
    clock1,
    power0,
    power1,
    point0,
    point1,
};

inline constexpr std::size_t kComponents = 19;
inline constexpr std::array<std::string_view, kComponents> kComponentNames = {
    "cpu0",  "cpu1",  "cpu2",  "mem0",   "mem1",   "io0",    "io1",    "path0",  "path1", "disk0",
    "disk1", "port0", "port1", "clock0", "clock1", "power0", "power1", "point0", "point1"};

constexpr std::size_t index_of(Component component) { return static_cast<std::size_t>(component); }
constexpr std::string_view name(Component component) {
    return kComponentNames[index_of(component)];
}
constexpr Unit unit_of(Component component) {
    const auto number = index_of(component);
    return number < 3 ? Unit::cpu : static_cast<Unit>((number - 1) / 2);
}
/// The number of it among those of its unit.
constexpr unsigned side_of(Component component) {
    const auto number = static_cast<unsigned>(component);
    return number < 3 ? number : (number - 1) % 2;
}
constexpr Component component_of(Unit unit, unsigned side) {
    const unsigned first = unit == Unit::cpu ? 0 : 2 * static_cast<unsigned>(unit) + 1;
    return static_cast<Component>(first + side);
}

static_assert(unit_of(Component::mem0) == Unit::mem && side_of(Component::mem1) == 1);
static_assert(unit_of(Component::point1) == Unit::point && side_of(Component::point1) == 1);
static_assert(component_of(Unit::io, 1) == Component::io1);

}  // namespace ftsim
