// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/plic.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "ftsim/board/state_bytes.hpp"

namespace ftsim {
namespace {

static_assert(StateStruct<Plic::State>);

constexpr uint32_t kPending = 0x1000;
constexpr uint32_t kEnable = 0x2000;
constexpr uint32_t kThreshold = 0x20'0000;
constexpr uint32_t kClaim = 0x20'0004;

void enable(Plic& plic, unsigned source, uint32_t priority) {
    const uint32_t word = kEnable + source / 32 * 4;
    plic.store(4 * source, priority);
    plic.store(word, plic.load(word) | 1U << source % 32);
}

bool pending(Plic& plic, unsigned source) {
    return (plic.load(kPending + source / 32 * 4) >> source % 32 & 1U) != 0;
}

TEST(Plic, GoesFromLineToClaimToCompletion) {
    for (const unsigned source : {1U, 10U, 31U, 32U, 63U, 64U, 95U}) {
        Plic plic;
        enable(plic, source, 1);
        EXPECT_FALSE(plic.interrupt());
        plic.set_level(source, true);
        EXPECT_TRUE(plic.interrupt());
        EXPECT_TRUE(pending(plic, source));
        EXPECT_EQ(plic.load(kClaim), source);
        EXPECT_FALSE(plic.interrupt());
        EXPECT_FALSE(pending(plic, source));
        EXPECT_EQ(plic.load(kClaim), 0U) << "nothing is left to claim";
        plic.set_level(source, false);
        plic.store(kClaim, source);
        EXPECT_FALSE(plic.interrupt());
        EXPECT_FALSE(pending(plic, source));
        plic.set_level(source, true);
        EXPECT_TRUE(plic.interrupt()) << "and once more";
    }
}

TEST(Plic, ALineStillHighAtCompletionIsPendingAgain) {
    Plic plic;
    enable(plic, 10, 1);
    plic.set_level(10, true);
    plic.load(kClaim);
    plic.set_level(10, true);
    EXPECT_FALSE(plic.interrupt());
    plic.store(kClaim, 10);
    EXPECT_TRUE(plic.interrupt());
    EXPECT_EQ(plic.load(kClaim), 10U);
}

TEST(Plic, AClaimedSourceIsShut) {
    Plic plic;
    enable(plic, 10, 1);
    plic.set_level(10, true);
    plic.load(kClaim);
    plic.set_level(10, false);
    plic.set_level(10, true);
    EXPECT_FALSE(pending(plic, 10));
    plic.set_level(10, false);
    plic.store(kClaim, 10);
    EXPECT_FALSE(pending(plic, 10)) << "what the line did meanwhile is forgotten";
}

TEST(Plic, ALineThatFallsLeavesItsSourcePending) {
    Plic plic;
    enable(plic, 10, 1);
    plic.set_level(10, true);
    plic.set_level(10, false);
    EXPECT_TRUE(plic.interrupt());
    EXPECT_EQ(plic.load(kClaim), 10U);
    plic.store(kClaim, 10);
    EXPECT_FALSE(plic.interrupt());
}

TEST(Plic, PrioritiesAndThresholdHaveThreeBits) {
    Plic plic;
    for (unsigned source = 1; source < Plic::kSources; ++source) {
        plic.store(4 * source, ~0U);
        EXPECT_EQ(plic.load(4 * source), 7U) << source;
        plic.store(4 * source, 9);
        EXPECT_EQ(plic.load(4 * source), 1U) << source;
    }
    plic.store(kThreshold, ~0U);
    EXPECT_EQ(plic.load(kThreshold), 7U);
    plic.store(kThreshold, 8);
    EXPECT_EQ(plic.load(kThreshold), 0U);
}

TEST(Plic, SourceZeroDoesNotExist) {
    Plic plic;
    plic.store(0, 7);
    EXPECT_EQ(plic.load(0), 0U);
    plic.store(kEnable, ~0U);
    EXPECT_EQ(plic.load(kEnable), ~1U);
    plic.set_level(0, true);
    plic.set_level(Plic::kSources, true);
    plic.set_level(~0U, true);
    EXPECT_EQ(plic.load(kPending), 0U);
    EXPECT_FALSE(plic.interrupt());
    EXPECT_EQ(plic.load(kClaim), 0U);
}

TEST(Plic, HasNoOtherRegisters) {
    Plic plic;
    const Plic::State before = plic.state();
    for (const uint32_t offset :
         {4 * Plic::kSources, kPending, kPending + 8, kPending + 12, kEnable + 12, kEnable + 0x80,
          kThreshold + 8, kThreshold + 0x1000, kThreshold + 0x1004, Plic::kBytes - 4, ~3U}) {
        plic.store(offset, ~0U);
        EXPECT_EQ(plic.load(offset), 0U) << std::hex << offset;
    }
    EXPECT_EQ(plic.state().priority, before.priority);
    EXPECT_EQ(plic.state().enable, before.enable);
    EXPECT_EQ(plic.state().threshold, before.threshold);
}

TEST(Plic, EverySourceHasItsEnablingBit) {
    Plic plic;
    for (unsigned source = 1; source < Plic::kSources; ++source) {
        plic.store(4 * source, 1);
        plic.set_level(source, true);
        EXPECT_FALSE(plic.interrupt());
    }
    EXPECT_EQ(plic.load(kPending), ~1U) << "disabled sources are pending too";
    EXPECT_EQ(plic.load(kPending + 4), ~0U);
    EXPECT_EQ(plic.load(kPending + 8), ~0U);
    for (unsigned source = Plic::kSources; source-- > 1;) {
        enable(plic, source, 1);
        EXPECT_TRUE(plic.interrupt());
        EXPECT_EQ(plic.load(kClaim), source);
        plic.store(kEnable + source / 32 * 4, 0);
    }
}

TEST(Plic, TheHighestPriorityWinsThenTheLowestNumber) {
    Plic plic;
    enable(plic, 3, 2);
    enable(plic, 40, 5);
    enable(plic, 41, 5);
    enable(plic, 90, 7);
    enable(plic, 91, 0);
    for (const unsigned source : {91U, 90U, 41U, 40U, 3U}) plic.set_level(source, true);
    for (const unsigned source : {90U, 40U, 41U, 3U, 0U}) EXPECT_EQ(plic.load(kClaim), source);
    EXPECT_TRUE(pending(plic, 91)) << "priority 0 never interrupts";
    EXPECT_FALSE(plic.interrupt());
    plic.store(4 * 91, 1);
    EXPECT_TRUE(plic.interrupt());
}

TEST(Plic, TheThresholdMasksItselfAndWhatIsBelow) {
    for (uint32_t priority = 0; priority < 8; ++priority) {
        for (uint32_t threshold = 0; threshold < 8; ++threshold) {
            Plic plic;
            enable(plic, 1, priority);
            plic.set_level(1, true);
            plic.store(kThreshold, threshold);
            EXPECT_EQ(plic.interrupt(), priority > threshold) << priority << ' ' << threshold;
            EXPECT_EQ(plic.load(kClaim), priority > 0 ? 1U : 0U) << "a claim ignores it";
        }
    }
}

TEST(Plic, CompletesOnlyWhatIsEnabled) {
    Plic plic;
    enable(plic, 10, 1);
    plic.set_level(10, true);
    plic.load(kClaim);
    plic.store(kEnable, 0);
    for (const uint32_t source : {0U, 9U, 10U, 96U, 10U + 256, ~0U}) plic.store(kClaim, source);
    plic.store(kEnable, 1U << 10);
    EXPECT_FALSE(plic.interrupt());
    plic.store(kClaim, 10);
    EXPECT_TRUE(plic.interrupt());
    plic.store(kClaim, 10);
    EXPECT_TRUE(plic.interrupt()) << "completing what is not claimed changes nothing";
}

TEST(Plic, ContinuesFromItsState) {
    Plic plic;
    enable(plic, 10, 1);
    enable(plic, 11, 2);
    plic.set_level(10, true);
    plic.set_level(11, true);
    EXPECT_EQ(plic.load(kClaim), 11U);
    Plic other;
    other.set_state(plic.state());
    EXPECT_TRUE(other.interrupt());
    EXPECT_EQ(other.load(kClaim), 10U);
    EXPECT_FALSE(other.interrupt());
    other.store(kClaim, 11);
    EXPECT_EQ(other.load(kClaim), 11U) << "its line was high";
    EXPECT_TRUE(plic.interrupt()) << "two devices share nothing";
}

// Random accesses beside a plain model of one source after the other.
TEST(Plic, AgreesWithAModelOfItsSources) {
    struct Source {
        bool level, pending, claimed, enabled;
        uint32_t priority;
    };
    std::array<Source, Plic::kSources> sources = {};
    uint32_t threshold = 0;
    const auto best = [&] {
        unsigned found = 0;
        for (unsigned i = Plic::kSources; i-- > 1;) {
            const Source& source = sources[i];
            if (!source.pending || !source.enabled || source.priority == 0) continue;
            if (found == 0 || source.priority >= sources[found].priority) found = i;
        }
        return found;
    };
    std::mt19937 generator(1);
    const auto random = [&] { return static_cast<uint32_t>(generator()); };
    Plic plic;
    unsigned claims = 0;
    for (unsigned step = 0; step < 100'000; ++step) {
        const unsigned i = random() % (Plic::kSources - 1) + 1;
        Source& source = sources[i];
        switch (random() % 8) {
            case 0:
                source.priority = random() % 8;
                plic.store(4 * i, source.priority | random() << 3);
                break;
            case 1: {
                const unsigned first = random() % 3 * 32;
                const uint32_t word = random() | random();
                plic.store(kEnable + first / 8, word);
                for (unsigned k = 0; k < 32; ++k) sources[first + k].enabled = word >> k & 1U;
                break;
            }
            case 2:
                threshold = random() % 8;
                plic.store(kThreshold, threshold);
                break;
            case 3: {
                const unsigned expected = best();
                ASSERT_EQ(plic.load(kClaim), expected);
                sources[expected].pending = false;
                sources[expected].claimed = expected != 0;
                claims += expected != 0;
                break;
            }
            case 4:
                plic.store(kClaim, i);
                if (source.enabled) source.claimed = false;
                break;
            default:
                source.level = random() % 2 == 0;
                plic.set_level(i, source.level);
                break;
        }
        if (source.level && !source.claimed) source.pending = true;
        ASSERT_EQ(pending(plic, i), source.pending);
        const unsigned first = best();
        ASSERT_EQ(plic.interrupt(), first != 0 && sources[first].priority > threshold);
    }
    EXPECT_GT(claims, 5000U);
}

}  // namespace
}  // namespace ftsim
