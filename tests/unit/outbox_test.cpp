// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/outbox.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ftsim {
namespace {

struct Desk {
    Outbox outbox;
    std::string left;

    void say(uint64_t cycle, char byte) {
        outbox.put({cycle, Sink::console, static_cast<uint32_t>(byte)});
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

TEST(Outbox, ForgetsAnExperiment) {
    Desk desk;
    desk.say(10, 'a');
    desk.release(11);
    desk.say(12, 'x');
    desk.release(13);
    desk.outbox.truncate(1);
    desk.say(12, 'b');
    EXPECT_TRUE(desk.release(20));
    EXPECT_EQ(desk.left, "axb");
}

}  // namespace
}  // namespace ftsim
