// SPDX-License-Identifier: Apache-2.0
// Every bit of the boards behind the comparison point inverted once, in the middle of a program
// that uses them: whatever comes of it, nothing undefined does. Made for the sanitizers.
#include <gtest/gtest.h>

#include "tests/lockstep/support.hpp"
#include "tests/unit/image_file.hpp"

namespace ftsim {
namespace {

constexpr uint64_t kCyclesBehind = 8'000;

void flip_every_bit(const std::string& program, const BackplaneConfig& backplane,
                    uint64_t at_cycle) {
    MachineConfig config;
    config.topology = Topology::simplex;
    config.backplane = backplane;
    Observer nobody;
    Machine machine(testing::firmware(program), config, nobody);
    Engine& engine = machine.engine();
    ASSERT_EQ(engine.run_until({at_cycle}), EngineStatus::running) << program;
    const uint64_t digest = engine.digest();
    uint64_t bits = 0, seen = 0;
    for (unsigned board = 1; board <= 2; ++board) {
        const auto& part = machine.fault_parts().parts()[board];
        for (uint64_t bit = 0; bit < part.bits; ++bit, ++bits) {
            engine.begin_experiment();
            machine.flip({board, bit});
            seen += engine.digest() != digest;
            engine.run_until({at_cycle + kCyclesBehind});
            const auto state = machine.backplane().save_devices();
            machine.backplane().load_devices(state);
            ASSERT_EQ(machine.backplane().save_devices(), state)
                << machine.fault_parts().describe({board, bit});
            engine.end_experiment();
            ASSERT_EQ(engine.digest(), digest) << machine.fault_parts().describe({board, bit});
        }
    }
    EXPECT_GT(bits, 1'500U);
    EXPECT_GT(seen, bits - 40) << "all but what a FIFO of so many bytes cannot count";
}

std::string disk_with_a_file() {
    std::string disk = numbered_sectors(64);
    disk.replace(0, 13, std::string("FTCOPY1\n8000\0", 13));
    return disk;
}

TEST(EveryBit, OfAMachineThatCopiesAFile) {
    const ImageFile file(disk_with_a_file());
    BackplaneConfig backplane;
    backplane.ram_bytes = 4 << 20;
    backplane.disk = std::make_shared<DiskImage>(file.path, false);
    flip_every_bit("blk_copy", backplane, 10'000);  // a request is under way
}

TEST(EveryBit, OfAMachineThatAnswersFrames) {
    BackplaneConfig backplane;
    backplane.ram_bytes = 4 << 20;
    backplane.mem_latency = 2;
    RequestModel often;
    often.interval = 500;
    backplane.net = often;
    flip_every_bit("udp_echo", backplane, 60'000);
}

TEST(EveryBit, OfAMachineThatReadsItsConsole) {
    BackplaneConfig backplane;
    backplane.ram_bytes = 4 << 20;
    backplane.console_in = "a line\nand another, a little longer\nthird\n";
    backplane.disk = std::make_shared<DiskImage>(64, true);
    flip_every_bit("echo", backplane, 5'000);
}

}  // namespace
}  // namespace ftsim
