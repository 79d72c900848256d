// SPDX-License-Identifier: Apache-2.0
// Every rule of the protocol is there for something that a client sees without it. Each test has a
// seed that shows it, and the same seed with the rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/host/scaled_world.hpp"
#include "tests/host/story.hpp"

namespace ftsim::host {
namespace {

/// The same world without a rule, and with it. With all rules nothing is ever wrong.
struct Both {
    WorldResult without, with;
};

Both with_and_without(const WorldConfig& config,
                      const std::function<void(ProtocolConfig&)>& without) {
    WorldConfig changed = config;
    without(changed.protocol);
    EXPECT_NE(changed.protocol, config.protocol);
    const Both both{run_world(changed), run_world(config)};
    EXPECT_TRUE(is_clean(both.with)) << story(both.with);
    EXPECT_EQ(both.with.client.answered, config.client.requests) << story(both.with);
    return both;
}

bool broke(const WorldResult& result, std::string_view rule) {
    return std::any_of(result.violations.begin(), result.violations.end(),
                       [&](const Violation& each) { return each.rule == rule; });
}

WorldConfig failing(uint64_t seed, FailureKind kind, uint64_t at_us, uint64_t for_us = 0) {
    WorldConfig config = scaled_world(seed);
    config.failures = {{kind, Place::primary, 0, at_us * 1000, for_us * 1000}};
    return config;
}

// Of seed 2: a put has been logged, and its write is on its way to the storage.
constexpr uint64_t kWriteAtUs = 42'250;

// The primary dies when its answer has left and the log up to it has not. Its successor does not
// know of a request that the client has an answer for, and never answers another one.
TEST(Ablation, WithoutTheOutputRuleAnEffectIsLost) {
    bool seen = false;
    // The window is as long as a chunk waits for more events.
    for (uint64_t at_us = 40'000; at_us < 44'000 && !seen; at_us += 100) {
        const Both both =
            with_and_without(failing(14, FailureKind::host_dead, at_us),
                             [](ProtocolConfig& p) { p.output_rule = OutputRule::off; });
        seen = both.without.client.lost == 1 && broke(both.without, "output_unknown");
    }
    EXPECT_TRUE(seen);
}

// The driver sees half a sector, takes it for the whole, and hands it to the client.
TEST(Ablation, WithoutTheBounceBufferAReadIsTorn) {
    const Both both =
        with_and_without(scaled_world(1), [](ProtocolConfig& p) { p.bounce_buffer = false; });
    EXPECT_GT(both.without.client.wrong, 0);
}

// A write that the old primary had asked for lands behind one of the new primary's.
TEST(Ablation, WithoutFencingAnOldWriteLands) {
    const Both both = with_and_without(failing(2, FailureKind::storage_stalled, kWriteAtUs, 90'000),
                                       [](ProtocolConfig& p) { p.fencing = false; });
    EXPECT_TRUE(broke(both.without, "loser_writes")) << story(both.without);
    EXPECT_EQ(both.without.old_writes_refused, 0);
    EXPECT_GT(both.with.old_writes_refused, 0);
}

TEST(Ablation, WithoutFencingAClientReadsAnOldValue) {
    bool seen = false;
    // The old write has to be the last one of its key before it is read.
    for (uint64_t for_us = 60'000; for_us < 100'000 && !seen; for_us += 1'000) {
        const Both both =
            with_and_without(failing(2, FailureKind::storage_stalled, kWriteAtUs, for_us),
                             [](ProtocolConfig& p) { p.fencing = false; });
        seen = both.without.client.wrong + both.without.client.lost > 0 ||
               broke(both.without, "effect_missing");
    }
    EXPECT_TRUE(seen);
}

TEST(Ablation, WithoutAntiAffinityOneHostTakesBothCopies) {
    WorldConfig config = failing(1, FailureKind::host_dead, 50'000);
    config.hosts[0].memory_bytes *= 2;  // it has the most room, with the primary in it
    const Both both = with_and_without(config, [](ProtocolConfig& p) { p.anti_affinity = false; });
    EXPECT_TRUE(died_alone(both.without));
    EXPECT_EQ(both.without.client.lost, 1);
}

// The guest waits for a write that the old primary had begun and nobody ends.
TEST(Ablation, WithoutReissueAGuestWaitsForever) {
    const Both both = with_and_without(failing(2, FailureKind::host_dead, kWriteAtUs),
                                       [](ProtocolConfig& p) { p.reissue = false; });
    EXPECT_EQ(both.without.client.lost, 1) << story(both.without);
}

TEST(Ablation, WithoutArbitrationThereAreTwoPrimaries) {
    const Both both = with_and_without(failing(1, FailureKind::partition, 60'000, 50'000),
                                       [](ProtocolConfig& p) { p.arbitration = false; });
    EXPECT_TRUE(broke(both.without, "one_winner")) << story(both.without);
    EXPECT_GT(both.without.client.lost, 0);
}

// Nothing fails here, and still the copies take each other for dead, again and again.
TEST(Ablation, WithAShortTimeOutAHealthyPairFailsOver) {
    WorldConfig config = scaled_world(1);
    config.logging.loss_ppm = 20'000;
    const Both both = with_and_without(config, [](ProtocolConfig& p) {
        p.heartbeat_ns = 200'000;
        p.timeout_ns = 300'000;
    });
    EXPECT_TRUE(both.with.failovers.empty());
    EXPECT_EQ(both.with.protections, 1);
    EXPECT_EQ(both.with.unprotected_ns, 0);
    EXPECT_GT(both.without.protections, 1) << story(both.without);
    EXPECT_GT(both.without.unprotected_ns, 0);
    // The rules hold all the same.
    EXPECT_TRUE(is_clean(both.without)) << story(both.without);
}

// One rule taken out: the checker has to say so, with every seed.
TEST(Mutation, ALoserThatGoesOnIsCaught) {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        const Both both = with_and_without(failing(seed, FailureKind::partition, 60'000, 50'000),
                                           [](ProtocolConfig& p) { p.loser_halts = false; });
        EXPECT_FALSE(both.without.violations.empty()) << story(both.without);
        EXPECT_TRUE(both.with.violations.empty());
    }
}

}  // namespace
}  // namespace ftsim::host
