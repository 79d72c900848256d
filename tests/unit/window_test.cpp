// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/window.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ftsim::replay {
namespace {

Event event(uint64_t number) {
    return {{number * 10, number}, EventKind::uart_input, 0, std::to_string(number)};
}

Window window_of(uint64_t events) {
    Window window;
    for (uint64_t i = 0; i < events; ++i) window.record(event(i));
    return window;
}

// Plays to the end and expects events `from` to `end`.
void expect_rest(Window& window, uint64_t from, uint64_t end) {
    for (uint64_t i = from; i < end; ++i) {
        EXPECT_FALSE(window.at_end());
        EXPECT_EQ(window.position(), i);
        EXPECT_EQ(*window.peek(), event(i));
        EXPECT_EQ(*window.peek(), event(i)) << "looking consumes nothing";
        window.advance();
    }
    EXPECT_TRUE(window.at_end());
    EXPECT_EQ(window.peek(), nullptr);
    EXPECT_EQ(window.position(), end);
    EXPECT_EQ(window.end(), end);
}

TEST(Window, StartsEmpty) {
    Window window;
    expect_rest(window, 0, 0);
}

TEST(Window, ConsumesWhatItRecords) {
    Window window = window_of(3);
    expect_rest(window, 3, 3);
}

TEST(Window, PlaysFromEveryPosition) {
    Window window = window_of(5);
    for (const uint64_t from : {0U, 3U, 5U, 1U}) {
        window.rewind(from);
        expect_rest(window, from, 5);
    }
}

TEST(Window, RecordsOnBehindTheRecording) {
    Window window = window_of(2);
    window.rewind(1);
    window.advance();
    window.record(event(2));
    window.rewind(0);
    expect_rest(window, 0, 3);
}

TEST(Window, KeepsSeveralEventsOfOneCycle) {
    Window window;
    for (const char* payload : {"7", "8"})
        window.record({{50, 0}, EventKind::uart_input, 0, payload});
    window.rewind(0);
    EXPECT_EQ(window.peek()->payload, "7");
    window.advance();
    EXPECT_EQ(window.peek()->payload, "8");
}

TEST(Window, FindsTheNextEventOfAKindAndSource) {
    Window window;
    window.record({{10, 0}, EventKind::uart_input, 0, "a"});
    window.record({{20, 0}, EventKind::net_receive, 1, "b"});
    window.record({{30, 0}, EventKind::net_receive, 0, "c"});
    EXPECT_EQ(window.next_of(EventKind::uart_input, 0), nullptr) << "all consumed";
    window.rewind(0);
    EXPECT_EQ(window.next_of(EventKind::net_receive, 0)->at.cycle, 30U);
    EXPECT_EQ(window.next_of(EventKind::net_receive, 1)->at.cycle, 20U);
    EXPECT_EQ(window.next_of(EventKind::disk_complete, 0), nullptr);
    window.advance();
    EXPECT_EQ(window.next_of(EventKind::uart_input, 0), nullptr);
    EXPECT_EQ(window.position(), 1U) << "looking consumes nothing";
}

TEST(Window, KeepsPositionsWhenTrimmed) {
    Window window = window_of(5);
    window.trim(3);
    EXPECT_EQ(window.position(), 5U);
    window.trim(1);  // done long ago
    window.rewind(3);
    expect_rest(window, 3, 5);
    window.trim(5);
    expect_rest(window, 5, 5);
    window.record(event(5));
    window.rewind(5);
    expect_rest(window, 5, 6);
}

TEST(Window, TrimsWhilePlaying) {
    Window window = window_of(5);
    window.rewind(2);
    window.trim(2);
    expect_rest(window, 2, 5);
}

TEST(Window, TruncatesToAnotherFuture) {
    Window window = window_of(5);
    window.trim(1);
    window.truncate(2);
    expect_rest(window, 2, 2);
    const Event other = {{20, 0}, EventKind::uart_input, 0, "99"};
    window.record(other);
    window.rewind(1);
    EXPECT_EQ(*window.peek(), event(1));
    window.advance();
    EXPECT_EQ(*window.peek(), other);
    EXPECT_EQ(window.end(), 3U);
}

}  // namespace
}  // namespace ftsim::replay
