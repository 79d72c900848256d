// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/input_port.hpp"

#include <gtest/gtest.h>

namespace ftsim::replay {
namespace {

TEST(InputPort, RecordsWithTheCycleOfEntry) {
    InputPort port("ab");
    EXPECT_EQ(port.poll(5), 'a');
    EXPECT_EQ(port.poll(9), 'b');
    EXPECT_EQ(port.poll(12), std::nullopt);
    EXPECT_EQ(port.log().end(), 2U);
    EXPECT_TRUE(port.log().at_end());
}

TEST(InputPort, PlaysBackAtTheRecordedCycles) {
    InputPort port("abc");
    port.poll(5);
    port.poll(9);
    port.log().rewind(0);
    EXPECT_EQ(port.poll(4), std::nullopt) << "before its cycle";
    EXPECT_EQ(port.poll(5), 'a');
    EXPECT_EQ(port.poll(6), std::nullopt);
    EXPECT_EQ(port.poll(9), 'b');
    EXPECT_EQ(port.poll(10), 'c') << "beyond the recording: from outside again";
    EXPECT_EQ(port.log().peek(), std::nullopt);
}

TEST(InputPort, DoesNotAskTheOutsideTwiceAboutACycle) {
    InputPort port("ab");
    EXPECT_EQ(port.poll(50), 'a');
    port.log().rewind(1);
    EXPECT_EQ(port.poll(50), std::nullopt) << "the machine is re-executing: the byte waits";
    EXPECT_EQ(port.poll(51), 'b');
}

TEST(InputPort, ForgetsAnExperiment) {
    InputPort port("abc");
    port.poll(1);
    const InputPort::Mark mark = port.mark();
    EXPECT_EQ(port.poll(2), 'b');
    EXPECT_EQ(port.poll(3), 'c');
    port.forget_since(mark);
    EXPECT_EQ(port.log().end(), 1U);
    EXPECT_EQ(port.poll(2), 'b');
}

TEST(Log, KeepsPositionsWhenTrimmed) {
    Log log;
    for (uint64_t i = 0; i < 5; ++i) log.record({i * 10, EventKind::uart_input, i});
    log.trim(3);
    log.rewind(3);
    EXPECT_EQ(log.peek(), (Event{30, EventKind::uart_input, 3}));
    log.advance();
    EXPECT_EQ(log.position(), 4U);
    EXPECT_EQ(log.end(), 5U);
}

}  // namespace
}  // namespace ftsim::replay
