// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/gate.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <utility>
#include <vector>

namespace ftsim::replay {
namespace {

constexpr EventKind kUart = EventKind::uart_input;
constexpr EventKind kNet = EventKind::net_receive;
constexpr EventKind kDisk = EventKind::disk_complete;

/// A gate before an outside that has these things to give, whenever it is asked.
struct Door {
    Gate gate;
    std::deque<std::string> outside;
    unsigned asked = 0;

    std::optional<std::string> ask() {
        ++asked;
        if (outside.empty()) return std::nullopt;
        std::string front = outside.front();
        outside.pop_front();
        return front;
    }
    std::optional<std::string> poll(uint64_t cycle, EventKind kind = kUart, uint8_t source = 0) {
        return gate.poll(cycle, kind, source, [this] { return ask(); });
    }
    std::string take(uint64_t cycle, EventKind kind = kDisk) {
        return gate.take(cycle, kind, 0, [this] { return *ask(); });
    }
};

Door with(std::deque<std::string> outside) { return {{}, std::move(outside)}; }

TEST(Gate, RecordsWithTheCycleOfEntry) {
    Door door = with({"a", "b"});
    EXPECT_EQ(door.poll(5), "a");
    EXPECT_EQ(door.poll(9), "b");
    EXPECT_EQ(door.poll(12), std::nullopt);
    EXPECT_EQ(door.gate.window().end(), 2U);
    EXPECT_TRUE(door.gate.window().at_end());
    door.gate.window().rewind(0);
    EXPECT_EQ(*door.gate.window().peek(), (Event{{5, 0}, kUart, 0, "a"}));
}

TEST(Gate, PlaysBackAtTheRecordedCycles) {
    Door door = with({"a", "b", "c"});
    door.poll(5);
    door.poll(9);
    door.gate.window().rewind(0);
    EXPECT_EQ(door.poll(4), std::nullopt) << "before its cycle";
    EXPECT_EQ(door.poll(5), "a");
    EXPECT_EQ(door.poll(6), std::nullopt);
    EXPECT_EQ(door.poll(9), "b");
    EXPECT_EQ(door.asked, 2U);
    EXPECT_EQ(door.poll(10), "c") << "beyond the recording: from outside again";
    EXPECT_EQ(door.gate.window().peek(), nullptr);
}

TEST(Gate, DoesNotAskTheOutsideTwiceAboutACycle) {
    Door door = with({"a"});
    EXPECT_EQ(door.poll(50), "a");
    EXPECT_EQ(door.poll(60), std::nullopt);
    door.outside = {"late"};
    door.gate.window().rewind(1);
    EXPECT_EQ(door.poll(50), std::nullopt) << "the machine is re-executing: the byte waits";
    EXPECT_EQ(door.poll(60), std::nullopt) << "the answer was that there is nothing";
    EXPECT_EQ(door.asked, 2U);
    EXPECT_EQ(door.poll(61), "late");
}

TEST(Gate, AsksEverySourceOfEveryKindInOneCycle) {
    Door door = with({"byte", "frame", "other frame"});
    for (int time = 0; time < 2; ++time) {
        EXPECT_EQ(door.poll(0, kUart), "byte");
        EXPECT_EQ(door.poll(0, kNet, 0), "frame");
        EXPECT_EQ(door.poll(0, kNet, 1), "other frame");
        EXPECT_EQ(door.poll(0, kNet, 1), std::nullopt) << "once each";
        door.gate.window().rewind(0);
    }
    EXPECT_EQ(door.asked, 3U);
}

TEST(Gate, GivesALoggedEventToItsOwnKindAndSource) {
    Door door = with({"frame"});
    EXPECT_EQ(door.poll(7, kNet, 1), "frame");
    door.gate.window().rewind(0);
    EXPECT_EQ(door.poll(7, kUart, 1), std::nullopt);
    EXPECT_EQ(door.poll(7, kNet, 0), std::nullopt);
    EXPECT_EQ(door.poll(7, kNet, 1), "frame");
}

TEST(Gate, TakesWhatAlwaysComesAsOftenAsItIsWanted) {
    Door door = with({"one", "two", "", "three"});
    for (int time = 0; time < 2; ++time) {
        EXPECT_EQ(door.take(5), "one");
        EXPECT_EQ(door.take(5), "two");
        EXPECT_EQ(door.take(8), "") << "an error is an event too";
        door.gate.window().rewind(0);
    }
    EXPECT_EQ(door.asked, 3U);
    door.gate.window().rewind(3);
    EXPECT_EQ(door.take(8), "three");
}

TEST(Gate, ForgetsARecordingThatIsNotOfThisMachine) {
    Door passed_by = with({"a", "b", "c"});
    passed_by.poll(5);
    passed_by.poll(9);
    passed_by.gate.window().rewind(0);
    EXPECT_EQ(passed_by.poll(6), std::nullopt) << "nobody took what came at 5";
    EXPECT_TRUE(passed_by.gate.window().at_end());
    EXPECT_EQ(passed_by.poll(10), "c");

    Door another_way = with({"a", "b", "c"});
    another_way.poll(5);
    another_way.poll(9);
    another_way.gate.window().rewind(1);
    EXPECT_EQ(another_way.take(7), "c");
    EXPECT_EQ(another_way.gate.window().end(), 2U);
}

TEST(Gate, KnowsWhenADeviceHasToPollNext) {
    Door door = with({"a", "frame"});
    EXPECT_EQ(door.gate.next_cycle(kUart, 0, 3), 3U) << "nothing asked, nothing recorded";
    door.poll(5, kUart);
    door.poll(9, kNet);
    EXPECT_EQ(door.gate.next_cycle(kNet, 0, 20), 20U);
    EXPECT_EQ(door.gate.next_cycle(kNet, 0, 7), 10U) << "asked already up to 9";
    EXPECT_EQ(door.gate.next_cycle(kNet, 1, 7), 7U) << "another source";
    door.gate.window().rewind(0);
    EXPECT_EQ(door.gate.next_cycle(kNet, 0, 20), 9U) << "behind an event of another kind";
    EXPECT_EQ(door.gate.next_cycle(kNet, 1, UINT64_MAX), UINT64_MAX);
    door.gate.window().rewind(1);
    EXPECT_EQ(door.gate.next_cycle(kUart, 0, 20), 20U) << "behind its last event";
}

TEST(Gate, ForgetsAnExperiment) {
    Door door = with({"a", "b", "c"});
    door.poll(1);
    const Gate::Mark mark = door.gate.mark();
    EXPECT_EQ(door.poll(2), "b");
    EXPECT_EQ(door.poll(3), "c");
    door.gate.forget_since(mark);
    EXPECT_EQ(door.gate.window().end(), 1U);
    door.outside = {"b"};
    EXPECT_EQ(door.poll(2), "b");
}

TEST(Gate, ForgetsAnExperimentInTheMiddleOfARepetition) {
    Door door = with({"a", "b", "c", "d"});
    for (uint64_t cycle = 1; cycle < 4; ++cycle) door.poll(cycle);
    door.gate.window().rewind(1);
    const Gate::Mark mark = door.gate.mark();
    EXPECT_EQ(door.poll(2), "b");
    door.gate.window().trim(2);
    EXPECT_EQ(door.poll(3), "c");
    EXPECT_EQ(door.poll(4), "d");
    door.gate.forget_since(mark);
    EXPECT_EQ(door.gate.window().end(), 3U);
    EXPECT_EQ(door.poll(2), "b");
    EXPECT_EQ(door.poll(3), "c");
    door.gate.window().rewind(0);
    EXPECT_EQ(door.poll(1), "a");
}

TEST(Gate, GivesTheSameAgainHoweverOftenItGoesBack) {
    Door door = with({"h", "e", "l", "l", "o"});
    std::vector<std::pair<uint64_t, std::string>> entered;
    for (uint64_t cycle = 1; cycle < 100; cycle += 7) {
        if (const auto byte = door.poll(cycle)) entered.push_back({cycle, *byte});
    }
    ASSERT_EQ(entered.size(), 5U);
    for (std::size_t from = 0; from < entered.size(); ++from) {
        door.gate.window().rewind(from);
        std::size_t next = from;
        for (uint64_t cycle = from == 0 ? 1 : entered[from - 1].first + 1; cycle < 100; ++cycle) {
            if (const auto byte = door.poll(cycle)) {
                ASSERT_LT(next, entered.size());
                EXPECT_EQ(std::pair(cycle, *byte), entered[next++]);
            }
        }
        EXPECT_EQ(next, entered.size()) << "from " << from;
    }
}

}  // namespace
}  // namespace ftsim::replay
