// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/memory_board.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ftsim/board/device_tree.hpp"
#include "ftsim/board/state_bytes.hpp"
#include "ftsim/error.hpp"

namespace ftsim {

namespace {

// lui and addi that together load an address.
uint32_t high_part(uint32_t address) { return (address + 0x800) & 0xffff'f000; }
uint32_t low_part(uint32_t address) { return (address - high_part(address)) << 20; }

// csrr a0, mhartid; lui a1, TREE; addi a1, a1, TREE; lui t0, ENTRY; addi t0, t0, ENTRY; jr t0
std::array<uint32_t, 6> boot_code(uint32_t entry, uint32_t tree) {
    return {0xf140'2573,
            high_part(tree) | 0x5b7,
            low_part(tree) | 0x0005'8593,
            high_part(entry) | 0x2b7,
            low_part(entry) | 0x0002'8293,
            0x0002'8067};
}

uint64_t place_device_tree(const Program& program, std::span<const std::byte> tree,
                           uint64_t ram_bytes) {
    if (tree.size() > ram_bytes) {
        throw Error(ErrorKind::usage, fmt::format("RAM of {} bytes: the device tree alone has {}",
                                                  ram_bytes, tree.size()));
    }
    const uint64_t begin = address::kRam + device_tree_offset(ram_bytes, tree.size());
    for (const Segment& segment : program.segments) {
        const uint64_t end = uint64_t{segment.address} + segment.bytes.size();
        if (segment.address < begin + tree.size() && end > begin) {
            throw Error(ErrorKind::file,
                        fmt::format("a segment at 0x{:08x} of {} bytes lies over the device tree "
                                    "at 0x{:08x}: more RAM would make room",
                                    segment.address, segment.bytes.size(), begin));
        }
    }
    return begin - address::kRam;
}

}  // namespace

MemoryBoard::MemoryBoard(const Program& program, std::span<const std::byte> device_tree,
                         uint64_t ram_bytes, unsigned latency, Outbox& outbox)
    : ram_(ram_bytes),
      images_(program.segments),
      tohost_(program.tohost.value_or(0)),
      slow_(latency != 0),
      instr_delay_(latency),
      data_delay_(latency),
      outbox_(outbox) {
    for (const Segment& segment : program.segments) {
        const uint64_t offset = uint64_t{segment.address} - address::kRam;
        const uint64_t size = segment.bytes.size() + segment.zeros;
        if (segment.address < address::kRam || offset + size > ram_bytes) {
            throw Error(
                ErrorKind::file,
                fmt::format("a segment at 0x{:08x} of {} bytes lies outside {} bytes of RAM",
                            segment.address, size, ram_bytes));
        }
    }
    const uint64_t tree_offset = place_device_tree(program, device_tree, ram_bytes);
    const auto tree = static_cast<uint32_t>(address::kRam + tree_offset);
    images_.push_back({tree, {device_tree.begin(), device_tree.end()}});
    load_images();
    const auto code = boot_code(program.entry, tree);
    std::copy(code.begin(), code.end(), rom_.begin());
    save(power_on_);
}

void MemoryBoard::load_images() {
    for (const Segment& image : images_) {
        const uint32_t offset = image.address - address::kRam;
        ram_.write(offset, image.bytes);
        ram_.clear(static_cast<uint32_t>(offset + image.bytes.size()), image.zeros);
    }
}

void MemoryBoard::reset() {
    load_images();
    std::span<const std::byte> state = power_on_;
    load(state);
}

Answer MemoryBoard::fetch(uint32_t address) const {
    const uint32_t offset = address - address::kRam;
    if (offset < ram_.size()) return {ram_.load(offset), 1};
    if (in_rom(address)) return {rom_[(address - address::kBootRom) / 4], 1};
    return {0, 1, 1};
}

Answer MemoryBoard::access_rom(const CoreOutputs& out) const {
    if (out.data_we) return {0, 1, 1};
    return {rom_[(out.data_addr - address::kBootRom) / 4], 1};
}

void MemoryBoard::store_tohost(const CoreOutputs& out, uint64_t cycle) {
    const uint32_t word = ram_.load(out.data_addr - address::kRam);
    if ((word & 1U) == 0) return;
    outbox_.put({cycle, Sink::tohost, word});
    ended_ = true;
}

void MemoryBoard::step_beside(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins,
                              const Answer& others_instr, const Answer& others_data) {
    const Answer instr = instr_delay_.shift(out.instr_req ? fetch(out.instr_addr) : others_instr);
    drive_instr(pins, instr);
    const bool mine = out.data_req && owns(out.data_addr);
    const Answer data = data_delay_.shift(mine ? access(out, cycle) : others_data);
    drive_data(pins, data);
}

void MemoryBoard::save(std::vector<std::byte>& to) const {
    put_state(to, ended_);
    instr_delay_.save(to);
    data_delay_.save(to);
}

void MemoryBoard::load(std::span<const std::byte>& from) {
    ended_ = take_flag(from);
    instr_delay_.load(from);
    data_delay_.load(from);
}

RegisterMap MemoryBoard::registers(unsigned latency) {
    RegisterMap map = RegisterMap::without_registers(sizeof(ended_));
    map.append("instr_line", AnswerDelay::registers(latency));
    map.append("data_line", AnswerDelay::registers(latency));
    return map;
}

void MemoryBoard::flip(uint64_t bit) {
    const uint64_t before = instr_delay_.registers().bits();
    if (bit < before) {
        instr_delay_.flip(bit);
    } else {
        data_delay_.flip(bit - before);
    }
}

}  // namespace ftsim
