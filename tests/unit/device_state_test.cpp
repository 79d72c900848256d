// SPDX-License-Identifier: Apache-2.0
// States that no device can have, as a snapshot in a file may hold them: a device stays within its
// bounds, and what it takes of them is not what it was given.
#include <gtest/gtest.h>

#include "ftsim/board/answer_delay.hpp"
#include "ftsim/board/disk.hpp"
#include "ftsim/board/state_bytes.hpp"
#include "ftsim/board/uart.hpp"
#include "ftsim/model/core_model.hpp"
#include "tests/unit/uart_registers.hpp"
#include "tests/unit/virtio_disk.hpp"

namespace ftsim {
namespace {

using State = std::vector<std::byte>;

TEST(DeviceState, AUartsFifoHasItsBytes) {
    Uart uart(10'000'000);
    Uart::State state;
    state.rx_count = 200;
    uart.set_state(state);
    EXPECT_EQ(uart.state().rx_count, 1);
    state.fifo_control = 1;
    uart.set_state(state);
    EXPECT_EQ(uart.state().rx_count, Uart::kFifoBytes);
    state.rx_count = Uart::kFifoBytes - 1;
    uart.set_state(state);
    EXPECT_EQ(uart.state().rx_count, Uart::kFifoBytes - 1);
}

TEST(DeviceState, AQueueIsReadyOnlyWithRings) {
    virtio_test::GuestRam ram;
    Virtqueue queue(ram);
    Virtqueue::State state;
    state.size = 4;
    state.ready = 1;
    queue.load(state);
    EXPECT_TRUE(queue.ready());
    for (const uint32_t size : {0U, 3U, 512U, 0x8000'0000U}) {
        state.size = size;
        queue.load(state);
        EXPECT_FALSE(queue.ready()) << size;
    }
    state.size = 4;
    state.used = UINT64_MAX - 3;
    queue.load(state);
    EXPECT_FALSE(queue.ready()) << "it wraps";
}

TEST(DeviceState, ADisksRequestsAreInItsRing) {
    virtio_test::MemoryDisk memory;
    VirtioBlock block(memory);
    VirtioBlock::State state;
    state.first = 1'000'000;
    state.count = UINT32_MAX;
    State bytes;
    put_state(bytes, state);
    std::span<const std::byte> from = bytes;
    block.load(from);
    State saved;
    block.save(saved);
    EXPECT_NE(saved, bytes);
    EXPECT_EQ(block.next_cycle(5), 5U);
}

TEST(DeviceState, AWireIsOneBit) {
    AnswerDelay delay(1);
    State bytes;
    put_state(bytes, Answer{7, 77, 76});
    std::span<const std::byte> from = bytes;
    delay.load(from);
    const Answer answer = delay.shift({});
    EXPECT_EQ(answer.rvalid, 1);
    EXPECT_EQ(answer.err, 0);
    EXPECT_FALSE(delay.busy());
}

TEST(DeviceState, AFlagIsAnyByteButZero) {
    const State bytes = {std::byte{0}, std::byte{1}, std::byte{170}};
    std::span<const std::byte> from = bytes;
    EXPECT_FALSE(take_flag(from));
    EXPECT_TRUE(take_flag(from));
    EXPECT_TRUE(take_flag(from));
}

TEST(DeviceState, ARegisterHasItsBits) {
    const StateMap& map = CoreModel::state_map();
    const CoreModel core;
    State state(map.bytes());
    core.save_state(state);
    EXPECT_TRUE(map.fits(state));
    for (const Site& site : map.sites()) {
        const std::size_t byte = site.offset + site.width / 8;
        const auto top = std::byte{1} << site.width % 8;
        const bool padded = site.width % 8 != 0;
        if (!padded) continue;
        state[byte] |= top;
        EXPECT_FALSE(map.fits(state)) << site.name;
        state[byte] &= ~top;
        const std::byte last = state[site.offset + (site.width - 1) / 8];
        state[site.offset + (site.width - 1) / 8] |= std::byte{1} << (site.width - 1) % 8;
        EXPECT_TRUE(map.fits(state)) << site.name;
        state[site.offset + (site.width - 1) / 8] = last;
    }
}

// A block that a roll-back took away stands in a snapshot as one of which nothing is written.
TEST(DeviceState, ADiskGoesBackOverABlockThatIsNotWritten) {
    replay::Gate gate;
    Outbox outbox;
    Disk disk(std::make_shared<DiskImage>(64, false), gate, outbox);
    State bytes;
    put_state(bytes, uint64_t{1});
    put_state(bytes, uint64_t{3});
    bytes.resize(bytes.size() + 1 + Disk::kBlockBytes);
    std::span<const std::byte> from = bytes;
    ASSERT_TRUE(disk.load_touched(from));
    disk.begin_interval();
    const State sector(DiskImage::kSectorBytes, std::byte{'x'});
    EXPECT_TRUE(disk.write(24, sector, 0));
    EXPECT_EQ(disk.roll_back(2), 2U);
    EXPECT_EQ(disk.digest_now(), 0U);
    EXPECT_TRUE(disk.write(24, sector, 0));
}

}  // namespace
}  // namespace ftsim
