// SPDX-License-Identifier: Apache-2.0
// The replay log alone: how fast it is written, verified and read, beside the libraries that it
// uses on the same bytes in one run. bytes_per_second counts the events' bytes before compression,
// so the rows compare; "small" rows are timer interrupts and state digests, where an event's own
// cost counts (items_per_second). Everything is in memory: a disk would be what is measured.
#include <benchmark/benchmark.h>
#include <lz4.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include <random>

#include "tests/unit/log_support.hpp"

namespace ftsim::bench {
namespace {

using replay::Codec;
using replay::Event;
using replay::EventKind;
using replay::LogCursor;
using replay::LogFile;
using replay::LogWriter;
using replay::testing::Bytes;

constexpr std::size_t kBlock = 64 << 10;  // as the writer's chunks
constexpr int kZstdLevel = 3;             // as the writer's

/// Requests to a key-value server: frames of some hundred bytes, half of them random.
std::vector<Event> frames() {
    std::mt19937 random(1);
    std::vector<Event> events;
    replay::Point at;
    for (unsigned i = 0; i < 40'000; ++i) {
        at.cycle += 2000 + random() % 3000;
        at.retired += 1800 + random() % 2000;
        std::string frame = "\x02\x46\x54\x53\x49\x4d\x02\x46\x54\x53\x49\x4e\x08";
        frame += '\0';
        frame += "number " + std::to_string(i) + " set key" + std::to_string(random() % 500) + " ";
        for (std::size_t end = frame.size() + 50 + random() % 700; frame.size() < end;) {
            frame += static_cast<char>(random());
            frame += "abcd"[frame.size() % 4];
        }
        events.push_back({at, EventKind::net_receive, 0, std::move(frame)});
    }
    return events;
}

std::vector<Event> small_events() {
    std::mt19937 random(2);
    std::vector<Event> events;
    replay::Point at;
    for (unsigned i = 0; i < 1'000'000; ++i) {
        at.cycle += 80'000 + random() % 20'000;
        at.retired += 70'000 + random() % 10'000;
        if (i % 12 == 0) {
            const replay::StateDigest digest{uint64_t{random()} << 32 | random()};
            events.push_back({at, EventKind::state_digest, 0, replay::make_payload(digest)});
        } else {
            events.push_back({at, EventKind::timer, 0, std::string(1, '\1')});
        }
    }
    return events;
}

const std::vector<Event>& events_named(bool small) {
    static const std::vector<Event> many = small_events(), large = frames();
    return small ? many : large;
}

/// Forgets what it is given.
class NullSink final : public replay::ByteSink {
public:
    void write(std::span<const std::byte> more) override { bytes += more.size(); }
    void sync() override {}

    uint64_t bytes = 0;
};

Bytes log_of(Codec codec, bool small) {
    return replay::testing::log_with(events_named(small), {codec});
}

/// The events' bytes as the chunks have them, one after the other.
Bytes raw_of(bool small) {
    const Bytes bytes = log_of(Codec::none, small);
    const LogFile log = replay::testing::open_log(bytes);
    Bytes raw;
    for (std::size_t chunk = 0; chunk < log.chunks().size(); ++chunk) {
        const Bytes events = log.events_of(chunk);
        raw.insert(raw.end(), events.begin(), events.end());
    }
    return raw;
}

void count(benchmark::State& state, std::size_t raw, std::size_t events, std::size_t file) {
    state.SetBytesProcessed(static_cast<int64_t>(raw * state.iterations()));
    if (events > 0) state.SetItemsProcessed(static_cast<int64_t>(events * state.iterations()));
    state.counters["compressed"] = static_cast<double>(file) / static_cast<double>(raw);
}

void write_log(benchmark::State& state, Codec codec, bool small) {
    const std::vector<Event>& events = events_named(small);
    uint64_t raw = 0, file = 0;
    for (auto _ : state) {
        NullSink sink;
        LogWriter writer(sink, replay::testing::small_header(), {}, {codec});
        for (const Event& event : events) writer.add(event);
        writer.close(events.back().at, {});
        raw = writer.raw_bytes();
        file = writer.file_bytes();
    }
    count(state, raw, events.size(), file);
}

void verify_log(benchmark::State& state, Codec codec, bool small) {
    const Bytes bytes = log_of(codec, small);
    for (auto _ : state) {
        benchmark::DoNotOptimize(replay::testing::open_log(bytes).valid_bytes());
    }
    count(state, raw_of(small).size(), events_named(small).size(), bytes.size());
}

void read_log(benchmark::State& state, Codec codec, bool small) {
    const Bytes bytes = log_of(codec, small);
    for (auto _ : state) {
        const LogFile log = replay::testing::open_log(bytes);
        LogCursor cursor(log);
        while (const Event* event = cursor.next()) benchmark::DoNotOptimize(event->payload.data());
    }
    count(state, raw_of(small).size(), events_named(small).size(), bytes.size());
}

/// A library over the same bytes, a block at a time.
template <class Work>
void library(benchmark::State& state, bool small, Work work) {
    const Bytes raw = raw_of(small);
    std::size_t out = 0;
    for (auto _ : state) {
        out = 0;
        for (std::size_t at = 0; at < raw.size(); at += kBlock) {
            out += work(std::span(raw).subspan(at, std::min(kBlock, raw.size() - at)));
        }
        benchmark::DoNotOptimize(out);
    }
    count(state, raw.size(), 0, out);
}

void register_all() {
    constexpr std::pair<const char*, Codec> kCodecs[] = {
        {"none", Codec::none}, {"lz4", Codec::lz4}, {"zstd", Codec::zstd}};
    for (const bool small : {false, true}) {
        const std::string data = small ? "small/" : "frames/";
        for (const auto& [name, codec] : kCodecs) {
            const auto add = [&](const char* what, auto function) {
                benchmark::RegisterBenchmark((data + what + name).c_str(), function, codec, small);
            };
            add("write_", write_log);
            add("verify_", verify_log);
            add("read_", read_log);
        }
        static Bytes out(LZ4_COMPRESSBOUND(kBlock) + ZSTD_COMPRESSBOUND(kBlock));
        static ZSTD_CCtx* const context = ZSTD_createCCtx();
        const auto beside = [&](const char* name, auto work) {
            benchmark::RegisterBenchmark((data + name).c_str(), [=](benchmark::State& state) {
                library(state, small, work);
            });
        };
        beside("ZSTD_compress", [](std::span<const std::byte> block) {
            return ZSTD_compressCCtx(context, out.data(), out.size(), block.data(), block.size(),
                                     kZstdLevel);
        });
        beside("LZ4_compress", [](std::span<const std::byte> block) {
            return static_cast<std::size_t>(LZ4_compress_default(
                reinterpret_cast<const char*>(block.data()), reinterpret_cast<char*>(out.data()),
                static_cast<int>(block.size()), static_cast<int>(out.size())));
        });
        beside("XXH3_64bits", [](std::span<const std::byte> block) {
            benchmark::DoNotOptimize(XXH3_64bits(block.data(), block.size()));
            return block.size();
        });
    }
}

}  // namespace
}  // namespace ftsim::bench

int main(int argc, char** argv) {
    ftsim::bench::register_all();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
}
