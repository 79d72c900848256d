// SPDX-License-Identifier: Apache-2.0
// The hosts on the other end of the wire, spoken to as a guest would.
#include <gtest/gtest.h>

#include <random>

#include "ftsim/board/net/net_model.hpp"
#include "ftsim/error.hpp"

namespace ftsim {
namespace {

constexpr net::Mac kGuestMac = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};
constexpr net::Ip kGuest = NetHost::kGuestIp;
constexpr net::Ip kHost = NetHost::kIp;

std::string guest_udp(const net::Udp& udp) {
    return net::ipv4_frame(NetHost::kMac, kGuestMac, kGuest, kHost, net::Ipv4::kUdp,
                           net::udp_datagram(kGuest, kHost, udp));
}

/// What a frame from a host says.
std::string payload(const std::string& frame) {
    const auto packet = net::parse_ipv4(frame);
    if (!packet) return "no IPv4";
    const auto udp = net::parse_udp(*packet);
    return udp ? std::string(udp->payload) : "no UDP";
}

TEST(Ethernet, FramesAreAsTheStandardsHaveThem) {
    const net::Arp arp{net::Arp::kRequest, kGuestMac, kGuest, kHost};
    const std::string frame = net::arp_frame(arp, net::kBroadcast, {});
    const std::string bytes(
        "\xff\xff\xff\xff\xff\xff\x52\x54\x00\x12\x34\x56\x08\x06"
        "\x00\x01\x08\x00\x06\x04\x00\x01\x52\x54\x00\x12\x34\x56\x0a\x00\x02\x0f"
        "\x00\x00\x00\x00\x00\x00\x0a\x00\x02\x02",
        42);
    EXPECT_EQ(frame, bytes);
    // The example of RFC 1071, section 3.
    EXPECT_EQ(net::internet_checksum(std::string_view("\x00\x01\xf2\x03\xf4\xf5\xf6\xf7", 8)),
              0xffff - 0xddf2);
    const std::string udp = guest_udp({1234, 7, "odd"});
    EXPECT_EQ(payload(udp), "odd");
    EXPECT_EQ(net::internet_checksum(std::string_view(udp).substr(14, 20)), 0);
}

TEST(EchoHost, AnswersArpEchoAndUdpALatencyLater) {
    EchoHost host;
    EXPECT_EQ(host.next_cycle(0), UINT64_MAX);
    host.from_guest(
        net::arp_frame({net::Arp::kRequest, kGuestMac, kGuest, kHost}, net::kBroadcast, {}), 500);
    EXPECT_EQ(host.next_cycle(501), 500 + NetHost::kLatency);
    EXPECT_FALSE(host.to_guest(499 + NetHost::kLatency));
    const auto reply = net::parse_arp(*host.to_guest(500 + NetHost::kLatency));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->operation, net::Arp::kReply);
    EXPECT_EQ(reply->sender_mac, NetHost::kMac);
    EXPECT_EQ(reply->sender, kHost);

    std::string ping("\x08\x00\x00\x00\x12\x34\x00\x01hello", 13);
    const uint16_t sum = net::internet_checksum(ping);
    ping[2] = static_cast<char>(sum >> 8);
    ping[3] = static_cast<char>(sum);
    host.from_guest(
        net::ipv4_frame(NetHost::kMac, kGuestMac, kGuest, kHost, net::Ipv4::kIcmp, ping), 3000);
    const auto pong = host.to_guest(4000);
    ASSERT_TRUE(pong);
    const auto packet = net::parse_ipv4(*pong);
    ASSERT_TRUE(packet);
    EXPECT_EQ(packet->payload[0], 0);
    EXPECT_EQ(packet->payload.substr(4), std::string_view(ping).substr(4));
    EXPECT_EQ(net::internet_checksum(packet->payload), 0);

    host.from_guest(guest_udp({1234, 8, "another port"}), 5000);
    EXPECT_EQ(host.next_cycle(5000), UINT64_MAX);
    host.from_guest(guest_udp({1234, 7, "one"}), 5000);
    host.from_guest(guest_udp({1234, 7, "two"}), 5001);
    EXPECT_EQ(payload(*host.to_guest(9000)), "one");
    EXPECT_EQ(payload(*host.to_guest(9000)), "two");
    EXPECT_FALSE(host.to_guest(9000));
}

/// Answers as a guest: returns what the host asked, until it is silent.
std::vector<std::string> answer_all(RequestHost& host, uint64_t cycle) {
    std::vector<std::string> asked;
    for (uint64_t next; (next = host.next_cycle(cycle)) != UINT64_MAX && asked.size() < 1000;) {
        cycle = std::max(cycle, next);
        const auto frame = host.to_guest(cycle);
        if (!frame) continue;
        if (net::parse_arp(*frame)) {
            host.from_guest(net::arp_frame({net::Arp::kReply, kGuestMac, kGuest, kHost},
                                           NetHost::kMac, NetHost::kMac),
                            cycle);
            continue;
        }
        asked.push_back(payload(*frame));
        host.from_guest(guest_udp({7, RequestHost::kPort, asked.back()}), cycle + 10);
    }
    return asked;
}

TEST(RequestHost, AsksByNumberUntilItsLastWord) {
    RequestHost host({7, 4, 100});
    EXPECT_EQ(answer_all(host, 0),
              (std::vector<std::string>{"0 put key0 v0", "1 get key0", "2 put key1 v2",
                                        "3 get key1", "4 stop"}));
    EXPECT_TRUE(host.finished());
    EXPECT_EQ(host.counters().answered, 5U);
    EXPECT_EQ(host.counters().repeated, 0U);
}

TEST(RequestHost, RepeatsWhatIsNotAnsweredAndCountsWhatIsWrong) {
    RequestHost host({7, 2, 100});
    EXPECT_TRUE(net::parse_arp(*[&] {
        host.to_guest(0);
        return host.to_guest(1000);
    }()));
    host.from_guest(
        net::arp_frame({net::Arp::kReply, kGuestMac, kGuest, kHost}, NetHost::kMac, NetHost::kMac),
        2000);
    host.to_guest(2000);
    EXPECT_EQ(payload(*host.to_guest(3000)), "0 put key0 v0");
    host.from_guest(guest_udp({7, RequestHost::kPort, "1 ok"}), 3500);
    host.from_guest(guest_udp({7, RequestHost::kPort, "nothing"}), 3500);
    host.from_guest(guest_udp({8, RequestHost::kPort, "0 from another port"}), 3500);
    EXPECT_EQ(host.counters().wrong, 2U);
    EXPECT_EQ(host.next_cycle(3500), 2000 + RequestHost::kPatience);
    host.to_guest(2000 + RequestHost::kPatience);
    EXPECT_EQ(host.counters().repeated, 1U);
    EXPECT_EQ(payload(*host.to_guest(9000 + RequestHost::kPatience)), "0 put key0 v0");
}

TEST(RequestHost, ACopyGoesOnByItself) {
    RequestHost host({7, 6, 100});
    const std::unique_ptr<NetPeer> copy = host.clone();
    EXPECT_EQ(answer_all(host, 0).size(), 7U);
    auto* other = dynamic_cast<RequestHost*>(copy.get());
    ASSERT_NE(other, nullptr);
    EXPECT_EQ(other->counters().sent, 0U);
    EXPECT_EQ(answer_all(*other, 0).size(), 7U);
}

TEST(NetHost, SurvivesWhateverAGuestSends) {
    std::mt19937 random(1);
    const std::vector<std::string> good = {
        net::arp_frame({net::Arp::kRequest, kGuestMac, kGuest, kHost}, net::kBroadcast, {}),
        guest_udp({1234, 7, "something to say"})};
    EchoHost host;
    for (const std::string& frame : good) {
        for (std::size_t bytes = 0; bytes < frame.size(); ++bytes) {
            host.from_guest(frame.substr(0, bytes), 0);
            EXPECT_FALSE(host.to_guest(5000)) << bytes;
        }
    }
    for (int trial = 0; trial < 20'000; ++trial) {
        std::string frame = good[random() % 2];
        for (uint32_t flips = 1 + random() % 4; flips > 0; --flips) {
            frame[random() % frame.size()] ^= static_cast<char>(1U << random() % 8);
        }
        host.from_guest(frame, 0);
        while (host.to_guest(5000)) {
        }
    }
}

TEST(NetModel, IsReadFromWords) {
    EXPECT_EQ(parse_net_model("none", "--net"), NetModel(NoNet{}));
    EXPECT_EQ(parse_net_model("echo", "--net"), NetModel(EchoModel{}));
    EXPECT_EQ(parse_net_model("requests", "--net"), NetModel(RequestModel{7, 100, 10'000}));
    EXPECT_EQ(parse_net_model("requests,port=7000,count=1k,interval=5", "--net"),
              NetModel(RequestModel{7000, 1000, 5}));
    EXPECT_EQ(parse_net_model("tap:tap0", "--net"), NetModel(TapModel{"tap0"}));
    EXPECT_EQ(parse_net_model("packet:veth1", "--net"), NetModel(PacketModel{"veth1"}));
    for (const char* text : {"", "ech", "echo,port=7", "requests,", "requests,port",
                             "tap:", "requests,port=0", "requests,port=65536", "requests,count=x",
                             "requests,speed=1", "tap:0123456789abcdef", "packet:"}) {
        if (std::string_view(text) == "requests,") continue;  // nothing behind the comma: no harm
        EXPECT_THROW(parse_net_model(text, "--net"), Error) << text;
    }
}

TEST(HostDevice, SaysWhatIsMissing) {
    EXPECT_THROW(make_net_peer(TapModel{"no such tap / dev"}), Error);
    EXPECT_THROW(make_net_peer(PacketModel{"nosuchdevice"}), Error);
    EXPECT_EQ(make_net_peer(NoNet{}), nullptr);
}

}  // namespace
}  // namespace ftsim
