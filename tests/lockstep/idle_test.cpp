// SPDX-License-Identifier: Apache-2.0
// A machine that waits for an interrupt skips the time until then. It must come out as one that
// steps through it: the same events at the same cycles, the same states, the same faults.
#include <gtest/gtest.h>

#include "ftsim/lockstep/plain_kernel.hpp"
#include "tests/lockstep/support.hpp"

namespace ftsim {
namespace {

using testing::Diary;
using testing::firmware;

/// The backplane as the kernel needs it, without what makes it skip.
class SteppedBackplane {
public:
    explicit SteppedBackplane(Backplane& backplane) : backplane_(backplane) {}
    const CoreInputs& inputs() const { return backplane_.inputs(); }
    void step(const CoreOutputs& out) { backplane_.step(out); }
    bool attention() const { return backplane_.attention(); }

protected:
    Backplane& backplane_;
};
static_assert(!QuietBackplane<SteppedBackplane>);

/// The same, and it skips and counts.
class CountingBackplane : public SteppedBackplane {
public:
    CountingBackplane(Backplane& backplane, uint64_t& skipped)
        : SteppedBackplane(backplane), skipped_(skipped) {}
    uint64_t quiet_cycles() const { return backplane_.quiet_cycles(); }
    void skip(uint64_t cycles) {
        skipped_ += cycles;
        backplane_.skip(cycles);
    }

private:
    uint64_t& skipped_;
};
static_assert(QuietBackplane<CountingBackplane>);

class Idle : public ::testing::Test {
protected:
    struct Run {
        Diary diary;
        RunResult result;
    };

    static Run run(InjectedRunConfig config, bool skips) {
        uint64_t skipped = 0;
        std::vector<std::shared_ptr<SteppedBackplane>> seen;
        config.machine.kernel = [&](const KernelShape& shape,
                                    Backplane& backplane) -> std::unique_ptr<Kernel> {
            if (!skips) {
                seen.push_back(std::make_shared<SteppedBackplane>(backplane));
                return std::make_unique<PlainKernel<CoreModel, SteppedBackplane>>(shape.boards,
                                                                                  *seen.back());
            }
            auto counting = std::make_shared<CountingBackplane>(backplane, skipped);
            auto kernel = std::make_unique<PlainKernel<CoreModel, CountingBackplane>>(shape.boards,
                                                                                      *counting);
            seen.push_back(std::move(counting));
            return kernel;
        };
        Run run;
        run.result = testing::run(firmware("lockstep_sleeper"), config, run.diary);
        EXPECT_EQ(skipped > 100'000, skips) << skipped;
        return run;
    }

    static void expect_same(const InjectedRunConfig& config) {
        const Run stepped = run(config, false);
        const Run skipping = run(config, true);
        EXPECT_EQ(stepped.diary.events, skipping.diary.events);
        EXPECT_EQ(stepped.diary.console, skipping.diary.console);
        EXPECT_EQ(stepped.diary.console, "dididididididi");
        EXPECT_EQ(stepped.result.cycles, skipping.result.cycles);
        EXPECT_EQ(stepped.result.elapsed_cycles, skipping.result.elapsed_cycles);
        EXPECT_EQ(stepped.result.instructions, skipping.result.instructions);
        EXPECT_EQ(stepped.result.output_digest, skipping.result.output_digest);
        EXPECT_EQ(stepped.diary.digests, skipping.diary.digests);
        for (const Outcome outcome : kOutcomes) {
            EXPECT_EQ(stepped.result.outcomes[outcome], skipping.result.outcomes[outcome]);
        }
    }
};

TEST_F(Idle, TimeIsSkippedToTheSameState) { expect_same({}); }

TEST_F(Idle, TimeIsSkippedWithBothBoardsEvaluated) {
    InjectedRunConfig config;
    config.machine.engine.evaluate = Evaluate::all;
    expect_same(config);
}

TEST_F(Idle, TimeIsSkippedBetweenFaults) {
    InjectedRunConfig config;
    config.faults = FaultRate{1e-5};
    config.seed = 4;
    expect_same(config);
}

TEST_F(Idle, TimeIsSkippedWithWaitStatesAndAnOddClock) {
    InjectedRunConfig config;
    config.machine.backplane.mem_latency = 3;
    config.machine.backplane.clock_hz = 33'000'001;
    config.machine.engine.snapshot_interval = 7'777;
    expect_same(config);
}

}  // namespace
}  // namespace ftsim
