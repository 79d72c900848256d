// SPDX-License-Identifier: Apache-2.0
// A guest is a function of its state and of what entered at which instruction.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ftsim/host/follower.hpp"
#include "ftsim/host/kv_guest.hpp"
#include "ftsim/host/random.hpp"
#include "ftsim/replay/payload.hpp"

namespace ftsim::host {
namespace {

using replay::Event;
using replay::EventKind;

std::string request(const std::string& text) {
    constexpr net::Mac kMac = {2, 0, 0, 0, 0, 1};
    const net::Ip from = net::ip(10, 0, 2, 2);
    return net::ipv4_frame(kGuestMac, kMac, from, kGuestIp, net::Ipv4::kUdp,
                           net::udp_datagram(from, kGuestIp, {4000, kKvPort, text}));
}

std::string answer(const std::string& frame) {
    const auto packet = net::parse_ipv4(frame);
    const auto udp = packet ? net::parse_udp(*packet) : std::nullopt;
    return udp ? std::string(udp->payload) : "none";
}

// Takes the guest through a request, as a host would, in steps of so many instructions.
std::vector<Event> serve(KvGuest& guest, const std::string& text, uint64_t step,
                         std::string& disk) {
    std::vector<Event> log;
    const auto enter = [&](EventKind kind, uint8_t source, std::string payload) {
        log.push_back({{0, guest.retired()}, kind, source, std::move(payload)});
        guest.enter(log.back());
    };
    enter(EventKind::net_receive, 0, request(text));
    for (int i = 0; i < 1'000'000; ++i) {
        switch (guest.run(guest.retired() + step)) {
            case Stop::limit: break;
            case Stop::clock_read: enter(EventKind::clock_read, 0, "12345678"); break;
            case Stop::disk_start: {
                const DiskRequest ask = guest.disk_request();
                log.push_back(disk_event({0, guest.retired()}, ask));
                if (ask.write) disk = ask.data;
                guest.run(guest.retired() + 10);
                enter(EventKind::disk_complete, static_cast<uint8_t>(ask.id),
                      ask.write ? std::string(1, '\0') : disk);
                break;
            }
            case Stop::output:
                log.push_back(output_event({0, guest.retired()}, 0, guest.output()));
                return log;
            case Stop::idle:
            case Stop::ended: return log;
        }
    }
    return log;
}

TEST(KvGuest, AnswersAndCounts) {
    KvGuest guest;
    std::string disk;
    serve(guest, "0 put key3 blue", 1000, disk);
    EXPECT_EQ(answer(guest.output()), "0 ok 1");
    EXPECT_EQ(disk, "KV blue");
    serve(guest, "1 put key3 red", 1000, disk);
    EXPECT_EQ(answer(guest.output()), "1 ok 2");
    serve(guest, "1 put key3 red", 1000, disk);  // its answer was lost
    EXPECT_EQ(answer(guest.output()), "1 ok 2");
    EXPECT_EQ(guest.count(3), 2);
    serve(guest, "2 get key3", 1000, disk);
    EXPECT_EQ(answer(guest.output()), "2 value red 2");
    serve(guest, "3 dance", 1000, disk);
    EXPECT_EQ(answer(guest.output()), "3 what?");
    EXPECT_TRUE(serve(guest, "9 get key3", 1000, disk).size() == 1);  // out of order
    serve(guest, "4 stop", 1000, disk);
    EXPECT_EQ(answer(guest.output()), "4 bye");
    EXPECT_EQ(guest.run(UINT64_MAX), Stop::ended);
}

TEST(KvGuest, GoesTheSameWayInStepsOfAnyLength) {
    KvGuest reference;
    std::string disk;
    const auto log = serve(reference, "0 put key1 x", 1'000'000, disk);
    for (const uint64_t step : {1, 2, 7, 1000, 20'001}) {
        KvGuest guest;
        EXPECT_EQ(serve(guest, "0 put key1 x", step, disk), log) << step;
        EXPECT_EQ(guest.digest(), reference.digest()) << step;
    }
}

TEST(KvGuest, GoesOnFromASavedState) {
    KvGuest guest;
    std::string disk;
    serve(guest, "0 put key1 x", 1000, disk);
    KvGuest other;
    other.load(guest.save());
    EXPECT_EQ(other.digest(), guest.digest());
    EXPECT_EQ(serve(other, "1 get key1", 1000, disk), serve(guest, "1 get key1", 1000, disk));
    EXPECT_EQ(other.digest(), guest.digest());
}

TEST(KvGuest, EveryBitCanBeHit) {
    for (uint64_t bit = 0; bit < KvGuest().bits(); ++bit) {
        KvGuest guest;
        const uint64_t before = guest.digest();
        guest.flip(bit);
        EXPECT_NE(guest.digest(), before) << bit;
    }
}

struct Followed {
    explicit Followed(const KvGuestConfig& config = {}) : guest(config) {}

    KvGuest guest;
    History history;
    Follower follower{guest, history};

    bool follow(const std::vector<Event>& log, uint64_t most) {
        for (const Event& event : log) {
            while (!follower.stands_at(event)) {
                if (!follower.advance(event, most)) return false;
            }
            if (!follower.take(event)) return false;
        }
        return true;
    }
};

// Whatever comes in, new or old, more than it has room for, and whenever: what it did is in its
// log.
std::vector<Event> record_anything(KvGuest& guest, uint64_t seed) {
    std::vector<Event> log;
    History history;
    Random random(seed);
    std::string disk(1, '\0');
    const auto put = [&](EventKind kind, uint8_t source, std::string payload) {
        log.push_back({{0, guest.retired()}, kind, source, std::move(payload)});
        if (kind != EventKind::state_digest) guest.enter(log.back());
        history.apply(log.back());
    };
    for (int i = 0; i < 3'000; ++i) {
        const Stop stop = guest.run(guest.retired() + random.below(5'000));
        if (stop == Stop::clock_read) put(EventKind::clock_read, 0, "12345678");
        if (stop == Stop::output) {
            log.push_back(output_event({0, guest.retired()}, history.outputs, guest.output()));
            history.apply(log.back());
        }
        if (stop == Stop::disk_start) {
            const DiskRequest& ask = guest.disk_request();
            log.push_back(disk_event({0, guest.retired()}, ask));
            history.outstanding[ask.id] = ask;
            if (ask.write) disk = ask.data;
        }
        for (uint64_t more = random.below(12); more >= 8; --more) {
            const uint64_t number = guest.requests_done() + random.below(4) - 1;
            put(EventKind::net_receive, 0,
                request(fmt::format("{} {} key1 x", number, more % 2 == 0 ? "put" : "get")));
        }
        if (random.below(10) == 0) put(EventKind::timer, 0, "1");
        if (!history.outstanding.empty() && random.below(8) == 0) {
            const auto [id, ask] = *history.outstanding.begin();
            put(EventKind::disk_complete, static_cast<uint8_t>(id),
                ask.write ? std::string(1, '\0') : disk);
        }
        put(EventKind::state_digest, 0, make_payload(replay::StateDigest{guest.digest()}));
    }
    return log;
}

TEST(Follower, TakesACopyTheSameWayWhateverComesIn) {
    const KvGuestConfig config{.work_per_request = 3'000, .peek_after = 4'000};
    for (uint64_t seed = 1; seed <= 5; ++seed) {
        KvGuest guest(config);
        const auto log = record_anything(guest, seed);
        EXPECT_GT(guest.requests_done(), 20) << seed;
        for (const uint64_t most : {1'000, 1'000'000}) {
            Followed copy(config);
            EXPECT_TRUE(copy.follow(log, most)) << seed << ": " << copy.follower.where();
        }
    }
}

TEST(Follower, TakesACopyTheSameWay) {
    KvGuest guest;
    std::string disk;
    const auto log = serve(guest, "0 put key1 x", 1000, disk);
    for (const uint64_t most : {1, 999, 1'000'000}) {
        Followed copy;
        EXPECT_TRUE(copy.follow(log, most)) << copy.follower.where();
        EXPECT_EQ(copy.guest.digest(), guest.digest());
        EXPECT_EQ(copy.history.outputs, 1);
        EXPECT_TRUE(copy.history.outstanding.empty());
    }
}

TEST(Follower, KnowsWhatIsOutstanding) {
    KvGuest guest;
    std::string disk;
    auto log = serve(guest, "0 put key1 x", 1000, disk);
    log.resize(3);  // request, clock, the start of the write
    Followed copy;
    ASSERT_TRUE(copy.follow(log, 1000)) << copy.follower.where();
    ASSERT_EQ(copy.history.outstanding.size(), 1);
    EXPECT_EQ(copy.history.outstanding.at(1).data, "KV x");
    // And so does a copy of the copy.
    Followed other;
    ASSERT_TRUE(load(save(copy.history, copy.guest), other.history, other.guest));
    EXPECT_EQ(other.history.outstanding, copy.history.outstanding);
    EXPECT_FALSE(load(std::vector<std::byte>(5), other.history, other.guest));
}

TEST(Follower, SaysWhereTheWaysPart) {
    KvGuest guest;
    std::string disk;
    const auto log = serve(guest, "0 put key1 x", 1000, disk);
    for (std::size_t at = 0; at < log.size(); ++at) {
        // Not at its instruction.
        auto late = log;
        for (std::size_t i = at; i < late.size(); ++i) late[i].at.retired += 1;
        Followed copy;
        EXPECT_FALSE(copy.follow(late, 1000)) << at;
        EXPECT_NE(copy.follower.where(), "");
    }
    auto other_clock = log;
    other_clock[1].payload = "87654321";
    other_clock.push_back({log.back().at, EventKind::state_digest, 0,
                           make_payload(replay::StateDigest{guest.digest()})});
    Followed copy;
    EXPECT_FALSE(copy.follow(other_clock, 1000));
    EXPECT_EQ(copy.follower.where().substr(0, 12), "state_digest");
}

}  // namespace
}  // namespace ftsim::host
