// SPDX-License-Identifier: Apache-2.0
// What leaves and what enters, on a machine of a few lines: it sends a frame now and then, a peer
// outside answers some cycles after the frame reached it, and the answer moves the machine's state.
// When it comes must depend on nothing but the machine's own time.
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <optional>

#include "ftsim/board/state_bytes.hpp"
#include "ftsim/lockstep/engine.hpp"
#include "ftsim/lockstep/plain_kernel.hpp"

namespace ftsim {
namespace {

constexpr uint64_t kSendEvery = 700;
constexpr uint64_t kAnswerAfter = 131;

struct Inputs {
    uint32_t add = 0;
};
struct Outputs {
    uint32_t sum = 0;

    bool operator==(const Outputs&) const = default;
};
constexpr std::array kFields = {OutputField{"sum", 0, 4}};

/// Adds up what comes in.
class Adder {
public:
    using Inputs = ftsim::Inputs;
    using Outputs = ftsim::Outputs;

    const Outputs& outputs() const { return outputs_[now_]; }
    void step(const Inputs& inputs) {
        now_ ^= 1;
        outputs_[now_].sum = outputs_[now_ ^ 1].sum * 3 + 1 + inputs.add;
    }
    void save_state(std::span<std::byte> to) const { std::memcpy(to.data(), &outputs_[now_], 4); }
    void load_state(std::span<const std::byte> from) {
        std::memcpy(&outputs_[now_], from.data(), 4);
    }
    void flip(uint64_t bit) { outputs_[now_].sum ^= 1U << bit; }
    static const StateMap& state_map() {
        static const StateMap map = [] {
            StateMap made;
            made.add("sum_q", 32, SiteKind::flop, 4);
            return made;
        }();
        return map;
    }
    static std::span<const OutputField> output_fields() { return kFields; }

private:
    Outputs outputs_[2];
    unsigned now_ = 0;
};

/// Outside: answers each frame once, with what it said.
struct Peer {
    uint64_t answer_cycle = UINT64_MAX;
    std::string answer;

    void hear(const Emission& frame) {
        answer_cycle = frame.cycle + kAnswerAfter;
        answer = frame.data;
    }
    std::optional<std::string> say(uint64_t cycle) {
        if (cycle < answer_cycle) return std::nullopt;
        answer_cycle = UINT64_MAX;
        return answer;
    }
};

class Wire final : public RecoveryDomain {
public:
    const Inputs& inputs() const { return inputs_; }
    void step(const Outputs& out) {
        inputs_ = {};
        if (cycle_ >= next_poll_) receive();
        if (cycle_ % kSendEvery == kSendEvery - 1) {
            outbox_.put({cycle_, Sink::net, 0, std::to_string(out.sum)});
        }
        ++cycle_;
    }
    bool attention() const { return outbox_.urgent(); }

    std::vector<std::byte> save_devices() const override {
        std::vector<std::byte> state;
        put_state(state, cycle_);
        put_state(state, inputs_);
        return state;
    }
    void load_devices(std::span<const std::byte> state) override {
        cycle_ = take_state<uint64_t>(state);
        inputs_ = take_state<Inputs>(state);
        outside_changed();
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

    void leave(const Emission& emission) override { peer_.hear(emission); }
    void outside_changed() override {
        next_poll_ = gate_.next_cycle(replay::EventKind::net_receive, 0, peer_.answer_cycle);
    }
    void begin_experiment() override { before_ = Before{peer_, gate_.mark()}; }
    void end_experiment() override {
        peer_ = before_->peer;
        gate_.forget_since(before_->gate);
        outside_changed();
    }

    std::vector<uint64_t> received;  // the cycles, as often as they come

private:
    void receive() {
        const auto frame = gate_.poll(cycle_, replay::EventKind::net_receive, 0,
                                      [this] { return peer_.say(cycle_); });
        if (frame) {
            inputs_.add = static_cast<uint32_t>(std::stoul(*frame));
            received.push_back(cycle_);
        }
        outside_changed();
    }

    struct Before {
        Peer peer;
        replay::Gate::Mark gate;
    };

    uint64_t cycle_ = 0;
    Inputs inputs_;
    uint64_t next_poll_ = UINT64_MAX;
    Outbox outbox_;
    replay::Gate gate_;
    Peer peer_;
    std::optional<Before> before_;
};

struct Said : Observer {
    std::vector<std::string> frames;
    std::size_t alarms = 0;
    void on_output(const Emission& emission, uint64_t) override { frames.push_back(emission.data); }
    void on_alarm(const Alarm&) override { ++alarms; }
};

struct Bench {
    explicit Bench(unsigned replicas = 2) : kernel(replicas, wire) {
        EngineConfig config;
        config.snapshot_interval = 1000;
        engine.emplace(kernel, wire, config, said);
    }
    Wire wire;
    PlainKernel<Adder, Wire> kernel;
    Said said;
    std::optional<Engine> engine;
};

TEST(Border, AFrameIsAnsweredAtACycleOfItsOwnHoweverLongAStepIs) {
    Bench whole;
    whole.engine->run_until({50'000});
    ASSERT_EQ(whole.said.frames.size(), 50'000U / kSendEvery);
    for (std::size_t i = 0; i < whole.wire.received.size(); ++i) {
        EXPECT_EQ(whole.wire.received[i], (i + 1) * kSendEvery - 1 + kAnswerAfter);
    }
    for (const uint64_t chunk : {1U, 7U, 131U, 699U, 701U}) {
        Bench cut;
        while (cut.engine->cycle() < 50'000) {
            cut.engine->run_until({std::min<uint64_t>(50'000, cut.engine->cycle() + chunk)});
        }
        EXPECT_EQ(cut.wire.received, whole.wire.received) << chunk;
        EXPECT_EQ(cut.said.frames, whole.said.frames) << chunk;
    }
}

TEST(Border, AReExecutionGetsTheSameAnswersAtTheSameCycles) {
    Bench golden;
    golden.engine->run_until({20'000});
    for (uint64_t when = 3'000; when < 4'000; when += 61) {
        Bench bench;
        bench.engine->run_until({when});
        bench.engine->flip(when % 2, when % 32);
        bench.engine->run_until({20'000});
        EXPECT_EQ(bench.said.alarms, 1U);
        EXPECT_EQ(bench.said.frames, golden.said.frames) << when;
        EXPECT_EQ(bench.engine->digest(), golden.engine->digest()) << when;
        for (const uint64_t cycle : bench.wire.received) {
            EXPECT_EQ(cycle % kSendEvery, kSendEvery - 1 + kAnswerAfter - kSendEvery) << when;
        }
    }
}

TEST(Border, AnExperimentLeavesNothingOutside) {
    Bench golden(1), bench(1);
    golden.engine->run_until({20'000});
    for (uint64_t when = 3'000; when < 6'000; when += 97) {
        bench.engine->run_until({when});
        bench.engine->begin_experiment();
        bench.engine->flip(0, when % 32);
        bench.engine->run_until({when + 2'500});
        bench.engine->end_experiment();
        bench.said.frames.resize(when / kSendEvery);
    }
    bench.engine->run_until({20'000});
    EXPECT_EQ(bench.said.frames, golden.said.frames);
    EXPECT_EQ(bench.engine->digest(), golden.engine->digest());
}

TEST(Border, ARepetitionThatDiffersInItsDataIsNoticed) {
    // Both replicas are hit alike, then one alone: the re-execution undoes what nobody compared.
    Bench bench;
    bench.engine->run_until({1'100});
    for (unsigned replica = 0; replica < 2; ++replica) bench.engine->flip(replica, 3);
    bench.engine->run_until({1'450});
    bench.engine->flip(0, 9);
    EXPECT_EQ(bench.engine->run_until({5'000}), EngineStatus::due);
}

}  // namespace
}  // namespace ftsim
