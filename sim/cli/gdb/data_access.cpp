// SPDX-License-Identifier: Apache-2.0
// The address that a load, a store or an AMO uses, from its encoding: RISC-V unprivileged
// specification, chapters "RV32I", "A" and "C".
#include "sim/cli/gdb/session.hpp"

namespace ftsim::cli {

namespace {

uint32_t bits(uint32_t word, unsigned high, unsigned low) {
    return word >> low & ((1U << (high - low + 1)) - 1);
}

uint32_t sign_extended(uint32_t value, unsigned width) {
    const uint32_t sign = 1U << (width - 1);
    return (value ^ sign) - sign;
}

std::optional<DataAccess> access(const Hart& hart, unsigned base, uint32_t offset, uint32_t bytes,
                                 bool reads, bool writes) {
    const auto address = hart.read(base);
    if (!address) return std::nullopt;
    return DataAccess{*address + offset, bytes, reads, writes};
}

std::optional<DataAccess> compressed(const Hart& hart, uint32_t half) {
    const uint32_t place = bits(half, 1, 0) << 3 | bits(half, 15, 13);
    const unsigned base = 8 + bits(half, 9, 7);
    const uint32_t offset = bits(half, 12, 10) << 3 | bits(half, 6, 6) << 2 | bits(half, 5, 5) << 6;
    switch (place) {
        case 0b00'010: return access(hart, base, offset, 4, true, false);
        case 0b00'110: return access(hart, base, offset, 4, false, true);
        case 0b10'010:
            return access(hart, 2,
                          bits(half, 12, 12) << 5 | bits(half, 6, 4) << 2 | bits(half, 3, 2) << 6,
                          4, true, false);
        case 0b10'110:
            return access(hart, 2, bits(half, 12, 9) << 2 | bits(half, 8, 7) << 6, 4, false, true);
        default: return std::nullopt;
    }
}

std::optional<uint32_t> instruction_at(const Hart& hart, uint32_t pc) {
    uint32_t word = 0;
    for (unsigned i = 0; i < 4; ++i) {
        const auto byte = hart.read_byte(pc + i);
        if (!byte) return std::nullopt;
        word |= uint32_t{*byte} << (8 * i);
        if (i == 1 && (word & 3) != 3) break;
    }
    return word;
}

}  // namespace

std::optional<DataAccess> data_access_of(const Hart& hart) {
    const auto word = instruction_at(hart, hart.pc());
    if (!word) return std::nullopt;
    if ((*word & 3) != 3) return compressed(hart, *word);
    const unsigned base = bits(*word, 19, 15);
    const uint32_t bytes = 1U << bits(*word, 13, 12);
    switch (bits(*word, 6, 0)) {
        case 0x03: return access(hart, base, sign_extended(*word >> 20, 12), bytes, true, false);
        case 0x23: {
            const uint32_t offset = bits(*word, 31, 25) << 5 | bits(*word, 11, 7);
            return access(hart, base, sign_extended(offset, 12), bytes, false, true);
        }
        case 0x2f: {
            const uint32_t operation = *word >> 27;
            return access(hart, base, 0, 4, operation != 0b00011, operation != 0b00010);
        }
        default: return std::nullopt;
    }
}

}  // namespace ftsim::cli
