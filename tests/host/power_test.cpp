// SPDX-License-Identifier: Apache-2.0
// The machine's power, which the management centre switches off and on for both copies as one.
#include <gtest/gtest.h>

#include "tests/host/scaled_world.hpp"
#include "tests/host/story.hpp"

namespace ftsim::host {
namespace {

Order order(OrderKind kind, uint64_t at_ns, Place place = Place::host) {
    return {kind, place, 0, at_ns};
}

// Its client comes when everything else is over.
WorldConfig ordered(std::vector<Order> orders, std::vector<Failure> failures = {}) {
    WorldConfig config = scaled_world(1);
    config.client.start_ns = 400 * kMs;
    config.orders = std::move(orders);
    config.failures = std::move(failures);
    return config;
}

// A client that comes later finds a machine that has been off and on again, and whole.
TEST(Power, IsStoppedStartedAndAskedAsOne) {
    const WorldResult result =
        run_world(ordered({order(OrderKind::query, 40 * kMs), order(OrderKind::start, 45 * kMs),
                           order(OrderKind::stop, 50 * kMs), order(OrderKind::stop, 60 * kMs),
                           order(OrderKind::query, 65 * kMs), order(OrderKind::start, 100 * kMs),
                           order(OrderKind::query, 190 * kMs)}));
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(result.client.answered, 100) << story(result);
    EXPECT_EQ(result.protections, 2) << story(result);
    EXPECT_EQ(count(result, "powered_off"), 2) << story(result);  // both copies
    EXPECT_EQ(count(result, "started"), 2) << story(result);
    EXPECT_EQ(result.failovers.size(), 0) << story(result);
    for (const char* line : {"query: protected on h0, secondary on h1", "start: it runs on h0",
                             "stop: on h0", "stop: nothing runs", "query: off", "start: on h0"}) {
        EXPECT_TRUE(says(result, line)) << line << "\n" << story(result);
    }
}

TEST(Power, IsStartedAgainThoughACopyWasBeingMade) {
    const WorldResult result =
        run_world(ordered({order(OrderKind::stop, 7 * kMs), order(OrderKind::start, 50 * kMs)}));
    EXPECT_EQ(result.client.answered, 100) << story(result);
    EXPECT_EQ(result.protections, 1) << story(result);
}

// Its last copy may run where the centre hears nothing of it: that one has the term.
TEST(Power, StartsNothingBesideACopyThatRuns) {
    WorldConfig config = scaled_world(1);
    config.orders = {order(OrderKind::start, 100 * kMs)};
    config.failures = {{FailureKind::host_isolated, Place::primary, 0, 60 * kMs, 400 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_EQ(count(result, "started"), 1) << story(result);
}

// Whatever is underway then: a hand-over, a failover, a host that does nothing for a while.
TEST(Power, AStopIsKeptUntilACopyCanBeTold) {
    const std::vector<std::pair<std::vector<Order>, std::vector<Failure>>> cases = {
        {{order(OrderKind::evacuate, 60 * kMs, Place::primary), order(OrderKind::stop, 65 * kMs)},
         {}},
        {{order(OrderKind::stop, 65 * kMs)},
         {{FailureKind::host_dead, Place::primary, 0, 60 * kMs}}},
        {{order(OrderKind::stop, 65 * kMs)},
         {{FailureKind::host_paused, Place::primary, 0, 60 * kMs, 200 * kMs}}},
        // Told, and gone with its host before its secondary heard of it, or just behind that.
        {{order(OrderKind::stop, 60 * kMs)},
         {{FailureKind::host_dead, Place::primary, 0, 60 * kMs + 10'000}}},
        {{order(OrderKind::stop, 60 * kMs)},
         {{FailureKind::host_dead, Place::primary, 0, 60 * kMs + 150'000}}},
        {{order(OrderKind::stop, 60 * kMs)},
         {{FailureKind::logging_cut, Place::primary, 0, 50 * kMs}}},
        // Alone and paused.
        {{order(OrderKind::stop, 3 * kMs)},
         {{FailureKind::host_paused, Place::primary, 0, 2 * kMs, 100 * kMs}}},
    };
    for (const auto& [orders, failures] : cases) {
        WorldConfig config = ordered(orders, failures);
        config.client.requests = 1;  // of a machine that is off
        const WorldResult result = run_world(config);
        EXPECT_EQ(result.client.answered, 0) << story(result);
        EXPECT_TRUE(result.powered_off) << story(result);
        EXPECT_FALSE(result.speaks || result.waits) << story(result);
        EXPECT_TRUE(result.violations.empty()) << story(result);
    }
}

TEST(Power, AStopAndAStartBehindItAreOneAfterTheOther) {
    for (const uint64_t behind : {UINT64_C(0), 10'000 * UINT64_C(1), kMs}) {
        const WorldResult result = run_world(ordered(
            {order(OrderKind::stop, 60 * kMs), order(OrderKind::start, 60 * kMs + behind)}));
        EXPECT_EQ(result.client.answered, 100) << story(result);
        EXPECT_EQ(count(result, "started"), 2) << story(result);
        EXPECT_EQ(result.protections, 2) << story(result);
        EXPECT_TRUE(result.speaks) << story(result);
        EXPECT_FALSE(result.powered_off) << story(result);
        EXPECT_TRUE(is_clean(result)) << story(result);
    }
}

TEST(Power, AStopTakesBackAStart) {
    const WorldResult result =
        run_world(ordered({order(OrderKind::stop, 60 * kMs), order(OrderKind::start, 100 * kMs),
                           order(OrderKind::stop, 130 * kMs)},
                          {{FailureKind::storage_dead, Place::host, 0, 90 * kMs, 100 * kMs}}));
    EXPECT_EQ(count(result, "started"), 1) << story(result);
    EXPECT_TRUE(says(result, "it is not to start any more")) << story(result);
    EXPECT_TRUE(result.powered_off) << story(result);
}

// Nobody can say whether a host that does nothing will go on.
TEST(Power, AStartWaitsForACopyThatMayRun) {
    const WorldResult result =
        run_world(ordered({order(OrderKind::start, 10 * kMs)},
                          {{FailureKind::host_paused, Place::primary, 0, 2 * kMs, 50 * kMs}}));
    EXPECT_TRUE(says(result, "start: waits for the copy on h0")) << story(result);
    EXPECT_EQ(count(result, "started"), 1) << story(result);
    EXPECT_EQ(result.client.answered, 100) << story(result);
}

TEST(Power, AStartWaitsForRoom) {
    WorldConfig config =
        ordered({order(OrderKind::stop, 60 * kMs), order(OrderKind::start, 100 * kMs)});
    for (unsigned host = 0; host < 3; ++host) {
        config.failures.push_back(
            {FailureKind::host_dead, Place::host, host, 90 * kMs, 100 * kMs + host * kMs});
    }
    const WorldResult result = run_world(config);
    EXPECT_TRUE(says(result, "start: no_host: h0: does not respond")) << story(result);
    EXPECT_TRUE(says(result, "start: on h0")) << story(result);
    EXPECT_EQ(result.client.answered, 100) << story(result);
}

// Its host dies between the storage's word and the copy's hearing it, or at any moment around: the
// term is given away, and the next one that starts has to learn that.
TEST(Power, AStartSurvivesTheHostThatItWasOn) {
    uint64_t learnt = 0;
    for (uint64_t after = 0; after < 300'000; after += 10'000) {
        const WorldResult result = run_world(
            ordered({order(OrderKind::stop, 60 * kMs), order(OrderKind::start, 100 * kMs)},
                    {{FailureKind::host_dead, Place::host, 0, 100 * kMs + after, 0}}));
        learnt += count(result, "lost");
        EXPECT_TRUE(result.violations.empty()) << after << story(result);
        EXPECT_EQ(result.client.answered, 100) << after << story(result);
        if (HasFailure()) return;
    }
    EXPECT_GT(learnt, 0);
}

TEST(Power, NobodyHearsAnOrderWhileTheCentreIsDead) {
    const WorldResult result = run_world(ordered(
        {order(OrderKind::stop, 60 * kMs), order(OrderKind::evacuate, 61 * kMs, Place::primary)},
        {{FailureKind::centre_dead, Place::host, 0, 50 * kMs, 50 * kMs}}));
    EXPECT_TRUE(says(result, "stop: it does not hear")) << story(result);
    EXPECT_TRUE(says(result, "evacuate: it does not hear")) << story(result);
    EXPECT_EQ(count(result, "powered_off") + count(result, "handed_over"), 0) << story(result);
    EXPECT_EQ(result.client.answered, 100) << story(result);
}

// The first copy dies while it is copied for the first time: the other one was never whole, is no
// machine, and gives back its place.
TEST(Power, WhatWasNeverWholeIsGivenUp) {
    const WorldResult result =
        run_world(ordered({order(OrderKind::start, 40 * kMs)},
                          {{FailureKind::host_dead, Place::primary, 0, 8 * kMs}}));
    EXPECT_TRUE(says(result, "its primary is gone")) << story(result);
    EXPECT_EQ(count(result, "started"), 2) << story(result);
    EXPECT_EQ(result.client.answered, 100) << story(result);
}

// The client asks a machine that is off, and then one that has no copy left.
TEST(Power, WhatIsSaidOfTheEndIsOfTheMachine) {
    WorldConfig config = ordered({order(OrderKind::stop, 60 * kMs)});
    config.client.requests = 1;
    EXPECT_TRUE(run_world(config).powered_off);
    config.orders.push_back(order(OrderKind::start, 100 * kMs));
    config.failures = {{FailureKind::host_dead, Place::primary, 0, 108 * kMs}};
    const WorldResult gone = run_world(config);
    EXPECT_FALSE(gone.powered_off || gone.speaks || gone.waits) << story(gone);
    config.failures = {{FailureKind::storage_dead, Place::host, 0, 90 * kMs}};
    const WorldResult waits = run_world(config);
    EXPECT_TRUE(waits.waits) << story(waits);
    EXPECT_FALSE(waits.speaks) << story(waits);
}

// Its first host asks a storage that does not answer, and has not heard that the machine has gone
// on elsewhere, and off.
TEST(Power, WhoHasNotHeardOfTheEndIsNoMachine) {
    WorldConfig config = scaled_world(1);
    config.client.stops = true;
    config.failures = {{FailureKind::storage_stalled, Place::primary, 0, 60 * kMs}};
    const WorldResult result = run_world(config);
    EXPECT_TRUE(is_clean(result)) << story(result);
    EXPECT_TRUE(result.powered_off) << story(result);
    EXPECT_FALSE(result.speaks || result.waits) << story(result);
}

// Not while nobody speaks, and not in the first moments of who does.
TEST(Power, AGuestThatHadNoTimeIsNotHung) {
    for (const uint64_t factor : {1U, 100U, 400U}) {
        WorldConfig config = scaled_world(1, factor);
        const auto at = [&](uint64_t ms) { return ms * 100 * kMs / factor; };
        config.client.start_ns = at(400);
        config.failures = {{FailureKind::host_dead, Place::primary, 0, at(60)}};
        config.orders = {order(OrderKind::stop, at(150)), order(OrderKind::start, at(250))};
        const WorldResult result = run_world(config);
        EXPECT_EQ(result.failovers.size(), 1) << story(result);
        EXPECT_EQ(count(result, "started"), 2) << story(result);
        EXPECT_FALSE(says(result, "guest_hung")) << factor << "\n" << story(result);
    }
}

}  // namespace
}  // namespace ftsim::host
