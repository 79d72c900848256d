// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "ftsim/error.hpp"
#include "tests/host/scaled_world.hpp"
#include "tests/host/story.hpp"

namespace ftsim::host {
namespace {

WorldConfig failing(FailureKind kind, Place place, uint64_t at_ns, uint64_t for_ns = 0) {
    WorldConfig config = scaled_world(1);
    config.failures = {{kind, place, 0, at_ns, for_ns}};
    return config;
}

TEST(World, ServesItsClient) {
    const WorldResult result = run_world(scaled_world(1));
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100);
    EXPECT_EQ(result.client.repeated, 0);
    EXPECT_EQ(result.protections, 1);
    EXPECT_GT(result.clone_pause_ns, 0);
    EXPECT_GT(result.lags_ns.size(), 100);
}

// A storage that takes longer to answer than a copy waits before it asks again. Where that copy
// asks for a second term, answers to what it asked for the first one are still underway.
TEST(World, AnAnswerToAnEarlierQuestionIsNone) {
    WorldConfig config = scaled_world(1);
    config.storage.latency_ns = 9 * kMs;
    config.client.requests = 20;
    config.orders = {{OrderKind::migrate, Place::host, 0, 60 * kMs},
                     {OrderKind::migrate, Place::host, 0, 90 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_EQ(count(result, "won"), 2) << story(result);
    EXPECT_EQ(result.protections, 3) << story(result);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 20) << story(result);
}

TEST(World, IsAFunctionOfItsSeed) {
    WorldConfig config = scheduled_world(7);
    config.logging.loss_ppm = 10'000;
    const uint64_t digest = run_world(config).digest;
    EXPECT_EQ(run_world(config).digest, digest);
    ++config.seed;
    EXPECT_NE(run_world(config).digest, digest);
}

TEST(World, SurvivesThePrimarysHost) {
    const WorldConfig config = failing(FailureKind::host_dead, Place::primary, 60 * kMs);
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100);
    EXPECT_EQ(result.protections, 2);
    ASSERT_EQ(result.failovers.size(), 1);
    EXPECT_GT(result.failovers[0].detection_ns, config.protocol.timeout_ns * 9 / 10);
    EXPECT_LT(result.failovers[0].total_ns(),
              config.protocol.timeout_ns + 2 * config.protocol.heartbeat_ns);
    EXPECT_GT(result.unprotected_ns, result.failovers[0].total_ns());
}

TEST(World, SurvivesTheSecondarysHost) {
    const WorldResult result =
        run_world(failing(FailureKind::host_dead, Place::secondary, 60 * kMs));
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100);
    EXPECT_EQ(count(result, "unprotected"), 1);
    EXPECT_TRUE(result.failovers.empty());
    EXPECT_EQ(result.protections, 2);
}

TEST(World, SurvivesOneHostAfterTheOther) {
    WorldConfig config = scaled_world(1);
    for (uint64_t i = 0; i < 6; ++i) {
        const Place place = i % 2 == 0 ? Place::primary : Place::secondary;
        config.failures.push_back(
            {FailureKind::host_dead, place, 0, (40 + 80 * i) * kMs, 60 * kMs});
    }
    config.client.requests = 400;
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 400);
    EXPECT_EQ(result.protections, 7);
}

TEST(World, TheStorageDecidesAndIsWaitedFor) {
    WorldConfig config = failing(FailureKind::host_dead, Place::primary, 60 * kMs);
    config.failures.push_back({FailureKind::storage_dead, Place::host, 0, 59 * kMs, 80 * kMs});
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_GT(count(result, "waits_for_storage"), 0);
    ASSERT_EQ(result.failovers.size(), 1);
    EXPECT_GT(result.failovers[0].arbitration_ns, 50 * kMs);
}

TEST(World, APrimaryWithoutStorageLetsTheOtherOneWin) {
    const WorldResult result =
        run_world(failing(FailureKind::storage_cut, Place::primary, 60 * kMs));
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100);
    EXPECT_EQ(count(result, "falls_silent"), 1);
    EXPECT_EQ(result.failovers.size(), 1);
}

TEST(World, WithoutTheCentreAPairSurvivesOneFailure) {
    WorldConfig config = failing(FailureKind::centre_dead, Place::host, 50 * kMs);
    config.failures.push_back({FailureKind::host_dead, Place::primary, 0, 60 * kMs});
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100);
    EXPECT_EQ(result.failovers.size(), 1);
    EXPECT_EQ(result.protections, 1);
}

TEST(World, ARoughNetworkChangesNothing) {
    WorldConfig config = failing(FailureKind::host_dead, Place::primary, 60 * kMs);
    for (NetworkConfig* each : {&config.logging, &config.clients}) {
        each->loss_ppm = 20'000;
        each->duplicate_ppm = 20'000;
        each->corrupt_ppm = 20'000;
        each->jitter_ns = 100'000;
    }
    for (config.seed = 1; config.seed <= 20; ++config.seed) {
        const WorldResult result = run_world(config);
        EXPECT_TRUE(is_clean(result)) << config.seed << "\n" << story(result);
        EXPECT_EQ(result.client.answered, 100);
        EXPECT_GT(count(result, "channel_refused"), 0);
    }
}

TEST(World, EveryOutputRuleServes) {
    uint64_t waited = 0;
    for (const OutputRule rule :
         {OutputRule::off, OutputRule::received, OutputRule::executed, OutputRule::digest}) {
        WorldConfig config = scaled_world(1);
        config.protocol.output_rule = rule;
        const WorldResult result = run_world(config);
        EXPECT_TRUE(is_clean(result)) << name(rule) << "\n" << story(result);
        EXPECT_EQ(result.client.answered, 100);
        EXPECT_GT(result.client.waited_ns, waited) << name(rule);
        waited = result.client.waited_ns;
    }
}

// An upset in the primary's memory: it is right about nothing from there on, and under `digest`
// nobody hears of it.
TEST(World, OnlyTheDigestRuleKeepsAWrongPrimaryFromSpeaking) {
    uint64_t wrong_received = 0, wrong_digest = 0, taken_over = 0;
    for (uint64_t seed = 1; seed <= 60; ++seed) {
        WorldConfig config = scaled_world(seed);
        Random random(seed);
        config.failures = {{FailureKind::seu, seed % 2 == 0 ? Place::primary : Place::secondary, 0,
                            random.between(20 * kMs, 90 * kMs), 0,
                            static_cast<int64_t>(random.below(1 << 20))}};
        const auto escaped = [](const WorldResult& result) {
            return result.client.wrong + result.client.doubled + result.client.lost != 0;
        };
        wrong_received += escaped(run_world(config));
        config.protocol.output_rule = OutputRule::digest;
        const WorldResult result = run_world(config);
        wrong_digest += escaped(result);
        EXPECT_TRUE(result.violations.empty()) << story(result);
        taken_over += result.failovers.size();
    }
    EXPECT_GT(wrong_received, 0);
    EXPECT_EQ(wrong_digest, 0);
    EXPECT_GT(taken_over, 10);
}

TEST(World, ADivergenceStopsThePairWhereThePolicySaysSo) {
    WorldConfig config = failing(FailureKind::seu, Place::primary, 50 * kMs);
    config.protocol.output_rule = OutputRule::digest;
    config.protocol.on_divergence = OnDivergence::stop;
    const WorldResult result = run_world(config);
    EXPECT_FALSE(result.speaks);
    EXPECT_GT(count(result, "diverged"), 0);
    EXPECT_TRUE(result.failovers.empty());
}

TEST(World, APowerOffIsNoFailure) {
    WorldConfig config = scaled_world(1);
    config.client.stops = true;
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 101);
    EXPECT_EQ(count(result, "powered_off"), 2);
    EXPECT_TRUE(result.powered_off);
    EXPECT_TRUE(result.failovers.empty());
}

TEST(World, AHungGuestIsNoLostHost) {
    WorldConfig config = scaled_world(1);
    config.client.hangs_at = 50;
    const WorldResult result = run_world(config);
    EXPECT_EQ(result.client.answered, 50);
    EXPECT_TRUE(result.violations.empty()) << story(result);
    // Both copies hang: there is nothing to fail over to, and the pair stays whole.
    EXPECT_TRUE(result.failovers.empty()) << story(result);
    EXPECT_EQ(result.protections, 1);
    std::vector<std::string> said;
    for (const TimelineEntry& each : result.timeline) {
        if (each.what == "centre") said.push_back(each.detail);
    }
    EXPECT_EQ(said, (std::vector<std::string>{"guest_hung: on h0"}));
}

TEST(World, AHostIsEmptiedWithoutAGap) {
    for (const Place place : {Place::primary, Place::secondary}) {
        WorldConfig config = scaled_world(1);
        config.orders = {{OrderKind::evacuate, place, 0, 60 * kMs}};
        const WorldResult result = run_world(config);
        EXPECT_TRUE(is_clean(result)) << story(result);
        EXPECT_EQ(result.client.answered, 100);
        EXPECT_EQ(result.protections, 2) << story(result);
        EXPECT_EQ(result.failovers.size(), place == Place::primary ? 1 : 0);
        // Far below a time-out: a round trip or two, or one request once more.
        EXPECT_LT(result.client.longest_gap_ns, 5 * kMs) << story(result);
        EXPECT_EQ(count(result, "heartbeat_lost"), 0) << story(result);
    }
}

TEST(World, ASecondaryMovesAndKeepsApart) {
    WorldConfig config = scaled_world(1);
    config.orders = {{OrderKind::migrate, Place::host, 0, 60 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.protections, 2);
    EXPECT_EQ(count(result, "released"), 1);
    std::vector<std::string> records;
    for (const TimelineEntry& each : result.timeline) {
        if (each.what == "record") records.push_back(each.detail);
    }
    EXPECT_EQ(records, (std::vector<std::string>{"primary: to h1", "primary: to h2"}));
}

// The order waits behind a log buffer that is full, the secondary is gone before it is carried out,
// and the centre gives it again and again.
TEST(World, AHandOverThatCameTooLateIsForgotten) {
    WorldConfig config;
    config.client.requests = 100;
    config.protocol.log_buffer_bytes = 8 << 10;
    config.failures = {{FailureKind::logging_cut, Place::secondary, 0, 3'000 * kMs, 3'000 * kMs}};
    config.orders = {{OrderKind::evacuate, Place::primary, 0, 4'500 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100) << story(result);
    EXPECT_EQ(count(result, "handed_over"), 2) << story(result);  // to nobody, then to its heir
    EXPECT_EQ(result.protections, 3) << story(result);
}

// Its states are compared a last time before it is let go: the right one of them goes on.
TEST(World, ASecondaryIsNotReleasedByAPrimaryThatIsWrong) {
    WorldConfig config = scaled_world(1);
    config.protocol.output_rule = OutputRule::digest;
    unsigned taken_over = 0;
    for (int64_t bit = 0; bit < 2'000; bit += 97) {
        config.failures = {{FailureKind::seu, Place::primary, 0, 60 * kMs, 0, bit}};
        config.orders = {{OrderKind::migrate, Place::host, 0, 60 * kMs + 10'000}};
        const WorldResult result = run_world(config);
        EXPECT_TRUE(is_clean(result)) << bit << story(result);
        EXPECT_EQ(result.client.answered, 100) << bit << story(result);
        taken_over += result.failovers.size() == 1;
    }
    EXPECT_GT(taken_over, 15);
}

// What piled up while it could not be sent arrives in any order, all at once.
TEST(World, ABacklogIsMadeUpForThoughMessagesOvertake) {
    WorldConfig config = scaled_world(1, 1);
    config.logging.jitter_ns = 50'000;
    config.failures = {{FailureKind::partition, Place::secondary, 0, 5'000 * kMs, 1'000 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100) << story(result);
    EXPECT_LT(result.client.longest_gap_ns, 2'000 * kMs) << story(result);
    EXPECT_TRUE(result.failovers.empty()) << story(result);
}

// Further than a tenth of the lag that is allowed: something is always underway.
TEST(World, APairIsMadeWholeOverALongWay) {
    WorldConfig config = scaled_world(1, 1);
    config.logging.latency_ns = 55 * kMs;
    config.failures = {{FailureKind::host_dead, Place::primary, 0, 9'000 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.protections, 2) << story(result);
}

// It is told, and its memory is free: no time-out, no arbitration that it could only lose.
TEST(World, WhoIsReleasedIsGoneAtTheNextLook) {
    WorldConfig config = scaled_world(1);
    config.orders = {{OrderKind::migrate, Place::host, 0, 60 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(says(result, "secondary: the machine is elsewhere")) << story(result);
    EXPECT_EQ(count(result, "heartbeat_lost"), 0) << story(result);
    EXPECT_EQ(count(result, "lost"), 0) << story(result);
}

// A cable that is cut for good stays so when the host it belongs to is reached again.
TEST(World, WhatTwoHaveBrokenIsWholeWhenBothHaveEnded) {
    WorldConfig config = scaled_world(1);
    config.failures = {{FailureKind::logging_cut, Place::host, 1, 60 * kMs},
                       {FailureKind::host_isolated, Place::host, 1, 61 * kMs, kMs},
                       {FailureKind::host_dead, Place::host, 2, 20 * kMs},
                       {FailureKind::host_dead, Place::host, 2, 30 * kMs, 10 * kMs}};
    const WorldResult result = run_world(config);
    config.failures = {{FailureKind::host_paused, Place::host, 1, 60 * kMs, 100 * kMs},
                       {FailureKind::host_dead, Place::host, 1, 70 * kMs, 10 * kMs},
                       {FailureKind::host_dead, Place::host, 2, 20 * kMs}};
    EXPECT_EQ(run_world(config).protections, 2);
    EXPECT_GT(run_world(config).unprotected_ns, 90 * kMs);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.protections, 1) << story(result);
    EXPECT_FALSE(says(result, "host_back: h2")) << story(result);
}

// What happened to somebody else, or to a clock, is no reason.
TEST(World, AFailoverBeginsWithWhatItIsAbout) {
    WorldConfig config = scaled_world(1);
    config.failures = {{FailureKind::clock_jump, Place::primary, 0, 40 * kMs, 0, 5},
                       {FailureKind::host_paused, Place::host, 2, 41 * kMs, kMs}};
    config.orders = {{OrderKind::evacuate, Place::primary, 0, 60 * kMs}};
    const WorldResult ordered = run_world(config);
    ASSERT_EQ(ordered.failovers.size(), 1) << story(ordered);
    EXPECT_EQ(ordered.failovers[0].detection_ns, 0);
    EXPECT_LT(ordered.failovers[0].total_ns(), kMs);
    EXPECT_LT(ordered.unprotected_ns, 15 * kMs);
    config.orders.clear();
    config.failures.push_back({FailureKind::host_dead, Place::primary, 0, 60 * kMs});
    const WorldResult failed = run_world(config);
    ASSERT_EQ(failed.failovers.size(), 1) << story(failed);
    EXPECT_EQ(failed.failovers[0].failed_at, 60 * kMs);
}

TEST(World, AFailureOrAnOrderOfNobodyIsSaid) {
    WorldConfig config = scaled_world(1);
    config.failures = {{FailureKind::host_dead, Place::secondary, 0, kMs}};
    config.orders = {{OrderKind::migrate, Place::host, 0, kMs},
                     {OrderKind::evacuate, Place::secondary, 0, kMs}};
    const WorldResult result = run_world(config);
    for (const char* line : {"host_dead: of no copy now", "migrate: there is no secondary now",
                             "evacuate: there is no such copy now"}) {
        EXPECT_TRUE(says(result, line)) << line << story(result);
    }
}

// A host that dies while another one is emptied. From the moment at which its copy has won the term
// it is the only one, as after any failover.
TEST(World, OrdersAndFailuresMeet) {
    unsigned alone = 0;
    for (uint64_t seed = 1; seed <= 100; ++seed) {
        WorldConfig config = scaled_world(seed);
        Random random(seed);
        config.orders = {{OrderKind::evacuate, Place::primary, 0, 60 * kMs}};
        config.failures = {{FailureKind::host_dead, Place::secondary, 0,
                            random.between(59 * kMs, 68 * kMs), 30 * kMs}};
        const WorldResult result = run_world(config);
        EXPECT_TRUE(result.violations.empty()) << seed << story(result);
        if (died_alone(result)) {
            ++alone;
            EXPECT_EQ(count(result, "lost"), 1) << story(result);
            continue;
        }
        EXPECT_TRUE(is_clean(result)) << seed << story(result);
        EXPECT_EQ(result.client.answered, 100) << story(result);
        if (HasFailure()) return;
    }
    EXPECT_LT(alone, 10);
}

TEST(World, AFullStorageIsSaidAndServedOn) {
    WorldConfig config = scaled_world(1);
    config.storage_bytes = 20;
    config.client.requests = 30;
    const WorldResult result = run_world(config);
    EXPECT_GT(count(result, "storage_error"), 0);
    EXPECT_EQ(result.client.answered, 30);
    EXPECT_GT(result.client.wrong, 0);
}

// A secondary that is slower than its primary: the primary is slowed down until they match.
TEST(World, LagIsBounded) {
    WorldConfig config = scaled_world(1);
    config.guest.computes = true;
    config.client.requests = 0;
    config.duration_ns = 2'000 * kMs;
    config.hosts[1].clock_hz = 900'000'000;
    config.hosts[2].clock_hz = 900'000'000;
    const WorldResult slowed = run_world(config);
    ASSERT_FALSE(slowed.lags_ns.empty());
    EXPECT_LT(*std::max_element(slowed.lags_ns.begin(), slowed.lags_ns.end()),
              3 * config.protocol.lag_limit_ns);
    config.protocol.lag_limit_ns *= 1000;
    const WorldResult free = run_world(config);
    EXPECT_GT(free.lags_ns.back(), 10 * config.protocol.lag_limit_ns / 1000);
    EXPECT_GT(free.instructions, slowed.instructions);
}

// A channel that is too narrow: the log buffer fills, and the primary stands still for it.
TEST(World, AFullLogBufferStallsThePrimary) {
    WorldConfig config = scaled_world(1);
    config.client.bulk_bits_per_second = 200'000'000;
    config.logging.bits_per_second = 100'000'000;
    config.protocol.log_buffer_bytes = 256 << 10;
    config.protocol.lag_limit_ns *= 100;
    config.client.requests = 0;
    config.duration_ns = 500 * kMs;
    const WorldResult narrow = run_world(config);
    EXPECT_GT(narrow.stalled_ns, 50 * kMs) << story(narrow);
    config.logging.bits_per_second = 1'000'000'000;
    EXPECT_EQ(run_world(config).stalled_ns, 0);
}

TEST(World, WithoutRoomItSaysWhy) {
    WorldConfig config = scaled_world(1);
    config.hosts[1].memory_bytes = config.hosts[2].memory_bytes = 1000;
    const WorldResult result = run_world(config);
    EXPECT_EQ(result.protections, 0);
    ASSERT_EQ(count(result, "centre"), 1);
    const auto said = std::find_if(result.timeline.begin(), result.timeline.end(),
                                   [](const auto& each) { return each.what == "centre"; });
    EXPECT_EQ(said->detail,
              "no_host: h0: the primary is there; h1: 1000 bytes free, 671088 needed; h2: 1000 "
              "bytes free, 671088 needed");
}

TEST(World, RefusesWhatCannotBe) {
    WorldConfig config = scaled_world(1);
    config.failures = {{FailureKind::host_dead, Place::host, 9, 0, 0}};
    EXPECT_THROW(run_world(config), Error);
    config = scaled_world(1);
    config.hosts.clear();
    EXPECT_THROW(run_world(config), Error);
    config = scaled_world(1);
    config.hosts[0].clock_hz = 0;
    EXPECT_THROW(run_world(config), Error);
    // What would never come to an end.
    config = scaled_world(1);
    config.protocol.timer_hz = 2'000'000'000;
    EXPECT_THROW(run_world(config), Error);
    config = scaled_world(1);
    config.protocol.lag_limit_ns = 5;
    EXPECT_THROW(run_world(config), Error);
    config = scaled_world(1);
    config.client.bulk_bits_per_second = UINT64_MAX;
    EXPECT_THROW(run_world(config), Error);
}

}  // namespace
}  // namespace ftsim::host
