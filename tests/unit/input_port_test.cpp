// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/input_port.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

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

TEST(InputPort, AsksTheOutsideAtCycleOneAtTheEarliest) {
    InputPort port("a");
    EXPECT_EQ(port.poll(0), std::nullopt) << "nothing enters before the first edge";
    EXPECT_EQ(port.poll(1), 'a');
}

TEST(InputPort, GivesTheSameAgainHoweverOftenItGoesBack) {
    InputPort port("hello");
    std::vector<std::pair<uint64_t, uint8_t>> entered;
    for (uint64_t cycle = 1; cycle < 100; cycle += 7) {
        if (const auto byte = port.poll(cycle)) entered.push_back({cycle, *byte});
    }
    ASSERT_EQ(entered.size(), 5U);
    for (std::size_t from = 0; from < entered.size(); ++from) {
        port.log().rewind(from);
        std::size_t next = from;
        for (uint64_t cycle = from == 0 ? 1 : entered[from - 1].first + 1; cycle < 100; ++cycle) {
            if (const auto byte = port.poll(cycle)) {
                ASSERT_LT(next, entered.size());
                EXPECT_EQ(std::pair(cycle, *byte), entered[next++]);
            }
        }
        EXPECT_EQ(next, entered.size()) << "from " << from;
    }
}

}  // namespace
}  // namespace ftsim::replay
