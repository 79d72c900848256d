// SPDX-License-Identifier: Apache-2.0
#pragma once

// A comparison point as a clocked model: the RTL of rtl/point/ftsim_point under Verilator, out of
// reset when it is constructed. Some of its outputs depend on inputs of the same cycle, so a cycle
// has two halves: look() gives the outputs for these inputs, step() takes them over at the clock
// edge. Its state map names every flop of it: "u_instr_bridge.rdata_q", "u_scrubber.word_q". Not
// thread-safe; instances are independent.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "ftsim/model/core_ports.hpp"
#include "ftsim/model/state_map.hpp"

namespace ftsim {

/// Who a point hears, a bit each, in this order.
inline constexpr unsigned kPointBoards = 6;  // cpu0, cpu1, mem0, mem1, io0, io1

struct PointInputs {
    /// What both boards of a pair say on a port.
    struct Answers {
        std::array<uint64_t, 2> word = {};  ///< codewords
        std::array<uint8_t, 2> valid = {};
        std::array<uint8_t, 2> err = {};
        std::array<uint8_t, 4> unused = {};

        bool operator==(const Answers&) const = default;
    };
    std::array<CoreOutputs, 2> cpu = {};
    Answers instr = {}, data = {}, scrub = {};
    uint32_t scrub_interval = 1;  ///< a strap: cycles, at least 1
    uint32_t ram_last_word = 0;   ///< a strap: number of the last word
    uint8_t isolate = 0;          ///< a bit each
    uint8_t admit = 0;
    uint8_t data_io = 0;  ///< `data` is of the I/O boards
    uint8_t reserve_clear = 0;
    uint8_t hold = 0;  ///< the machine stands still
    std::array<uint8_t, 3> unused = {};

    bool operator==(const PointInputs&) const = default;
};

struct PointOutputs {
    /// What it makes of the answers on a port.
    struct Judgement {
        uint8_t undecided = 0;
        uint8_t corrected = 0;  ///< a bit a board
        uint8_t wrong = 0;
        uint8_t unused = 0;

        bool operator==(const Judgement&) const = default;
    };
    // From flops.
    uint32_t instr_rdata = 0;
    uint32_t data_rdata = 0;
    uint32_t scrub_word = 0;
    uint8_t instr_rvalid = 0;
    uint8_t instr_err = 0;
    uint8_t data_rvalid = 0;
    uint8_t data_err = 0;
    uint8_t reserve_clear = 0;
    uint8_t service = 0;  ///< a bit each
    uint8_t scrub_req = 0;
    // From inputs of the same cycle.
    uint8_t mismatch = 0;
    CoreOutputs bus = {};
    Judgement instr = {}, data = {}, scrub = {};

    bool operator==(const PointOutputs&) const = default;
};

static_assert(PackedOutputs<PointInputs> && PackedOutputs<PointOutputs>);

class PointModel {
public:
    PointModel();
    ~PointModel();
    PointModel(PointModel&&) noexcept;
    PointModel& operator=(PointModel&&) noexcept;

    /// Of this cycle, with those inputs.
    const PointOutputs& look(const PointInputs& inputs);
    /// A clock edge; with the inputs of the last look().
    void step(const PointInputs& inputs);
    void step_seen();
    /// What comes from flops is of this cycle; the rest is what the last inputs make of them.
    const PointOutputs& outputs() const;

    void save_state(std::span<std::byte> to) const;
    void load_state(std::span<const std::byte> from);
    /// Inverts a bit of the state map, at once.
    void flip(uint64_t bit);
    bool bit(uint64_t bit) const;

    static const StateMap& state_map();

private:
    struct Verilated;
    std::unique_ptr<Verilated> verilated_;
};

}  // namespace ftsim
