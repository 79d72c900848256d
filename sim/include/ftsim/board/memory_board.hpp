// SPDX-License-Identifier: Apache-2.0
#pragma once

// The memory board: boot ROM and RAM behind both OBI ports of the CPU boards. One RAM serves all of
// them, because it sits behind the comparison point. Answers come in the next cycle, or `latency`
// cycles later than that; requests are always granted. It answers every fetch, with an error where
// there is neither ROM nor RAM, and the data accesses to addresses it owns; the I/O board answers
// the others. Not thread-safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ftsim/board/address_map.hpp"
#include "ftsim/board/answer_delay.hpp"
#include "ftsim/board/outbox.hpp"
#include "ftsim/board/program.hpp"
#include "ftsim/board/ram.hpp"
#include "ftsim/board/register_map.hpp"
#include "ftsim/model/core_ports.hpp"

namespace ftsim {

class MemoryBoard {
public:
    /// Loads the program, the device tree near the end of RAM, and a boot ROM that sets a0 to the
    /// hart, a1 to the device tree and jumps to the program's entry. `latency`: wait states added
    /// to every answer. Throws Error(file) where these do not fit into RAM together.
    MemoryBoard(const Program& program, std::span<const std::byte> device_tree, uint64_t ram_bytes,
                unsigned latency, Outbox& outbox);

    bool owns(uint32_t address) const {
        return address - address::kRam < ram_.size() || in_rom(address);
    }

    /// One clock edge at the end of machine cycle `cycle`: sets the fields instr_* and data_* of
    /// `pins` for the next one and touches no other.
    void step(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins) {
        if (slow_) [[unlikely]] {
            step_beside(out, cycle, pins, {}, {});
            return;
        }
        pins.instr_rvalid = out.instr_req;
        pins.instr_rdata = 0;
        pins.instr_err = 0;
        if (out.instr_req) {
            const uint32_t offset = out.instr_addr - address::kRam;
            if (offset < ram_.size()) [[likely]] {
                pins.instr_rdata = ram_.load(offset);
            } else {
                const Answer answer = fetch(out.instr_addr);
                pins.instr_rdata = answer.rdata;
                pins.instr_err = answer.err;
            }
        }
        Answer data;
        if (out.data_req && owns(out.data_addr)) data = access(out, cycle);
        pins.data_rvalid = data.rvalid;
        pins.data_rdata = data.rdata;
        pins.data_err = data.err;
    }

    /// As step(), where somebody else answers what the board is not asked: that keeps its place
    /// among the answers.
    void step_beside(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins,
                     const Answer& others_instr, const Answer& others_data);

    /// An answer is on its way.
    bool busy() const { return instr_delay_.busy() || data_delay_.busy(); }

    /// As when the power came on, but RAM keeps what the program and the device tree do not fill.
    void reset();

    /// The word of RAM or of the boot ROM with this byte in it, without an access; nothing
    /// elsewhere.
    std::optional<uint32_t> peek(uint32_t address) const {
        const uint32_t offset = address - address::kRam;
        if (offset < ram_.size()) return ram_.load(offset);
        if (in_rom(address)) return rom_[(address - address::kBootRom) / 4];
        return std::nullopt;
    }

    Ram& ram() { return ram_; }
    const Ram& ram() const { return ram_; }
    uint32_t ram_last() const { return static_cast<uint32_t>(address::kRam + ram_.size() - 1); }
    /// True once the program has ended by a store to its tohost word.
    bool ended() const { return ended_; }

    /// The answers under way and whether the program has ended; RAM has its own snapshots.
    void save(std::vector<std::byte>& to) const;
    void load(std::span<const std::byte>& from);

    /// Of what a board saves that has `latency` wait states.
    static RegisterMap registers(unsigned latency);
    /// Inverts a bit of registers(), at once.
    void flip(uint64_t bit);

private:
    void load_images();
    static bool in_rom(uint32_t address) {
        return address - address::kBootRom < address::kBootRomBytes;
    }

    Answer fetch(uint32_t address) const;
    Answer access_rom(const CoreOutputs& out) const;
    void store_tohost(const CoreOutputs& out, uint64_t cycle);

    Answer access(const CoreOutputs& out, uint64_t cycle) {
        const uint32_t offset = out.data_addr - address::kRam;
        if (offset >= ram_.size()) [[unlikely]]
            return access_rom(out);
        if (!out.data_we) return {ram_.load(offset), 1};
        ram_.store(offset, out.data_wdata, out.data_be);
        if (out.data_addr == tohost_) [[unlikely]]
            store_tohost(out, cycle);
        return {0, 1};
    }

    Ram ram_;
    std::vector<Segment> images_;  // what RAM holds at power-on: the program, the device tree
    std::array<uint32_t, address::kBootRomBytes / 4> rom_ = {};
    uint32_t tohost_;  // 0: the program has none
    bool slow_;
    bool ended_ = false;
    AnswerDelay instr_delay_;
    AnswerDelay data_delay_;
    std::vector<std::byte> power_on_;  // as saved then
    Outbox& outbox_;
};

}  // namespace ftsim
