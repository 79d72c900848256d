// SPDX-License-Identifier: Apache-2.0
// A change from outside goes to all replicas, and recovery neither undoes it nor trips over it.
#include <gtest/gtest.h>

#include <array>
#include <cstring>

#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;

constexpr const char* kRegister = "u_csr.mscratch_q";  // the program does not use it
constexpr uint64_t kFarAway = address::kRam + 0x10'0000;
constexpr uint32_t kValue = 0x1234'5678;

struct Shape {
    Topology topology;
    unsigned lockstep_offset;
    Evaluate evaluate;
    unsigned board;
    const char* flops;  // hit in bit 20
};

class Intervention : public ::testing::TestWithParam<Shape> {
protected:
    static MachineConfig config() {
        MachineConfig config;
        config.topology = GetParam().topology;
        config.engine.lockstep_offset = GetParam().lockstep_offset;
        config.engine.evaluate = GetParam().evaluate;
        return config;
    }

    bool write() {
        const Site* site = machine.state_map().find(kRegister);
        return machine.engine().intervene([&](auto states) {
            for (auto& state : states) std::memcpy(&state[site->offset], &kValue, sizeof kValue);
            machine.backplane().write_ram(kFarAway, std::as_bytes(std::span(&kValue, 1)));
        });
    }
    void flip() {
        machine.flip({GetParam().board, machine.site_map().find(GetParam().flops)->first_bit + 20});
    }

    Diary diary;
    Program program = firmware("lockstep_target");
    Machine machine{program, config(), diary};
};

TEST_P(Intervention, OutlivesARollBack) {
    // In the middle of an interval: the snapshot before does not have it.
    machine.engine().run_until({1'000'000'000, 55'000});
    ASSERT_TRUE(write());
    const uint64_t changed_at = machine.engine().cycle();
    machine.engine().run_until({1'000'000'000, 56'000});
    flip();
    EXPECT_EQ(machine.engine().run_until({1'000'000'000}), EngineStatus::finished);
    ASSERT_EQ(diary.roll_backs.size(), 1U);
    EXPECT_EQ(diary.roll_backs[0].to_cycle, changed_at);
    EXPECT_EQ(machine.engine().counters().mismatches, 1U);
    EXPECT_EQ(machine.read_register(kRegister), kValue);
    EXPECT_EQ(machine.backplane().memory().peek(static_cast<uint32_t>(kFarAway)), kValue);
    EXPECT_EQ(diary.console, "K\n");
}

TEST_P(Intervention, RaisesNoAlarm) {
    for (uint64_t at = 20'000; at < 60'000; at += 3'333) {
        machine.engine().run_until({1'000'000'000, at});
        ASSERT_TRUE(write());
    }
    EXPECT_EQ(machine.engine().run_until({1'000'000'000}), EngineStatus::finished);
    EXPECT_EQ(machine.engine().counters().mismatches, 0U);
    EXPECT_EQ(diary.console, "K\n");
}

TEST_P(Intervention, IsRefusedWhileTheReplicasDiffer) {
    machine.engine().run_until({1'000'000'000, 55'000});
    flip();
    EXPECT_FALSE(write());
    EXPECT_NE(machine.read_register(kRegister), kValue);
    EXPECT_EQ(machine.engine().run_until({1'000'000'000}), EngineStatus::finished);
    EXPECT_EQ(diary.console, "K\n");
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, Intervention,
    ::testing::Values(Shape{Topology::duplex, 0, Evaluate::shared, 1, "core.pc_q"},
                      Shape{Topology::duplex, 2, Evaluate::shared, 1, "core.pc_q"},
                      Shape{Topology::duplex, 3, Evaluate::all, 0, "core.pc_q"},
                      Shape{Topology::dcls, 0, Evaluate::shared, 0, "main.pc_q"},
                      Shape{Topology::dcls, 2, Evaluate::all, 0, "shadow.pc_q"}));

}  // namespace
}  // namespace ftsim
