// SPDX-License-Identifier: Apache-2.0
// The dual-core lockstep under Verilator at every offset: a program runs as on one core
// and without an alert; a wrong output after a flip of any flop has its alert in time; the
// checker's own means of test find what they must.
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <vector>

#include "ftsim/board/backplane.hpp"
#include "ftsim/model/core_model.hpp"
#include "ftsim/model/dcls_model.hpp"

namespace ftsim {
namespace {

template <unsigned kValue>
struct OffsetOf {
    static constexpr unsigned value = kValue;
};

// Fills a flop after every edge with what it is stuck at.
template <class DclsModel>
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
template <class Offset>
class Dcls : public ::testing::Test {
protected:
    using Pair = DclsModel<Offset::value>;
    static constexpr uint64_t kOffset = Offset::value;
    static constexpr uint64_t kLatency = kOffset + kComparatorLatency;

    static Program program() {
        return load_program(std::string(FTSIM_FIRMWARE_DIR) + "/rounds_quick.elf", address::kRam,
                            address::kDefaultRamBytes);
    }

    void step(bool error_inject = false, bool self_test = false) {
        const CoreOutputs outputs = pair_.outputs().core;
        pair_.step({backplane_.inputs(), self_test, error_inject});
        backplane_.step(outputs);
    }

    // Starts a self-test and runs it to its end, or gives its length up.
    std::optional<uint64_t> self_test(const StuckFlop<Pair>* stuck) {
        step(false, true);
        uint64_t cycles = 0;
        while (pair_.outputs().self_test_busy && cycles <= 2 * kSelfTestCycles) {
            ++cycles;
            step();
            if (stuck != nullptr) stuck->apply(pair_);
        }
        return pair_.outputs().self_test_busy ? std::nullopt : std::optional(cycles);
    }

    // A state `apart` cycles on, and the inputs that follow it.
    void record(uint64_t apart, uint64_t cycles) {
        for (uint64_t cycle = 0; cycle < apart; ++cycle) step();
        state_.resize(Pair::state_map().bytes());
        pair_.save_state(state_);
        inputs_.clear();
        for (uint64_t cycle = 0; cycle < cycles; ++cycle) {
            inputs_.push_back(backplane_.inputs());
            step();
        }
    }

    std::vector<std::byte> state_;
    std::vector<CoreInputs> inputs_;
    Pair pair_;
    Backplane backplane_{program(), {}};
};

using Offsets = ::testing::Types<OffsetOf<0>, OffsetOf<1>, OffsetOf<2>, OffsetOf<3>, OffsetOf<4>>;
struct OffsetNames {
    template <class Offset>
    static std::string GetName(int) {
        return "offset_" + std::to_string(Offset::value);
    }
};
TYPED_TEST_SUITE(Dcls, Offsets, OffsetNames);

TYPED_TEST(Dcls, RunsAsOneCoreWithoutAlert) {
    CoreModel core;
    Backplane backplane(this->program(), {});
    uint64_t retired = 0;
    for (uint64_t cycle = 0; cycle < 100'000; ++cycle) {
        ASSERT_EQ(this->pair_.outputs().core, core.outputs()) << cycle;
        ASSERT_EQ(this->pair_.outputs().alert, kNoAlert) << cycle;
        const CoreOutputs outputs = core.outputs();
        core.step(backplane.inputs());
        backplane.step(outputs);
        this->step();
        retired += this->pair_.outputs().core.retired;
    }
    EXPECT_GT(retired, 50'000U);
}

TYPED_TEST(Dcls, HasTwiceTheFlopsOfTheCoreAndTheCheckers) {
    using DclsModel = typename TestFixture::Pair;
    const uint64_t bits = DclsModel::state_map().bits();
    const uint64_t checker =
        TestFixture::kOffset * (106 + 107 + 3) + 2 * (2 * kComparedBits + 4) + 7 + 5;
    EXPECT_EQ(bits, 2 * CoreModel::state_map().bits() + checker);
}

TYPED_TEST(Dcls, AlertsInTimeAfterAFlipOfAnyFlop) {
    using DclsModel = typename TestFixture::Pair;
    constexpr uint64_t kStretches = 40;
    constexpr uint64_t kCycles = 200;
    const uint64_t bits = DclsModel::state_map().bits();
    std::mt19937_64 random(TestFixture::kOffset + 1);
    DclsModel good;
    DclsModel faulty;
    uint64_t wrong_outputs = 0;
    uint64_t alerts = 0;
    for (uint64_t i = 0; i < 2 * bits; ++i) {
        if (i % (bits / kStretches) == 0) this->record(3001, kCycles);
        // Every flop twice, near ones in different stretches; every third time in a self-test.
        const SiteBit hit = DclsModel::state_map().locate(i * 1009 % bits);
        const uint64_t when = random() % 50;
        const bool testing = random() % 3 == 0;
        good.load_state(this->state_);
        faulty.load_state(this->state_);
        std::optional<uint64_t> wrong_at;
        bool alerted = false;
        for (uint64_t cycle = 0; cycle < kCycles; ++cycle) {
            if (cycle == when) faulty.flip(hit.site->first_bit + hit.bit);
            ASSERT_EQ(good.outputs().alert, kNoAlert);
            if (!wrong_at && faulty.outputs().core != good.outputs().core) wrong_at = cycle;
            alerted = faulty.outputs().alert != kNoAlert;
            ASSERT_TRUE(!wrong_at || cycle < *wrong_at + TestFixture::kLatency || alerted)
                << hit.site->name << "[" << hit.bit << "], wrong in cycle " << *wrong_at;
            const DclsInputs inputs = {this->inputs_[cycle], testing && cycle == 0};
            good.step(inputs);
            faulty.step(inputs);
        }
        EXPECT_TRUE(!wrong_at || hit.site->name.starts_with("main.")) << hit.site->name;
        wrong_outputs += wrong_at.has_value();
        alerts += alerted;
    }
    EXPECT_GT(wrong_outputs, bits / 10);
    EXPECT_GT(alerts, wrong_outputs);
    this->RecordProperty("wrong_outputs", static_cast<int>(wrong_outputs));
    this->RecordProperty("alerts", static_cast<int>(alerts));
}

TYPED_TEST(Dcls, AlertsTwoCyclesAfterAnInjectedErrorUntilReset) {
    for (int cycle = 0; cycle < 1000; ++cycle) this->step();
    this->step(true);
    EXPECT_EQ(this->pair_.outputs().alert, kNoAlert);
    for (int cycle = 0; cycle < 100; ++cycle) {
        this->step();
        EXPECT_EQ(this->pair_.outputs().alert, 2U);
    }
    EXPECT_FALSE(this->pair_.outputs().self_test_failed);
}

TYPED_TEST(Dcls, PassesItsSelfTestWhileTheProgramRuns) {
    for (uint64_t cycle = 0; cycle <= TestFixture::kOffset; ++cycle) this->step();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(this->self_test(nullptr), kSelfTestCycles);
        EXPECT_FALSE(this->pair_.outputs().self_test_failed);
        EXPECT_EQ(this->pair_.outputs().alert, kNoAlert);
    }
}

TYPED_TEST(Dcls, FindsAnyStuckFlopOfAComparatorInItsSelfTest) {
    using DclsModel = typename TestFixture::Pair;
    for (int cycle = 0; cycle < 1000; ++cycle) this->step();
    std::vector<std::byte> state(DclsModel::state_map().bytes());
    this->pair_.save_state(state);
    for (const char* rail :
         {"checker.gen_rail[0].u_comparator.", "checker.gen_rail[1].u_comparator."}) {
        const auto name = [&](const char* flop) { return std::string(rail) + flop; };
        for (uint32_t bit = 0; bit < kComparedBits; bit += 7) {
            for (const char* word : {"a_q", "b_q"}) {
                for (const bool value : {false, true}) {
                    this->pair_.load_state(state);
                    const StuckFlop<DclsModel> stuck(name(word), bit, value);
                    ASSERT_TRUE(stuck.known());
                    EXPECT_TRUE(this->self_test(&stuck).has_value());
                    EXPECT_NE(this->pair_.outputs().alert, kNoAlert)
                        << name(word) << "[" << bit << "]";
                }
            }
        }
        this->pair_.load_state(state);
        const StuckFlop<DclsModel> deaf(name("enable_q"), 0, false);
        ASSERT_TRUE(deaf.known());
        EXPECT_TRUE(this->self_test(&deaf).has_value());
        EXPECT_TRUE(this->pair_.outputs().self_test_failed);
        EXPECT_NE(this->pair_.outputs().alert, kNoAlert);
    }
}

}  // namespace
}  // namespace ftsim
