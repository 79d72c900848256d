// SPDX-License-Identifier: Apache-2.0
// Recordings and replays of the machine, without the command: what a log says of another machine,
// a recording whose events were changed, a machine that goes another way.
#include <gtest/gtest.h>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/bisect.hpp"
#include "ftsim/faultinject/last_write.hpp"
#include "ftsim/model/dcls_model.hpp"
#include "tests/lockstep/support.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::testing {
namespace {

using replay::Event;
using replay::EventKind;
using replay::LogFile;
using replay::testing::MemorySink;

struct Recorded {
    std::vector<std::byte> log;
    Diary diary;
    RunResult result;
};

struct Shape {
    Topology topology = Topology::duplex;
    unsigned offset = 0;
};
constexpr Shape kShapes[] = {{},
                             {Topology::duplex, 1},
                             {Topology::duplex, 4},
                             {Topology::dcls, 0},
                             {Topology::dcls, 3},
                             {Topology::tmr, 0},
                             {Topology::pair_and_spare, 1}};

Recorded record(const std::string& program, uint64_t cycles, FaultSource faults = NoFaults{},
                const std::string& input = {}, const Shape& shape = {}) {
    Recorded recorded;
    MemorySink sink;
    InjectedRunConfig config;
    config.cycles = cycles;
    config.golden = false;
    config.machine.topology = shape.topology;
    config.machine.engine.lockstep_offset = shape.offset;
    config.faults = std::move(faults);
    config.machine.backplane.console_in = input;
    config.record.emplace(Recording{sink, {}, 10'000, 50'000});
    recorded.result = run(firmware(program), config, recorded.diary);
    recorded.log = std::move(sink.bytes);
    return recorded;
}

/// The same log with other events, or with another machine.
template <class Change>
std::vector<std::byte> rewritten(std::span<const std::byte> bytes, Change change) {
    const LogFile log = replay::testing::open_log(bytes);
    replay::LogHeader header = log.header();
    std::vector<Event> events = replay::testing::events_of(log);
    change(header, events);
    MemorySink sink;
    const auto start = read_start_snapshot(log);
    replay::LogWriter writer(sink, header, start.bytes);
    for (const Event& event : events) {
        if (event.kind != EventKind::clean_end) writer.add(event);
    }
    const auto end = replay::read_payload<replay::CleanEnd>(events.back().payload);
    writer.close(events.back().at, *end);
    return sink.bytes;
}

struct Replayed {
    ReplayStatus status;
    std::optional<replay::Divergence> divergence;
    Diary diary;
    uint64_t cycle, elapsed_cycle;
};

Replayed play(std::span<const std::byte> bytes, uint64_t until = UINT64_MAX) {
    const LogFile log = replay::testing::open_log(bytes);
    Replayed replayed;
    ReplayedRun run(log, {}, replayed.diary);
    replayed.status = run.run_until(until);
    replayed.divergence = run.divergence();
    replayed.cycle = run.engine().cycle();
    replayed.elapsed_cycle = run.engine().elapsed_cycle();
    return replayed;
}

TEST(Replay, GivesTheSameEventsInTheSameOrder) {
    const Recorded recorded =
        record("echo", 2'000'000, FaultCount{15, 400'000}, "one line\nand another\n\x04");
    const Replayed replayed = play(recorded.log);
    EXPECT_EQ(replayed.status, ReplayStatus::ended);
    EXPECT_EQ(replayed.diary.events, recorded.diary.events);
    EXPECT_EQ(replayed.diary.digests, recorded.diary.digests);
    EXPECT_EQ(replayed.diary.console, recorded.diary.console);
    EXPECT_EQ(replayed.elapsed_cycle, recorded.result.elapsed_cycles);
    EXPECT_GT(recorded.result.counters.reexecutions, 3U);
}

// What the machine says leaves when it has been compared: a fault may land in between.
TEST(Replay, KnowsFaultsInFrontOfOutputsThatWait) {
    for (const Shape& shape : kShapes) {
        const Recorded recorded = record("hello", 20'000, FaultCount{150, 3'000}, {}, shape);
        const Replayed replayed = play(recorded.log);
        EXPECT_EQ(replayed.status, ReplayStatus::ended) << name(shape.topology) << shape.offset;
        EXPECT_EQ(replayed.diary.events, recorded.diary.events);
    }
}

/// Runs unevenly, as a host's does for a machine.
class UnevenClock final : public ClockSource {
public:
    explicit UnevenClock(uint64_t seed) : random_(seed) {}
    uint64_t monotonic_ns() override {
        random_ = random_ * 6'364'136'223'846'793'005 + 1;
        return now_ += (random_ >> 33) % 60'000;
    }
    uint64_t realtime_ns() override { return 1'700'000'000'000'000'000 + monotonic_ns(); }
    void idle_for(uint64_t ns) override { now_ += ns; }

private:
    uint64_t random_;
    uint64_t now_ = 0;
};

TEST(Replay, GivesTheTimesThatTheHostGave) {
    InjectedRunConfig config;
    config.cycles = 3'000'000;
    config.golden = false;
    config.faults = FaultCount{10, 3'000'000};
    config.machine.backplane.timer_follows_host = true;
    config.machine.backplane.rtc_follows_host = true;
    config.machine.backplane.clock = std::make_shared<UnevenClock>(1);
    MemorySink sink;
    config.record.emplace(Recording{sink, {}, 10'000, 500'000});
    Diary diary;
    const RunResult result = run(firmware("scheduler"), config, diary);
    unsigned timers = 0, reads = 0;
    const LogFile log = replay::testing::open_log(sink.bytes);
    for (const Event& event : replay::testing::events_of(log)) {
        timers += event.kind == EventKind::timer;
        reads += event.kind == EventKind::clock_read;
    }
    EXPECT_GT(timers, 20U);
    EXPECT_GT(reads, 20U);
    EXPECT_GT(result.counters.reexecutions, 0U);

    const Replayed replayed = play(sink.bytes);
    EXPECT_EQ(replayed.status, ReplayStatus::ended);
    EXPECT_EQ(replayed.diary.events, diary.events);
    EXPECT_EQ(replayed.diary.digests, diary.digests);

    config.machine.backplane.clock = std::make_shared<UnevenClock>(2);
    MemorySink other;
    config.record.emplace(Recording{other, {}, 10'000, 500'000});
    Diary another;
    run(firmware("scheduler"), config, another);
    EXPECT_NE(another.digests, diary.digests) << "another time is another run";
}

TEST(Replay, EndsWhereTheMachineGaveUp) {
    InjectedRunConfig config;
    config.cycles = 1'000'000;
    config.golden = false;
    config.faults = FaultRate{1e-3};
    config.machine.engine.snapshot_interval_adapts = false;
    config.machine.engine.progress_limit = 50'000;
    MemorySink sink;
    config.record.emplace(Recording{sink, {}, 10'000, 50'000});
    Diary diary;
    const RunResult result = run(firmware("sort"), config, diary);
    ASSERT_EQ(result.end, RunEnd::due);
    const Replayed replayed = play(sink.bytes);
    EXPECT_EQ(replayed.status, ReplayStatus::ended);
    EXPECT_EQ(replayed.diary.events, diary.events);
}

TEST(Replay, StopsAtEveryCycleThatIsAskedFor) {
    const Recorded recorded = record("workload", 300'000, FaultCount{6, 300'000});
    for (const uint64_t cycle : {0, 1, 49'999, 50'000, 50'001, 123'456, 299'999, 300'000}) {
        EXPECT_EQ(play(recorded.log, cycle).cycle, cycle);
    }
    EXPECT_EQ(play(recorded.log, 300'001).status, ReplayStatus::ended);
}

// Wherever a roll-back goes, to the newest snapshot or to the older one, a jump into what comes
// behind it starts early enough to follow.
TEST(Replay, JumpsInFrontOfRollBacks) {
    const Recorded recorded = record("workload", 400'000, FaultCount{12, 400'000});
    ASSERT_GT(recorded.result.counters.reexecutions, 4U);
    ASSERT_EQ(recorded.result.end, RunEnd::cycles);
    const LogFile log = replay::testing::open_log(recorded.log);
    for (uint64_t cycle = 5'000; cycle < recorded.result.cycles; cycle += 13'000) {
        Diary diary;
        ReplayConfig config;
        config.from_cycle = cycle;
        ReplayedRun jumped(log, config, diary);
        EXPECT_NE(jumped.run_until(cycle), ReplayStatus::diverged) << cycle;
        EXPECT_EQ(jumped.engine().cycle(), cycle);
        EXPECT_EQ(jumped.run_until(UINT64_MAX), ReplayStatus::ended) << cycle;
        EXPECT_EQ(jumped.engine().elapsed_cycle(), recorded.result.elapsed_cycles) << cycle;
        EXPECT_EQ(jumped.engine().counters().reexecutions, recorded.result.counters.reexecutions);
    }
}

TEST(Replay, ACutLogEndsWithItsLastEvent) {
    for (const Shape& shape : kShapes) {
        const Recorded recorded = record("echo", 2'000'000, FaultCount{15, 400'000},
                                         "one line\nand another\n\x04", shape);
        const LogFile whole = replay::testing::open_log(recorded.log);
        const unsigned delay =
            shape.offset + (has_dcls_boards(shape.topology) ? kComparatorLatency : 0);
        for (std::size_t i = 1; i < whole.chunks().size(); ++i) {
            const uint64_t size = whole.chunks()[i].offset;
            const Replayed replayed = play(std::span(recorded.log).first(size));
            EXPECT_EQ(replayed.status, ReplayStatus::ended) << i;
            EXPECT_TRUE(recorded.diary.console.starts_with(replayed.diary.console)) << i;
            EXPECT_LE(replayed.cycle, whole.chunks()[i - 1].header.last.cycle + delay + 1) << i;
        }
    }
}

TEST(Replay, AnotherInputIsNoticedInItsInstruction) {
    const Recorded recorded = record("echo", 2'000'000, NoFaults{}, "abc\n\x04");
    const auto changed = rewritten(recorded.log, [](auto&, std::vector<Event>& events) {
        for (Event& event : events) {
            if (event.kind == EventKind::uart_input && event.payload == "b") event.payload = "B";
        }
    });
    const Replayed replayed = play(changed);
    ASSERT_EQ(replayed.status, ReplayStatus::diverged);
    ASSERT_TRUE(replayed.divergence->expected && replayed.divergence->found);
    EXPECT_EQ(replayed.divergence->expected->kind, EventKind::output_mark);
    EXPECT_EQ(replayed.divergence->expected->at, replayed.divergence->found->at);
}

TEST(Replay, AnInputThatComesTooEarlyIsNoticed) {
    const Recorded recorded = record("echo", 2'000'000, NoFaults{}, "abc\n\x04");
    const auto changed = rewritten(recorded.log, [](auto&, std::vector<Event>& events) {
        for (Event& event : events) {
            if (event.kind == EventKind::uart_input && event.payload == "c") --event.at.cycle;
        }
    });
    const Replayed replayed = play(changed);
    ASSERT_EQ(replayed.status, ReplayStatus::diverged);
    EXPECT_EQ(replayed.divergence->expected->kind, EventKind::uart_input);
}

TEST(Replay, AnotherDigestIsNoticed) {
    const Recorded recorded = record("workload", 300'000);
    const auto changed = rewritten(recorded.log, [](auto&, std::vector<Event>& events) {
        unsigned seen = 0;
        for (Event& event : events) {
            if (event.kind == EventKind::state_digest && ++seen == 5) event.payload[0] ^= 1;
        }
    });
    const Replayed replayed = play(changed);
    ASSERT_EQ(replayed.status, ReplayStatus::diverged);
    EXPECT_EQ(replayed.divergence->expected->kind, EventKind::state_digest);
    EXPECT_LT(replayed.divergence->digest_agreed.cycle, replayed.divergence->expected->at.cycle);
    EXPECT_GT(replayed.divergence->digest_agreed.cycle, 0U);
}

/// The plain loop, and at one cycle a bit changes that no log knows of.
class HauntedKernel final : public Kernel {
public:
    HauntedKernel(const KernelShape& shape, Backplane& backplane, uint64_t cycle, uint64_t bit)
        : plain_(make_plain_kernel(shape, backplane)),
          backplane_(backplane),
          cycle_(cycle),
          bit_(bit) {}

    Advance advance(uint64_t cycles) override {
        const uint64_t now = backplane_.cycle();
        if (now > cycle_ || now + cycles <= cycle_) return plain_->advance(cycles);
        const Advance before = plain_->advance(cycle_ - now);
        if (backplane_.cycle() != cycle_) return before;
        plain_->flip(0, bit_);
        const Advance behind = plain_->advance(cycles - before.cycles);
        return {before.cycles + behind.cycles, behind.halt};
    }
    unsigned replicas() const override { return plain_->replicas(); }
    const StateMap& state_map() const override { return plain_->state_map(); }
    const StateMap& site_map() const override { return plain_->site_map(); }
    std::string differing_output() const override { return plain_->differing_output(); }
    void save_state(unsigned replica, std::span<std::byte> to) override {
        plain_->save_state(replica, to);
    }
    void load_state(unsigned replica, std::span<const std::byte> from) override {
        plain_->load_state(replica, from);
    }
    void flip(unsigned board, uint64_t bit) override { plain_->flip(board, bit); }
    void flip_all(uint64_t bit) override { plain_->flip_all(bit); }
    void stick(unsigned board, uint64_t bit, bool value) override {
        plain_->stick(board, bit, value);
    }
    void unstick(unsigned board, uint64_t bit) override { plain_->unstick(board, bit); }
    void freeze(unsigned board, bool frozen) override { plain_->freeze(board, frozen); }
    void go_wild(unsigned board, bool wild) override { plain_->go_wild(board, wild); }
    void double_edge(unsigned replica) override { plain_->double_edge(replica); }
    void miss_edge(unsigned replica) override { plain_->miss_edge(replica); }
    void replace(unsigned board) override { plain_->replace(board); }
    void begin_experiment() override { plain_->begin_experiment(); }
    void end_experiment() override { plain_->end_experiment(); }
    void backplane_changed() override { plain_->backplane_changed(); }
    bool shared() const override { return plain_->shared(); }
    void split() override { plain_->split(); }
    void join() override { plain_->join(); }
    const Progress& progress() const override { return plain_->progress(); }
    void set_progress(const Progress& progress) override { plain_->set_progress(progress); }

private:
    std::unique_ptr<Kernel> plain_;
    Backplane& backplane_;
    uint64_t cycle_;
    uint64_t bit_;
};

// A register that nothing reads: only the digest shows it, long after.
TEST(Replay, FindsTheCycleAndTheRegisterWhereItParted) {
    InjectedRunConfig recording;
    recording.cycles = 400'000;
    recording.golden = false;
    recording.machine.topology = Topology::simplex;
    MemorySink sink;
    recording.record.emplace(Recording{sink, {}, 50'000, 100'000});
    Diary diary;
    run(firmware("workload"), recording, diary);
    const LogFile log = replay::testing::open_log(sink.bytes);

    for (const uint64_t cycle : {123'457, 199'999, 200'000, 312'345}) {
        const BoardBit bit =
            find_board_bit(CoreModel::site_map(), 1, "cpu0", "core.u_csr.mscratch_q", 9);
        ReplayConfig config;
        config.kernel = [&](const KernelShape& shape, Backplane& backplane) {
            return std::make_unique<HauntedKernel>(shape, backplane, cycle, bit.bit);
        };
        Observer nobody;
        ReplayedRun haunted(log, config, nobody);
        ASSERT_EQ(haunted.run_until(UINT64_MAX), ReplayStatus::diverged);
        EXPECT_GT(haunted.engine().cycle(), cycle);
        const Diagnosis diagnosis = diagnose({log, config}, *haunted.divergence());
        ASSERT_TRUE(diagnosis.exact);
        EXPECT_EQ(diagnosis.exact->cycle, cycle + 1) << "behind the edge that took the flip along";
        ASSERT_EQ(diagnosis.exact->states.size(), 1U);
        EXPECT_EQ(diagnosis.exact->states[0].where, "cpu0.core.u_csr.mscratch_q");
        EXPECT_NE(diagnosis.exact->states[0].a, diagnosis.exact->states[0].b);
    }
}

/// Every write to a word, cycle by cycle from the start, as last_write() looks for the last.
std::vector<std::pair<uint64_t, uint32_t>> all_writes(const LogFile& log, uint32_t address) {
    Observer nobody;
    ReplayedRun run(log, {}, nobody);
    Ram& ram = run.machine().backplane().memory().ram();
    std::vector<std::pair<uint64_t, uint32_t>> writes;
    ram.watch(address - address::kRam, 4);
    auto seen = ram.watched_writes();
    ReplayStatus status = ReplayStatus::running;
    while (status == ReplayStatus::running) {
        const uint64_t elapsed = run.engine().elapsed_cycle();
        status = run.run_until(Limits{UINT64_MAX, elapsed + 1});
        if (ram.watched_writes() == seen) continue;
        seen = ram.watched_writes();
        writes.emplace_back(elapsed, ram.load(address - address::kRam));
    }
    return writes;
}

TEST(Replay, FindsTheLastWriterOfAWord) {
    const Recorded recorded = record("workload", 260'000, FaultCount{6, 260'000});
    const LogFile log = replay::testing::open_log(recorded.log);
    for (const uint32_t address : {0x8000'0160U, 0x8000'0200U, 0x8000'055cU}) {
        const auto writes = all_writes(log, address);
        ASSERT_GT(writes.size(), 3U);
        const auto last = last_write({log}, address, 4);
        ASSERT_TRUE(last);
        EXPECT_EQ(last->elapsed_cycle, writes.back().first);
        EXPECT_EQ(last->after, writes.back().second);
        ASSERT_TRUE(last->pc);
        EXPECT_LT(*last->pc, 0x8000'0160U);
        const auto before = last_write({log}, address, 4, last->cycle);
        ASSERT_TRUE(before);
        EXPECT_LT(before->cycle, last->cycle);
    }
    EXPECT_FALSE(last_write({log}, 0x8010'0000, 4)) << "nobody wrote there";
    EXPECT_THROW(last_write({log}, 0x1000, 4), Error);
}

TEST(Replay, ShowsWhatTheNextSnapshotHasWhereTheRecordingWasAnother) {
    InjectedRunConfig recording;
    recording.cycles = 400'000;
    recording.golden = false;
    recording.machine.topology = Topology::simplex;
    const BoardBit bit =
        find_board_bit(CoreModel::site_map(), 1, "cpu0", "core.u_csr.mscratch_q", 9);
    recording.machine.kernel = [&](const KernelShape& shape, Backplane& backplane) {
        return std::make_unique<HauntedKernel>(shape, backplane, 123'457, bit.bit);
    };
    MemorySink sink;
    recording.record.emplace(Recording{sink, {}, 50'000, 100'000});
    Diary diary;
    run(firmware("workload"), recording, diary);
    const LogFile log = replay::testing::open_log(sink.bytes);
    Observer nobody;
    ReplayedRun plain(log, {}, nobody);
    ASSERT_EQ(plain.run_until(UINT64_MAX), ReplayStatus::diverged);
    EXPECT_LT(plain.divergence()->digest_agreed.cycle, 123'457U);
    const Diagnosis diagnosis = diagnose({log, {}}, *plain.divergence());
    EXPECT_FALSE(diagnosis.exact);
    ASSERT_TRUE(diagnosis.at_snapshot);
    EXPECT_EQ(diagnosis.at_snapshot->cycle, 200'000U);
    ASSERT_EQ(diagnosis.at_snapshot->states.size(), 1U);
    EXPECT_EQ(diagnosis.at_snapshot->states[0].where, "cpu0.core.u_csr.mscratch_q");
}

TEST(Replay, AMachineThatIsAnotherIsRefusedByItsField) {
    const Recorded recorded = record("workload", 30'000);
    for (const char* field : {"core", "rtl", "pmp_regions", "ram", "topology", "clock_hz"}) {
        const auto changed = rewritten(recorded.log, [&](replay::LogHeader& header, auto&) {
            for (replay::MachineField& part : header.machine) {
                if (part.name == field) part.value = "other";
            }
        });
        try {
            play(changed);
            ADD_FAILURE() << field;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::file);
            EXPECT_NE(std::string(error.what()).find(field), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace ftsim::testing
