// SPDX-License-Identifier: Apache-2.0
// Random single failures at any moment. bench/virtual_schedules.cpp runs as many as one likes.
#include <gtest/gtest.h>

#include <array>

#include "tests/host/scaled_world.hpp"
#include "tests/host/story.hpp"

namespace ftsim::host {
namespace {

TEST(Schedules, SingleFailuresLoseNothing) {
    constexpr uint64_t kSchedules = 300;
    uint64_t failovers = 0, alone = 0;
    for (uint64_t seed = 1; seed <= kSchedules; ++seed) {
        const WorldConfig config = scheduled_world(seed);
        const WorldResult result = run_world(config);
        if (died_alone(result)) {
            ++alone;
            EXPECT_EQ(result.protections, 0) << story(result);
            EXPECT_TRUE(result.violations.empty()) << "seed " << seed << "\n" << story(result);
            continue;
        }
        EXPECT_TRUE(is_clean(result)) << "seed " << seed << "\n" << story(result);
        EXPECT_EQ(result.client.answered, config.client.requests) << seed;
        failovers += result.failovers.size();
        if (HasFailure()) return;
    }
    EXPECT_GT(failovers, kSchedules / 10);
    // Only a host that dies before the first copy is made takes the machine with it.
    EXPECT_LT(alone, kSchedules / 10);
}

// A storage that takes longer to answer than a copy waits before it asks again: answers come that
// are to what it asked before.
TEST(Schedules, ASlowStorageLosesNothing) {
    for (uint64_t seed = 1; seed <= 200; ++seed) {
        WorldConfig config = scheduled_world(seed);
        config.storage.latency_ns = seed % 2 == 0 ? 3 * kMs : 9 * kMs;
        config.client.requests = 40;
        const WorldResult result = run_world(config);
        EXPECT_TRUE(result.violations.empty()) << "seed " << seed << "\n" << story(result);
        EXPECT_TRUE(died_alone(result) || is_clean(result)) << seed << "\n" << story(result);
        if (HasFailure()) return;
    }
}

// A pair that is ordered about meanwhile. While an order is carried out the machine is alone, as it
// is between a failure and the next copy, and may go with its host.
TEST(Schedules, OrdersAmongThemLoseNothing) {
    constexpr uint64_t kSchedules = 300;
    constexpr std::array kKinds = {OrderKind::migrate, OrderKind::evacuate, OrderKind::query};
    constexpr std::array kPlaces = {Place::host, Place::primary, Place::secondary};
    uint64_t carried_out = 0, alone = 0;
    for (uint64_t seed = 1; seed <= kSchedules; ++seed) {
        WorldConfig config = scheduled_world(seed);
        Random random(seed);
        for (unsigned i = 0; i < 3; ++i) {
            config.orders.push_back({kKinds[random.below(kKinds.size())],
                                     kPlaces[random.below(kPlaces.size())],
                                     static_cast<unsigned>(random.below(config.hosts.size())),
                                     random.below(150 * kMs)});
        }
        const WorldResult result = run_world(config);
        carried_out += count(result, "handed_over") + count(result, "released");
        EXPECT_TRUE(result.violations.empty()) << "seed " << seed << "\n" << story(result);
        if (died_alone(result)) {
            ++alone;
            continue;
        }
        EXPECT_TRUE(is_clean(result)) << "seed " << seed << "\n" << story(result);
        EXPECT_EQ(result.client.answered, config.client.requests) << seed << story(result);
        if (HasFailure()) return;
    }
    EXPECT_GT(carried_out, kSchedules / 2);
    EXPECT_LT(alone, kSchedules / 10);
}

}  // namespace
}  // namespace ftsim::host
