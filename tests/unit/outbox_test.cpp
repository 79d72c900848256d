// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/outbox.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ftsim {
namespace {

struct Desk {
    Outbox outbox;
    std::string left;

    void say(uint64_t cycle, char byte) {
        outbox.put({cycle, Sink::console, static_cast<uint8_t>(byte)});
    }
    bool release(uint64_t cycle) {
        return outbox.release(
            cycle, [&](const Emission& emission) { left += static_cast<char>(emission.value); });
    }
};

TEST(Outbox, HoldsWhatIsNotYetCompared) {
    Desk desk;
    desk.say(10, 'a');
    desk.say(20, 'b');
    EXPECT_TRUE(desk.release(10));
    EXPECT_EQ(desk.left, "");
    EXPECT_TRUE(desk.release(11));
    EXPECT_EQ(desk.left, "a");
    EXPECT_TRUE(desk.release(100));
    EXPECT_EQ(desk.left, "ab");
    EXPECT_EQ(desk.outbox.position(), 2U);
}

TEST(Outbox, SuppressesARepetition) {
    Desk desk;
    for (const char byte : {'a', 'b', 'c'}) desk.say(10, byte);
    desk.release(11);
    desk.outbox.rewind(1);
    desk.say(12, 'b');  // later than before: time does not count
    desk.say(13, 'c');
    desk.say(14, 'd');
    EXPECT_TRUE(desk.release(20));
    EXPECT_EQ(desk.left, "abcd");
}

TEST(Outbox, StopsAtARepetitionThatDiffers) {
    Desk desk;
    desk.say(10, 'a');
    desk.say(11, 'b');
    desk.release(20);
    desk.outbox.rewind(0);
    desk.say(10, 'a');
    desk.say(11, 'x');
    EXPECT_FALSE(desk.release(20));
    EXPECT_EQ(desk.left, "ab");

    Desk other;
    other.say(10, 'a');
    other.release(20);
    other.outbox.rewind(0);
    other.outbox.put({10, Sink::finisher, 'a'});
    EXPECT_FALSE(other.release(20)) << "the same value in another place";
}

TEST(Outbox, ComparesTheDataOfARepetition) {
    for (const std::string again : {"frame", "Frame", "fram", "frame!"}) {
        Outbox outbox;
        std::vector<std::string> left;
        const auto leave = [&](const Emission& emission) { left.push_back(emission.data); };
        outbox.put({10, Sink::net, 3, "frame"});
        EXPECT_TRUE(outbox.release(20, leave));
        outbox.rewind(0);
        outbox.put({10, Sink::net, 3, again});
        EXPECT_EQ(outbox.release(20, leave), again == "frame");
        EXPECT_EQ(left, std::vector<std::string>{"frame"});
    }
}

TEST(Outbox, IsUrgentFromAFrameOrAStatusUntilTheRelease) {
    for (const auto& [sink, urgent] : {std::pair{Sink::console, false},
                                       {Sink::disk, false},
                                       {Sink::net, true},
                                       {Sink::finisher, true},
                                       {Sink::tohost, true}}) {
        Outbox outbox;
        EXPECT_FALSE(outbox.urgent());
        outbox.put({10, sink, 1});
        outbox.put({10, Sink::console, 'a'});
        EXPECT_EQ(outbox.urgent(), urgent) << name(sink);
        outbox.release(11, [](const Emission&) {});
        EXPECT_FALSE(outbox.urgent());
        outbox.put({12, sink, 1});
        outbox.rewind(0);
        EXPECT_FALSE(outbox.urgent()) << "what waited is dropped";
    }
}

TEST(Outbox, DropsWhatWaitsAtARollBack) {
    Desk desk;
    desk.say(10, 'a');
    desk.outbox.rewind(0);
    EXPECT_TRUE(desk.release(20));
    EXPECT_EQ(desk.left, "");
}

TEST(Outbox, KeepsOnlyWhatARollBackMayRepeat) {
    Desk desk;
    for (const char byte : {'a', 'b', 'c'}) desk.say(10, byte);
    desk.release(11);
    desk.outbox.trim(2);
    desk.outbox.rewind(2);
    desk.say(12, 'x');
    EXPECT_FALSE(desk.release(20));
}

}  // namespace
}  // namespace ftsim
