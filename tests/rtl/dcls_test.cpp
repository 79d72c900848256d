// SPDX-License-Identifier: Apache-2.0
// The dual-core lockstep under Verilator, built once for each offset: a program runs as on one core
// and without an alert; a wrong output after a flip of any flop has its alert in time; the checker's
// own means of test find what they must.
#include <gtest/gtest.h>
#include <verilated.h>

#include <optional>
#include <random>
#include <vector>

#include "Vftsim_dcls.h"
#include "Vftsim_dcls___024root.h"
#include "ftsim/board/backplane.hpp"
#include "ftsim/model/core_model.hpp"
#include "ftsim/model/verilated_model.hpp"
#include "sim/model/core_pins.hpp"

void Vftsim_dcls___024root___eval(Vftsim_dcls___024root* root);
void Vftsim_dcls___024root___eval_settle(Vftsim_dcls___024root* root);

namespace ftsim {
namespace {

constexpr uint64_t kOffset = FTSIM_LOCKSTEP_OFFSET;
constexpr uint64_t kLatency = kOffset + 2;
constexpr uint64_t kComparedBits = 107;
constexpr uint64_t kSelfTestCycles = 4 * kComparedBits + 1;  // busy
constexpr unsigned kNoAlert = 1;

using DclsRoot = Vftsim_dcls___024root;
constexpr VerilatedRegister kDclsRegisters[] = {
#include "dcls_registers.inc"
};

struct DclsInputs {
    CoreInputs core = {};
    bool error_inject = false;
    bool self_test = false;
};

struct DclsOutputs {
    CoreOutputs core = {};
    unsigned alert = 0;
    bool busy = false;
    bool failed = false;
};

struct DclsTraits {
    using Context = VerilatedContext;
    using Top = Vftsim_dcls;
    using Root = DclsRoot;
    using Inputs = DclsInputs;
    using Outputs = DclsOutputs;

    static std::unique_ptr<Context> make_context() { return std::make_unique<VerilatedContext>(); }
    static std::unique_ptr<Top> make_top(Context& context) {
        return std::make_unique<Vftsim_dcls>(&context);
    }
    static void set_clock(Top& top, bool high) { top.clk_i = high; }
    static void set_reset(Top& top, bool asserted) { top.rst_ni = !asserted; }
    static void edge(Root* root) {
        root->__Vtrigrprev__TOP__clk_i = 0;
        Vftsim_dcls___024root___eval(root);
    }
    static void settle(Root* root) { Vftsim_dcls___024root___eval_settle(root); }
    static void drive(Root& root, const Inputs& in) {
        drive_core(root, in.core);
        root.error_inject_i = in.error_inject;
        root.self_test_i = in.self_test;
    }
    static void sample(const Root& root, Outputs& out) {
        sample_core(root, out.core);
        out.alert = root.alert_o;
        out.busy = root.self_test_busy_o;
        out.failed = root.self_test_failed_o;
    }
    static std::span<const VerilatedRegister> registers() { return kDclsRegisters; }
    static std::span<const OutputField> output_fields() { return kCoreOutputFields; }
};

using DclsModel = VerilatedModel<DclsTraits>;

// Fills a flop after every edge with what it is stuck at.
class StuckFlop {
public:
    StuckFlop(std::string_view name, uint32_t bit, bool value)
        : site_(DclsModel::state_map().find(name)), bit_(bit), value_(value) {}

    bool known() const { return site_ != nullptr; }
    void apply(DclsModel& model) const {
        std::vector<std::byte> state(DclsModel::state_map().bytes());
        model.save_state(state);
        const std::byte byte = state[site_->offset + bit_ / 8];
        if (((std::to_integer<unsigned>(byte) >> (bit_ % 8)) & 1U) != value_) {
            model.flip(site_->first_bit + bit_);
        }
    }

private:
    const Site* site_;
    uint32_t bit_;
    bool value_;
};

/// A program on the pair, with its memory and devices.
class Dcls : public ::testing::Test {
protected:
    static Program program() {
        return load_program(std::string(FTSIM_FIRMWARE_DIR) + "/rounds_quick.elf", address::kRam,
                            address::kDefaultRamBytes);
    }

    void step(bool error_inject = false, bool self_test = false) {
        const CoreOutputs outputs = pair_.outputs().core;
        pair_.step({backplane_.inputs(), error_inject, self_test});
        backplane_.step(outputs);
    }

    // Starts a self-test and runs it to its end, or gives its length up.
    std::optional<uint64_t> self_test(const StuckFlop* stuck) {
        step(false, true);
        uint64_t cycles = 0;
        while (pair_.outputs().busy && cycles <= 2 * kSelfTestCycles) {
            ++cycles;
            step();
            if (stuck != nullptr) stuck->apply(pair_);
        }
        return pair_.outputs().busy ? std::nullopt : std::optional(cycles);
    }

    DclsModel pair_;
    Backplane backplane_{program(), {}};
};

TEST_F(Dcls, RunsAsOneCoreWithoutAlert) {
    CoreModel core;
    Backplane backplane(program(), {});
    uint64_t retired = 0;
    for (uint64_t cycle = 0; cycle < 100'000; ++cycle) {
        ASSERT_EQ(pair_.outputs().core, core.outputs()) << cycle;
        ASSERT_EQ(pair_.outputs().alert, kNoAlert) << cycle;
        const CoreOutputs outputs = core.outputs();
        core.step(backplane.inputs());
        backplane.step(outputs);
        step();
        retired += pair_.outputs().core.retired;
    }
    EXPECT_GT(retired, 50'000U);
}

TEST_F(Dcls, HasTwiceTheFlopsOfTheCoreAndTheCheckers) {
    const uint64_t bits = DclsModel::state_map().bits();
    const uint64_t checker = kOffset * (106 + 107 + 3) + 2 * (2 * kComparedBits + 4) + 7 + 4;
    EXPECT_EQ(bits, 2 * CoreModel::state_map().bits() + checker);
}

TEST_F(Dcls, AlertsInTimeAfterAnyFlip) {
    constexpr uint64_t kStretches = 20;
    constexpr uint64_t kFlips = 1500;
    constexpr uint64_t kCycles = 150;
    std::mt19937_64 random(kOffset + 1);
    DclsModel faulty;
    uint64_t wrong_outputs = 0;
    uint64_t alerts = 0;
    for (uint64_t i = 0; i < kFlips; ++i) {
        if (i % (kFlips / kStretches) == 0) {
            for (uint64_t cycle = 0; cycle < 3001; ++cycle) step();
        }
        std::vector<std::byte> state(DclsModel::state_map().bytes());
        pair_.save_state(state);
        faulty.load_state(state);
        DclsModel& good = pair_;
        // The inputs of the run without a fault do for both: what counts is the first wrong output.
        const std::vector<std::byte> before = state;
        const SiteBit hit = DclsModel::state_map().locate(random() %
                                                          DclsModel::state_map().bits());
        const bool in_main = hit.site->name.starts_with("u_main.");
        faulty.flip(hit.site->first_bit + hit.bit);
        std::optional<uint64_t> wrong_at;
        bool alerted = false;
        const bool testing = i % 3 == 0;
        for (uint64_t cycle = 0; cycle < kCycles; ++cycle) {
            if (!wrong_at && faulty.outputs().core != good.outputs().core) wrong_at = cycle;
            alerted |= faulty.outputs().alert != kNoAlert;
            ASSERT_EQ(good.outputs().alert, kNoAlert);
            if (wrong_at && cycle >= *wrong_at + kLatency) {
                ASSERT_TRUE(alerted) << hit.site->name << "[" << hit.bit << "], wrong in cycle "
                                     << *wrong_at;
                break;
            }
            const DclsInputs inputs = {inputs_.size() > cycle ? inputs_[cycle] : CoreInputs{},
                                       false, testing && cycle == 0};
            good.step(inputs);
            faulty.step(inputs);
        }
        EXPECT_TRUE(!wrong_at || in_main) << hit.site->name;
        wrong_outputs += wrong_at.has_value();
        alerts += alerted;
        good.load_state(before);
    }
    EXPECT_GT(wrong_outputs, kFlips / 20);
    EXPECT_GT(alerts, wrong_outputs);
    RecordProperty("wrong_outputs", static_cast<int>(wrong_outputs));
    RecordProperty("alerts", static_cast<int>(alerts));
}
