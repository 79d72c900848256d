// SPDX-License-Identifier: Apache-2.0
#pragma once

// Transients that come close together are survived, in every topology: the two properties, for any
// kernel. The budget here is small: FTSIM_TRANSIENT_SEEDS=20 runs as many seeds as the figures in
// docs/reference/recovery.md were measured with.

#include <gtest/gtest.h>

#include <cstdlib>

#include "ftsim/faultinject/sampler.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim::testing {

inline uint64_t transient_seeds() {
    const char* wanted = std::getenv("FTSIM_TRANSIENT_SEEDS");
    return wanted == nullptr ? 2 : std::strtoull(wanted, nullptr, 10);
}

struct TransientsIn {
    Topology topology;
    unsigned offset = 0;
    CpuBoard cpu_board = CpuBoard::single;
};

inline std::string name_of(const ::testing::TestParamInfo<TransientsIn>& info) {
    return fmt::format("{}{}{}", name(info.param.topology),
                       info.param.cpu_board == CpuBoard::dcls ? "_of_dcls" : "",
                       info.param.offset == 0 ? "" : fmt::format("_offset{}", info.param.offset));
}

inline MachineConfig machine_of(const TransientsIn& in) {
    MachineConfig config;
    config.topology = in.topology;
    config.cpu_board = in.cpu_board;
    config.engine.lockstep_offset = in.offset;
    return config;
}

/// Each is undone, or its board is back in service, before the next one lands.
inline void one_after_the_other(const MachineConfig& config) {
    const Program program = firmware("rounds_quick");
    constexpr uint64_t kCycles = 500'000;
    Diary alone;
    Machine golden(program, {}, alone);
    golden.engine().run_until({kCycles});

    Diary diary;
    Machine machine(program, config, diary);
    Engine& engine = machine.engine();
    const FaultSpace space(Space::replicas, machine.fault_parts());
    uint64_t landed = 0;
    const auto to = [&](uint64_t elapsed_cycle) {
        const EngineStatus status = engine.run_until({kCycles, elapsed_cycle});
        EXPECT_EQ(status, EngineStatus::running)
            << name(engine.due().rule) << ": " << engine.due().why;
        return status == EngineStatus::running && engine.cycle() < kCycles;
    };
    bool goes_on = true;
    while (goes_on) {
        const std::size_t commits = diary.digests.size();
        machine.flip(space.at(bit_of(7, landed, space.bits())));
        ++landed;
        while (goes_on && (diary.digests.size() == commits || !engine.replicas_agree())) {
            goes_on = to(engine.elapsed_cycle() + 50);
        }
        goes_on = goes_on && to(engine.elapsed_cycle() + gap_before(8, landed, 1e-3));
    }
    EXPECT_GT(landed, 50U);
    EXPECT_EQ(diary.console, alone.console);
    EXPECT_EQ(engine.counters().retirements, 0U);
}

/// Any rate, with whatever lands in a re-execution.
inline void at_any_rate(const MachineConfig& machine) {
    const Program program = firmware("rounds_quick");
    for (const uint64_t mean : {20'000U, 5'000U, 1'000U}) {
        for (uint64_t seed = 1; seed <= transient_seeds(); ++seed) {
            InjectedRunConfig config;
            config.machine = machine;
            config.cycles = 300'000;
            config.faults = FaultRate{1 / static_cast<double>(mean)};
            config.space = Space::replicas;
            config.seed = seed;
            Diary diary;
            const RunResult result = run(program, config, diary);
            const auto where = fmt::format("a transient every {} cycles, seed {}: {}", mean, seed,
                                           result.due ? result.due->why : "");
            EXPECT_EQ(result.end, RunEnd::cycles) << where;
            for (const Outcome bad : {Outcome::due, Outcome::sdc, Outcome::crash, Outcome::hang}) {
                EXPECT_EQ(result.outcomes[bad], 0U) << name(bad) << ", " << where;
            }
            EXPECT_EQ(result.output_right, true) << where;
            EXPECT_EQ(result.counters.retirements, 0U) << where;
            EXPECT_GT(result.injected, config.cycles / mean / 2) << where;
        }
    }
}

}  // namespace ftsim::testing
