// SPDX-License-Identifier: Apache-2.0
// The RTL machine, protected: the gallery's key-value server as it is, on hosts whose memory has
// other wait states.
#include <gtest/gtest.h>

#include <array>
#include <span>

#include "tests/host/firmware.hpp"
#include "tests/host/scaled_world.hpp"
#include "tests/host/story.hpp"

namespace ftsim::host {
namespace {

TEST(RtlWorld, ServesAndIsProtected) {
    const WorldResult result = run_world(rtl_world(scaled_world(1), firmware("kv_server")));
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 50U) << story(result);
    EXPECT_EQ(result.protections, 1U) << story(result);
    EXPECT_EQ(result.unprotected_ns, 0U) << story(result);
    EXPECT_GT(result.lags_ns.size(), 50U) << story(result);
}

// The program's last word is to the finisher, and both copies say it.
TEST(RtlWorld, APowerOffIsNoFailure) {
    WorldConfig config = rtl_world(scaled_world(1), firmware("kv_server"));
    config.client.stops = true;
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_TRUE(result.powered_off) << story(result);
    unsigned off = 0;
    for (const TimelineEntry& each : result.timeline) {
        EXPECT_NE(each.what, "diverged") << story(result);
        off += each.what == "powered_off";
    }
    EXPECT_EQ(off, 2U) << story(result);
}

// A client that asks far too often, over a network that loses, doubles and spoils, and two states
// that are compared all the time.
TEST(RtlWorld, GoesTheSameWayInAStormOfFrames) {
    for (const uint64_t instructions : {97, 1'000}) {
        WorldConfig config = rtl_world(scaled_world(1), firmware("kv_server"));
        config.client.patience_ns = 20'000;
        config.client.requests = 20;
        config.clients.loss_ppm = config.clients.duplicate_ppm = 100'000;
        config.clients.corrupt_ppm = 50'000;
        config.clients.jitter_ns = 200'000;
        config.protocol.digest_instructions = instructions;
        const WorldResult result = run_world(config);
        EXPECT_EQ(count(result, "diverged"), 0) << story(result);
        EXPECT_EQ(result.client.answered, 20) << story(result);
        EXPECT_GT(result.client.repeated, 100) << story(result);
    }
}

// A loop, and behind it a jump to where nothing is: one trap after the other. The copies have to
// come to the same one, and the pair stays whole.
TEST(RtlWorld, AStormOfTrapsIsAGuestThatHangs) {
    constexpr std::array<uint32_t, 4> kStorm = {0x00019537,   // lui a0, 0x19
                                                0xfff50513,   // addi a0, a0, -1
                                                0xfe051ee3,   // bnez a0, -4
                                                0x00000067};  // jr zero
    const RtlGuestConfig machine;
    const Program storm =
        parse_program(std::as_bytes(std::span(kStorm)), "storm", address::kRam, machine.ram_bytes);
    WorldConfig config = rtl_world(scaled_world(1), std::make_shared<const Program>(storm));
    for (HostConfig& host : config.hosts) host.clock_hz = 10'000'000;
    config.client.requests = 1;
    for (const uint64_t instructions : {1, 7, 100, 1000}) {
        config.protocol.digest_instructions = instructions;
        const WorldResult result = run_world(config);
        EXPECT_EQ(count(result, "diverged"), 0) << story(result);
        EXPECT_EQ(result.protections, 1) << story(result);
        EXPECT_TRUE(says(result, "guest_hung: on h0")) << story(result);
    }
}

// As tests/host/schedule_test.cpp; bench/virtual_schedules.cpp runs as many as one likes.
TEST(RtlWorld, SingleFailuresLoseNothing) {
    constexpr uint64_t kSchedules = 12;
    const auto server = firmware("kv_server");
    uint64_t failovers = 0;
    for (uint64_t seed = 1; seed <= kSchedules; ++seed) {
        const WorldConfig config = rtl_world(scheduled_world(seed), server);
        const WorldResult result = run_world(config);
        if (died_alone(result)) {
            EXPECT_EQ(result.protections, 0) << story(result);
            continue;
        }
        EXPECT_TRUE(is_clean(result)) << "seed " << seed << "\n" << story(result);
        EXPECT_EQ(result.client.answered, config.client.requests) << seed;
        failovers += result.failovers.size();
    }
    EXPECT_GT(failovers, 0U);
}

}  // namespace
}  // namespace ftsim::host
