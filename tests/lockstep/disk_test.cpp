// SPDX-License-Identifier: Apache-2.0
// A program that copies a file on its disk (blk_copy of the gallery), with faults: what reaches the
// image's file, and what never does.
#include <gtest/gtest.h>

#include "tests/lockstep/support.hpp"
#include "tests/unit/image_file.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::fault;
using testing::firmware;

constexpr uint64_t kSectors = 64;

// As blk_copy.c describes it.
std::string disk_with_a_file() {
    std::string disk = numbered_sectors(kSectors);
    disk.replace(0, 13, std::string("FTCOPY1\n8000\0", 13));
    return disk;
}

struct DiskRun : ::testing::Test {
    Program program = firmware("blk_copy");
    ImageFile file{disk_with_a_file()};
    InjectedRunConfig config;

    DiskRun() { config.cycles = 20'000'000; }
    /// On the disk as it was at first.
    RunResult run(Diary& diary) {
        file.write(disk_with_a_file());
        config.machine.backplane.disk.reset();  // whoever writes has the file alone
        config.machine.backplane.disk = std::make_shared<DiskImage>(file.path, false);
        const RunResult result = testing::run(program, config, diary);
        config.machine.backplane.disk->close();
        return result;
    }
};

TEST_F(DiskRun, LeavesTheSameDiskWithFaultsAsWithout) {
    Diary clean, faulty;
    const RunResult expected = run(clean);
    ASSERT_EQ(expected.end, RunEnd::finisher);
    ASSERT_EQ(expected.exit_code, 0U);
    const std::string copied = file.content();
    EXPECT_EQ(copied.substr(kSectors / 2 * 512, 8000), disk_with_a_file().substr(512, 8000));

    config.machine.engine.snapshot_interval = 1'000;
    config.faults = FaultCount{40, expected.cycles};
    const RunResult result = run(faulty);
    EXPECT_EQ(result.end, RunEnd::finisher);
    EXPECT_GT(result.counters.reexecutions, 5U);
    EXPECT_EQ(result.output_right, true);
    EXPECT_EQ(result.output_digest, expected.output_digest);
    EXPECT_EQ(faulty.console, clean.console);
    EXPECT_EQ(file.content(), copied);
}

TEST_F(DiskRun, OfExperimentsReachesTheFileAsGoldens) {
    config.machine.topology = Topology::simplex;
    Diary clean, beside;
    const RunResult expected = run(clean);
    const std::string copied = file.content();
    config.faults = FaultCount{60, expected.cycles};
    const RunResult result = run(beside);
    EXPECT_EQ(result.injected, 60U);
    EXPECT_EQ(result.output_digest, expected.output_digest);
    EXPECT_EQ(beside.events, clean.events);
    EXPECT_EQ(file.content(), copied);
}

TEST_F(DiskRun, OfExperimentsInAMachineThatRollsBackReachesTheFileAsGoldens) {
    for (const unsigned offset : {0U, 2U}) {
        config.machine.engine.lockstep_offset = offset;
        config.machine.engine.snapshot_interval = 1'000;
        config.faults = NoFaults{};
        Diary clean;
        const RunResult expected = run(clean);
        const std::string copied = file.content();
        for (const FaultModel model : {FaultModel::seu, FaultModel::clock_glitch}) {
            config.fault_kind = {model, true};
            config.faults = FaultCount{40, expected.cycles};
            Diary beside;
            const RunResult result = run(beside);
            EXPECT_EQ(result.injected, 40U);
            EXPECT_EQ(result.counters.reexecutions > 0, offset > 0);
            EXPECT_EQ(result.output_digest, expected.output_digest);
            EXPECT_EQ(result.elapsed_cycles, expected.elapsed_cycles);
            EXPECT_EQ(beside.events, clean.events);
            EXPECT_EQ(beside.digests, clean.digests);
            EXPECT_EQ(file.content(), copied);
        }
    }
}

TEST_F(DiskRun, OfAGoldenRunReachesNoFile) {
    file.write(disk_with_a_file());
    MachineConfig machine;
    machine.backplane.disk = std::make_shared<DiskImage>(file.path, false);
    Golden golden(program, machine, 20'000'000);
    EXPECT_EQ(golden.end().status, EngineStatus::finished);
    EXPECT_EQ(file.content(), disk_with_a_file());
}

TEST_F(DiskRun, OnADiskCutShortEndsWithTheGuestsError) {
    Diary diary;
    file.write(disk_with_a_file());
    config.machine.backplane.disk = std::make_shared<DiskImage>(file.path, false);
    file.truncate(3 * 512);
    const RunResult result = testing::run(program, config, diary);
    EXPECT_EQ(result.end, RunEnd::finisher);
    EXPECT_NE(result.exit_code, 0U);
}

TEST_F(DiskRun, IsJudgedSinkBySink) {
    file.write(disk_with_a_file());
    MachineConfig machine;
    machine.backplane.disk = std::make_shared<DiskImage>(file.path, false);
    Golden golden(program, machine, 20'000'000);
    const auto written = golden.next(Sink::disk, {});
    const auto ending = golden.next(Sink::finisher, {});
    ASSERT_TRUE(written && ending);

    std::vector<LandedFault> verdicts;
    Judge late(&golden, {}, [&](const LandedFault& landed) { verdicts.push_back(landed); });
    late.landed({0, {0, 0}, 1, 1, {}, {}});
    late.on_output(written->emission, 1);  // before what golden's console says in front of it
    for (OutputPosition console = {}; const auto said = golden.next(Sink::console, console);) {
        late.on_output(said->emission, 1);
        advance(console, Sink::console);
    }
    EXPECT_TRUE(verdicts.empty());
    EXPECT_EQ(late.output_right(), true);

    late.on_output(ending->emission, 1);  // and the rest of the disk's writes?
    ASSERT_EQ(verdicts.size(), 1U);
    EXPECT_EQ(verdicts[0].outcome, Outcome::crash);
}

TEST(DiskJudge, AWrongDiskWriteOrFrameIsSdc) {
    // Told to the judge as an engine would tell it: golden says nothing of the kind.
    const Program program = firmware("lockstep_target");
    for (const Sink sink : {Sink::disk, Sink::net, Sink::finisher}) {
        Golden golden(program, {}, 1'000'000);
        std::vector<LandedFault> verdicts;
        Judge judge(&golden, {}, [&](const LandedFault& landed) { verdicts.push_back(landed); });
        judge.landed({0, {0, 0}, 1000, 1000, {}, {}});
        judge.on_output({2000, sink, 'K', "data"}, 2000);
        ASSERT_EQ(verdicts.size(), 1U);
        EXPECT_EQ(verdicts[0].outcome, is_status(sink) ? Outcome::crash : Outcome::sdc);
    }
}

}  // namespace
}  // namespace ftsim
