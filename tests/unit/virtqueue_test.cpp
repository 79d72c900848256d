// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/virtqueue.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "tests/unit/virtio_driver.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

constexpr uint64_t kRings = GuestRam::kBase;
constexpr uint64_t kData = GuestRam::kBase + 0x1'0000;
constexpr uint64_t kTable = GuestRam::kBase + 0x2'0000;
constexpr uint32_t kSize = 8;

struct Fixture {
    GuestRam ram;
    Rings rings{ram, kRings, kSize};
    Virtqueue queue{ram};

    Fixture() { start({}); }

    void start(Virtqueue::State state) {
        state.descriptors = rings.descriptors;
        state.available = rings.available;
        state.used = rings.used;
        state.size = kSize;
        queue.set_state(state);
        queue.accept_indirect();
        queue.start();
    }
};

TEST(Virtqueue, ChainsGoThereAndBackInOrderForever) {
    Fixture f;
    std::mt19937_64 random(1);
    uint16_t given = 0;
    for (unsigned round = 0; round < 70'000; ++round) {  // more than indices have numbers
        const unsigned count = 1 + random() % kSize;
        for (unsigned i = 0; i < count; ++i) f.rings.offer(static_cast<uint16_t>((i + given) % 8));
        for (unsigned i = 0; i < count; ++i) {
            const auto head = f.queue.take();
            ASSERT_TRUE(head.has_value());
            f.queue.give_back(*head, round);
            ++given;
            ASSERT_EQ(f.rings.used_index(), given);
            ASSERT_EQ(f.rings.last_used(), (Used{*head, round}));
        }
        ASSERT_FALSE(f.queue.take().has_value());
    }
    EXPECT_FALSE(f.queue.broken());
}

TEST(Virtqueue, AChainIsReadThenWritten) {
    Fixture f;
    f.rings.offer(3, {{kData, 16}, {kData + 100, 7}, {kData + 50, 9, kDeviceWrites}});
    Chain chain;
    ASSERT_TRUE(f.queue.walk(*f.queue.take(), chain));
    ASSERT_EQ(chain.readable().size(), 2U);
    ASSERT_EQ(chain.writable().size(), 1U);
    EXPECT_EQ(chain.readable()[1].address, kData + 100);
    EXPECT_EQ(chain.writable()[0].bytes, 9U);
}

TEST(Virtqueue, TheRestOfAChainMayBeInATable) {
    Fixture f;
    f.rings.set_chain(kTable, 0, {{kData + 16, 512}, {kData + 900, 1, kDeviceWrites}});
    // That the table is marked as writable means nothing.
    f.rings.offer(0, {{kData, 16}, {kTable, 32, kIndirect | kDeviceWrites}});
    Chain chain;
    ASSERT_TRUE(f.queue.walk(*f.queue.take(), chain));
    EXPECT_EQ(chain.readable().size(), 2U);
    EXPECT_EQ(chain.writable().size(), 1U);
}

TEST(Virtqueue, ATableMayBeLongerThanTheQueueAndTheChain) {
    Fixture f;
    for (unsigned i = 0; i < 1000; ++i) {
        f.rings.set_descriptor(kTable, i, {kData, 1, i == 255 ? uint16_t{0} : uint16_t{kNext}},
                               static_cast<uint16_t>(i + 1));
    }
    f.rings.offer(0, {{kTable, 16'000, kIndirect}});
    Chain chain;
    ASSERT_TRUE(f.queue.walk(*f.queue.take(), chain));
    EXPECT_EQ(chain.readable().size(), 256U);
}

TEST(Virtqueue, BytesFlowAcrossBuffers) {
    GuestRam ram;
    Chain chain;
    for (const unsigned bytes : {3U, 0U, 0U, 5U, 0U}) {
        chain.add(bytes == 0 ? 0 : kData + 16 * bytes, bytes, true);  // an empty one is nowhere
    }
    std::array<std::byte, 8> sent;
    for (unsigned i = 0; i < 8; ++i) sent[i] = std::byte(i + 1);
    ChainCursor out(ram, chain.writable());
    EXPECT_EQ(out.left(), 8U);
    EXPECT_TRUE(out.write(std::span(sent).first(2)));
    EXPECT_TRUE(out.write(std::span(sent).subspan(2)));
    EXPECT_EQ(out.left(), 0U);
    EXPECT_EQ(ram.get<uint8_t>(kData + 50), 3);
    EXPECT_EQ(ram.get<uint8_t>(kData + 80), 4);

    ChainCursor in(ram, chain.writable());
    in.skip(1);
    std::array<std::byte, 7> got;
    EXPECT_TRUE(in.read(got));
    EXPECT_TRUE(std::equal(got.begin(), got.end(), sent.begin() + 1));
}

TEST(Virtqueue, TheDriverSaysWhetherItWantsInterrupts) {
    Fixture f;
    f.rings.offer(0);
    EXPECT_FALSE(f.queue.take_interrupt());
    f.queue.give_back(*f.queue.take(), 0);
    EXPECT_TRUE(f.queue.take_interrupt());
    EXPECT_FALSE(f.queue.take_interrupt()) << "once";
    f.rings.forbid_interrupts(true);
    f.rings.offer(0);
    f.queue.give_back(*f.queue.take(), 0);
    EXPECT_FALSE(f.queue.take_interrupt());
}

TEST(Virtqueue, NothingComesFromAQueueThatIsNotReady) {
    Fixture f;
    f.rings.offer(0);
    f.queue.give_back(*f.queue.take(), 1);
    f.rings.offer(0);
    f.queue.stop();
    EXPECT_FALSE(f.queue.take().has_value());
    f.queue.give_back(0, 2);
    EXPECT_EQ(f.rings.used_index(), 1U);
    f.rings.index = 0;
    f.rings.offer(5);
    f.queue.start();
    f.queue.give_back(*f.queue.take(), 3);
    EXPECT_EQ(f.rings.used_index(), 1U) << "from the beginning again";
    EXPECT_EQ(f.rings.last_used(), (Used{5, 3}));
}

TEST(Virtqueue, RingsThatCannotBeBreakIt) {
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
        Fixture f;
        f.queue.stop();
        Virtqueue::State state = f.queue.state();
        change(state);
        f.queue.set_state(state);
        f.queue.start();
        EXPECT_TRUE(f.queue.broken()) << &change - changes;
        EXPECT_FALSE(f.queue.ready());
    }
}

TEST(Virtqueue, EverySizeThatIsAPowerOfTwoIsOne) {
    for (uint32_t size = 1; size <= 256; size *= 2) {
        Fixture f;
        f.queue.stop();
        Virtqueue::State state = f.queue.state();
        state.size = size;
        f.queue.set_state(state);
        f.queue.start();
        EXPECT_TRUE(f.queue.ready());
    }
}

TEST(Virtqueue, RingsOutsideMemoryBreakIt) {
    using Member = uint64_t Virtqueue::State::*;
    for (const Member ring :
         {&Virtqueue::State::descriptors, &Virtqueue::State::available, &Virtqueue::State::used}) {
        for (const uint64_t address : {uint64_t{0}, GuestRam::kEnd, uint64_t{1} << 63}) {
            Fixture f;
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

TEST(Virtqueue, TheDriverCannotRunAhead) {
    for (const int ahead : {9, 10, 0x7fff, 0xffff}) {
        Fixture f;
        f.ram.set(f.rings.available + 2, static_cast<uint16_t>(ahead));
        EXPECT_FALSE(f.queue.take().has_value());
        EXPECT_TRUE(f.queue.broken()) << ahead;
    }
    Fixture f;
    for (unsigned i = 0; i < kSize; ++i) f.rings.offer(0);
    for (unsigned i = 0; i < kSize; ++i) EXPECT_TRUE(f.queue.take().has_value());
    f.rings.offer(0);
    EXPECT_FALSE(f.queue.take().has_value()) << "none was given back";
    EXPECT_TRUE(f.queue.broken());
}

// What no driver may write, each of them alone. Descriptor 0 is offered.
TEST(Virtqueue, AChainThatIsNoneBreaksIt) {
    using Hostile = std::function<void(Fixture&)>;
    const std::pair<const char*, Hostile> guests[] = {
        {"a circle of one",
         [](Fixture& f) {
             f.rings.set_descriptor(kRings, 0, {kData, 1, kNext}, 0);
         }},
        {"a circle of all",
         [](Fixture& f) {
             for (uint16_t i = 0; i < kSize; ++i) {
                 f.rings.set_descriptor(kRings, i, {kData, 0, kNext}, (i + 1) % kSize);
             }
         }},
        {"the next one past the end",
         [](Fixture& f) {
             f.rings.set_descriptor(kRings, 0, {kData, 1, kNext}, kSize);
         }},
        {"a head past the end", [](Fixture& f) { f.ram.set(f.rings.available + 4, kSize); }},
        {"a buffer that wraps",
         [](Fixture& f) {
             f.rings.set_chain(kRings, 0, {{UINT64_MAX - 3, 5}});
         }},
        {"writable before readable",
         [](Fixture& f) {
             f.rings.set_chain(kRings, 0, {{kData, 1, kDeviceWrites}, {kData, 1}});
         }},
        {"a table of odd length",
         [](Fixture& f) {
             f.rings.set_chain(kRings, 0, {{kTable, 17, kIndirect}});
         }},
        {"a table of no entries",
         [](Fixture& f) {
             f.rings.set_chain(kRings, 0, {{kTable, 0, kIndirect}});
         }},
        {"a table outside memory",
         [](Fixture& f) {
             f.rings.set_chain(kRings, 0, {{GuestRam::kEnd, 16, kIndirect}});
         }},
        {"a table that wraps",
         [](Fixture& f) {
             f.rings.set_chain(kRings, 0, {{UINT64_MAX - 15, 32, kIndirect}});
         }},
        {"a chain behind a table",
         [](Fixture& f) {
             f.rings.set_chain(kTable, 0, {{kData, 1}});
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}, {kData, 1}});
         }},
        {"a table in a table",
         [](Fixture& f) {
             f.rings.set_chain(kTable, 0, {{kTable, 16, kIndirect}});
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}});
         }},
        {"the next one past the end of the table",
         [](Fixture& f) {
             f.rings.set_descriptor(kTable, 0, {kData, 1, kNext}, 1);
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}});
         }},
        {"a chain of too many",
         [](Fixture& f) {
             for (uint16_t i = 0; i < 256; ++i) {
                 f.rings.set_descriptor(kTable, i, {kData, 1, kNext}, i + 1);
             }
             f.rings.set_descriptor(kTable, 256, {kData, 1});
             f.rings.set_chain(kRings, 0, {{kTable, 16 * 257, kIndirect}});
         }},
        {"a table that was not agreed on",
         [](Fixture& f) {
             f.rings.set_chain(kTable, 0, {{kData, 1}});
             f.rings.set_chain(kRings, 0, {{kTable, 16, kIndirect}});
             Virtqueue::State state = f.queue.state();
             state.indirect = 0;
             f.queue.set_state(state);
         }},
    };
    for (const auto& [what, make] : guests) {
        Fixture f;
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

TEST(Virtqueue, GarbageNeverHurts) {
    std::mt19937_64 random(2);
    unsigned walked = 0;
    unsigned broken = 0;
    for (unsigned trial = 0; trial < 3000; ++trial) {
        Fixture f;
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
