// SPDX-License-Identifier: Apache-2.0
// The bytes of the format, written down: a change here is a change of the format.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "ftsim/error.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::replay {
namespace {

using testing::Bytes;

std::string hex(std::span<const std::byte> bytes) {
    std::string text;
    for (const std::byte byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned>(byte));
    return text;
}

// The bytes of an event that comes first in a chunk, so without deltas.
std::string hex_of(const Event& event) {
    testing::MemorySink sink;
    WriterOptions options;
    options.codec = Codec::none;
    LogWriter writer(sink, testing::small_header(), {}, options);
    writer.add(event);
    writer.seal(Seal::output);
    const LogFile log = testing::open_log(sink.bytes);
    return hex(log.events_of(1));
}

TEST(LogFormat, EveryKindOfEventHasItsBytes) {
    const std::vector<std::string> golden = {
        "8103000001"
        "01",  // interrupt
        "8200000001"
        "01",  // timer
        "8300000001"
        "61",  // uart_input
        "8400000010"
        "01020304050601020304050608006869",  // net_receive
        "0500000003"
        "000201",  // disk_start
        "8600000006"
        "736563746f72",  // disk_complete
        "8701000008"
        "0102030405060708",  // clock_read
        "0800000001"
        "78",  // output_mark
        "0803000009"
        "11"
        "8877665544332211",  // output_mark with data
        "0900000008"
        "efbefecacefaedfe",  // state_digest
        "8c01000007"
        "71756965736365",  // control
        "8d00000010"
        "fc11"
        "01"
        "63"
        "636f72652e70635f715b335d",  // fault
        "8e00000006"
        "f015"
        "d00f"
        "940a",  // roll_back
        "8300000001"
        "62",  // uart_input
        "8f00000002"
        "01"
        "64",  // term_change
        "8200000001"
        "00",  // timer
    };
    const std::vector<Event> events = testing::one_of_each();
    ASSERT_EQ(events.size(), golden.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(hex_of(events[i]), golden[i]) << name(events[i].kind);
    }
}

TEST(LogFormat, TheCleanEndHasItsBytes) {
    const Bytes bytes = testing::log_with({});
    const LogFile log = testing::open_log(bytes);
    EXPECT_EQ(hex(log.events_of(log.chunks().size() - 1)),
              "100000000c"
              "02"
              "b960"
              "01"
              "efcdab8967452301");
}

TEST(LogFormat, PointsAreCountedFromTheEventBefore) {
    testing::MemorySink sink;
    WriterOptions options;
    options.codec = Codec::none;
    LogWriter writer(sink, testing::small_header(), {}, options);
    writer.add({{1000, 500}, EventKind::uart_input, 0, "a"});
    writer.add({{1300, 501}, EventKind::uart_input, 0, "b"});
    writer.seal(Seal::output);
    const LogFile log = testing::open_log(sink.bytes);
    EXPECT_EQ(hex(log.events_of(1)),
              "830000000161"
              "8300ac02010162");
    EXPECT_EQ(log.chunks()[1].header.first, (Point{1000, 500}));
    EXPECT_EQ(log.chunks()[1].header.last, (Point{1300, 501}));
}

TEST(LogFormat, TheHeaderHasItsBytes) {
    LogHeader header = testing::small_header();
    header.start_digest = 0x1122334455667788;
    EXPECT_EQ(hex(encode(header)),
              "8946544c0d0a1a0a"
              "0100"
              "0000"
              "63000000"  // magic, version, length
              "00000000"
              "00000000"
              "00000000"
              "01000000"          // features, checksum
              "0700000000000000"  // seed
              "ba17604057de1da0"
              "21bc9705818b9bd2"  // machine digests
              "8877665544332211"  // start snapshot
              "02000000"          // fields
              "00"
              "04"
              "636f7265"
              "03"
              "746f79"  // core toy
              "01"
              "08"
              "636c6f636b5f687a"
              "02"
              "3130"  // clock_hz 10
              "ff41e95149f450eb");
}

TEST(LogFormat, AChunkHasItsBytes) {
    ChunkHeader header;
    header.raw_bytes = 0x3000;
    header.events = 2;
    header.number = 3;
    header.term = 4;
    header.first = {5, 6};
    header.last = {7, 8};
    header.codec = Codec::lz4;
    header.seal = Seal::snapshot;
    header.begins_snapshot = true;
    header.previous = 9;
    const std::string text = hex(encode(header, testing::as_bytes("abc"), 10));
    EXPECT_EQ(text,
              "46544c4b"
              "03000000"
              "00300000"
              "02000000"
              "0300000000000000"
              "0400000000000000"
              "0500000000000000"
              "0600000000000000"
              "0700000000000000"
              "0800000000000000"
              "01"
              "03"
              "0100"
              "00000000"
              "0900000000000000"
              "f35eb04a5ac1962e"
              "616263"
              "03000000");
}

TEST(LogFormat, WhatIsWrittenIsRead) {
    for (const Codec codec : {Codec::none, Codec::lz4, Codec::zstd}) {
        for (const std::size_t chunk_bytes : {1, 40, 10'000}) {
            WriterOptions options;
            options.codec = codec;
            options.chunk_bytes = chunk_bytes;
            const Bytes bytes = testing::log_with(testing::one_of_each(), options);
            const LogFile log = testing::open_log(bytes);
            EXPECT_FALSE(log.cut());
            std::vector<Event> events = testing::events_of(log);
            ASSERT_EQ(events.back().kind, EventKind::clean_end);
            const auto end = read_payload<CleanEnd>(events.back().payload);
            EXPECT_EQ(end->events, events.size() - 1 + 2) << "with the start snapshot's two";
            EXPECT_EQ(end->digest, 0x0123456789abcdefU);
            events.pop_back();
            EXPECT_EQ(events, testing::one_of_each());
            EXPECT_EQ(log.header().machine, testing::small_header().machine);
            EXPECT_EQ(log.header().seed, 7U);
        }
    }
}

TEST(LogFormat, SnapshotsOfEverySizeComeBack) {
    for (const std::size_t size : {0, 1, 65'535, 65'536, 65'537, 300'000}) {
        std::string state(size, 's');
        for (std::size_t i = 0; i < size; i += 7) state[i] = static_cast<char>(i / 7);
        testing::MemorySink sink;
        LogWriter writer(sink, testing::small_header(), testing::as_bytes(state));
        writer.add({{5, 5}, EventKind::uart_input, 0, "a"});
        writer.add_snapshot({9, 9}, testing::as_bytes(state));
        writer.close({9, 9}, {});
        const LogFile log = testing::open_log(sink.bytes);
        EXPECT_EQ(hex(read_start_snapshot(log).bytes), hex(testing::as_bytes(state)));
        unsigned found = 0;
        for (std::size_t i = 1; i < log.chunks().size(); ++i) {
            if (!log.chunks()[i].header.begins_snapshot) continue;
            const auto snapshot = read_snapshot(log, i);
            ++found;
            EXPECT_EQ(snapshot->number, 1U);
            EXPECT_EQ(snapshot->at, (Point{9, 9}));
            EXPECT_EQ(hex(snapshot->bytes), hex(testing::as_bytes(state)));
        }
        EXPECT_EQ(found, 1U);
    }
}

TEST(LogFormat, TheHeaderIsSyncedBeforeAnythingElse) {
    struct Order final : ByteSink {
        void write(std::span<const std::byte> bytes) override {
            what += bytes.size() < 200 ? 'h' : 'c';
        }
        void sync() override { what += 's'; }
        std::string what;
    } sink;
    const LogWriter writer(sink, testing::small_header(), testing::as_bytes(std::string(500, 'x')));
    EXPECT_EQ(sink.what.substr(0, 2), "hs");
}

TEST(LogFormat, ChunksAreSealedForTheirReasons) {
    testing::MemorySink sink;
    WriterOptions options;
    options.chunk_bytes = 100;
    options.max_age = 1000;
    LogWriter writer(sink, testing::small_header(), {}, options);
    for (uint64_t i = 0; i < 20; ++i) writer.add({{i, i}, EventKind::uart_input, 0, "a"});
    writer.seal(Seal::output);
    writer.add({{50, 50}, EventKind::uart_input, 0, "a"});
    writer.passed({1049, 50});
    EXPECT_EQ(writer.chunks(), 3U) << "start, full, output";
    writer.passed({1050, 50});
    writer.add({{1060, 60}, EventKind::uart_input, 0, "a"});
    writer.add_snapshot({1070, 70}, testing::as_bytes("s"));
    writer.close({1070, 70}, {});
    std::vector<Seal> seals;
    const LogFile log = testing::open_log(sink.bytes);
    for (const ChunkPlace& chunk : log.chunks()) seals.push_back(chunk.header.seal);
    EXPECT_EQ(seals, (std::vector<Seal>{Seal::snapshot, Seal::size, Seal::output, Seal::age,
                                        Seal::snapshot, Seal::snapshot, Seal::close}));
}

}  // namespace
}  // namespace ftsim::replay
