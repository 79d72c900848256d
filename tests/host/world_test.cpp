// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/world.hpp"

#include <gtest/gtest.h>

#include "tests/host/scaled_world.hpp"
#include "tests/host/story.hpp"

namespace ftsim::host {
namespace {

TEST(World, ServesItsClient) {
    const WorldResult result = run_world(scaled_world(1));
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100);
    EXPECT_EQ(result.protections, 1);
    EXPECT_EQ(result.client.repeated, 0);
}

TEST(World, SurvivesThePrimarysHost) {
    WorldConfig config = scaled_world(1);
    config.failures = {{FailureKind::host_dead, Place::primary, 0, 60 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100);
    EXPECT_EQ(result.protections, 2);
    ASSERT_EQ(result.failovers.size(), 1);
    EXPECT_GT(result.failovers[0].detection_ns, config.protocol.timeout_ns);
}

}  // namespace
}  // namespace ftsim::host
