// SPDX-License-Identifier: Apache-2.0
// The parts that a world is made of, one by one.
#include <gtest/gtest.h>

#include "ftsim/host/centre.hpp"
#include "ftsim/host/event_queue.hpp"
#include "ftsim/host/network.hpp"
#include "ftsim/host/sim_host.hpp"
#include "ftsim/host/storage.hpp"

namespace ftsim::host {
namespace {

TEST(EventQueue, KeepsTimeAndOrder) {
    EventQueue queue;
    std::string order;
    queue.at(20, [&] { order += 'c'; });
    queue.at(10, [&] {
        order += 'a';
        queue.after(0, [&] { order += 'b'; });
        queue.after(10, [&] { order += 'd'; });
    });
    queue.at(31, [&] { order += 'e'; });
    queue.run_until(30);
    EXPECT_EQ(order, "abcd");
    EXPECT_EQ(queue.now(), 30);
    EXPECT_EQ(queue.actions(), 4);
}

struct TwoPorts {
    explicit TwoPorts(const NetworkConfig& config) : network(queue, random, config, 2) {
        network.connect(1, [this](unsigned, std::string message) {
            arrived.push_back({queue.now(), std::move(message)});
        });
    }
    EventQueue queue;
    Random random{1};
    Network network;
    std::vector<std::pair<uint64_t, std::string>> arrived;
};

TEST(Network, TakesItsLatencyAndItsBandwidth) {
    TwoPorts wire({.latency_ns = 1000, .bits_per_second = 1'000'000'000, .frame_overhead = 100});
    wire.network.send(0, 1, std::string(900, 'x'));
    wire.network.send(0, 1, std::string(2000, 'y'));  // two frames
    wire.queue.run_until(1'000'000);
    ASSERT_EQ(wire.arrived.size(), 2);
    EXPECT_EQ(wire.arrived[0].first, 8 * 1000 + 1000);
    EXPECT_EQ(wire.arrived[1].first, 8 * (1000 + 2200) + 1000);
    EXPECT_EQ(wire.network.bytes_sent(0), 3200);
}

TEST(Network, LosesDoublesAndOvertakes) {
    TwoPorts wire({.jitter_ns = 1'000'000, .loss_ppm = 100'000, .duplicate_ppm = 100'000});
    for (int i = 0; i < 1000; ++i) wire.network.send(0, 1, std::to_string(i));
    wire.queue.run_until(1'000'000'000);
    EXPECT_NEAR(static_cast<double>(wire.arrived.size()), 990, 60);
    bool overtaken = false;
    int last = 0;
    for (const auto& [time, text] : wire.arrived) {
        overtaken = overtaken || std::stoi(text) < last;
        last = std::stoi(text);
    }
    EXPECT_TRUE(overtaken);
}

TEST(Network, IsCutAndStalled) {
    TwoPorts wire({});
    wire.network.set_group(1, 1);
    wire.network.send(0, 1, "parted");
    wire.network.set_group(1, 0);
    wire.network.set_up(1, false);
    wire.network.send(0, 1, "pulled");
    wire.network.set_up(1, true);
    wire.network.set_stalled(0, true);
    wire.network.send(0, 1, "kept");
    wire.queue.run_until(1'000'000'000);
    EXPECT_TRUE(wire.arrived.empty());
    wire.network.set_stalled(0, false);
    wire.queue.run_until(2'000'000'000);
    ASSERT_EQ(wire.arrived.size(), 1);
    EXPECT_EQ(wire.arrived[0].second, "kept");
}

TEST(Host, WaitsWhilePausedAndForgetsWhenDead) {
    EventQueue queue;
    Random random(1);
    Host host(queue, random, {.name = "h"}, 0);
    std::string order;
    host.after(10, [&] { order += 'a'; });
    host.after(20, [&] { order += 'b'; });
    host.pause();
    queue.run_until(100);
    EXPECT_EQ(order, "");
    host.resume();
    queue.run_until(100);
    EXPECT_EQ(order, "ab");
    host.after(10, [&] { order += 'c'; });
    host.die();
    host.restart();
    host.after(20, [&] { order += 'd'; });
    queue.run_until(200);
    EXPECT_EQ(order, "abd");
}

TEST(Host, CountsInItsOwnTime) {
    EventQueue queue;
    Random random(1);
    Host fast(queue, random, {.name = "f", .clock_hz = 2'000'000'000, .drift_ppm = 1000}, 0);
    Host slow(queue, random, {.name = "s", .clock_hz = 500'000'000, .wait_states = 1}, 1);
    EXPECT_EQ(slow.execution_ns(1000, 100), 1000 * 4 + 100 * 2);
    EXPECT_EQ(slow.instructions_in(4000), 1000);
    // A millisecond of the world is a thousandth more of a fast clock.
    uint64_t done_at = 0;
    fast.after(fast.execution_ns(2'002'000, 0), [&] { done_at = queue.now(); });
    queue.run_until(1'000'000'000);
    EXPECT_NEAR(static_cast<double>(done_at), 1'000'000, 1);
    EXPECT_EQ(fast.clock_ns(), 1'001'000'000);
    EXPECT_EQ(fast.cycle(), 2'002'000'000);
    fast.jump_clock(-500);
    EXPECT_EQ(fast.clock_ns(), 1'000'999'500);
    fast.jump_clock(-2'000'000'000);
    EXPECT_EQ(fast.clock_ns(), 0);
}

TEST(SharedStorage, OneWinnerATerm) {
    SharedStorage storage;
    storage.begin(1);
    EXPECT_EQ(storage.serve({.op = StorageOp::test_and_set, .who = 2, .term = 1}).status,
              StorageStatus::done);
    const auto other = storage.serve({.op = StorageOp::test_and_set, .who = 1, .term = 1});
    EXPECT_EQ(other.status, StorageStatus::lost);
    EXPECT_EQ(other.term, 2);
    // Its answer was lost: it asks again.
    EXPECT_EQ(storage.serve({.op = StorageOp::test_and_set, .who = 2, .term = 1}).status,
              StorageStatus::done);
    EXPECT_EQ(storage.term(), 2);
    EXPECT_EQ(storage.owner(), 2);
}

TEST(SharedStorage, RefusesWhatItMust) {
    SharedStorage storage(true, 10);
    storage.begin(1);
    const auto write = [&](uint64_t term, const std::string& data) {
        return storage.serve({.op = StorageOp::write, .term = term, .sector = 5, .data = data});
    };
    EXPECT_EQ(write(1, "first").status, StorageStatus::done);
    EXPECT_EQ(write(0, "old").status, StorageStatus::old_term);
    EXPECT_EQ(write(2, "of nobody").status, StorageStatus::old_term);
    EXPECT_EQ(write(1, "elevenbytes").status, StorageStatus::error);
    EXPECT_EQ(storage.refused(), 2);
    storage.set_read_only(true);
    EXPECT_EQ(write(1, "again").status, StorageStatus::error);
    EXPECT_EQ(storage.serve({.sector = 5}).data, "first");
}

TEST(SharedStorage, RequestsAndAnswersAreReadBack) {
    const StorageRequest request{StorageOp::write, 7, 9, 3, 5, "data"};
    StorageRequest read;
    const std::string bytes = encode(request);
    ASSERT_TRUE(decode(bytes, read));
    EXPECT_EQ(read.who, 7);
    EXPECT_EQ(read.id, 9);
    EXPECT_EQ(read.data, "data");
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
        EXPECT_FALSE(decode(bytes.substr(0, cut), read)) << cut;
    }
}

TEST(Placement, KeepsTheCopiesApart) {
    EventQueue queue;
    Random random(1);
    std::vector<std::unique_ptr<Host>> hosts;
    for (const uint64_t memory : {100, 50, 80}) {
        hosts.push_back(std::make_unique<Host>(
            queue, random,
            HostConfig{.name = "h" + std::to_string(hosts.size()), .memory_bytes = memory},
            static_cast<unsigned>(hosts.size())));
    }
    EXPECT_EQ(place_secondary(hosts, *hosts[0], 40, true).host, hosts[2].get());
    EXPECT_EQ(place_secondary(hosts, *hosts[0], 40, false).host, hosts[0].get());
    hosts[2]->die();
    EXPECT_EQ(place_secondary(hosts, *hosts[0], 40, true).host, hosts[1].get());
    const Placement none = place_secondary(hosts, *hosts[0], 60, true);
    EXPECT_EQ(none.host, nullptr);
    EXPECT_EQ(none.refused,
              "h0: the primary is there; h1: 50 bytes free, 60 needed; h2: does not respond");
}

}  // namespace
}  // namespace ftsim::host
