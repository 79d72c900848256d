// SPDX-License-Identifier: Apache-2.0
// What comes over the logging channel: in its order or not, whole or not, from a peer or not.
#include "ftsim/host/channel.hpp"

#include <gtest/gtest.h>

#include <map>

#include "ftsim/host/log_receiver.hpp"
#include "ftsim/host/log_sender.hpp"
#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::host {
namespace {

using replay::Event;
using replay::EventKind;

constexpr uint64_t kMachine = 0x1234;

TEST(Channel, MessagesAreReadBack) {
    const Message message{MessageKind::log, 3, 4, 5, 6, "payload"};
    Message read;
    EXPECT_EQ(decode(encode(message, kMachine), kMachine, read), "");
    EXPECT_EQ(read, message);
    const Ack ack{1, 200, 3, 1 << 20, true, false};
    Ack back;
    ASSERT_TRUE(decode(encode(ack), back));
    EXPECT_EQ(back, ack);
    EXPECT_FALSE(decode(encode(ack) + "x", back));
}

TEST(Channel, TheBytesAreTheFormats) {
    const std::string bytes = encode({MessageKind::ack, 1, 2, 3, 4, "ab"}, kMachine);
    const std::string expected(
        "FFTV\1\1\0\0"
        "\1\0\0\0"
        "\2\0\0\0"
        "\x34\x12\0\0\0\0\0\0"
        "\3\0\0\0\0\0\0\0"
        "\4\0\0\0\0\0\0\0"
        "ab",
        42);
    EXPECT_EQ(bytes.substr(0, bytes.size() - 8), expected);
}

TEST(Channel, WhatDoesNotFitIsNamed) {
    const std::string good = encode({MessageKind::log, 1, 2, 3, 0, "chunk"}, kMachine);
    Message read;
    for (std::size_t cut = 0; cut < good.size(); ++cut) {
        EXPECT_NE(decode(good.substr(0, cut), kMachine, read), "") << cut;
    }
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
        EXPECT_NE(decode(bad, kMachine, read), "") << bit;
    }
    EXPECT_EQ(decode(good, 0x99, read),
              "a message of machine 0000000000001234: this is 0000000000000099");
    std::string newer = good;
    newer[4] = 2;
    EXPECT_EQ(decode(newer, kMachine, read), "version 2 of the channel: this is version 1");
    std::string odd = good.substr(0, good.size() - 8);
    odd[6] = 1;
    const uint64_t checksum = replay::xxh3(std::as_bytes(std::span(odd)));
    odd.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
    EXPECT_EQ(decode(odd, kMachine, read), "a message with 0x1 where zero is due");
}

struct Wire {
    Wire()
        : sender([this](uint64_t sequence, const std::string& bytes) { sent[sequence] = bytes; },
                 header(), std::as_bytes(std::span(std::string_view("the start"))), 7,
                 replay::Codec::none),
          receiver(machine_digest(header(), false), 1 << 20) {}

    static replay::LogHeader header() {
        replay::LogHeader header;
        header.machine = {{"core", "a"}};
        return header;
    }
    void add(uint64_t retired) {
        sender.log().add({{retired, retired}, EventKind::timer, 0, "\1"});
        sender.log().seal(replay::Seal::output);
    }
    std::map<uint64_t, std::string> sent;
    LogSender sender;
    LogReceiver receiver;
};

TEST(LogChannel, BringsSnapshotAndEvents) {
    Wire wire;
    wire.add(5);
    wire.add(9);
    for (const auto& [sequence, bytes] : wire.sent) {
        EXPECT_TRUE(wire.receiver.take(sequence, bytes)) << wire.receiver.wrong();
        if (sequence == 0) {
            EXPECT_FALSE(wire.receiver.take_snapshot());
        }
    }
    const auto snapshot = wire.receiver.take_snapshot();
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->size(), 9);
    EXPECT_FALSE(wire.receiver.take_snapshot());
    ASSERT_EQ(wire.receiver.events().size(), 2);
    EXPECT_EQ(wire.receiver.events()[1].at.retired, 9);
    EXPECT_EQ(wire.receiver.received(), wire.sender.next_message());
}

// What comes early is kept, and counts when what it has overtaken has come.
TEST(LogChannel, TakesEverythingOnceAndInItsOrder) {
    Wire wire;
    wire.add(5);
    EXPECT_FALSE(wire.receiver.take(1, wire.sent[1]));
    EXPECT_FALSE(wire.receiver.take(1, wire.sent[1]));
    EXPECT_EQ(wire.receiver.received(), 0);
    EXPECT_TRUE(wire.receiver.take(0, wire.sent[0]));
    EXPECT_EQ(wire.receiver.received(), 2);
    EXPECT_FALSE(wire.receiver.take(0, wire.sent[0]));
    EXPECT_FALSE(wire.receiver.take(1, wire.sent[1]));
    EXPECT_EQ(wire.receiver.received(), 2);
    EXPECT_EQ(wire.receiver.wrong(), "");
}

TEST(LogChannel, SendsAgainWhatIsNotAcknowledged) {
    Wire wire;
    wire.add(5);
    const uint64_t all = wire.sender.next_message();
    wire.sent.clear();
    wire.sender.send_again();
    EXPECT_EQ(wire.sent.size(), all);
    wire.sender.acknowledged(all - 1, 1 << 20);
    wire.sent.clear();
    wire.sender.send_again();
    EXPECT_EQ(wire.sent.size(), 1);
    wire.sender.acknowledged(all, 1 << 20);
    EXPECT_EQ(wire.sender.kept_bytes(), 0);
}

TEST(LogChannel, SendsNoMoreThanThereIsRoomFor) {
    Wire wire;
    wire.sender.acknowledged(wire.sender.next_message(), 10);
    wire.sent.clear();
    wire.add(5);
    EXPECT_TRUE(wire.sent.empty());
    wire.sender.send_again();  // one, to hear what room there is
    EXPECT_EQ(wire.sent.size(), 1);
}

TEST(LogChannel, AFullReceiverTakesWhatItHasExecuted) {
    Wire wire;
    wire.receiver = LogReceiver(machine_digest(Wire::header(), false), 150);
    for (int i = 0; i < 3; ++i) wire.add(5);
    std::size_t taken = 0;
    for (const auto& [sequence, bytes] : wire.sent) taken += wire.receiver.take(sequence, bytes);
    EXPECT_EQ(taken, wire.sent.size() - 2);
    wire.receiver.pop();
    EXPECT_TRUE(wire.receiver.take(wire.receiver.received(), wire.sent[wire.receiver.received()]));
}

TEST(LogChannel, AnotherMachineIsNamed) {
    Wire wire;
    wire.receiver = LogReceiver(0x42, 1 << 20);
    EXPECT_FALSE(wire.receiver.take(0, wire.sent[0]));
    EXPECT_NE(wire.receiver.wrong().find("this is 0000000000000042"), std::string::npos);
}

// Whole chunks, with good checksums, that have no place in this log.
TEST(LogChannel, AChunkOfAnotherTermEndsIt) {
    Wire wire;
    wire.add(5);
    wire.sender.log().add(
        {{5, 5}, EventKind::term_change, 0, make_payload(replay::TermChange{8, 5})});
    wire.add(6);
    const uint64_t last = wire.sent.rbegin()->first;
    for (const auto& [sequence, bytes] : wire.sent) {
        EXPECT_EQ(wire.receiver.take(sequence, bytes), sequence != last);
    }
    EXPECT_EQ(wire.receiver.wrong(),
              "logging channel: message 4: a chunk of term 8 in the log of "
              "term 7");
}

TEST(LogChannel, ASecondSnapshotEndsIt) {
    Wire wire;
    wire.sender.log().add_snapshot({1, 1}, std::as_bytes(std::span(std::string_view("again"))));
    EXPECT_TRUE(wire.receiver.take(0, wire.sent[0]));
    EXPECT_TRUE(wire.receiver.take(1, wire.sent[1]));
    EXPECT_FALSE(wire.receiver.take(2, wire.sent[2]));
    EXPECT_EQ(wire.receiver.wrong(), "logging channel: message 2: a second snapshot");
}

// What has a good checksum and is no log all the same ends the channel, wherever it is broken.
TEST(LogChannel, BrokenChunksEndIt) {
    Wire wire;
    wire.add(5);
    for (uint64_t hit = 0; hit < wire.sent.size(); ++hit) {
        for (std::size_t byte = 0; byte < wire.sent[hit].size(); ++byte) {
            LogReceiver receiver(machine_digest(Wire::header(), false), 1 << 20);
            for (uint64_t i = 0; i < hit; ++i) ASSERT_TRUE(receiver.take(i, wire.sent[i]));
            std::string bad = wire.sent[hit];
            bad[byte] = static_cast<char>(bad[byte] ^ 0x10);
            EXPECT_FALSE(receiver.take(hit, bad)) << hit << " " << byte;
            EXPECT_NE(receiver.wrong(), "");
        }
    }
}

}  // namespace
}  // namespace ftsim::host
