// SPDX-License-Identifier: Apache-2.0
// The dual-core lockstep under Verilator, built once for each offset: a program runs as on one core
// and without an alert; a wrong output after a flip of any flop has its alert in time; the
// checker's own means of test find what they must.
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

    // A state `apart` cycles on, and the inputs that follow it.
    void record(uint64_t apart, uint64_t cycles) {
        for (uint64_t cycle = 0; cycle < apart; ++cycle) step();
        state_.resize(DclsModel::state_map().bytes());
        pair_.save_state(state_);
        inputs_.clear();
        for (uint64_t cycle = 0; cycle < cycles; ++cycle) {
            inputs_.push_back(backplane_.inputs());
            step();
        }
    }

    std::vector<std::byte> state_;
    std::vector<CoreInputs> inputs_;
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
    const uint64_t checker = kOffset * (106 + 107 + 3) + 2 * (2 * kComparedBits + 4) + 7 + 5;
    EXPECT_EQ(bits, 2 * CoreModel::state_map().bits() + checker);
}

TEST_F(Dcls, AlertsInTimeAfterAFlipOfAnyFlop) {
    constexpr uint64_t kStretches = 40;
    constexpr uint64_t kCycles = 200;
    const uint64_t bits = DclsModel::state_map().bits();
    std::mt19937_64 random(kOffset + 1);
    DclsModel good;
    DclsModel faulty;
    uint64_t wrong_outputs = 0;
    uint64_t alerts = 0;
    for (uint64_t i = 0; i < 2 * bits; ++i) {
        if (i % (bits / kStretches) == 0) record(3001, kCycles);
        // Every flop twice, near ones in different stretches; every third time in a self-test.
        const SiteBit hit = DclsModel::state_map().locate(i * 1009 % bits);
        const uint64_t when = random() % 50;
        const bool testing = random() % 3 == 0;
        good.load_state(state_);
        faulty.load_state(state_);
        std::optional<uint64_t> wrong_at;
        bool alerted = false;
        for (uint64_t cycle = 0; cycle < kCycles; ++cycle) {
            if (cycle == when) faulty.flip(hit.site->first_bit + hit.bit);
            ASSERT_EQ(good.outputs().alert, kNoAlert);
            if (!wrong_at && faulty.outputs().core != good.outputs().core) wrong_at = cycle;
            alerted = faulty.outputs().alert != kNoAlert;
            ASSERT_TRUE(!wrong_at || cycle < *wrong_at + kLatency || alerted)
                << hit.site->name << "[" << hit.bit << "], wrong in cycle " << *wrong_at;
            const DclsInputs inputs = {inputs_[cycle], false, testing && cycle == 0};
            good.step(inputs);
            faulty.step(inputs);
        }
        EXPECT_TRUE(!wrong_at || hit.site->name.starts_with("u_main.")) << hit.site->name;
        wrong_outputs += wrong_at.has_value();
        alerts += alerted;
    }
    EXPECT_GT(wrong_outputs, bits / 10);
    EXPECT_GT(alerts, wrong_outputs);
    RecordProperty("wrong_outputs", static_cast<int>(wrong_outputs));
    RecordProperty("alerts", static_cast<int>(alerts));
}

TEST_F(Dcls, AlertsTwoCyclesAfterAnInjectedErrorUntilReset) {
    for (int cycle = 0; cycle < 1000; ++cycle) step();
    step(true);
    EXPECT_EQ(pair_.outputs().alert, kNoAlert);
    for (int cycle = 0; cycle < 100; ++cycle) {
        step();
        EXPECT_EQ(pair_.outputs().alert, 2U);
    }
    EXPECT_FALSE(pair_.outputs().failed);
}

TEST_F(Dcls, PassesItsSelfTestWhileTheProgramRuns) {
    for (uint64_t cycle = 0; cycle <= kOffset; ++cycle) step();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(self_test(nullptr), kSelfTestCycles);
        EXPECT_FALSE(pair_.outputs().failed);
        EXPECT_EQ(pair_.outputs().alert, kNoAlert);
    }
}

TEST_F(Dcls, FindsAnyStuckFlopOfAComparatorInItsSelfTest) {
    for (int cycle = 0; cycle < 1000; ++cycle) step();
    std::vector<std::byte> state(DclsModel::state_map().bytes());
    pair_.save_state(state);
    for (const char* rail :
         {"u_checker.gen_rail[0].u_comparator.", "u_checker.gen_rail[1].u_comparator."}) {
        const auto name = [&](const char* flop) { return std::string(rail) + flop; };
        for (uint32_t bit = 0; bit < kComparedBits; bit += 7) {
            for (const char* word : {"a_q", "b_q"}) {
                for (const bool value : {false, true}) {
                    pair_.load_state(state);
                    const StuckFlop stuck(name(word), bit, value);
                    ASSERT_TRUE(stuck.known());
                    EXPECT_TRUE(self_test(&stuck).has_value());
                    EXPECT_NE(pair_.outputs().alert, kNoAlert) << name(word) << "[" << bit << "]";
                }
            }
        }
        pair_.load_state(state);
        const StuckFlop deaf(name("enable_q"), 0, false);
        ASSERT_TRUE(deaf.known());
        EXPECT_TRUE(self_test(&deaf).has_value());
        EXPECT_TRUE(pair_.outputs().failed);
        EXPECT_NE(pair_.outputs().alert, kNoAlert);
    }
}

}  // namespace
}  // namespace ftsim
