// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/request_watch.hpp"

#include <gtest/gtest.h>

#include "ftsim/board/net/ethernet.hpp"

namespace ftsim {
namespace {

constexpr net::Mac kGuest = {2, 0, 0, 0, 0, 1};

std::string answer(const std::string& text, uint16_t to = RequestHost::kPort) {
    const net::Udp udp{7000, to, text};
    return net::ipv4_frame(NetHost::kMac, kGuest, NetHost::kGuestIp, NetHost::kIp, net::Ipv4::kUdp,
                           net::udp_datagram(NetHost::kGuestIp, NetHost::kIp, udp));
}

struct Watch : ::testing::Test {
    RequestModel model{7000, 4, 10'000};
    RequestWatch watch{model, 50'000};

    void good(uint64_t from, uint64_t step) {
        uint64_t at = from;
        for (const char* text : {"0 ok", "1 value v0", "2 ok", "3 value v2", "4 bye"}) {
            watch.on_frame(answer(text), at += step);
        }
    }
};

TEST_F(Watch, RightAnswersAreRight) {
    watch.on_frame("arp", 1'000);
    good(1'000, 15'000);
    const RequestCounts counts = watch.end(1'000'000, false);
    EXPECT_EQ(counts.answered, 5U);
    EXPECT_EQ(counts.lost + counts.doubled + counts.wrong + counts.duplicates, 0U);
    EXPECT_EQ(counts.longest_wait, 15'000U);
}

TEST_F(Watch, TheWireMayRepeatAnAnswerButNotChangeIt) {
    good(0, 15'000);
    watch.on_frame(answer("2 ok"), 90'000);
    EXPECT_EQ(watch.end(90'000, false).duplicates, 1U);
    watch.on_frame(answer("3 value v1"), 90'000);
    EXPECT_EQ(watch.end(90'000, false).doubled, 1U);
    EXPECT_EQ(watch.end(90'000, false).wrong, 1U);
}

TEST_F(Watch, WhatComesTooLateOrNeverIsLost) {
    watch.on_frame("arp", 1'000);
    watch.on_frame(answer("0 ok"), 20'000);
    EXPECT_EQ(watch.end(40'000, false).lost, 0U);
    EXPECT_EQ(watch.end(40'000, true).lost, 1U);
    EXPECT_EQ(watch.end(90'000, false).lost, 1U);
    watch.on_frame(answer("1 value v0"), 20'000 + 1'000 + 10'000 + 50'000);
    EXPECT_EQ(watch.end(90'000, false).lost, 1U);
    EXPECT_EQ(watch.end(90'000, false).answered, 2U);
}

TEST_F(Watch, WrongIsWhatTheRequestDoesNotHave) {
    for (const char* text : {"0 value v0", "1 none", "9 ok", "x", "2 put key2 v2"}) {
        watch.on_frame(answer(text), 1'000);
    }
    EXPECT_EQ(watch.end(1'000, false).wrong, 5U);
    watch.on_frame(answer("3 value v2", 9), 1'000);
    EXPECT_EQ(watch.end(1'000, false).answered, 3U) << "to another port";
}

TEST_F(Watch, AnEchoIsTheRequest) {
    watch.on_frame(answer("0 put key0 v0"), 1'000);
    watch.on_frame(answer("3 get key1"), 1'000);
    EXPECT_EQ(watch.end(1'000, false).wrong, 0U);
}

}  // namespace
}  // namespace ftsim
