// SPDX-License-Identifier: Apache-2.0
// What the boards' self-test finds: every flop of the core stuck at 0 and at 1, one at a time.
//
//     ftsim_board_self_test          a table, module by module, and what escapes
#include <fmt/format.h>

#include <map>
#include <string>

#include "ftsim/lockstep/board_self_test.hpp"
#include "ftsim/lockstep/hard_faults.hpp"
#include "ftsim/model/core_model.hpp"

namespace {

using namespace ftsim;

struct StuckCore {
    StuckCore(uint64_t bit, bool value) {
        hard.stick(0, bit, value);
        hard.hold(0, core);
    }
    const CoreOutputs& outputs() const { return core.outputs(); }
    void step(const CoreInputs& inputs) { hard.step(0, core, inputs); }

    CoreModel core;
    HardFaults hard;
};

struct Count {
    uint64_t faults = 0, found = 0;
    std::string escaped = {};
};

// "u_csr" of "u_csr.mepc_q"; "core" of "pc_q".
std::string module_of(std::string_view site) {
    const std::size_t dot = site.rfind('.');
    return dot == std::string_view::npos ? "core" : std::string(site.substr(0, dot));
}

void print(std::string_view name, const Count& count) {
    fmt::print("{:<20} {:>7} {:>7} {:>8.2f} %\n", name, count.faults, count.found,
               100.0 * static_cast<double>(count.found) / static_cast<double>(count.faults));
}

}  // namespace

int main() {
    const BoardSelfTest test;
    const StateMap& map = CoreModel::state_map();
    std::map<std::string, Count> modules;
    Count all;
    for (uint64_t bit = 0; bit < map.bits(); ++bit) {
        const SiteBit at = map.locate(bit);
        for (const bool value : {false, true}) {
            const bool found = !test.passes(StuckCore(bit, value));
            for (Count* count : {&modules[module_of(at.site->name)], &all}) {
                ++count->faults;
                count->found += found;
            }
            if (found) continue;
            all.escaped += fmt::format("    {}[{}] at {:d}\n", at.site->name, at.bit, value);
        }
    }
    fmt::print("{} cycles\n{:<20} {:>7} {:>7} {:>10}\n", test.cycles(), "module", "faults", "found",
               "share");
    for (const auto& [name, count] : modules) print(name, count);
    print("all", all);
    fmt::print("escaped:\n{}", all.escaped);
}
