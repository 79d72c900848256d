// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/fault_parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <optional>
#include <utility>

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

constexpr unsigned kWordBits = 32;
constexpr uint32_t kWordBytes = 4;

uint32_t bit_in(const Site& site, std::string_view board, uint32_t bit) {
    if (bit < site.width) return bit;
    throw Error(ErrorKind::usage, fmt::format("{}.{} has bits 0 to {}, not {}", board, site.name,
                                              site.width - 1, bit));
}

uint64_t find_site(const StateMap& map, std::string_view board, std::string_view site,
                   uint32_t bit) {
    const Site* found = map.find(site);
    if (found == nullptr) {
        throw Error(ErrorKind::usage,
                    fmt::format("no register \"{}.{}\": `ftsim sites` lists them", board, site));
    }
    return found->first_bit + bit_in(*found, board, bit);
}

}  // namespace

std::string describe(const StateMap& map, const BoardBit& bit) {
    const SiteBit at = map.locate(bit.bit);
    return fmt::format("cpu{}.{}[{}]", bit.board, at.site->name, at.bit);
}

BoardBit find_board_bit(const StateMap& map, unsigned boards, std::string_view board,
                        std::string_view site, uint32_t bit) {
    unsigned number = 0;
    while (number < boards && board != fmt::format("cpu{}", number)) ++number;
    if (number == boards) {
        throw Error(ErrorKind::usage, fmt::format("no board \"{}\" here: the boards are cpu0{}",
                                                  board, boards > 1 ? " and cpu1" : ""));
    }
    return {number, find_site(map, board, site, bit)};
}

FaultParts::FaultParts(unsigned cpu_boards, const StateMap& cpu_sites,
                       const BackplaneConfig& backplane)
    : backplane_(backplane),
      memory_registers_(Backplane::memory_registers(backplane)),
      io_registers_(Backplane::io_registers(backplane)),
      interrupt_registers_(Backplane::interrupt_registers(backplane)) {
    const auto add = [&](Kind kind, Unit unit, unsigned side, std::string name,
                         const StateMap* sites, uint64_t bits) {
        parts_.push_back({kind, ftsim::component_of(unit, side), std::move(name), sites, bits});
    };
    for (unsigned i = 0; i < cpu_boards; ++i) {
        add(Kind::cpu, Unit::cpu, i, fmt::format("cpu{}", i), &cpu_sites, cpu_sites.bits());
    }
    const StateMap& memory = memory_registers_.sites();
    const StateMap& io = io_registers_.sites();
    const unsigned sets = backplane.sets;
    const StateMap& interrupts = interrupt_registers_.sites();
    for (unsigned i = 0; i < cpu_boards && interrupts.bits() != 0; ++i) {
        add(Kind::interrupts, Unit::cpu, i, fmt::format("cpu{}", i), &interrupts,
            interrupts.bits());
    }
    for (unsigned i = 0; i < sets; ++i) {
        add(Kind::memory_board, Unit::mem, i, fmt::format("mem{}", i), &memory, memory.bits());
    }
    for (unsigned i = 0; i < sets; ++i) {
        add(Kind::io_board, Unit::io, i, fmt::format("io{}", i), &io, io.bits());
    }
    const StateMap& point = PointModel::state_map();
    for (unsigned i = 0; i < backplane.points && backplane.points == 2; ++i) {
        add(Kind::point, Unit::point, i, fmt::format("point{}", i), &point, point.bits());
    }
    const uint64_t bits = backplane.ram_bytes / kWordBytes * word_bits();
    for (unsigned i = 0; i < sets; ++i) {
        add(Kind::ram, Unit::mem, i, sets == 1 ? "ram" : fmt::format("ram{}", i), nullptr, bits);
    }
}

// With the code's where there is one.
unsigned FaultParts::word_bits() const { return backplane_.sets == 1 ? kWordBits : secded::kBits; }

bool FaultParts::has(Component component) const {
    const unsigned side = side_of(component);
    if (unit_of(component) == Unit::cpu) return side < cpu_boards();
    return Backplane::hardware_of(backplane_).has(component);
}

std::string FaultParts::describe(const BoardBit& bit) const {
    const Part& part = parts_[bit.board];
    if (part.kind == Kind::ram) {
        const uint64_t address = address::kRam + bit.bit / word_bits() * kWordBytes;
        return fmt::format("{}.{:08x}[{}]", part.name, address, bit.bit % word_bits());
    }
    const SiteBit at = part.sites->locate(bit.bit);
    return fmt::format("{}.{}[{}]", part.name, at.site->name, at.bit);
}

BoardBit FaultParts::find(std::string_view board, std::string_view site, uint32_t bit) const {
    std::vector<std::string_view> names;
    std::optional<unsigned> first;
    for (unsigned number = 0; number < parts_.size(); ++number) {
        const Part& part = parts_[number];
        if (part.kind != Kind::interrupts) names.push_back(part.name);
        if (part.name != board) continue;
        if (part.kind == Kind::ram) return {number, find_word(site, bit)};
        if (!first) first = number;
        if (part.sites->find(site) != nullptr) {
            return {number, find_site(*part.sites, board, site, bit)};
        }
    }
    if (first) return {*first, find_site(*parts_[*first].sites, board, site, bit)};
    throw Error(ErrorKind::usage,
                fmt::format("no board \"{}\" here, only {}", board, fmt::join(names, ", ")));
}

// Each CPU board has two cores.
bool FaultParts::self_checking() const {
    return parts_.front().sites->find("main.pc_q") != nullptr;
}

unsigned FaultParts::cpu_boards() const {
    unsigned boards = 0;
    for (const Part& part : parts_) boards += part.kind == Kind::cpu;
    return boards;
}

unsigned FaultParts::replicas() const { return self_checking() ? 2 * cpu_boards() : cpu_boards(); }

std::string FaultParts::clock_name(unsigned replica) const {
    if (!self_checking()) return parts_[replica].name + ".clock";
    return parts_[replica / 2].name + (replica % 2 == 0 ? ".main.clock" : ".shadow.clock");
}

BoardBit FaultParts::find_clock(std::string_view board, std::string_view site) const {
    const std::string wanted = fmt::format("{}.{}", board, site);
    std::vector<std::string> names;
    for (unsigned replica = 0; replica < replicas(); ++replica) {
        names.push_back(clock_name(replica));
        if (names.back() == wanted) return {replica, 0};
    }
    throw Error(ErrorKind::usage,
                fmt::format("no clock \"{}\" here, only {}", wanted, fmt::join(names, ", ")));
}

// "80001234": the address of a word.
uint64_t FaultParts::find_word(std::string_view site, uint32_t bit) const {
    const uint64_t bytes = backplane_.ram_bytes;
    const std::string_view ram = parts_.back().name;
    uint32_t address = 0;
    const char* end = site.data() + site.size();
    const auto parsed = std::from_chars(site.data(), end, address, 16);
    const bool right = parsed.ec == std::errc() && parsed.ptr == end && site.size() == 8;
    if (!right || address % kWordBytes != 0 || address - address::kRam >= bytes) {
        throw Error(ErrorKind::usage,
                    fmt::format("no word of RAM \"{0}.{1}\": they are {0}.{2:08x} to {0}.{3:08x}",
                                ram, site, address::kRam, address::kRam + bytes - kWordBytes));
    }
    if (bit >= word_bits()) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}.{} has bits 0 to {}, not {}", ram, site, word_bits() - 1, bit));
    }
    return (address - address::kRam) / kWordBytes * uint64_t{word_bits()} + bit;
}

}  // namespace ftsim
