// SPDX-License-Identifier: Apache-2.0
// Logs whose checksums are right and whose contents are not.
#include <gtest/gtest.h>

#include <functional>

#include "ftsim/error.hpp"
#include "ftsim/printable.hpp"
#include "ftsim/replay/input_player.hpp"
#include "ftsim/replay/verifier.hpp"
#include "tests/fuzz/log_parts.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::replay {
namespace {

using fuzz::RawEvent;
using fuzz::RawLog;
using testing::Bytes;

Bytes changed(const std::function<void(RawLog&)>& change) {
    WriterOptions options;
    options.codec = Codec::none;
    RawLog log;
    EXPECT_TRUE(fuzz::take_apart(testing::log_with(testing::one_of_each(), options), log));
    change(log);
    return fuzz::put_together(std::move(log));
}

// The message, empty where all of it can be read.
std::string refused(const Bytes& bytes) {
    try {
        const LogFile log = testing::open_log(bytes);
        read_start_snapshot(log);
        LogCursor cursor(log);
        while (cursor.next() != nullptr) {
        }
        return "";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::file);
        return error.what();
    }
}

RawEvent& of_kind(RawLog& log, EventKind kind) {
    for (auto& chunk : log.chunks) {
        for (RawEvent& event : chunk.events) {
            if (event.kind == static_cast<uint8_t>(kind)) return event;
        }
    }
    ADD_FAILURE() << name(kind);
    return log.chunks[0].events[0];
}

TEST(LogHostile, ComesThroughTakingApartAsItWas) {
    const auto nothing = [](RawLog&) {};
    EXPECT_EQ(changed(nothing), testing::log_with(testing::one_of_each(), {Codec::none}));
    EXPECT_EQ(refused(changed(nothing)), "");
}

TEST(LogHostile, NoPayloadIsLargerThanItsKindAllows) {
    for (const Event& event : testing::one_of_each()) {
        const std::string message = refused(changed([&](RawLog& log) {
            log.sign = false;
            of_kind(log, event.kind).payload = std::string(max_payload(event.kind) + 1, '\1');
        }));
        EXPECT_NE(message.find("offset "), std::string::npos) << name(event.kind) << message;
        EXPECT_NE(message.find("at most "), std::string::npos) << message;
    }
}

TEST(LogHostile, APayloadIsOneOfItsKind) {
    for (const EventKind kind :
         {EventKind::interrupt, EventKind::timer, EventKind::uart_input, EventKind::net_receive,
          EventKind::clock_read, EventKind::output_mark, EventKind::state_digest, EventKind::fault,
          EventKind::roll_back, EventKind::term_change, EventKind::clean_end}) {
        const auto message = refused(changed([&](RawLog& log) {
            log.sign = false;
            of_kind(log, kind).payload.clear();
        }));
        EXPECT_NE(message.find("its payload is not that"), std::string::npos)
            << name(kind) << message;
    }
}

TEST(LogHostile, NoPointGoesBackOrPastAllNumbers) {
    const auto behind_all = refused(
        changed([](RawLog& log) { of_kind(log, EventKind::state_digest).cycles = UINT64_MAX; }));
    EXPECT_NE(behind_all.find("past all numbers"), std::string::npos) << behind_all;
    const auto back = refused(changed([](RawLog& log) { log.chunks[1].header.first.cycle = 5; }));
    EXPECT_EQ(back, "") << "only the start is before it";
    const auto before =
        refused(changed([](RawLog& log) { log.chunks[0].header.first.cycle = 9'000; }));
    EXPECT_NE(before.find("without a roll-back"), std::string::npos) << before;
}

TEST(LogHostile, AChunkMayHaveNothingInIt) {
    EXPECT_EQ(refused(changed([](RawLog& log) {
                  auto empty = log.chunks[1];
                  empty.events.clear();
                  empty.header.first = {};
                  log.chunks.insert(log.chunks.begin() + 1, empty);
                  for (std::size_t i = 0; i < log.chunks.size(); ++i) {
                      log.chunks[i].header.number = i;
                  }
              })),
              "");
}

TEST(LogHostile, CountsOfAChunkAreThoseOfItsEvents) {
    for (const uint32_t more : {1U, 0x7fff'0000U, UINT32_MAX}) {
        EXPECT_NE(refused(changed([&](RawLog& log) { log.chunks[1].events_more = more; })), "");
        EXPECT_NE(refused(changed([&](RawLog& log) { log.chunks[1].raw_more = more; })), "");
    }
}

TEST(LogHostile, NoSnapshotIsLargerThanAMachine) {
    const auto message = refused(changed([](RawLog& log) {
        log.sign = false;
        log.chunks[0].events[0].payload = make_payload(SnapshotInfo{0, UINT64_MAX, 0});
    }));
    EXPECT_NE(message.find("at most "), std::string::npos) << message;
}

TEST(LogHostile, DataThatIsNotThereIsMissedWithWhoAskedForIt) {
    const std::vector<std::byte> bytes = testing::log_with({});
    const LogFile log = testing::open_log(bytes);
    InputPlayer inputs(log);
    EXPECT_EQ(inputs.take({5, 3}, EventKind::uart_input, 0), std::nullopt);
    EXPECT_FALSE(inputs.missed()) << "it need not come";
    EXPECT_EQ(inputs.take({7, 4}, EventKind::clock_read, 1), std::nullopt);
    ASSERT_TRUE(inputs.missed());
    EXPECT_FALSE(inputs.missed()->expected);
    EXPECT_EQ(inputs.missed()->asked, (Event{{7, 4}, EventKind::clock_read, 1}));
}

TEST(LogHostile, TextsStayOnTheirLine) {
    EXPECT_EQ(printable("cpu0 ~"), "cpu0 ~");
    EXPECT_EQ(printable("\x1b[2J\n\xff"), "\\x1b[2J\\x0a\\xff");
    const std::string site = "core\nfake: 1\x1b";
    for (const std::string& line :
         {describe(Event{{}, EventKind::control, 0, site}),
          describe(Event{{}, EventKind::fault, 0, make_payload(Fault{1, 0, 1, site})})}) {
        EXPECT_NE(line.find("core\\x0afake: 1\\x1b"), std::string::npos) << line;
    }
}

}  // namespace
}  // namespace ftsim::replay
