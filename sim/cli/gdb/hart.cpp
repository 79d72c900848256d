// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/hart.hpp"

#include <fmt/format.h>

#include <cstring>

namespace ftsim::cli {

Hart::Hart(Machine& machine) : machine_(&machine) {
    const StateMap& map = machine.state_map();
    pc_ = map.find("pc_q");
    waiting_ = map.find("u_lsu.waiting_q");
    first_ = map.find("u_lsu.first_q");
    retired_ = map.find("retired_q");  // at the last edge: not counted yet
    for (unsigned i = 1; i < 32; ++i) x_[i] = map.find(fmt::format("u_regfile.regs_q[{}]", i));
    look();
}

void Hart::look() { state_ = machine_->replica_state(0); }

uint32_t Hart::value(const Site* site) const {
    uint32_t word = 0;
    std::memcpy(&word, &state_[site->offset], std::min<std::size_t>(4, (site->width + 7) / 8));
    return word;
}

uint32_t Hart::value(std::string_view site) const {
    return value(machine_->state_map().find(site));
}

uint64_t Hart::completed() const {
    const bool waits = value(waiting_) != 0 && value(first_) == 0;
    return machine_->engine().retired() + value(retired_) + waits;
}

// What the access under way will write, as its instruction is behind pc already.
std::optional<uint32_t> Hart::under_way() const {
    if (value("u_lsu.main_q") == 0) return std::nullopt;
    if (value("u_lsu.store_q") != 0) {
        // The write of an AMO, which gives what was read; or of an SC, which gives 0.
        return value("u_lsu.second_q") != 0 ? value("u_lsu.held_q") : 0;
    }
    const uint32_t address = value("u_lsu.addr_q");
    const uint32_t funct3 = value("u_lsu.funct3_q");
    const unsigned bytes = 1U << (funct3 & 3U);
    uint32_t word = 0;
    for (unsigned i = 0; i < bytes && i < 4; ++i) {
        const auto byte = read_byte(address + i);
        if (!byte) return std::nullopt;
        word |= uint32_t{*byte} << (8 * i);
    }
    if (funct3 == 0) return static_cast<uint32_t>(static_cast<int8_t>(word));
    if (funct3 == 1) return static_cast<uint32_t>(static_cast<int16_t>(word));
    return word;
}

std::optional<uint32_t> Hart::read(unsigned reg) const {
    if (reg == 0) return 0;
    if (reg == kPc) return pc();
    const bool waits = value(waiting_) != 0 && value("u_lsu.rd_we_q") != 0 && value(first_) == 0 &&
                       value("u_lsu.rd_q") == reg;
    return waits ? under_way() : value(x_[reg]);
}

bool Hart::write(unsigned reg, uint32_t word) {
    if (reg == 0 || reg >= kPc) return false;
    // All are read before any is set: a shadow that is behind starts from where main is.
    std::vector<std::vector<std::byte>> states;
    for (unsigned replica = 0; replica < machine_->replicas(); ++replica) {
        states.push_back(machine_->replica_state(replica));
        std::memcpy(&states.back()[x_[reg]->offset], &word, sizeof word);
    }
    for (unsigned replica = 0; replica < machine_->replicas(); ++replica) {
        machine_->set_replica_state(replica, states[replica]);
    }
    look();
    return true;
}

std::optional<uint32_t> Hart::read_csr(unsigned number) const {
    switch (number) {
        case 0x300:
            return value("u_csr.mie_q") << 3 | value("u_csr.mpie_q") << 7 |
                   (value("u_csr.mpp_q") != 0 ? 3U : 0U) << 11 | value("u_csr.mprv_q") << 17 |
                   value("u_csr.tw_q") << 21;
        case 0x304:
            return value("u_csr.msie_q") << 3 | value("u_csr.mtie_q") << 7 |
                   value("u_csr.meie_q") << 11;
        case 0x305: return value("u_csr.mtvec_base_q") << 2 | value("u_csr.mtvec_vectored_q");
        case 0x340: return value("u_csr.mscratch_q");
        case 0x341: return value("u_csr.mepc_q");
        case 0x342: return value("u_csr.mcause_irq_q") << 31 | value("u_csr.mcause_q");
        case 0x343: return value("u_csr.mtval_q");
        default: return std::nullopt;
    }
}

std::optional<uint8_t> Hart::read_byte(uint32_t address) const {
    const auto word = machine_->backplane().memory().peek(address);
    if (!word) return std::nullopt;
    return static_cast<uint8_t>(*word >> (8 * (address & 3)));
}

bool Hart::write_byte(uint32_t address, uint8_t byte) {
    Ram& ram = machine_->backplane().memory().ram();
    const uint32_t offset = address - address::kRam;
    if (offset >= ram.size()) return false;
    const std::byte value{byte};
    ram.write(offset, {&value, 1});
    return true;
}

}  // namespace ftsim::cli
