// SPDX-License-Identifier: Apache-2.0
#pragma once

// A core whose bus a test has in hand: when it grants, how long answers take, where it fails.

#include <cstring>
#include <deque>
#include <functional>
#include <initializer_list>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "ftsim/model/core_model.hpp"

namespace ftsim {

/// A register by its name in the state map.
inline uint32_t reg(const CoreModel& core, const std::string& name) {
    std::vector<std::byte> state(CoreModel::state_map().bytes());
    core.save_state(state);
    const Site* site = CoreModel::state_map().find(name);
    uint32_t value = 0;
    std::memcpy(&value, state.data() + site->offset, (site->width + 7) / 8);
    return value;
}

/// An integer register.
inline uint32_t x(const CoreModel& core, int number) {
    return reg(core, "u_regfile.regs_q[" + std::to_string(number) + "]");
}

/// A core on a bus whose moods are a function.
struct OnABus {
    std::map<uint32_t, uint32_t> memory;  // words
    std::function<bool()> grants = [] { return true; };
    std::function<unsigned()> waits = [] { return 0U; };
    std::function<bool(uint32_t)> fails = [](uint32_t) { return false; };
    CoreModel core;
    CoreInputs in;

    OnABus() { in.ram_last = 0x87ff'ffff; }

    void program(std::initializer_list<uint32_t> code) {
        uint32_t at = 0x1000;
        for (const uint32_t word : code) memory[at] = word, at += 4;
    }

    void cycle() {
        const CoreOutputs out = core.outputs();
        in.instr_gnt = grants();
        in.data_gnt = grants();
        answer(instr_, in.instr_rvalid, in.instr_rdata, in.instr_err);
        answer(data_, in.data_rvalid, in.data_rdata, in.data_err);
        if (out.instr_req && in.instr_gnt) {
            instr_.push_back({waits(), memory[out.instr_addr & ~3U], fails(out.instr_addr)});
        }
        if (out.data_req && in.data_gnt) {
            uint32_t& word = memory[out.data_addr & ~3U];
            const bool failed = fails(out.data_addr);
            data_.push_back({waits(), word, failed});
            if (out.data_we && !failed) {
                for (unsigned lane = 0; lane < 4; ++lane) {
                    const uint32_t mask = 0xffU << 8 * lane;
                    if (out.data_be >> lane & 1U) word = (word & ~mask) | (out.data_wdata & mask);
                }
            }
        }
        core.step(in);
    }
    void cycles(int count) {
        for (int i = 0; i < count; ++i) cycle();
    }

private:
    struct Pending {
        unsigned wait;
        uint32_t data;
        bool failed;
    };
    std::deque<Pending> instr_, data_;

    // Answers come in order, the first one when its wait is over.
    static void answer(std::deque<Pending>& line, uint8_t& valid, uint32_t& data, uint8_t& err) {
        valid = 0;
        data = 0;
        err = 0;
        if (line.empty()) return;
        if (line.front().wait > 0) {
            --line.front().wait;
            return;
        }
        valid = 1;
        data = line.front().data;
        err = line.front().failed;
        line.pop_front();
    }
};

inline constexpr uint32_t kHere = 0x0000'006f;  // j .

/// Straight code over a few registers: arithmetic, multiplication, division, loads, stores.
inline std::vector<uint32_t> random_code(std::mt19937& random, std::size_t length) {
    std::vector<uint32_t> code = {0x8000'0437};  // lui s0, 0x80000: the data
    const auto any = [&] { return static_cast<uint32_t>(10 + random() % 6); };
    while (code.size() < length) {
        const uint32_t rd = any() << 7, rs1 = any() << 15, rs2 = any() << 20;
        const uint32_t funct3 = static_cast<uint32_t>(random() % 8) << 12;
        const uint32_t offset = static_cast<uint32_t>(random() % 16) * 4;
        switch (random() % 6) {
            case 0: code.push_back(0x13 | rd | rs1 | static_cast<uint32_t>(random()) << 20); break;
            case 1: code.push_back(0x33 | rd | rs1 | rs2 | funct3); break;
            case 2: code.push_back(0x0200'0033 | rd | rs1 | rs2 | funct3); break;
            case 3: code.push_back(0x2003 | rd | 8 << 15 | offset << 20); break;
            case 4:
                code.push_back(0x2023 | rs2 | 8 << 15 | (offset & 0x1f) << 7 | offset >> 5 << 25);
                break;
            default: code.push_back(0x0063 | rs1 | rs2 | 4 << 7 | funct3 % 0x2000); break;
        }
    }
    code.push_back(kHere);
    return code;
}

}  // namespace ftsim
