// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/log.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ftsim::replay {
namespace {

Event event(uint64_t number) {
    return {number * 10, EventKind::uart_input, 0, std::to_string(number)};
}

Log log_of(uint64_t events) {
    Log log;
    for (uint64_t i = 0; i < events; ++i) log.record(event(i));
    return log;
}

// Plays to the end and expects events `from` to `end`.
void expect_rest(Log& log, uint64_t from, uint64_t end) {
    for (uint64_t i = from; i < end; ++i) {
        EXPECT_FALSE(log.at_end());
        EXPECT_EQ(log.position(), i);
        EXPECT_EQ(*log.peek(), event(i));
        EXPECT_EQ(*log.peek(), event(i)) << "looking consumes nothing";
        log.advance();
    }
    EXPECT_TRUE(log.at_end());
    EXPECT_EQ(log.peek(), nullptr);
    EXPECT_EQ(log.position(), end);
    EXPECT_EQ(log.end(), end);
}

TEST(Log, StartsEmpty) {
    Log log;
    expect_rest(log, 0, 0);
}

TEST(Log, ConsumesWhatItRecords) {
    Log log = log_of(3);
    expect_rest(log, 3, 3);
}

TEST(Log, PlaysFromEveryPosition) {
    Log log = log_of(5);
    for (const uint64_t from : {0U, 3U, 5U, 1U}) {
        log.rewind(from);
        expect_rest(log, from, 5);
    }
}

TEST(Log, RecordsOnBehindTheRecording) {
    Log log = log_of(2);
    log.rewind(1);
    log.advance();
    log.record(event(2));
    log.rewind(0);
    expect_rest(log, 0, 3);
}

TEST(Log, KeepsSeveralEventsOfOneCycle) {
    Log log;
    for (const char* payload : {"7", "8"}) log.record({50, EventKind::uart_input, 0, payload});
    log.rewind(0);
    EXPECT_EQ(log.peek()->payload, "7");
    log.advance();
    EXPECT_EQ(log.peek()->payload, "8");
}

TEST(Log, FindsTheNextEventOfAKindAndSource) {
    Log log;
    log.record({10, EventKind::uart_input, 0, "a"});
    log.record({20, EventKind::net_receive, 1, "b"});
    log.record({30, EventKind::net_receive, 0, "c"});
    EXPECT_EQ(log.next_of(EventKind::uart_input, 0), nullptr) << "all consumed";
    log.rewind(0);
    EXPECT_EQ(log.next_of(EventKind::net_receive, 0)->cycle, 30U);
    EXPECT_EQ(log.next_of(EventKind::net_receive, 1)->cycle, 20U);
    EXPECT_EQ(log.next_of(EventKind::disk_read, 0), nullptr);
    log.advance();
    EXPECT_EQ(log.next_of(EventKind::uart_input, 0), nullptr);
    EXPECT_EQ(log.position(), 1U) << "looking consumes nothing";
}

TEST(Log, KeepsPositionsWhenTrimmed) {
    Log log = log_of(5);
    log.trim(3);
    EXPECT_EQ(log.position(), 5U);
    log.trim(1);  // done long ago
    log.rewind(3);
    expect_rest(log, 3, 5);
    log.trim(5);
    expect_rest(log, 5, 5);
    log.record(event(5));
    log.rewind(5);
    expect_rest(log, 5, 6);
}

TEST(Log, TrimsWhilePlaying) {
    Log log = log_of(5);
    log.rewind(2);
    log.trim(2);
    expect_rest(log, 2, 5);
}

TEST(Log, TruncatesToAnotherFuture) {
    Log log = log_of(5);
    log.trim(1);
    log.truncate(2);
    expect_rest(log, 2, 2);
    const Event other = {20, EventKind::uart_input, 0, "99"};
    log.record(other);
    log.rewind(1);
    EXPECT_EQ(*log.peek(), event(1));
    log.advance();
    EXPECT_EQ(*log.peek(), other);
    EXPECT_EQ(log.end(), 3U);
}

}  // namespace
}  // namespace ftsim::replay
