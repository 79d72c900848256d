// SPDX-License-Identifier: Apache-2.0
#include "bench/bare_core.hpp"

#include <cstring>
#include <vector>

#include "Vftsim_core_internals.hpp"
#include "ftsim/board/address_map.hpp"

namespace ftsim::bench {

struct BareCore::Parts {
    static constexpr uint32_t kMask = (1U << 20) - 1;

    VerilatedContext context;
    Vftsim_core top{&context};
    std::vector<uint32_t> memory = std::vector<uint32_t>(kMask + 1);
    uint32_t entry = 0;
    uint64_t retired = 0;

    uint32_t fetch(uint32_t address) const {
        if (address >= address::kRam) return memory[address / 4 & kMask];
        return address == address::kBootRom ? (entry & 0xffff'f000) | 0x2b7 : 0x0002'8067;
    }
};

BareCore::BareCore(const Program& program) : parts_(std::make_unique<Parts>()) {
    parts_->entry = program.entry;
    for (const Segment& segment : program.segments) {
        std::memcpy(
            reinterpret_cast<std::byte*>(parts_->memory.data()) + segment.address - address::kRam,
            segment.bytes.data(), segment.bytes.size());
    }
    Vftsim_core& top = parts_->top;
    top.ram_last_i = 0x87ff'ffff;
    top.instr_gnt_i = 1;
    top.data_gnt_i = 1;
    top.rst_ni = 0;
    for (int edge = 0; edge < 4; ++edge) {
        top.clk_i = 0;
        top.eval();
        top.clk_i = 1;
        top.eval();
    }
    top.rst_ni = 1;
}

BareCore::~BareCore() = default;

uint64_t BareCore::retired() const { return parts_->retired; }

uint64_t BareCore::run(uint64_t cycles) {
    Vftsim_core& top = parts_->top;
    uint32_t* memory = parts_->memory.data();
    uint64_t written = 0;
    for (uint64_t cycle = 0; cycle < cycles; ++cycle) {
        const bool instr_req = top.instr_req_o, data_req = top.data_req_o;
        const uint32_t instr = parts_->fetch(top.instr_addr_o);
        uint32_t data = 0;
        if (data_req && top.data_addr_o < address::kRam) {
            written += top.data_we_o;
        } else if (data_req) {
            uint32_t& word = memory[top.data_addr_o / 4 & Parts::kMask];
            data = word;
            if (top.data_we_o) {
                uint32_t mask = 0;
                for (int lane = 0; lane < 4; ++lane) {
                    if (top.data_be_o >> lane & 1) mask |= 0xffU << 8 * lane;
                }
                word = (word & ~mask) | (top.data_wdata_o & mask);
            }
        }
        parts_->retired += top.retired_o;
        VerilatedInternals<Vftsim_core>::forget_clock(top.rootp);
        top.eval();
        top.instr_rvalid_i = instr_req;
        top.instr_rdata_i = instr;
        top.data_rvalid_i = data_req;
        top.data_rdata_i = data;
    }
    return written;
}

}  // namespace ftsim::bench
