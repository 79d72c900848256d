// SPDX-License-Identifier: Apache-2.0
// The core's state from outside: what a snapshot takes, a roll-back brings back and a fault hits.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/on_a_bus.hpp"

namespace ftsim {
namespace {

using State = std::vector<std::byte>;

State state_of(const CoreModel& core) {
    State state(CoreModel::state_map().bytes());
    core.save_state(state);
    return state;
}

/// What a core gets on its pins while it runs random code on a moody bus.
std::vector<CoreInputs> recorded_pins(uint32_t seed, int cycles) {
    std::mt19937 random(seed);
    OnABus bus;
    bus.grants = [&] { return random() % 4 != 0; };
    bus.waits = [&] { return random() % 3 == 0 ? 2U : 0U; };
    uint32_t at = 0x1000;
    for (const uint32_t word : random_code(random, 300)) bus.memory[at] = word, at += 4;
    std::vector<CoreInputs> pins;
    for (int i = 0; i < cycles; ++i) {
        bus.cycle();
        pins.push_back(bus.in);
    }
    return pins;
}

TEST(CoreState, AFlipIsOneBitOfTheState) {
    std::vector<std::byte> before(CoreModel::state_map().bytes()), after(before.size());
    CoreModel core;
    core.save_state(before);
    for (uint64_t bit = 0; bit < CoreModel::state_map().bits(); ++bit) {
        core.flip(bit);
        core.save_state(after);
        const SiteBit at = CoreModel::state_map().locate(bit);
        after[at.site->offset + at.bit / 8] ^= std::byte{1} << at.bit % 8;
        ASSERT_EQ(after, before) << at.site->name << "[" << at.bit << "]";
        core.flip(bit);
    }
    core.save_state(after);
    EXPECT_EQ(after, before) << "flipped twice is not flipped";
}

TEST(CoreState, ContinuesElsewhereAsIfNothingHadHappened) {
    const auto pins = recorded_pins(5, 1500);
    CoreModel first;
    CoreModel second;  // with a past of its own
    for (int i = 0; i < 77; ++i) second.step(pins[static_cast<std::size_t>(i * 13)]);
    for (std::size_t i = 0; i < pins.size(); ++i) {
        if (i % 100 == 0) {
            second.load_state(state_of(first));
            ASSERT_EQ(state_of(second), state_of(first)) << "cycle " << i;
        }
        ASSERT_EQ(second.outputs(), first.outputs()) << "cycle " << i;
        first.step(pins[i]);
        second.step(pins[i]);
    }
    EXPECT_EQ(state_of(second), state_of(first));
}

TEST(CoreState, KeepsTheOutputsOfACycleDuringItsStep) {
    const auto pins = recorded_pins(6, 300);
    CoreModel core;
    for (const CoreInputs& in : pins) {
        const CoreOutputs& during = core.outputs();
        const CoreOutputs before = during;
        core.step(in);
        ASSERT_EQ(during, before);
    }
}

// A cached value behind the flop would hide the flip until something else changes.
TEST(CoreState, AFlipActsAtOnceAndAsALoadedStateWould) {
    const auto pins = recorded_pins(7, 400);
    CoreModel running;
    CoreModel flipped;
    CoreModel loaded;
    uint64_t seen_on_pins = 0;
    for (std::size_t i = 0; i < pins.size(); ++i) {
        const State now = state_of(running);
        for (uint64_t bit = i % 40; bit < CoreModel::state_map().bits(); bit += 40) {
            flipped.load_state(now);
            flipped.flip(bit);
            loaded.load_state(state_of(flipped));
            const SiteBit at = CoreModel::state_map().locate(bit);
            ASSERT_EQ(flipped.outputs(), loaded.outputs())
                << at.site->name << "[" << at.bit << "], cycle " << i;
            seen_on_pins += flipped.outputs() != running.outputs();
            flipped.step(pins[i]);
            loaded.step(pins[i]);
            ASSERT_EQ(state_of(flipped), state_of(loaded))
                << at.site->name << "[" << at.bit << "], cycle " << i;
        }
        running.step(pins[i]);
    }
    EXPECT_GT(seen_on_pins, pins.size()) << "several flops drive pins";
}

TEST(CoreState, ItsMapNamesEveryBitOnce) {
    const StateMap& map = CoreModel::state_map();
    uint64_t bit = 0;
    for (const Site& site : map.sites()) {
        EXPECT_EQ(site.first_bit, bit) << site.name;
        EXPECT_EQ(map.find(site.name), &site) << "two sites of one name";
        EXPECT_EQ(map.locate(bit).site, &site);
        EXPECT_EQ(map.locate(bit).bit, 0U);
        bit += site.width;
        EXPECT_EQ(map.locate(bit - 1).site, &site);
        EXPECT_EQ(map.locate(bit - 1).bit, site.width - 1);
    }
    EXPECT_EQ(map.bits(), bit);
    EXPECT_EQ(map.find("no_such_register"), nullptr);
}

}  // namespace
}  // namespace ftsim
