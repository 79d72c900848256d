// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/virtio/virtqueue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "tests/unit/virtqueue_guest.hpp"

namespace ftsim {
namespace {

using namespace virtio_test;

TEST(Virtqueue, ChainsGoThereAndBackInOrderForever) {
    QueueGuest f;
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
    QueueGuest f;
    f.rings.offer(3, {{kData, 16}, {kData + 100, 7}, {kData + 50, 9, kDeviceWrites}});
    Chain chain;
    ASSERT_TRUE(f.queue.walk(*f.queue.take(), chain));
    ASSERT_EQ(chain.readable().size(), 2U);
    ASSERT_EQ(chain.writable().size(), 1U);
    EXPECT_EQ(chain.readable()[1].address, kData + 100);
    EXPECT_EQ(chain.writable()[0].bytes, 9U);
}

TEST(Virtqueue, TheRestOfAChainMayBeInATable) {
    QueueGuest f;
    f.rings.set_chain(kTable, 0, {{kData + 16, 512}, {kData + 900, 1, kDeviceWrites}});
    // That the table is marked as writable means nothing.
    f.rings.offer(0, {{kData, 16}, {kTable, 32, kIndirect | kDeviceWrites}});
    Chain chain;
    ASSERT_TRUE(f.queue.walk(*f.queue.take(), chain));
    EXPECT_EQ(chain.readable().size(), 2U);
    EXPECT_EQ(chain.writable().size(), 1U);
}

TEST(Virtqueue, ATableMayBeLongerThanTheQueueAndTheChain) {
    QueueGuest f;
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
    QueueGuest f;
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
    QueueGuest f;
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

TEST(Virtqueue, EverySizeThatIsAPowerOfTwoIsOne) {
    for (uint32_t size = 1; size <= 256; size *= 2) {
        QueueGuest f;
        f.queue.stop();
        Virtqueue::State state = f.queue.state();
        state.size = size;
        f.queue.set_state(state);
        f.queue.start();
        EXPECT_TRUE(f.queue.ready());
    }
}

}  // namespace
}  // namespace ftsim
