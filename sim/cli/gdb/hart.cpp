// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/hart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "sim/cli/gdb/csrs.hpp"

namespace ftsim::cli {

namespace {

// As a load's funct3 takes it out of the word.
uint32_t extended(uint32_t word, uint32_t funct3) {
    switch (funct3) {
        case 0: return static_cast<uint32_t>(static_cast<int8_t>(word));
        case 1: return static_cast<uint32_t>(static_cast<int16_t>(word));
        case 4: return word & 0xffU;
        case 5: return word & 0xffffU;
        default: return word;
    }
}

}  // namespace

Hart::Hart(Machine& machine) : machine_(&machine) {
    const StateMap& map = machine.state_map();
    pc_ = map.find("pc_q");
    waiting_ = map.find("u_lsu.waiting_q");
    main_ = map.find("u_lsu.main_q");
    first_ = map.find("u_lsu.first_q");
    failed_ = map.find("u_lsu.failed_q");
    issued_ = map.find("issued_q");
    second_ = map.find("second_q");
    sleep_ = map.find("sleep_q");
    trap_ = map.find("trap_q");
    retired_ = map.find("retired_q");  // at the last edge: not counted yet
    for (unsigned i = 1; i < 32; ++i) x_[i] = map.find(fmt::format("u_regfile.regs_q[{}]", i));
    look();
}

void Hart::look() {
    state_ = machine_->lead_state();
    pins_ = machine_->backplane().inputs();
}

uint32_t Hart::value(const Site* site) const {
    uint32_t word = 0;
    std::memcpy(&word, &state_[site->offset], std::min<std::size_t>(4, (site->width + 7) / 8));
    return word;
}

uint32_t Hart::value(std::string_view site) const {
    return value(machine_->state_map().find(site));
}

CoreState Hart::core() const { return {machine_->state_map(), state_}; }

// For the answer to the last of its accesses.
bool Hart::waits() const { return value(waiting_) != 0 && value(first_) == 0; }

bool Hart::between_instructions() const {
    if ((value(failed_) | value(issued_) | value(second_)) != 0) return false;
    if (value(waiting_) == 0 || value(main_) != 0) return true;
    return pins_.data_rvalid != 0 && pins_.data_err == 0;
}

uint64_t Hart::completed() const {
    return machine_->engine().retired() + value(retired_) + waits();
}

uint64_t Hart::sleeps_for() const {
    if (value(sleep_) == 0) return 0;
    const auto arrived = [&](const char* flop, unsigned pin) { return value(flop) == pin; };
    const bool still = arrived("u_csr.msip_q", pins_.irq_software) &&
                       arrived("u_csr.mtip_q", pins_.irq_timer) &&
                       arrived("u_csr.meip_q", pins_.irq_external);
    const bool wakes = (value("u_csr.msip_q") & value("u_csr.msie_q")) != 0 ||
                       (value("u_csr.mtip_q") & value("u_csr.mtie_q")) != 0 ||
                       (value("u_csr.meip_q") & value("u_csr.meie_q")) != 0;
    if (!still || wakes) return 0;
    return machine_->backplane().quiet_cycles();
}

// What the access under way will write, as its instruction is behind pc already.
std::optional<uint32_t> Hart::under_way() const {
    if (value("u_lsu.store_q") != 0) {
        // The write of an AMO, which gives what was read; or of an SC, which gives 0.
        return value("u_lsu.second_q") != 0 ? value("u_lsu.held_q") : 0;
    }
    const uint32_t address = value("u_lsu.addr_q");
    const uint32_t funct3 = value("u_lsu.funct3_q");
    if (value(main_) == 0) {
        if (pins_.data_rvalid == 0 || pins_.data_err != 0) return std::nullopt;
        return extended(pins_.data_rdata >> (8 * (address & 3U)), funct3);
    }
    uint32_t word = 0;
    for (unsigned i = 0; i < 4; ++i) {
        const uint32_t byte = read_byte(address + i).value_or(0);
        word |= byte << (8 * i);
    }
    return extended(word, funct3);
}

bool Hart::waits_for(unsigned reg) const {
    return waits() && value("u_lsu.rd_we_q") != 0 && value("u_lsu.rd_q") == reg;
}

std::optional<uint32_t> Hart::read(unsigned reg) const {
    if (reg == 0) return 0;
    if (reg == kPcRegister) return pc();
    return waits_for(reg) ? under_way() : value(x_[reg]);
}

std::optional<uint32_t> Hart::read_csr(unsigned number) const {
    const uint64_t time = machine_->backplane().io().mtime(machine_->backplane().cycle());
    if (number == 0xc01) return static_cast<uint32_t>(time);
    if (number == 0xc81) return static_cast<uint32_t>(time >> 32);
    CoreState seen = core();
    if (!waits()) return cli::read_csr(seen, number);
    const uint64_t retired = seen.get("u_csr.minstret_q");
    seen.set("u_csr.minstret_q", retired + 1);
    const auto word = cli::read_csr(seen, number);
    seen.set("u_csr.minstret_q", retired);
    return word;
}

std::optional<uint8_t> Hart::read_byte(uint32_t address) const {
    const auto word = machine_->backplane().memory().peek(address);
    if (!word) return std::nullopt;
    return static_cast<uint8_t>(*word >> (8 * (address & 3)));
}

bool Hart::change(const std::function<void(CoreState&)>& edit) {
    std::optional<uint32_t> loaded;
    if (waits() && value("u_lsu.rd_we_q") != 0) {
        loaded = under_way();
        if (!loaded) return false;
    }
    const bool changed = machine_->engine().intervene([&](auto states) {
        for (std::vector<std::byte>& state : states) {
            CoreState core(machine_->state_map(), state);
            core.end_access(loaded);
            edit(core);
            core.fetch_again();
        }
    });
    look();
    return changed;
}

bool Hart::write(unsigned reg, uint32_t word) {
    return change([&](CoreState& core) { core.set_register(reg, word); });
}

bool Hart::write_csr(unsigned number, uint32_t word) {
    if (csr_is_read_only(number) || !cli::read_csr(core(), number)) return false;
    return change([&](CoreState& core) { cli::write_csr(core, number, word); });
}

bool Hart::write_memory(uint32_t address, std::span<const std::byte> bytes) {
    const uint32_t offset = address - address::kRam;
    const uint64_t size = machine_->backplane().memory().ram().size();
    if (offset >= size || bytes.size() > size - offset) return false;
    // Once is enough, and the load that waits has its value by then.
    bool written = false;
    return change([&](CoreState& core) {
        core.memory_changed(address, bytes.size());
        if (!written) machine_->backplane().write_ram(address, bytes);
        written = true;
    });
}

}  // namespace ftsim::cli
