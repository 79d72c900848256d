// SPDX-License-Identifier: Apache-2.0
// A flip against gates. yosys makes flops and gates of the same RTL, under Verilator that is a
// second model of the core which shares no combinational value with the first. Both get the same
// inputs, a program's; the same flop is flipped in both; and the outputs must agree in every cycle
// from then on. A value that the fast model had cached, or a site that is not a flop, would show
// here.
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "Vnetlist_internals.hpp"
#include "ftsim/board/backplane.hpp"
#include "ftsim/model/core_model.hpp"
#include "ftsim/model/verilated_model.hpp"
#include "sim/model/core_pins.hpp"

namespace ftsim {
namespace {

struct NetlistTraits : VerilatedInternals<Vnetlist> {
    using Context = VerilatedContext;
    using Inputs = CoreInputs;
    using Outputs = CoreOutputs;

    static std::unique_ptr<Context> make_context() { return std::make_unique<VerilatedContext>(); }
    static std::unique_ptr<Top> make_top(Context& context) {
        return std::make_unique<Vnetlist>(&context);
    }
    static void set_clock(Top& top, bool high) { top.clk_i = high; }
    static void set_reset(Top& top, bool asserted) { top.rst_ni = !asserted; }
    static void drive(Root& root, const Inputs& in) { drive_core(root, in); }
    static void sample(const Root& root, Outputs& out) { sample_core(root, out); }
    static std::span<const OutputField> output_fields() { return kCoreOutputFields; }
};

using NetlistModel = VerilatedModel<NetlistTraits>;

std::size_t bytes_of(const Site& site) { return (site.width + 7) / 8; }

// The state of one model laid out for the other, register by register.
std::vector<std::byte> translate(const std::vector<std::byte>& rtl) {
    std::vector<std::byte> netlist(NetlistModel::state_map().bytes());
    for (const Site& to : NetlistModel::state_map().sites()) {
        const Site* from = CoreModel::state_map().find(to.name);
        if (from == nullptr) continue;
        std::copy_n(rtl.begin() + static_cast<std::ptrdiff_t>(from->offset), bytes_of(to),
                    netlist.begin() + static_cast<std::ptrdiff_t>(to.offset));
    }
    return netlist;
}

/// A stretch of a program's run: the state at its start and the inputs from there on.
struct Stretch {
    std::vector<std::byte> state;
    std::vector<CoreInputs> inputs;
};

class Netlist : public ::testing::Test {
protected:
    // Stretches of `length` cycles, `apart` cycles from one start to the next.
    static std::vector<Stretch> record(std::size_t count, uint64_t apart, uint64_t length) {
        const Program program = load_program(std::string(FTSIM_FIRMWARE_DIR) + "/rounds_quick.elf",
                                             address::kRam, address::kDefaultRamBytes);
        Backplane backplane(program, {});
        CoreModel core;
        std::vector<Stretch> stretches(count);
        for (uint64_t cycle = 0; cycle < count * apart + length; ++cycle) {
            if (cycle % apart == 0 && cycle / apart < count) {
                stretches[cycle / apart].state.resize(CoreModel::state_map().bytes());
                core.save_state(stretches[cycle / apart].state);
            }
            for (std::size_t i = cycle / apart + 1; i-- > 0;) {
                if (i < count && cycle - i * apart < length) {
                    stretches[i].inputs.push_back(backplane.inputs());
                } else if (i < count) {
                    break;
                }
            }
            const CoreOutputs outputs = core.outputs();
            core.step(backplane.inputs());
            backplane.step(outputs);
        }
        return stretches;
    }
};

TEST_F(Netlist, HasTheRegistersOfTheSiteList) {
    for (const Site& site : CoreModel::state_map().sites()) {
        const Site* found = NetlistModel::state_map().find(site.name);
        ASSERT_NE(found, nullptr) << site.name;
        EXPECT_EQ(found->width, site.width) << site.name;
    }
}

TEST_F(Netlist, ShowsEveryFlipInTheSameCycle) {
    constexpr std::size_t kStretches = 40;
    constexpr std::size_t kFlips = 3000;
    const std::vector<Stretch> stretches = record(kStretches, 7001, 200);
    CoreModel rtl;
    NetlistModel netlist;
    std::mt19937_64 random(1);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < kFlips; ++i) {
        const Stretch& stretch = stretches[i % kStretches];
        const SiteBit hit = CoreModel::state_map().locate(random() % CoreModel::state_map().bits());
        const Site* site = NetlistModel::state_map().find(hit.site->name);
        const std::size_t when = random() % 50;
        rtl.load_state(stretch.state);
        netlist.load_state(translate(stretch.state));
        CoreModel untouched;
        untouched.load_state(stretch.state);
        bool differed = false;
        for (std::size_t cycle = 0; cycle < stretch.inputs.size(); ++cycle) {
            if (cycle == when) {
                rtl.flip(hit.site->first_bit + hit.bit);
                netlist.flip(site->first_bit + hit.bit);
            }
            ASSERT_EQ(rtl.outputs(), netlist.outputs())
                << hit.site->name << "[" << hit.bit << "], " << cycle - when << " cycles later";
            differed |= rtl.outputs() != untouched.outputs();
            rtl.step(stretch.inputs[cycle]);
            netlist.step(stretch.inputs[cycle]);
            untouched.step(stretch.inputs[cycle]);
        }
        shown += differed;
    }
    // About half of all flips reach an output within so few cycles: the comparison means something.
    EXPECT_GT(shown, kFlips / 10);
    RecordProperty("flips_that_showed", static_cast<int>(shown));
}

}  // namespace
}  // namespace ftsim
