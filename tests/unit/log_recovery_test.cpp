// SPDX-License-Identifier: Apache-2.0
// A log cut anywhere and damaged anywhere: what is whole is read, what is missing is never passed
// over, and nothing crashes.
#include <gtest/gtest.h>

#include <algorithm>

#include "ftsim/error.hpp"
#include "tests/unit/log_support.hpp"

namespace ftsim::replay {
namespace {

using testing::Bytes;

constexpr uint64_t kEvents = 200;

// Small chunks, so that a cut and a flip meet many of them.
Bytes many_chunks(Codec codec = Codec::zstd) {
    std::vector<Event> events;
    for (uint64_t i = 0; i < kEvents; ++i) {
        events.push_back({{100 * i, 80 * i}, EventKind::uart_input, 0, std::string(1, 'a')});
    }
    WriterOptions options;
    options.codec = codec;
    options.chunk_bytes = 100;
    return testing::log_with(events, options);
}

// Events in front of a chunk.
uint64_t events_before(const LogFile& whole, std::size_t chunks) {
    uint64_t events = 0;
    for (std::size_t i = 1; i < chunks; ++i) events += whole.chunks()[i].header.events;
    return events;
}

TEST(LogRecovery, EveryCutLeavesEveryWholeChunkBeforeIt) {
    const Bytes bytes = many_chunks();
    const LogFile whole = testing::open_log(bytes);
    ASSERT_GT(whole.chunks().size(), 10U);
    ASSERT_FALSE(whole.cut());
    const std::vector<Event> all = testing::events_of(whole);
    const uint64_t header = whole.chunks().front().offset;

    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto part = std::span(bytes).first(size);
        if (size < header) {
            EXPECT_THROW(testing::open_log(part), Error) << size;
            continue;
        }
        const LogFile log = testing::open_log(part);
        const auto kept = static_cast<std::size_t>(std::count_if(
            whole.chunks().begin(), whole.chunks().end(),
            [&](const ChunkPlace& c) { return c.offset + c.header.file_bytes() <= size; }));
        EXPECT_EQ(log.chunks().size(), kept) << size;
        ASSERT_TRUE(log.cut()) << size;
        EXPECT_EQ(log.cut()->chunk, kept) << size;
        EXPECT_EQ(log.cut()->torn, size != log.valid_bytes()) << size;
        const std::vector<Event> events = testing::events_of(log);
        EXPECT_EQ(events.size(), events_before(whole, kept)) << size;
        EXPECT_TRUE(std::equal(events.begin(), events.end(), all.begin())) << size;
        if (kept == 0) {
            EXPECT_THROW(read_start_snapshot(log), Error) << size;
        } else {
            EXPECT_EQ(read_start_snapshot(log).number, 0U) << size;
        }
    }
}

// A flip is an error, or it is in the last chunk and the log is cut in front of it.
TEST(LogRecovery, EveryDamagedByteIsNoticed) {
    const Bytes bytes = many_chunks(Codec::none);
    const LogFile whole = testing::open_log(bytes);
    const uint64_t last = whole.chunks().back().offset;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const unsigned bit : {0U, 3U, 7U}) {
            Bytes damaged = bytes;
            damaged[at] ^= std::byte{1} << bit;
            if (at < last) {
                EXPECT_THROW(testing::open_log(damaged), Error) << at << " bit " << bit;
                const bool has_header = at >= whole.chunks().front().offset;
                if (!has_header) continue;
                const LogFile salvaged = testing::open_log(damaged, LogFile::Holes::skip);
                EXPECT_EQ(salvaged.chunks().size(), whole.chunks().size() - 1) << at;
            } else {
                const LogFile log = testing::open_log(damaged);
                ASSERT_TRUE(log.cut()) << at << " bit " << bit;
                EXPECT_TRUE(log.cut()->torn);
                EXPECT_EQ(log.valid_bytes(), last);
            }
        }
    }
}

TEST(LogRecovery, AMissingChunkIsCorruption) {
    const Bytes bytes = many_chunks();
    const LogFile whole = testing::open_log(bytes);
    for (std::size_t i = 0; i + 1 < whole.chunks().size(); ++i) {
        const ChunkPlace& gone = whole.chunks()[i];
        Bytes holed = bytes;
        const auto from = holed.begin() + static_cast<std::ptrdiff_t>(gone.offset);
        holed.erase(from, from + static_cast<std::ptrdiff_t>(gone.header.file_bytes()));
        EXPECT_THROW(testing::open_log(holed), Error) << i;
    }
}

TEST(LogRecovery, ARepeatedChunkIsCorruption) {
    const Bytes bytes = many_chunks();
    const LogFile whole = testing::open_log(bytes);
    const ChunkPlace& twice = whole.chunks()[3];
    Bytes longer = bytes;
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(twice.offset);
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(whole.chunks()[4].offset), from,
                  from + static_cast<std::ptrdiff_t>(twice.header.file_bytes()));
    EXPECT_THROW(testing::open_log(longer), Error);
}

// Its data is on the disk that the machine reads: behind a torn chunk it is no sign of corruption.
TEST(LogRecovery, AChunkOfAnotherLogIsNone) {
    const Bytes bytes = many_chunks();
    const Bytes other = testing::log_with(testing::one_of_each(), {}, "another start");
    const LogFile whole = testing::open_log(bytes);
    Bytes torn(bytes.begin(),
               bytes.begin() + static_cast<std::ptrdiff_t>(whole.chunks()[5].offset + 20));
    torn.insert(torn.end(), other.begin(), other.end());
    const LogFile log = testing::open_log(torn);
    ASSERT_TRUE(log.cut());
    EXPECT_EQ(log.cut()->chunk, 5U);
}

TEST(LogRecovery, BytesBehindTheEndAreAnError) {
    Bytes bytes = many_chunks();
    bytes.push_back(std::byte{0});
    EXPECT_THROW(testing::open_log(bytes), Error);
}

TEST(LogRecovery, SaysWhereItIsCut) {
    const Bytes bytes = many_chunks();
    const LogFile whole = testing::open_log(bytes);
    EXPECT_EQ(whole.describe_cut(), "ends cleanly");
    ASSERT_TRUE(whole.end());
    EXPECT_EQ(whole.end()->at, (Point{100 * (kEvents - 1), 80 * (kEvents - 1)}));
    EXPECT_EQ(whole.end()->what.elapsed_cycle, 12345U);
    const uint64_t boundary = whole.chunks()[4].offset;
    const LogFile between = testing::open_log(std::span(bytes).first(boundary));
    EXPECT_EQ(between.describe_cut().substr(0, 21), "cut before chunk 4, c");
    EXPECT_FALSE(between.end());
    const LogFile torn = testing::open_log(std::span(bytes).first(boundary + 1));
    EXPECT_EQ(torn.describe_cut().substr(0, 15), "torn in chunk 4");
    const ChunkHeader& last = whole.chunks()[3].header;
    EXPECT_EQ(torn.cut()->last, last.last);
}

}  // namespace
}  // namespace ftsim::replay
