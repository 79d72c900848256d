// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/csrs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ftsim::cli {

namespace {

constexpr uint32_t kMisa = 0x4010'1105;  // RV32IMAC with user mode
constexpr unsigned kPmpCfg = 0x3a0, kPmpAddr = 0x3b0;

std::string pmp_addr(unsigned region) { return fmt::format("gen_pmp.u_pmp.addr_q[{}]", region); }
std::string pmp_cfg(unsigned word) { return fmt::format("gen_pmp.u_pmp.cfg_q[{}]", word); }
constexpr const char* kPmpLock = "gen_pmp.u_pmp.lock_q";

uint32_t high(uint64_t value) { return static_cast<uint32_t>(value >> 32); }
uint32_t low(uint64_t value) { return static_cast<uint32_t>(value); }

bool is_pmp(unsigned number) { return number >= kPmpCfg && number < kPmpAddr + 16; }

// mhpmcounter3 to 31, their upper halves and events: all zero.
bool counts_nothing(unsigned number) {
    const unsigned group = number & ~0x1fU;
    return (number & 0x1fU) > 2 && (group == 0xb00 || group == 0xb80 || group == 0x320);
}

// A register pmpcfgN has the locks apart, and two bits of each byte are always zero.
uint32_t read_pmp(const CoreState& core, unsigned number) {
    if (number >= kPmpAddr) {
        const std::string site = pmp_addr(number - kPmpAddr);
        return core.has(site) ? low(core.get(site)) : 0;
    }
    const unsigned word = number - kPmpCfg;
    if (!core.has(pmp_cfg(word))) return 0;
    const uint64_t cfg = core.get(pmp_cfg(word)), lock = core.get(kPmpLock);
    uint32_t value = 0;
    for (unsigned n = 0; n < 4; ++n) {
        const auto fields = static_cast<uint32_t>(cfg >> (5 * n) & 0x1fU);
        value |= (static_cast<uint32_t>(lock >> (4 * word + n) & 1U) << 7 | fields) << (8 * n);
    }
    return value;
}

void write_pmp_cfg(CoreState& core, unsigned word, uint32_t value) {
    if (!core.has(pmp_cfg(word))) return;
    uint64_t cfg = core.get(pmp_cfg(word)), lock = core.get(kPmpLock);
    for (unsigned n = 0; n < 4; ++n) {
        const unsigned region = 4 * word + n;
        if ((lock >> region & 1U) != 0) continue;
        const uint32_t byte = value >> (8 * n);
        // Writable but not readable is reserved: such a region is not writable either.
        const uint64_t fields = byte & (0x1dU | (byte & 1U) << 1);
        cfg = (cfg & ~(uint64_t{0x1f} << (5 * n))) | fields << (5 * n);
        lock |= uint64_t{byte >> 7 & 1U} << region;
    }
    core.set(pmp_cfg(word), cfg);
    core.set(kPmpLock, lock);
}

// A lock also holds the address below its region where that is its lower end.
void write_pmp_addr(CoreState& core, unsigned region, uint32_t value) {
    if (!core.has(pmp_addr(region))) return;
    const uint64_t lock = core.get(kPmpLock);
    const unsigned next = region + 1;
    bool locked = (lock >> region & 1U) != 0;
    if (core.has(pmp_addr(next)) && (lock >> next & 1U) != 0) {
        const uint64_t matching = core.get(pmp_cfg(next / 4)) >> (5 * (next % 4) + 3) & 3U;
        locked = locked || matching == 1;
    }
    if (!locked) core.set(pmp_addr(region), value);
}

void set_low(CoreState& core, const char* site, uint32_t word) {
    core.set(site, (core.get(site) & ~uint64_t{UINT32_MAX}) | word);
}
void set_high(CoreState& core, const char* site, uint32_t word) {
    core.set(site, (core.get(site) & UINT32_MAX) | uint64_t{word} << 32);
}

uint32_t bit(const CoreState& core, const char* site, unsigned at) {
    return static_cast<uint32_t>(core.get(site)) << at;
}

}  // namespace

std::vector<Csr> csrs_of(const StateMap& map) {
    std::vector<Csr> all = {
        {0x300, "mstatus"},       {0x301, "misa"},      {0x304, "mie"},      {0x305, "mtvec"},
        {0x306, "mcounteren"},    {0x30a, "menvcfg"},   {0x310, "mstatush"}, {0x31a, "menvcfgh"},
        {0x320, "mcountinhibit"}, {0x340, "mscratch"},  {0x341, "mepc"},     {0x342, "mcause"},
        {0x343, "mtval"},         {0x344, "mip"},       {0xb00, "mcycle"},   {0xb02, "minstret"},
        {0xb80, "mcycleh"},       {0xb82, "minstreth"}, {0xc00, "cycle"},    {0xc01, "time"},
        {0xc02, "instret"},       {0xc80, "cycleh"},    {0xc81, "timeh"},    {0xc82, "instreth"},
        {0xf11, "mvendorid"},     {0xf12, "marchid"},   {0xf13, "mimpid"},   {0xf14, "mhartid"},
        {0xf15, "mconfigptr"}};
    for (unsigned i = 3; i < 32; ++i) {
        all.push_back({0xb00 + i, fmt::format("mhpmcounter{}", i)});
        all.push_back({0xb80 + i, fmt::format("mhpmcounter{}h", i)});
        all.push_back({0x320 + i, fmt::format("mhpmevent{}", i)});
    }
    for (unsigned i = 0; i < 16; ++i) {
        if (map.find(pmp_addr(i)) != nullptr) {
            all.push_back({kPmpAddr + i, fmt::format("pmpaddr{}", i)});
        }
        if (i % 4 == 0 && map.find(pmp_cfg(i / 4)) != nullptr) {
            all.push_back({kPmpCfg + i / 4, fmt::format("pmpcfg{}", i / 4)});
        }
    }
    std::sort(all.begin(), all.end(),
              [](const Csr& a, const Csr& b) { return a.number < b.number; });
    return all;
}

std::optional<uint32_t> read_csr(const CoreState& core, unsigned number) {
    const auto word = [&](const char* site) { return low(core.get(site)); };
    switch (number) {
        case 0x300:
            return bit(core, "u_csr.mie_q", 3) | bit(core, "u_csr.mpie_q", 7) |
                   (core.get("u_csr.mpp_q") != 0 ? 3U : 0U) << 11 | bit(core, "u_csr.mprv_q", 17) |
                   bit(core, "u_csr.tw_q", 21);
        case 0x301: return kMisa;
        case 0x304:
            return bit(core, "u_csr.msie_q", 3) | bit(core, "u_csr.mtie_q", 7) |
                   bit(core, "u_csr.meie_q", 11);
        case 0x305: return bit(core, "u_csr.mtvec_base_q", 2) | word("u_csr.mtvec_vectored_q");
        case 0x306: return word("u_csr.mcounteren_q");
        case 0x340: return word("u_csr.mscratch_q");
        case 0x341: return word("u_csr.mepc_q");
        case 0x342: return bit(core, "u_csr.mcause_irq_q", 31) | word("u_csr.mcause_q");
        case 0x343: return word("u_csr.mtval_q");
        case 0x344:
            return bit(core, "u_csr.msip_q", 3) | bit(core, "u_csr.mtip_q", 7) |
                   bit(core, "u_csr.meip_q", 11);
        case 0xb00:
        case 0xc00: return low(core.get("u_csr.mcycle_q"));
        case 0xb80:
        case 0xc80: return high(core.get("u_csr.mcycle_q"));
        case 0xb02:
        case 0xc02: return low(core.get("u_csr.minstret_q"));
        case 0xb82:
        case 0xc82: return high(core.get("u_csr.minstret_q"));
        case 0x30a:
        case 0x31a:
        case 0x310:
        case 0x320:
        case 0xf11:
        case 0xf12:
        case 0xf13:
        case 0xf14:  // the boards are one hart, number 0
        case 0xf15: return 0;
        default: break;
    }
    if (is_pmp(number)) return read_pmp(core, number);
    if (counts_nothing(number)) return 0;
    return std::nullopt;
}

void write_csr(CoreState& core, unsigned number, uint32_t word) {
    switch (number) {
        case 0x300:
            core.set("u_csr.mie_q", word >> 3);
            core.set("u_csr.mpie_q", word >> 7);
            if ((word >> 11 & 3U) == 3 || (word >> 11 & 3U) == 0) {
                core.set("u_csr.mpp_q", word >> 11);
            }
            core.set("u_csr.mprv_q", word >> 17);
            core.set("u_csr.tw_q", word >> 21);
            return;
        case 0x304:
            core.set("u_csr.msie_q", word >> 3);
            core.set("u_csr.mtie_q", word >> 7);
            core.set("u_csr.meie_q", word >> 11);
            return;
        case 0x305:
            core.set("u_csr.mtvec_base_q", word >> 2);
            core.set("u_csr.mtvec_vectored_q", word);
            return;
        case 0x306: return core.set("u_csr.mcounteren_q", word);
        case 0x340: return core.set("u_csr.mscratch_q", word);
        case 0x341: return core.set("u_csr.mepc_q", word & ~1U);
        case 0x342:
            core.set("u_csr.mcause_irq_q", word >> 31);
            core.set("u_csr.mcause_q", word);
            return;
        case 0x343: return core.set("u_csr.mtval_q", word);
        case 0xb00: return set_low(core, "u_csr.mcycle_q", word);
        case 0xb80: return set_high(core, "u_csr.mcycle_q", word);
        case 0xb02: return set_low(core, "u_csr.minstret_q", word);
        case 0xb82: return set_high(core, "u_csr.minstret_q", word);
        default: break;
    }
    if (!is_pmp(number)) return;
    if (number >= kPmpAddr) return write_pmp_addr(core, number - kPmpAddr, word);
    write_pmp_cfg(core, number - kPmpCfg, word);
}

}  // namespace ftsim::cli
