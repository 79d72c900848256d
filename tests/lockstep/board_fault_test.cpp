// SPDX-License-Identifier: Apache-2.0
// Faults in what exists once: RAM and the boards behind the comparison point. No comparison sees
// them, because both replicas get the same wrong value. The program is target.S, whose code begins
// with RAM and whose page is at 0x80001000.
#include <gtest/gtest.h>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/replayed_run.hpp"
#include "tests/lockstep/support.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::testing {
namespace {

PlannedFault fault_in(const MachineConfig& config, const std::string& text) {
    const FaultSpec spec = parse_fault_spec(text);
    return {0, spec.elapsed_cycle, fault_parts(config).find(spec.replica, spec.site, *spec.bit)};
}

struct Case {
    const char* fault;
    Outcome outcome;
};

void PrintTo(const Case& tried, std::ostream* out) {
    *out << tried.fault << ' ' << name(tried.outcome);
}

class BoardFault : public ::testing::TestWithParam<Case> {};

TEST_P(BoardFault, HasItsOutcomeInEveryTopology) {
    const Program program = firmware("lockstep_target");
    for (const Topology topology : {Topology::simplex, Topology::dcls, Topology::duplex}) {
        for (const unsigned offset : {0U, 3U}) {
            if (offset > most_offset(topology)) continue;
            InjectedRunConfig config;
            config.machine.topology = topology;
            config.machine.engine.lockstep_offset = offset;
            config.cycles = 1'000'000;
            config.faults = FaultList{fault_in(config.machine, GetParam().fault)};
            Diary diary;
            const RunResult result = run(program, config, diary);
            EXPECT_EQ(result.injected, 1U);
            EXPECT_EQ(result.counters.mismatches, 0U) << "nobody has seen it";
            ASSERT_EQ(diary.verdicts.size(), 1U);
            EXPECT_EQ(name(*diary.verdicts[0].outcome), name(GetParam().outcome))
                << name(topology) << " " << offset;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Target, BoardFault,
    ::testing::Values(Case{"ram.80001000[0]@50000", Outcome::masked},   // written over
                      Case{"ram.80001000[31]@50000", Outcome::latent},  // beside it
                      Case{"ram.87ff0000[5]@50000", Outcome::latent},   // a page never touched
                      Case{"ram.80000028[20]@50000", Outcome::sdc},     // li t1, '\n'
                      Case{"ram.80000030[6]@50000", Outcome::crash},    // lui, no more
                      Case{"ram.80000018[31]@50000", Outcome::hang},    // counts upwards
                      Case{"io0.uart.mcr[4]@50000", Outcome::crash},    // loopback: no byte comes
                      Case{"io0.uart.lcr[7]@50000", Outcome::crash},    // bytes set the divisor
                      Case{"io0.clint.mtimecmp[3]@50000", Outcome::latent},
                      Case{"mem0.pins.data_rdata[4]@50000", Outcome::masked}));

TEST(BoardFaults, DoNotHideWhatTheMachineRecoversFrom) {
    InjectedRunConfig config;
    config.cycles = 1'000'000;
    config.faults = FaultList{
        fault_in(config.machine, "ram.80001000[31]@20000"),
        fault_in(config.machine, "cpu0.core.u_regfile.regs_q[21][0]@50000"),
        fault_in(config.machine, "io0.uart.scr[0]@50100"),
        fault_in(config.machine, "cpu1.core.u_regfile.regs_q[21][3]@90000"),
    };
    Diary diary;
    const RunResult result = run(firmware("lockstep_target"), config, diary);
    EXPECT_EQ(diary.console, "K\n");
    EXPECT_EQ(result.counters.reexecutions, 2U);
    EXPECT_EQ(result.outcomes[Outcome::detected_recovered], 3U) << "the second went back with it";
    EXPECT_EQ(result.outcomes[Outcome::latent], 1U);
}

// The alarm was for another fault.
TEST(BoardFaults, AreNotExcusedByAnAlarm) {
    InjectedRunConfig config;
    config.cycles = 1'000'000;
    config.faults = FaultList{fault_in(config.machine, "ram.80000028[20]@20000"),
                              fault_in(config.machine, "cpu0.core.u_regfile.regs_q[21][0]@50000")};
    Diary diary;
    const RunResult result = run(firmware("lockstep_target"), config, diary);
    EXPECT_EQ(result.outcomes[Outcome::detected_recovered], 1U);
    EXPECT_EQ(result.outcomes[Outcome::sdc], 1U);
    ASSERT_EQ(diary.verdicts.size(), 2U);
    EXPECT_TRUE(diary.verdicts[0].latency);
    EXPECT_FALSE(diary.verdicts[1].latency);
}

InjectedRunConfig many(Space space, Topology topology) {
    InjectedRunConfig config;
    config.machine.topology = topology;
    config.machine.backplane.ram_bytes = 1 << 20;
    config.machine.engine.snapshot_interval = 1'000;
    config.space = space;
    config.cycles = 1'500'000;
    config.horizon = 30'000;
    config.faults = FaultCount{300, config.cycles};
    return config;
}

TEST(BoardFaults, AddUpInEverySpace) {
    for (const Topology topology : {Topology::duplex, Topology::dcls, Topology::simplex}) {
        for (const Space space : kSpaces) {
            const InjectedRunConfig config = many(space, topology);
            Diary diary;
            const RunResult result = run(firmware("rounds_quick"), config, diary);
            EXPECT_EQ(result.outcomes.total(), result.injected);
            EXPECT_EQ(diary.verdicts.size(), result.injected);
            EXPECT_EQ(result.injected + result.after_sdc, diary.landed.size());
            EXPECT_GT(diary.landed.size(), 10U) << name(space);
            const FaultParts parts = fault_parts(config.machine);
            EXPECT_EQ(result.fault_bits, FaultSpace(space, parts).bits());
            for (const PlannedFault& fault : diary.landed) {
                EXPECT_TRUE(covers(space, parts.parts()[fault.bit.board].kind)) << name(space);
            }
        }
    }
}

TEST(BoardFaults, AreTheSameHoweverBoardsAreEvaluated) {
    for (const Space space : {Space::machine_ram, Space::machine_boards}) {
        for (const auto& [topology, offset] :
             {std::pair(Topology::duplex, 0U), {Topology::duplex, 2U}, {Topology::dcls, 1U}}) {
            InjectedRunConfig config = many(space, topology);
            config.machine.backplane.ram_bytes = 64 << 10;
            config.machine.engine.lockstep_offset = offset;
            std::vector<Diary> diaries;
            for (const Evaluate evaluate : {Evaluate::shared, Evaluate::all}) {
                config.machine.engine.evaluate = evaluate;
                run(firmware("rounds_quick"), config, diaries.emplace_back());
            }
            EXPECT_GT(diaries[0].events.size(), 10U);
            EXPECT_EQ(diaries[0].events, diaries[1].events);
            EXPECT_EQ(diaries[0].digests, diaries[1].digests);
            ASSERT_EQ(diaries[0].verdicts.size(), diaries[1].verdicts.size());
            for (std::size_t i = 0; i < diaries[0].verdicts.size(); ++i) {
                EXPECT_EQ(diaries[0].verdicts[i].outcome, diaries[1].verdicts[i].outcome);
            }
        }
    }
}

struct Replayed {
    ReplayStatus status;
    uint64_t digests;
};

Replayed play(std::span<const std::byte> bytes, uint64_t from_cycle) {
    const auto log = replay::testing::open_log(bytes);
    Observer nobody;
    ReplayConfig config;
    config.from_cycle = from_cycle;
    ReplayedRun played(log, config, nobody);
    const ReplayStatus status = played.run_until(UINT64_MAX);
    return {status, played.verifier().digests_agreed()};
}

TEST(BoardFaults, AreRecordedAndPlayedAgain) {
    for (const Space space : {Space::machine_ram, Space::machine_boards}) {
        InjectedRunConfig config = many(space, Topology::duplex);
        config.machine.backplane.ram_bytes = 64 << 10;
        config.machine.backplane.mem_latency = 2;
        config.faults = FaultCount{40, config.cycles};
        config.golden = false;
        replay::testing::MemorySink sink;
        config.record.emplace(Recording{sink, {}, 50'000, 300'000});
        Diary diary;
        run(firmware("rounds_quick"), config, diary);
        for (const uint64_t from_cycle : {0, 900'000}) {
            const Replayed played = play(sink.bytes, from_cycle);
            EXPECT_EQ(played.status, ReplayStatus::ended) << name(space) << " " << from_cycle;
            EXPECT_GT(played.digests, 3U);
        }
    }
}

TEST(BoardFaults, InNoPartOfTheMachineAreTheLogsFault) {
    InjectedRunConfig config;
    config.cycles = 30'000;
    config.golden = false;
    const BoardBit last = fault_in(config.machine, "ram.87fffffc[31]@1").bit;
    for (const BoardBit bit :
         {last, BoardBit{last.board, last.bit + 1}, BoardBit{last.board + 1, 0}}) {
        replay::testing::MemorySink sink;
        replay::LogWriter writer(
            sink, describe_machine(firmware("lockstep_target"), config.machine, 1'000, 1),
            start_bytes(firmware("lockstep_target")));
        writer.add({{10, 5},
                    replay::EventKind::fault,
                    0,
                    make_payload(replay::Fault{10, bit.board, bit.bit, "somewhere"})});
        writer.close({20, 10}, {0, 20, false, 0});
        if (bit.board == last.board && bit.bit == last.bit) {
            EXPECT_NO_THROW(play(sink.bytes, 0));
        } else {
            EXPECT_THROW(play(sink.bytes, 0), Error);
        }
    }
}

}  // namespace
}  // namespace ftsim::testing
