// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a CPU board puts on its pins, made by hand.

#include <array>
#include <random>
#include <vector>

#include "ftsim/board/address_map.hpp"
#include "ftsim/model/core_ports.hpp"

namespace ftsim {

inline CoreOutputs fetch(uint32_t address) {
    CoreOutputs out;
    out.instr_req = 1;
    out.instr_addr = address;
    return out;
}

inline CoreOutputs load(uint32_t address, uint8_t lanes = 0xf) {
    CoreOutputs out;
    out.data_req = 1;
    out.data_addr = address;
    out.data_be = lanes;
    return out;
}

inline CoreOutputs store(uint32_t address, uint32_t word, uint8_t lanes = 0xf) {
    CoreOutputs out = load(address, lanes);
    out.data_we = 1;
    out.data_wdata = word;
    return out;
}

/// A seeded stream of accesses to everything on the bus, to its edges and to nothing, with idle
/// cycles between them. `ram_bytes`: at least one page.
inline std::vector<CoreOutputs> random_accesses(uint32_t seed, std::size_t cycles,
                                                uint32_t ram_bytes) {
    using namespace address;
    const std::array edges = {kRam,
                              kRam + 4,
                              kRam + ram_bytes - 4,
                              kRam + ram_bytes,
                              kRam - 4,
                              kBootRom,
                              kBootRom + kBootRomBytes - 4,
                              kBootRom + kBootRomBytes,
                              kFinisher,
                              kFinisher + 4,
                              kUart + 0x100,
                              0U,
                              ~3U};
    const std::array clint = {0x0U, 0x4000U, 0x4004U, 0xbff8U, 0xbffcU, 0x8U};
    std::mt19937 generator(seed);
    const auto random = [&] { return static_cast<uint32_t>(generator()); };
    std::vector<CoreOutputs> stream;
    for (std::size_t i = 0; i < cycles; ++i) {
        CoreOutputs out;
        if (random() % 3 != 0) {
            const uint32_t word = random() % 4 == 0 ? random() : random() % 600;
            uint32_t where = kRam + random() % ram_bytes / 4 * 4;
            switch (random() % 4) {
                case 0: where = edges[random() % edges.size()]; break;
                case 1: where = kClint + clint[random() % clint.size()]; break;
                case 2: where = kUart + random() % 8; break;
                default: break;
            }
            const auto lanes =
                static_cast<uint8_t>(where % 4 != 0 ? 1U << where % 4 : random() % 15 + 1);
            out = random() % 2 == 0 ? load(where, lanes) : store(where, word, lanes);
        }
        if (random() % 3 != 0) {
            out.instr_req = 1;
            out.instr_addr = random() % 8 == 0 ? edges[random() % edges.size()]
                                               : kRam + random() % ram_bytes / 4 * 4;
        }
        stream.push_back(out);
    }
    return stream;
}

}  // namespace ftsim
