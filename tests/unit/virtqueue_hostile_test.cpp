// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <utility>

#include "tests/unit/virtqueue_guest.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

TEST(VirtqueueHostile, RingsThatCannotBeBreakIt) {
    using Change = std::function<void(Virtqueue::State&)>;
    const Change changes[] = {
        [](auto& s) { s.size = 0; },
        [](auto& s) { s.size = 3; },
        [](auto& s) { s.size = 512; },
        [](auto& s) { s.size = 0x8000'0000; },
        [](auto& s) { s.size = 0xffff'ffff; },
        [](auto& s) { s.descriptors += 8; },
        [](auto& s) { s.available += 1; },
        [](auto& s) { s.used += 2; },
        [](auto& s) { s.descriptors = UINT64_MAX - 15; },
        [](auto& s) { s.available = UINT64_MAX - 1; },
        [](auto& s) { s.used = UINT64_MAX - 3; },
    };
    for (const Change& change : changes) {
        QueueGuest f;
        f.queue.stop();
        Virtqueue::State state = f.queue.state();
        change(state);
        f.queue.set_state(state);
        f.queue.start();
        EXPECT_TRUE(f.queue.broken()) << &change - changes;
        EXPECT_FALSE(f.queue.ready());
    }
}

TEST(VirtqueueHostile, RingsOutsideMemoryBreakIt) {
    using Member = uint64_t Virtqueue::State::*;
    for (const Member ring :
         {&Virtqueue::State::descriptors, &Virtqueue::State::available, &Virtqueue::State::used}) {
        for (const uint64_t address : {uint64_t{0}, GuestRam::kEnd, uint64_t{1} << 63}) {
            QueueGuest f;
            f.rings.offer(0, {{kData, 16}});
            Virtqueue::State state = f.queue.state();
            state.*ring = address;
            f.queue.set_state(state);
            Chain chain;
            const auto head = f.queue.take();
            if (head && f.queue.walk(*head, chain)) f.queue.give_back(*head, 0);
            EXPECT_TRUE(f.queue.broken()) << std::hex << address;
        }
    }
}

TEST(VirtqueueHostile, TheDriverCannotRunAhead) {
    for (const int ahead : {9, 10, 0x7fff, 0xffff}) {
        QueueGuest f;
        f.ram.set(f.rings.available + 2, static_cast<uint16_t>(ahead));
        EXPECT_FALSE(f.queue.take().has_value());
        EXPECT_TRUE(f.queue.broken()) << ahead;
    }
    QueueGuest f;
    for (unsigned i = 0; i < kSize; ++i) f.rings.offer(0);
    for (unsigned i = 0; i < kSize; ++i) EXPECT_TRUE(f.queue.take().has_value());
    f.rings.offer(0);
    EXPECT_FALSE(f.queue.take().has_value()) << "none was given back";
    EXPECT_TRUE(f.queue.broken());
}

// What no driver may write, each of them alone. Descriptor 0 is offered.
TEST(VirtqueueHostile, AChainThatIsNoneBreaksIt) {
    using Hostile = std::function<void(QueueGuest&)>;
    const std::pair<const char*, Hostile> guests[] = {
        {"a circle of one",
         [](QueueGuest& f) {
             f.rings.set_descriptor(kRings, 0, {kData, 1, kNext}, 0);
         }},
        {"a circle of all",
         [](QueueGuest& f) {
             for (uint16_t i = 0; i < kSize; ++i) {
                 f.rings.set_descriptor(kRings, i, {kData, 0, kNext}, (i + 1) % kSize);
             }
         }},
        {"the next one past the end",
         [](QueueGuest& f) {
             f.rings.set_descriptor(kRings, 0, {kData, 1, kNext}, kSize);
         }},
        {"a head past the end", [](QueueGuest& f) { f.ram.set(f.rings.available + 4, kSize); }},
        {"a buffer that wraps",
         [](QueueGuest& f) {
             f.rings.set_chain(kRings, 0, {{UINT64_MAX - 3, 5}});
         }},
        {"writable before readable",
         [](QueueGuest& f) {
             f.rings.set_chain(kRings, 0, {{kData, 1, kDeviceWrites}, {kData, 1}});
         }},
        {"a table of odd length",
         [](QueueGuest& f) {
             f.rings.set_chain(kRings, 0, {{kTable, 17, kIndirect}});
         }},
        {"a table of no entries",
         [](QueueGuest& f) {
             f.rings.set_chain(kRings, 0, {{kTable, 0, kIndirect}});
         }},
        {"a table outside memory",
         [](QueueGuest& f) {
             f.rings.set_chain(kRings, 0, {{GuestRam::kEnd, 16, kIndirect}});
         }},
        {"a table that wraps",
         [](QueueGuest& f) {
             f.rings.set_chain(kRings, 0, {{UINT64_MAX - 15, 32, kIndirect}});
         }},
        {"a chain behind a table",
         [](QueueGuest& f) {
             f.rings.set_chain(kTable, 0, {{kData, 1}});
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}, {kData, 1}});
         }},
        {"a table in a table",
         [](QueueGuest& f) {
             f.rings.set_chain(kTable, 0, {{kTable, 16, kIndirect}});
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}});
         }},
        {"the next one past the end of the table",
         [](QueueGuest& f) {
             f.rings.set_descriptor(kTable, 0, {kData, 1, kNext}, 1);
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}});
         }},
        {"a chain of too many",
         [](QueueGuest& f) {
             for (uint16_t i = 0; i < 256; ++i) {
                 f.rings.set_descriptor(kTable, i, {kData, 1, kNext}, i + 1);
             }
             f.rings.set_descriptor(kTable, 256, {kData, 1});
             f.rings.set_chain(kRings, 0, {{kTable, 16 * 257, kIndirect}});
         }},
        {"a table that was not agreed on",
         [](QueueGuest& f) {
             f.rings.set_chain(kTable, 0, {{kData, 1}});
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}});
             Virtqueue::State state = f.queue.state();
             state.indirect = 0;
             f.queue.set_state(state);
         }},
    };
    for (const auto& [what, make] : guests) {
        QueueGuest f;
        f.rings.offer(0);
        make(f);
        Chain chain;
        const auto head = f.queue.take();
        EXPECT_FALSE(head && f.queue.walk(*head, chain)) << what;
        EXPECT_TRUE(f.queue.broken()) << what;
        f.queue.give_back(0, 0);
        EXPECT_EQ(f.rings.used_index(), 0U) << what;
    }
}

TEST(VirtqueueHostile, GarbageNeverHurts) {
    std::mt19937_64 random(2);
    unsigned walked = 0;
    unsigned broken = 0;
    for (unsigned trial = 0; trial < 3000; ++trial) {
        QueueGuest f;
        const uint64_t tables[] = {kRings, kTable};
        fill_with_garbage(f.ram, tables, random);
        f.ram.set(f.rings.available + 2, static_cast<uint16_t>(random() % 10));
        for (unsigned i = 0; i < 2 * kSize; ++i) {
            Chain chain;
            const auto head = f.queue.take();
            if (!head || !f.queue.walk(*head, chain)) break;
            ++walked;
            f.queue.give_back(*head, 0);
        }
        if (f.queue.broken()) ++broken;
    }
    EXPECT_GT(walked, 1000U) << "the garbage is too bad";
    EXPECT_GT(broken, 1000U) << "the garbage is too good";
}

}  // namespace
}  // namespace ftsim
