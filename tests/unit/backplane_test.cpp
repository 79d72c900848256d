// SPDX-License-Identifier: Apache-2.0
// The boards together, under accesses that no program would make.
#include "ftsim/board/backplane.hpp"
#include "ftsim/board/device_tree.hpp"
#include "ftsim/board/text_source.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "ftsim/model/core_model.hpp"
#include "tests/unit/accesses.hpp"
#include "tests/unit/image_file.hpp"

namespace ftsim {
namespace {

constexpr uint32_t kRamBytes = 0x4000;
const Program kProgram = {address::kRam, {}, address::kRam + 4};
const std::string kInput = "what comes in, comes in once a read of the receiver";

BackplaneConfig config(unsigned latency, uint64_t clock_hz = Clint::kTimeHz) {
    BackplaneConfig config;
    config.ram_bytes = kRamBytes;
    config.clock_hz = clock_hz;
    config.mem_latency = latency;
    config.console_in = kInput;
    return config;
}

bool same_answers(const CoreInputs& a, const CoreInputs& b) {
    return a.instr_rvalid == b.instr_rvalid && a.instr_rdata == b.instr_rdata &&
           a.instr_err == b.instr_err && a.data_rvalid == b.data_rvalid &&
           a.data_rdata == b.data_rdata && a.data_err == b.data_err;
}

TEST(Backplane, LeadsFromItsRomToTheEntry) {
    for (const uint32_t offset : {0U, 4U, 0x7fcU, 0x800U, 0xffcU, 0x1234U, 0x2ffcU}) {
        const uint32_t entry = address::kRam + offset;
        const std::vector<std::byte> jump_here = {std::byte{0x6f}, {}, {}, {}};
        Backplane backplane({entry, {{entry, jump_here}}, std::nullopt}, config(0));
        CoreModel core;
        for (int cycle = 0; cycle < 100; ++cycle) {
            const CoreOutputs out = core.outputs();
            core.step(backplane.inputs());
            backplane.step(out);
        }
        std::vector<std::byte> state(CoreModel::state_map().bytes());
        core.save_state(state);
        const auto read = [&](const char* name) {
            uint32_t value;
            std::memcpy(&value, state.data() + CoreModel::state_map().find(name)->offset, 4);
            return value;
        };
        EXPECT_EQ(read("pc_q"), entry);
        EXPECT_EQ(read("u_regfile.regs_q[10]"), 0U) << "a0: the hart";
        EXPECT_EQ(read("u_regfile.regs_q[11]"), address::kRam + 0x3000) << "a1: the device tree";
    }
}

TEST(Backplane, AnswersEveryRequestOnceAndWithoutWaitStatesAtOnce) {
    Backplane backplane(kProgram, config(0));
    for (const CoreOutputs& out : random_accesses(1, 5000, kRamBytes)) {
        backplane.step(out);
        ASSERT_EQ(backplane.inputs().instr_rvalid, out.instr_req);
        ASSERT_EQ(backplane.inputs().data_rvalid, out.data_req);
        ASSERT_EQ(backplane.inputs().instr_gnt, 1);
        ASSERT_EQ(backplane.inputs().data_gnt, 1);
    }
}

TEST(Backplane, WaitStatesDelayEveryAnswerAndNothingElse) {
    const auto stream = random_accesses(2, 5000, kRamBytes);
    for (const unsigned latency : {1U, 2U, 7U}) {
        Backplane quick(kProgram, config(0));
        Backplane slow(kProgram, config(latency));
        std::vector<CoreInputs> expected(latency);  // what a silent line holds
        for (std::size_t i = 0; i < stream.size(); ++i) {
            quick.step(stream[i]);
            slow.step(stream[i]);
            expected.push_back(quick.inputs());
            ASSERT_TRUE(same_answers(slow.inputs(), expected[i])) << latency << ", cycle " << i;
            ASSERT_EQ(slow.inputs().irq_timer, quick.inputs().irq_timer) << "cycle " << i;
            ASSERT_EQ(slow.inputs().irq_software, quick.inputs().irq_software);
        }
        EXPECT_EQ(slow.memory_digest_now(), quick.memory_digest_now());
    }
}

// As modules of their own, where the I/O board takes every edge and not only those that are due.
TEST(Backplane, IsItsTwoBoardsAndNothingMore) {
    for (const uint64_t clock_hz : {10'000'000ULL, 3'000'000ULL, 50'000'000ULL}) {
        for (const unsigned latency : {0U, 3U}) {
            Backplane whole(kProgram, config(latency, clock_hz));
            Outbox outbox;
            replay::Gate gate;
            TextSource console_in(kInput);
            MemoryBoard memory(kProgram, device_tree({kRamBytes, {}}), kRamBytes, latency, outbox);
            RamDma dma(memory.ram());
            IoBoard io({clock_hz, BackplaneConfig().rtc_start_ns, latency},
                       {outbox, gate, console_in, dma});
            CoreInputs pins = whole.inputs();
            uint64_t timer_edges = 0;
            uint64_t cycle = 0;
            for (const CoreOutputs& out : random_accesses(3, 20'000, kRamBytes)) {
                const uint8_t timer_before = pins.irq_timer;
                const bool addressed = out.data_req && !memory.owns(out.data_addr);
                CoreInputs from_memory = pins;
                memory.step(out, cycle, from_memory);
                pins = combine(from_memory, io.step(out, addressed, cycle));
                whole.step(out);
                ASSERT_EQ(whole.inputs(), pins) << clock_hz << " Hz, cycle " << cycle;
                timer_edges += pins.irq_timer != timer_before;
                ++cycle;
            }
            EXPECT_GT(timer_edges, 10U) << "the stream must let the timer ring";
            EXPECT_GT(gate.window().end(), 10U) << "and read what comes in";
            EXPECT_EQ(whole.gate().window().end(), gate.window().end());
            EXPECT_EQ(whole.memory_digest_now(), memory.ram().digest_now());
            EXPECT_EQ(whole.ended(), memory.ended() || io.ended());
            EXPECT_EQ(whole.attention(), outbox.urgent());
        }
    }
}

TEST(Backplane, ContinuesFromASnapshotInTheMiddle) {
    const auto stream = random_accesses(4, 3000, kRamBytes);
    for (const unsigned latency : {0U, 1U, 5U}) {
        for (const std::size_t middle : {0UL, 1UL, 700UL, 1503UL, 2222UL}) {
            Backplane backplane(kProgram, config(latency));
            const auto run = [&](std::size_t from, std::size_t to) {
                std::vector<CoreInputs> pins;
                for (std::size_t i = from; i < to; ++i) {
                    backplane.step(stream[i]);
                    pins.push_back(backplane.inputs());
                }
                return pins;
            };
            run(0, middle);
            backplane.begin_interval();
            const auto snapshot = backplane.save_devices();
            const CoreInputs pins = backplane.inputs();
            const uint64_t entered = backplane.gate().window().position();

            const auto first = run(middle, stream.size());
            const auto end = backplane.save_devices();
            const uint64_t memory = backplane.memory_digest_now();

            backplane.roll_back(1);
            backplane.load_devices(snapshot);
            backplane.gate().window().rewind(entered);
            backplane.outbox().rewind(0);
            EXPECT_EQ(backplane.save_devices(), snapshot);
            EXPECT_EQ(backplane.inputs(), pins);
            EXPECT_EQ(backplane.cycle(), middle);
            EXPECT_EQ(run(middle, stream.size()), first) << latency << " from " << middle;
            EXPECT_EQ(backplane.save_devices(), end);
            EXPECT_EQ(backplane.memory_digest_now(), memory);
            EXPECT_EQ(end.size(), snapshot.size()) << "the size never changes";
        }
    }
}

std::string first_sector(const ImageFile& file) {
    return file.content().substr(0, DiskImage::kSectorBytes);
}

TEST(Backplane, LeavesNoTraceOfAnExperimentOutside) {
    const auto stream = random_accesses(5, 3000, kRamBytes);
    const auto run = [&](Backplane& backplane, std::size_t from, std::size_t to) {
        std::vector<CoreInputs> pins;
        for (std::size_t i = from; i < to; ++i) {
            backplane.step(stream[i]);
            pins.push_back(backplane.inputs());
        }
        return pins;
    };
    Backplane plain(kProgram, config(0));
    run(plain, 0, 1000);
    const auto expected = run(plain, 1000, stream.size());

    const ImageFile file(numbered_sectors(4));
    BackplaneConfig with_disk = config(0);
    with_disk.disk = std::make_shared<DiskImage>(file.path, false);
    Backplane backplane(kProgram, with_disk);
    run(backplane, 0, 1000);
    const auto snapshot = backplane.save_devices();
    const uint64_t entered = backplane.gate().window().position();
    const std::string before = first_sector(file);
    const Emission write = {1000, Sink::disk, 0, std::string(DiskImage::kSectorBytes, 'x')};

    backplane.begin_experiment();
    run(backplane, 1000, stream.size());
    ASSERT_GT(backplane.gate().window().position(), entered) << "something must have come in";
    backplane.leave(write);
    backplane.end_experiment();
    backplane.load_devices(snapshot);
    EXPECT_EQ(backplane.gate().window().end(), entered);
    EXPECT_EQ(first_sector(file), before);

    EXPECT_EQ(run(backplane, 1000, stream.size()), expected);
    EXPECT_EQ(backplane.gate().window().end(), plain.gate().window().end());
    backplane.leave(write);
    EXPECT_EQ(first_sector(file), write.data) << "and the run itself writes";
}

TEST(Backplane, RollsItsDiskBackWithItsMemory) {
    const ImageFile file(numbered_sectors(16));
    BackplaneConfig with_disk = config(0);
    with_disk.disk = std::make_shared<DiskImage>(file.path, false);
    Backplane backplane(kProgram, with_disk);
    const std::vector<std::byte> sector(DiskImage::kSectorBytes, std::byte{7});
    backplane.begin_interval();
    const uint64_t digest = backplane.memory_digest();
    backplane.memory().ram().store(0, 1, 0xf);
    backplane.disk()->write(0, sector, 0);
    backplane.disk()->write(8, sector, 0);
    EXPECT_NE(backplane.memory_digest_now(), digest ^ backplane.disk()->digest_now());
    EXPECT_NE(backplane.memory_digest_now(), backplane.memory().ram().digest_now());

    // Saved bits: the program's pages of the interval before, one page, two blocks.
    const uint64_t ram_bits = backplane.memory().ram().saved_bits();
    ASSERT_TRUE(backplane.flip_saved_bit(ram_bits + 5));
    EXPECT_FALSE(backplane.intact(1));
    ASSERT_TRUE(backplane.flip_saved_bit(ram_bits + 5));
    EXPECT_TRUE(backplane.intact(1));
    EXPECT_FALSE(backplane.flip_saved_bit(ram_bits + 2 * Disk::kBlockBytes * 8));

    EXPECT_EQ(backplane.roll_back(1), 3U);
    EXPECT_EQ(backplane.memory_digest_now(), digest);
    EXPECT_EQ(backplane.disk()->digest_now(), 0U);
    backplane.disk()->write(3, sector, 0);
    EXPECT_EQ(backplane.begin_interval(), 1U);
    EXPECT_NE(backplane.memory_digest(), digest);
}

}  // namespace
}  // namespace ftsim
