// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/core_state.hpp"

#include <fmt/format.h>

#include <cstring>

namespace ftsim::cli {

namespace {

std::size_t bytes_of(const Site& site) { return (site.width + 7) / 8; }

}  // namespace

uint64_t CoreState::get(std::string_view site) const {
    const Site* at = map_->find(site);
    uint64_t value = 0;
    std::memcpy(&value, &bytes_[at->offset], bytes_of(*at));
    return value;
}

void CoreState::set(std::string_view site, uint64_t value) {
    const Site* at = map_->find(site);
    if (at->width < 64) value &= (uint64_t{1} << at->width) - 1;
    std::memcpy(&bytes_[at->offset], &value, bytes_of(*at));
}

void CoreState::set_register(unsigned reg, uint32_t word) {
    if (reg == 0) return;
    if (reg == kPcRegister) {
        set("pc_q", word & ~1U);
        set("sleep_q", 0);
        return;
    }
    set(fmt::format("u_regfile.regs_q[{}]", reg), word);
}

void CoreState::memory_changed(uint32_t address, uint64_t bytes) {
    const auto reserved = static_cast<uint32_t>(get("reserved_addr_q") << 2);
    const bool overlaps = uint64_t{reserved} + 4 > address && reserved < uint64_t{address} + bytes;
    if (overlaps) set("reserved_q", 0);
}

void CoreState::end_access(std::optional<uint32_t> loaded) {
    if (get("u_lsu.waiting_q") != 0 && get("u_lsu.first_q") == 0) {
        if (loaded) set_register(static_cast<unsigned>(get("u_lsu.rd_q")), *loaded);
        set("retired_q", get("retired_q") + 1);  // counted at the next edge
        set("u_csr.minstret_q", get("u_csr.minstret_q") + 1);
    }
    for (const char* begun :
         {"u_lsu.waiting_q", "u_lsu.first_q", "issued_q", "second_q", "u_div.busy_q"}) {
        set(begun, 0);
    }
}

void CoreState::fetch_again() {
    set("u_fetch.count_q", 0);
    set("u_fetch.stale_q", get("u_fetch.inflight_q"));
    set("u_fetch.addr_q", get("pc_q") >> 2);
}

}  // namespace ftsim::cli
