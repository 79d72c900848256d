// SPDX-License-Identifier: Apache-2.0
// The engine on machines that are not ours: a counter in RTL and the same counter in C++, before a
// backplane of a few lines. Whatever the engine does with the big machine it must do with these.
#include <gtest/gtest.h>

#include "Vcounter_internals.hpp"
#include "ftsim/board/state_bytes.hpp"
#include "ftsim/lockstep/engine.hpp"
#include "ftsim/lockstep/plain_kernel.hpp"
#include "ftsim/model/verilated_model.hpp"

namespace ftsim {
namespace {

struct CounterInputs {
    uint32_t step = 0;
};
struct CounterOutputs {
    uint32_t count = 0;
    uint32_t shown = 0;

    bool operator==(const CounterOutputs&) const = default;
};
constexpr std::array kCounterFields = {
    OutputField{"count", offsetof(CounterOutputs, count), 4},
    OutputField{"shown", offsetof(CounterOutputs, shown), 4},
};

struct CounterTraits : VerilatedInternals<Vcounter> {
    using Context = VerilatedContext;
    using Inputs = CounterInputs;
    using Outputs = CounterOutputs;

    static std::unique_ptr<Context> make_context() { return std::make_unique<VerilatedContext>(); }
    static std::unique_ptr<Top> make_top(Context& context) {
        return std::make_unique<Vcounter>(&context);
    }
    static void set_clock(Top& top, bool high) { top.clk_i = high; }
    static void set_reset(Top& top, bool asserted) { top.rst_ni = !asserted; }
    static void drive(Root& root, const Inputs& in) { root.step_i = static_cast<uint8_t>(in.step); }
    static void sample(const Root& root, Outputs& out) {
        out.count = root.count_o;
        out.shown = root.shown_o;
    }
    static std::span<const OutputField> output_fields() { return kCounterFields; }
};

using RtlCounter = VerilatedModel<CounterTraits>;

class CppCounter {
public:
    using Inputs = CounterInputs;
    using Outputs = CounterOutputs;

    const Outputs& outputs() const { return outputs_[now_]; }
    void step(const Inputs& inputs) {
        now_ ^= 1;
        ++state_[0];
        state_[1] += inputs.step;
        settle();
    }
    void save_state(std::span<std::byte> to) const {
        std::memcpy(to.data(), state_, sizeof state_);
    }
    void load_state(std::span<const std::byte> from) {
        std::memcpy(state_, from.data(), sizeof state_);
        settle();
    }
    void flip(uint64_t bit) {
        state_[bit / 32] ^= 1U << bit % 32;
        settle();
    }
    static const StateMap& state_map() {
        static const StateMap map = [] {
            StateMap made;
            made.add("count_q", 32, SiteKind::flop, 4);
            made.add("hidden_q", 32, SiteKind::flop, 4);
            return made;
        }();
        return map;
    }
    static std::span<const OutputField> output_fields() { return kCounterFields; }

private:
    void settle() { outputs_[now_] = {state_[0], state_[0] % 4096 == 0 ? state_[1] : 0}; }

    uint32_t state_[2] = {0, 1};
    Outputs outputs_[2] = {{0, 1}, {}};
    unsigned now_ = 0;
};

/// Steps the hidden number now and then, and says what the counter shows.
class CounterBackplane final : public RecoveryDomain {
public:
    const CounterInputs& inputs() const { return inputs_; }
    void step(const CounterOutputs& out) {
        if (out.shown != 0) outbox_.put({cycle_, Sink::console, out.shown});
        ++cycle_;
        inputs_.step = cycle_ % 100 == 0 ? 3 : 0;
    }
    bool attention() const { return false; }

    std::vector<std::byte> save_devices() const override {
        std::vector<std::byte> state;
        put_state(state, cycle_);
        put_state(state, inputs_);
        return state;
    }
    void load_devices(std::span<const std::byte> state) override {
        cycle_ = take_state<uint64_t>(state);
        inputs_ = take_state<CounterInputs>(state);
    }
    uint64_t begin_interval() override { return 0; }
    bool intact(unsigned) const override { return true; }
    uint64_t roll_back(unsigned) override { return 0; }
    uint64_t memory_digest() const override { return 0; }
    uint64_t memory_digest_now() const override { return 0; }
    bool flip_saved_bit(uint64_t) override { return false; }
    Outbox& outbox() override { return outbox_; }
    replay::Gate& gate() override { return gate_; }
    bool ended() const override { return false; }

private:
    uint64_t cycle_ = 0;
    CounterInputs inputs_;
    Outbox outbox_;
    replay::Gate gate_;
};

struct Said : Observer {
    std::vector<uint64_t> values;
    std::vector<Alarm> alarms;
    void on_output(const Emission& emission, uint64_t) override {
        values.push_back(emission.value);
    }
    void on_alarm(const Alarm& alarm) override { alarms.push_back(alarm); }
};

template <class Model>
struct CounterMachine {
    explicit CounterMachine(Evaluate evaluate = Evaluate::shared) {
        EngineConfig config;
        config.evaluate = evaluate;
        engine.emplace(kernel, backplane, config, said);
    }
    CounterBackplane backplane;
    PlainKernel<Model, CounterBackplane> kernel{2, backplane};
    Said said;
    std::optional<Engine> engine;
};

template <class Model>
class AnyCounter : public ::testing::Test {};
using Counters = ::testing::Types<RtlCounter, CppCounter>;
TYPED_TEST_SUITE(AnyCounter, Counters);

TYPED_TEST(AnyCounter, HasTheSameStateMap) {
    const StateMap& map = TypeParam::state_map();
    ASSERT_EQ(map.sites().size(), 2U);
    EXPECT_EQ(map.sites()[0].name, "count_q");
    EXPECT_EQ(map.sites()[1].name, "hidden_q");
    EXPECT_EQ(map.bits(), 64U);
}

TYPED_TEST(AnyCounter, RecoversFromEveryBitAndSaysTheSame) {
    CounterMachine<TypeParam> golden;
    golden.engine->run_until({200'000});
    ASSERT_EQ(golden.said.values.size(), 200'000U / 4096 + 1);
    for (uint64_t bit = 0; bit < 64; ++bit) {
        CounterMachine<TypeParam> machine;
        machine.engine->run_until({55'500 + bit});
        machine.engine->flip(bit % 2, bit);
        EXPECT_EQ(machine.engine->run_until({200'000}), EngineStatus::running);
        ASSERT_EQ(machine.said.alarms.size(), 1U) << bit;
        EXPECT_EQ(machine.said.alarms[0].where, bit < 32 ? "count" : machine.said.alarms[0].where);
        EXPECT_EQ(machine.said.values, golden.said.values) << bit;
        EXPECT_EQ(machine.engine->digest(), golden.engine->digest()) << bit;
    }
}

TYPED_TEST(AnyCounter, SharesItsEvaluationExactly) {
    CounterMachine<TypeParam> shared(Evaluate::shared), all(Evaluate::all);
    for (auto* machine : {&shared, &all}) {
        for (uint64_t elapsed = 10'000; elapsed < 300'000; elapsed += 13'337) {
            machine->engine->run_until({UINT64_MAX, elapsed});
            machine->engine->flip(0, elapsed % 64);
        }
        machine->engine->run_until({300'000});
    }
    EXPECT_EQ(shared.said.values, all.said.values);
    EXPECT_EQ(shared.engine->elapsed_cycle(), all.engine->elapsed_cycle());
    EXPECT_EQ(shared.engine->digest(), all.engine->digest());
    EXPECT_GT(shared.engine->counters().cycles_shared, 100'000U);
}

TEST(Counter, InRtlAndInCppIsTheSameMachine) {
    CounterMachine<RtlCounter> rtl;
    CounterMachine<CppCounter> cpp;
    rtl.engine->run_until({123'456});
    cpp.engine->run_until({123'456});
    EXPECT_EQ(rtl.said.values, cpp.said.values);
    EXPECT_EQ(rtl.engine->digest(), cpp.engine->digest());
}

}  // namespace
}  // namespace ftsim
