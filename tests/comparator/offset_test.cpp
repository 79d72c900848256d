// SPDX-License-Identifier: Apache-2.0
// A main and a shadow that runs behind, cycle for cycle.
#include <gtest/gtest.h>

#include <stdexcept>

#include "ftsim/comparator/offset_comparator.hpp"
#include "tests/comparator/reference.hpp"

namespace ftsim::test {
namespace {

const BundleDescription kOut(4, {{"sum", 0, 32}});

// A model with a state: whoever gets other inputs, or starts in another cycle, has other outputs.
struct Adder {
    std::uint32_t sum = 0;
    Bytes step(std::span<const std::byte> in) {
        sum = sum * 5 + std::to_integer<std::uint32_t>(in[0]) + 1;
        Bytes out(4);
        for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<std::byte>(sum >> 8 * i);
        return out;
    }
};

OffsetComparator pair(unsigned offset) {
    return {WindowComparator(kOut, kOut, Mask(kOut)), 1, offset};
}

struct Alarm {
    std::size_t machine_cycle;
    std::uint64_t main_cycle;
    bool operator==(const Alarm&) const = default;
};

// Flips a bit of the main's output in one cycle of so many; the shadow runs on until it is empty.
std::vector<Alarm> alarms(unsigned offset, std::size_t cycles, std::size_t fault) {
    OffsetComparator both = pair(offset);
    Adder main, shadow;
    std::vector<Alarm> found;
    const auto note = [&](const OffsetStep& step, std::size_t cycle) {
        EXPECT_EQ(step.compared.has_value(), cycle >= offset);
        EXPECT_EQ(step.compared.value_or(cycle - offset) + offset, cycle);
        if (step.difference) found.push_back({cycle, *step.compared});
    };
    for (std::size_t cycle = 0; cycle < cycles; ++cycle) {
        const Bytes in = {static_cast<std::byte>(cycle * 7)};
        Bytes out = main.step(in);
        if (cycle == fault) flip(out, 17);
        const auto late = both.shadow_inputs(in);
        EXPECT_EQ(late.empty(), cycle < offset);
        note(both.compare(out, late.empty() ? Bytes{} : shadow.step(late)), cycle);
        EXPECT_EQ(both.compared() + both.blind(), cycle + 1);
        EXPECT_EQ(both.blind(), std::min<std::size_t>(offset, cycle + 1));
    }
    for (std::size_t cycle = cycles; both.blind() > 0; ++cycle) {
        note(both.drain(shadow.step(both.drained_inputs())), cycle);
    }
    EXPECT_EQ(both.compared(), cycles);
    EXPECT_FALSE(both.drain({}).compared);
    return found;
}

TEST(Offset, FaultsAreFoundAfterExactlyTheOffset) {
    for (unsigned offset = 0; offset <= kMaxLockstepOffset; ++offset) {
        EXPECT_TRUE(alarms(offset, 20, 99).empty()) << offset;
        for (std::size_t fault = 0; fault < 20; ++fault) {
            const std::vector<Alarm> wanted = {{fault + offset, fault}};
            EXPECT_EQ(alarms(offset, 20, fault), wanted) << offset << " " << fault;
        }
    }
}

TEST(Offset, RestartBeginsAtCycleZero) {
    OffsetComparator both = pair(2);
    const Bytes a(4), other(4, std::byte{1});
    for (int run = 0; run < 2; ++run) {
        EXPECT_FALSE(both.compare(a, other).compared);
        EXPECT_FALSE(both.compare(a, other).compared);
        EXPECT_EQ(both.compare(other, a).compared, 0u);
        EXPECT_EQ(both.compare(other, a).compared, 1u);
        EXPECT_TRUE(both.compare(other, a).difference);
        both.restart();
        EXPECT_EQ(both.blind(), 0u);
    }
}

TEST(Offset, RecordedStreamsAlign) {
    Random random(1);
    const auto comparator = WindowComparator(kOut, kOut, Mask(kOut));
    for (unsigned offset = 0; offset <= kMaxLockstepOffset; ++offset) {
        const Bytes main = random_bytes(random, 40);
        Bytes shadow = random_bytes(random, 40);
        std::copy(main.begin(), main.end() - 4 * offset, shadow.begin() + 4 * offset);
        const auto both = align(main, shadow, 4, offset);
        EXPECT_EQ(both.main.size(), 40 - 4 * offset);
        EXPECT_TRUE(comparator.equal(both.main, both.shadow));
        flip(shadow, 32 * offset);
        EXPECT_EQ(comparator.first_difference(both.main, both.shadow)->cycle, 0u);
    }
    EXPECT_TRUE(align(Bytes(8), Bytes(8), 4, 3).main.empty());
}

TEST(Offset, RefusesWhatTheLineDoesNotHold) {
    EXPECT_THROW(pair(5), std::invalid_argument);
    EXPECT_THROW(ByteLine(0, 1), std::invalid_argument);
    EXPECT_THROW(ByteLine(kMaxBundleBytes + 1, 1), std::invalid_argument);
    EXPECT_THROW(ByteLine(4, 1).push(Bytes(3)), std::invalid_argument);
    EXPECT_THROW(pair(1).compare(Bytes(5), Bytes(4)), std::invalid_argument);
    EXPECT_THROW(pair(0).compare(Bytes(4), Bytes(3)), std::invalid_argument);
    EXPECT_THROW(align(Bytes(8), Bytes(4), 4, 0), std::invalid_argument);
    EXPECT_THROW(align(Bytes(6), Bytes(6), 4, 0), std::invalid_argument);
    EXPECT_THROW(align(Bytes(8), Bytes(8), 4, 5), std::invalid_argument);
    EXPECT_THROW(align(Bytes(8), Bytes(8), 0, 1), std::invalid_argument);
}

}  // namespace
}  // namespace ftsim::test
