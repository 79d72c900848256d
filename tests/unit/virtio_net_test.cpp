// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/net.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <random>
#include <string>

#include "tests/unit/virtio_driver.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

constexpr uint64_t kData = GuestRam::kBase + 0x1'0000;
constexpr uint32_t kRoom = 12 + 1514;

// Frames that arrive at given cycles, and those that were sent.
class Wire : public NetPort {
public:
    struct Arrival {
        uint64_t cycle;
        std::string frame;
    };

    void send(std::span<const std::byte> frame, uint64_t) override {
        sent.emplace_back(reinterpret_cast<const char*>(frame.data()), frame.size());
    }
    std::optional<std::string> receive(uint64_t cycle) override {
        ++asked;
        if (arrivals.empty() || arrivals.front().cycle > cycle) return std::nullopt;
        std::string frame = arrivals.front().frame;
        arrivals.pop_front();
        return frame;
    }
    uint64_t next_cycle(uint64_t cycle) const override {
        return arrivals.empty() ? UINT64_MAX : std::max(cycle, arrivals.front().cycle);
    }

    std::deque<Arrival> arrivals;
    std::vector<std::string> sent;
    unsigned asked = 0;
};

struct Fixture {
    GuestRam ram;
    Wire wire;
    Rings receive{ram, GuestRam::kBase, 8};
    Rings transmit{ram, GuestRam::kBase + 0x4000, 8};
    VirtioMmio slot{ram, std::make_unique<VirtioNet>(wire)};

    Fixture() { start(); }

    void start() {
        negotiate(slot);
        place_queue(slot, VirtioNet::kReceive, receive, 8);
        place_queue(slot, VirtioNet::kTransmit, transmit, 8);
        run(slot);
    }
    void offer_room(uint16_t head, uint32_t bytes = kRoom, uint64_t cycle = 0) {
        receive.offer(head, {{kData + 0x800U * head, bytes, kDeviceWrites}});
        set(slot, kQueueNotify, VirtioNet::kReceive, cycle);
    }
    void send(std::initializer_list<Buffer> buffers) {
        transmit.offer(0, buffers);
        set(slot, kQueueNotify, VirtioNet::kTransmit);
    }
    std::string text(uint64_t address, std::size_t bytes) {
        return {reinterpret_cast<const char*>(&ram.bytes.at(address - GuestRam::kBase)), bytes};
    }
};

TEST(VirtioNet, SaysItsAddressAndThatTheLinkIsUp) {
    Fixture f;
    EXPECT_EQ(get(f.slot, 8), 1U);
    EXPECT_EQ(get(f.slot, kConfig), 0x1200'5452U);
    EXPECT_EQ(f.slot.load(kConfig + 4, 2, 0), 0x5634U);
    EXPECT_EQ(f.slot.load(kConfig + 6, 2, 0), 1U);
    EXPECT_EQ(get(f.slot, kDeviceFeatures) & 0x0fff'ffffU, 0x1'0020U);
}

TEST(VirtioNet, SendsAtTheNotification) {
    Fixture f;
    for (unsigned i = 0; i < 64; ++i) f.ram.set(kData + i, static_cast<char>('A' + i % 26));
    f.send({{kData, 12}, {kData + 12, 20}, {kData + 40, 10}});
    ASSERT_EQ(f.wire.sent.size(), 1U);
    EXPECT_EQ(f.wire.sent[0], f.text(kData + 12, 20) + f.text(kData + 40, 10));
    EXPECT_EQ(f.transmit.last_used(), (Used{0, 0}));
    EXPECT_EQ(get(f.slot, kInterruptStatus), 1U);
}

TEST(VirtioNet, ManyFramesGoWithOneNotification) {
    Fixture f;
    f.transmit.set_chain(f.transmit.descriptors, 0, {{kData, 12 + 60}});
    for (unsigned i = 0; i < 8; ++i) f.transmit.offer(0);
    set(f.slot, kQueueNotify, VirtioNet::kTransmit);
    EXPECT_EQ(f.wire.sent.size(), 8U);
    EXPECT_EQ(f.transmit.used_index(), 8U);
}

TEST(VirtioNet, WhatIsNoFrameIsNotSent) {
    Fixture f;
    unsigned given = 0;
    for (const uint32_t bytes : {0U, 11U, 12U, 12U + 13, kRoom + 1, 0xffff'ffffU}) {
        f.send({{kData, bytes}});
        EXPECT_TRUE(f.wire.sent.empty()) << bytes;
        EXPECT_EQ(f.transmit.used_index(), ++given) << "but given back";
    }
    f.send({{kData, 100, kDeviceWrites}});
    EXPECT_TRUE(f.wire.sent.empty()) << "nothing to read";
    f.send({{kData, 12 + 14}});
    f.send({{kData, kRoom}});
    EXPECT_EQ(f.wire.sent.size(), 2U) << "the shortest and the longest";
    EXPECT_FALSE(needs_reset(f.slot));
}

TEST(VirtioNet, AFrameOutsideMemoryNeedsAReset) {
    Fixture f;
    f.send({{GuestRam::kEnd - 20, 12 + 60}});
    EXPECT_TRUE(needs_reset(f.slot));
    EXPECT_TRUE(f.wire.sent.empty());
    EXPECT_EQ(f.transmit.used_index(), 0U);

    Fixture other;
    other.wire.arrivals = {{10, std::string(60, 'x')}};
    other.receive.offer(0, {{GuestRam::kEnd - 20, kRoom, kDeviceWrites}});
    other.slot.advance(10);
    EXPECT_TRUE(needs_reset(other.slot));
    EXPECT_EQ(other.receive.used_index(), 0U);
}

TEST(VirtioNet, ReceivesWhenAFrameArrives) {
    Fixture f;
    f.offer_room(0);
    f.wire.arrivals = {{500, std::string(60, 'x')}};
    EXPECT_EQ(f.slot.next_cycle(0), 500U);
    f.slot.advance(499);
    EXPECT_EQ(f.receive.used_index(), 0U);
    EXPECT_EQ(f.wire.asked, 0U);
    f.slot.advance(500);
    EXPECT_EQ(f.receive.last_used(), (Used{0, 72}));
    EXPECT_EQ(f.text(kData, 72), std::string(10, '\0') + "\1" + '\0' + std::string(60, 'x'));
    EXPECT_TRUE(f.slot.interrupt());
    EXPECT_TRUE(f.slot.wrote_memory());
}

TEST(VirtioNet, AFrameMayFillSeveralBuffers) {
    Fixture f;
    f.receive.offer(0, {{kData, 12, kDeviceWrites},
                        {kData + 100, 30, kDeviceWrites},
                        {kData + 200, 30, kDeviceWrites}});
    f.wire.arrivals = {{0, std::string(30, 'a') + std::string(30, 'b')}};
    f.slot.advance(0);
    EXPECT_EQ(f.receive.last_used(), (Used{0, 72}));
    EXPECT_EQ(f.text(kData + 100, 30), std::string(30, 'a'));
    EXPECT_EQ(f.text(kData + 200, 30), std::string(30, 'b'));
}

TEST(VirtioNet, NoFrameIsTakenWithoutABuffer) {
    Fixture f;
    for (unsigned i = 0; i < 5; ++i) f.wire.arrivals.push_back({10, std::string(20 + i, 'x')});
    EXPECT_EQ(f.slot.next_cycle(0), 10U);
    f.slot.advance(10);
    EXPECT_EQ(f.wire.asked, 0U);
    EXPECT_EQ(f.slot.next_cycle(10), UINT64_MAX) << "until there is a buffer";
    for (uint16_t i = 0; i < 5; ++i) {
        f.offer_room(i, kRoom, 20);
        EXPECT_EQ(f.slot.next_cycle(20), 20U);
        f.slot.advance(20);
        EXPECT_EQ(f.receive.last_used(), (Used{i, 32U + i})) << "in order, none lost";
    }
    EXPECT_EQ(f.slot.next_cycle(20), UINT64_MAX);
}

TEST(VirtioNet, BuffersOfferedBeforeDriverOkCount) {
    Fixture f;
    set(f.slot, kStatus, 0);
    f.receive.offer(0, {{kData, kRoom, kDeviceWrites}});
    f.wire.arrivals = {{10, std::string(60, 'x')}};
    EXPECT_EQ(f.slot.next_cycle(0), UINT64_MAX);
    f.start();
    f.slot.advance(10);
    EXPECT_EQ(f.receive.used_index(), 1U);
}

TEST(VirtioNet, AFrameThatDoesNotFitIsLost) {
    Fixture f;
    f.offer_room(0, 12 + 59);
    f.receive.offer(1, {{kData, kRoom}});
    f.receive.offer(2, {{kData + 0x1000, 12 + 60, kDeviceWrites}});
    for (unsigned i = 0; i < 3; ++i) f.wire.arrivals.push_back({0, std::string(60, 'x')});
    f.slot.advance(0);
    EXPECT_EQ(f.receive.used_at(0), (Used{0, 0})) << "too short";
    EXPECT_EQ(f.receive.used_at(1), (Used{1, 0})) << "not to be written";
    EXPECT_EQ(f.receive.used_at(2), (Used{2, 72}));
    EXPECT_FALSE(needs_reset(f.slot));
}

TEST(VirtioNet, ASavedCardGoesOnTheSameWay) {
    Fixture f;
    f.wire.arrivals = {{10, std::string(60, 'x')}, {30, std::string(70, 'y')}};
    f.slot.advance(10);
    const auto waiting = saved(f.slot);
    f.offer_room(0, kRoom, 20);
    f.offer_room(1, kRoom, 20);
    f.slot.advance(20);
    const auto bytes = saved(f.slot);
    EXPECT_EQ(bytes.size(), waiting.size());
    Fixture other;
    other.wire.arrivals = f.wire.arrivals;
    load(other.slot, waiting);
    EXPECT_EQ(other.slot.next_cycle(10), UINT64_MAX) << "it still has no buffer";
    load(other.slot, bytes);
    other.ram.bytes = f.ram.bytes;
    for (Fixture* each : {&f, &other}) {
        EXPECT_EQ(each->slot.next_cycle(20), 30U);
        each->slot.advance(30);
    }
    EXPECT_EQ(f.receive.used_index(), 2U);
    EXPECT_EQ(saved(other.slot), saved(f.slot));
    EXPECT_EQ(other.ram.bytes, f.ram.bytes);
}

TEST(VirtioNet, GarbageNeverHurts) {
    std::mt19937_64 random(5);
    Fixture f;
    const std::size_t state_bytes = saved(f.slot).size();
    unsigned received = 0;
    unsigned resets_needed = 0;
    for (unsigned trial = 0; trial < 3000; ++trial) {
        const uint64_t tables[] = {f.receive.descriptors, f.transmit.descriptors};
        fill_with_garbage(f.ram, tables, random);
        for (Rings* rings : {&f.receive, &f.transmit}) {
            f.ram.set<uint32_t>(rings->available, static_cast<uint32_t>(random() % 10) << 16);
            f.ram.set<uint16_t>(rings->used + 2, 0);
            if (random() % 8 == 0) rings->used = rings->available + random() % 16 * 4;
        }
        // Good buffers for some of the frames.
        for (unsigned i = 0; i < 8; i += 2) {
            f.receive.set_chain(f.receive.descriptors, i, {{kData, kRoom, kDeviceWrites}});
            f.transmit.set_chain(f.transmit.descriptors, i, {{kData, 100}});
        }
        f.start();
        for (unsigned i = 0; i < 20; ++i) {
            const uint64_t cycle = 1000 * uint64_t{trial} + 10 * i;
            f.wire.arrivals.push_back({cycle, std::string(random() % 1600, 'x')});
            if (i % 4 == 0) set(f.slot, kQueueNotify, random() % 2, cycle);
            if (random() % 4 == 0) {
                f.ram.set(GuestRam::kBase + random() % 0x7400, static_cast<uint8_t>(random()));
            }
            f.slot.advance(cycle);
        }
        received += f.receive.used_index();
        resets_needed += needs_reset(f.slot);
        set(f.slot, kStatus, 0);
        f.wire.arrivals.clear();
        f.receive.used = f.receive.descriptors + 0x3000;
        f.transmit.used = f.transmit.descriptors + 0x3000;
        ASSERT_EQ(saved(f.slot).size(), state_bytes);
    }
    EXPECT_GT(received, 1000U);
    EXPECT_GT(f.wire.sent.size(), 500U);
    EXPECT_GT(resets_needed, 1000U);
    for (const std::string& frame : f.wire.sent) {
        ASSERT_GE(frame.size(), NetPort::kMinFrame);
        ASSERT_LE(frame.size(), NetPort::kMaxFrame);
    }
}

}  // namespace
}  // namespace ftsim
