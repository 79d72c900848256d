// SPDX-License-Identifier: Apache-2.0
// Logs with right checksums and nonsense in them, most of them found by the fuzzers: each is an
// error about the file, or a replay that parts from it. None crashes, and none goes on for ever.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/bisect.hpp"
#include "tests/fuzz/log_parts.hpp"
#include "tests/lockstep/support.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::testing {
namespace {

using fuzz::Bytes;
using fuzz::RawEvent;
using fuzz::RawLog;
using replay::EventKind;

constexpr uint64_t kCycles = 20'000;

Bytes recorded(const std::string& program, FaultSource faults = NoFaults{}) {
    replay::testing::MemorySink sink;
    InjectedRunConfig config;
    config.cycles = kCycles;
    config.golden = false;
    config.faults = std::move(faults);
    config.machine.backplane.ram_bytes = 4 << 20;
    config.machine.backplane.console_in = "abc\n\x04";
    config.machine.engine.snapshot_interval = 2'000;
    config.record.emplace(Recording{sink, {}, 1'000, 6'000});
    Diary diary;
    run(firmware(program), config, diary);
    return sink.bytes;
}

Bytes changed(const Bytes& bytes, const std::function<void(RawLog&)>& change) {
    RawLog log;
    EXPECT_TRUE(fuzz::take_apart(bytes, log));
    change(log);
    return fuzz::put_together(std::move(log));
}

struct Outcome {
    ReplayStatus status;
    std::optional<replay::Divergence> divergence;
    std::string refused;  ///< by the file's error
};

Outcome play(const Bytes& bytes, uint64_t from_cycle = 0) {
    Outcome outcome{};
    try {
        const auto log = replay::testing::open_log(bytes);
        Observer nobody;
        ReplayConfig config;
        config.from_cycle = from_cycle;
        ReplayedRun run(log, config, nobody);
        outcome.status = run.run_until({10 * kCycles, 10 * kCycles});
        outcome.divergence = run.divergence();
        if (outcome.divergence) diagnose({log, {}}, *outcome.divergence);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file) << error.what();
        outcome.refused = error.what();
        EXPECT_TRUE(outcome.refused.starts_with("test.ftlog: ")) << outcome.refused;
        EXPECT_EQ(outcome.refused.find('\n'), std::string::npos);
    }
    return outcome;
}

// The last events go, and others come; no clean end tells where to stop.
Bytes with_last_event(const Bytes& bytes, const RawEvent& event) {
    return changed(bytes, [&](RawLog& log) { log.chunks.back().events.back() = event; });
}

TEST(HostileLog, AMachineThatCannotBeIsTheFilesFault) {
    const Bytes right = recorded("workload");
    const std::vector<std::pair<std::string, std::string>> fields = {
        {"ram", "0"},
        {"ram", "4097"},
        {"ram", "4096"},
        {"ram", "18446744073709547520"},
        {"clock_hz", "0"},
        {"snapshot_interval", "0"},
        {"append", std::string(20'000, 'x')},
        {"mem_latency", "1001"},
        {"max_reexecutions", "4294967296"},
        {"digest_instructions", "0"},
        {"disk", "0"},
        {"topology", "\x1b[2Jfine\n"},
    };
    EXPECT_EQ(play(right).status, ReplayStatus::ended);
    for (const auto& [name, value] : fields) {
        const Bytes wrong = changed(right, [&](RawLog& log) {
            for (auto& field : log.header.machine) {
                if (field.name == name) field.value = value;
            }
        });
        EXPECT_NE(play(wrong).refused, "") << name << " " << value.substr(0, 20);
    }
}

TEST(HostileLog, AProgramLiesInRamAndNotOverItself) {
    const Bytes right = recorded("workload");
    const auto with_segments = [&](const std::vector<Segment>& segments) {
        const Program program{address::kRam, segments, std::nullopt};
        return changed(right, [&](RawLog& log) {
            const auto start = start_bytes(program);
            log.chunks[0].events[1].payload.assign(reinterpret_cast<const char*>(start.data()),
                                                   start.size());
        });
    };
    const std::vector<std::byte> word(4);
    EXPECT_EQ(play(with_segments({{address::kRam, word}})).refused, "");
    const std::vector<std::vector<Segment>> wrong = {
        {{0x1000, word}},
        {{0xffff'fffe, word}},
        {{address::kRam + (4U << 20) - 2, word}},
        {{address::kRam, {}, 0xffff'ffff}},
        {{address::kRam, word, 8}, {address::kRam + 8, word}},
    };
    for (const auto& segments : wrong) {
        EXPECT_NE(play(with_segments(segments)).refused, "") << segments[0].address;
    }
}

TEST(HostileLog, ACutLogThatExpectsWhatNeverComesIsLeft) {
    const Bytes right = recorded("workload", FaultCount{4, kCycles});
    const auto mark = make_payload(replay::OutputMark{'x', 0, false});
    for (const uint64_t later : {uint64_t{0}, uint64_t{100}, UINT64_MAX - 2 * kCycles}) {
        const auto outcome = play(with_last_event(
            right, {static_cast<uint8_t>(EventKind::output_mark), 0, later, 0, mark}));
        EXPECT_EQ(outcome.status, ReplayStatus::diverged) << later;
    }
}

// The source of a fault's event says what the fault did.
TEST(HostileLog, AFaultOfAModelThatNobodyKnowsIsRefused) {
    const Bytes right = recorded("workload", FaultCount{1, kCycles});
    for (unsigned model = 0; model < 256; ++model) {
        const auto outcome = play(changed(right, [&](RawLog& log) {
            for (auto& chunk : log.chunks) {
                for (RawEvent& event : chunk.events) {
                    if (event.kind == static_cast<uint8_t>(EventKind::fault)) {
                        event.source = static_cast<uint8_t>(model);
                    }
                }
            }
        }));
        const unsigned number = model & 0x3fU;
        const bool of_all = (model & 0x80U) != 0, over = (model & 0x40U) != 0;
        const bool of_a_bit_or_clock = number <= 4;
        const bool lasts = number == 1 || number == 2 || (!of_a_bit_or_clock && number != 6);
        const bool has_name = number < kFaultModels.size() && (!over || lasts);
        // No component has so many places in it.
        const bool known = has_name && of_a_bit_or_clock && (!of_all || number == 0 || number == 3);
        EXPECT_EQ(outcome.refused.empty(), known) << model << outcome.refused;
        EXPECT_EQ(outcome.refused.find("of model") != std::string::npos, !has_name) << model;
        EXPECT_EQ(known && outcome.status == ReplayStatus::ended, model == 0) << model;
    }
}

TEST(HostileLog, ARollBackThatCostsLessThanNothingIsLeft) {
    const Bytes right = recorded("workload");
    for (const uint64_t elapsed : {uint64_t{0}, kCycles, UINT64_MAX}) {
        const auto back = make_payload(replay::RollBackTo{elapsed, {100, 100}});
        const auto outcome = play(
            with_last_event(right, {static_cast<uint8_t>(EventKind::roll_back), 0, 0, 0, back}));
        EXPECT_EQ(outcome.status, ReplayStatus::diverged) << elapsed;
    }
}

TEST(HostileLog, AnEndAtTheEndOfAllNumbersIsLeft) {
    const auto end = make_payload(replay::CleanEnd{1, UINT64_MAX, true, 5});
    const auto outcome = play(changed(
        recorded("workload"), [&](RawLog& log) { log.chunks.back().events.back().payload = end; }));
    EXPECT_EQ(outcome.status, ReplayStatus::diverged);
}

// Without an input there is no data, and the log has nothing more to say.
TEST(HostileLog, AMissingInputAtTheEndIsLeft) {
    const auto outcome = play(changed(recorded("echo"), [&](RawLog& log) {
        for (auto& chunk : log.chunks) {
            std::erase_if(chunk.events, [](const RawEvent& event) {
                return event.kind == static_cast<uint8_t>(EventKind::uart_input) ||
                       event.kind == static_cast<uint8_t>(EventKind::output_mark);
            });
        }
    }));
    EXPECT_TRUE(outcome.status == ReplayStatus::diverged || !outcome.refused.empty());
}

struct LoggedImage {
    std::size_t chunk;
    uint64_t cycle;
    std::string bytes;
};

LoggedImage first_image(const Bytes& bytes) {
    const auto log = replay::testing::open_log(bytes);
    std::size_t chunk = 1;
    while (!log.chunks()[chunk].header.begins_snapshot) ++chunk;
    const auto snapshot = read_snapshot(log, chunk);
    return {chunk,
            snapshot->at.cycle,
            {reinterpret_cast<const char*>(snapshot->bytes.data()), snapshot->bytes.size()}};
}

Outcome play_from(const Bytes& right, const LoggedImage& image) {
    return play(
        changed(right,
                [&](RawLog& log) { log.chunks[image.chunk].events[1].payload = image.bytes; }),
        image.cycle);
}

TEST(HostileLog, ASnapshotWithSpoiltStateIsRefusedOrLeft) {
    const Bytes right = recorded("echo");
    const LoggedImage image = first_image(right);
    unsigned refused = 0, parted = 0;
    for (std::size_t at = 0; at < std::min<std::size_t>(image.bytes.size(), 1'500); at += 5) {
        LoggedImage spoilt = image;
        spoilt.bytes[at] = static_cast<char>(~spoilt.bytes[at]);
        const auto outcome = play_from(right, spoilt);
        refused += !outcome.refused.empty();
        parted += outcome.status == ReplayStatus::diverged;
    }
    EXPECT_GT(refused, 0U);
    EXPECT_GT(parted, 50U);
}

// Registers have the bits that they have, and a wire has one: anything else is another machine's.
TEST(HostileLog, ASnapshotOfNoStateIsRefused) {
    const Bytes right = recorded("echo");
    const LoggedImage image = first_image(right);
    EXPECT_EQ(play_from(right, image).refused, "");
    const StateMap& map = CoreModel::state_map();
    const auto word = [&](std::size_t at) {
        uint64_t value = 0;
        std::memcpy(&value, image.bytes.data() + at, sizeof value);
        return value;
    };
    std::size_t registers = 24;  // behind the boards, bytes of each, and bytes of the devices
    while (word(registers - 24) != 2 || word(registers - 16) != map.bytes()) registers += 8;
    const auto narrow = std::find_if(map.sites().begin(), map.sites().end(),
                                     [](const Site& site) { return site.width == 1; });
    const std::size_t devices = registers + 2 * map.bytes();
    const std::size_t pin = devices + sizeof(uint64_t) + offsetof(CoreInputs, instr_gnt);
    for (const std::size_t at : {registers + narrow->offset, pin}) {
        LoggedImage spoilt = image;
        spoilt.bytes[at] = static_cast<char>(0xfe);
        const auto outcome = play_from(right, spoilt);
        EXPECT_NE(outcome.refused.find("a snapshot of another machine"), std::string::npos) << at;
    }
}

}  // namespace
}  // namespace ftsim::testing
