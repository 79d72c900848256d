// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/log_parts.hpp"

#include <optional>

#include "ftsim/error.hpp"
#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::fuzz {

namespace {

using replay::ByteReader;
using replay::ByteWriter;
using replay::EventKind;

// No mutation grows a chunk beyond what the format allows.
constexpr std::size_t kMaxBytes = replay::kMaxChunkBytes;

std::optional<RawChunk> chunk_from(const replay::LogFile& log, std::size_t index) {
    RawChunk chunk{log.chunks()[index].header, {}};
    const Bytes raw = log.events_of(index);
    ByteReader from(raw);
    for (uint32_t i = 0; i < chunk.header.events && !from.failed(); ++i) {
        RawEvent event;
        event.kind = from.fixed<uint8_t>();
        event.source = from.fixed<uint8_t>();
        event.cycles = from.varint();
        event.retired = from.varint();
        event.payload = from.blob();
        chunk.events.push_back(std::move(event));
    }
    if (from.failed()) return std::nullopt;
    chunk.tail = from.text(from.left());
    return chunk;
}

Bytes encoded(const RawChunk& chunk) {
    Bytes raw;
    ByteWriter to(raw);
    for (const RawEvent& event : chunk.events) {
        to.fixed(event.kind);
        to.fixed(event.source);
        to.varint(event.cycles);
        to.varint(event.retired);
        to.blob(event.payload);
    }
    to.text(chunk.tail);
    if (raw.size() > kMaxBytes) raw.resize(kMaxBytes);
    return raw;
}

// The snapshot that begins with this event gets the length and the digest of the parts behind it.
void sign_snapshot(RawLog& log, std::size_t chunk, std::size_t event) {
    RawEvent& first = log.chunks[chunk].events[event];
    const auto info = replay::read_payload<replay::SnapshotInfo>(first.payload);
    if (!info) return;
    std::string bytes;
    for (++event; chunk < log.chunks.size(); ++chunk, event = 0) {
        const auto& events = log.chunks[chunk].events;
        for (; event < events.size(); ++event) {
            if (events[event].kind != static_cast<uint8_t>(EventKind::snapshot_part)) break;
            bytes += events[event].payload;
        }
        if (event < events.size()) break;
    }
    const uint64_t digest = replay::xxh3(std::as_bytes(std::span(bytes)));
    first.payload = make_payload(replay::SnapshotInfo{info->number, bytes.size(), digest});
    if (info->number == 0) log.header.start_digest = digest;
}

void sign_snapshots(RawLog& log) {
    for (std::size_t chunk = 0; chunk < log.chunks.size(); ++chunk) {
        for (std::size_t i = 0; i < log.chunks[chunk].events.size(); ++i) {
            const uint8_t kind = log.chunks[chunk].events[i].kind;
            if (kind == static_cast<uint8_t>(EventKind::snapshot)) sign_snapshot(log, chunk, i);
        }
    }
}

replay::Point last_point(const RawChunk& chunk) {
    replay::Point point = chunk.header.first;
    for (const RawEvent& event : chunk.events) {
        point = {point.cycle + event.cycles, point.retired + event.retired};
        if (event.kind == static_cast<uint8_t>(EventKind::roll_back)) {
            if (const auto back = replay::read_payload<replay::RollBackTo>(event.payload)) {
                point = back->to;
            }
        }
        if (event.kind == static_cast<uint8_t>(EventKind::term_change)) {
            if (const auto change = replay::read_payload<replay::TermChange>(event.payload)) {
                point.cycle = change->cycle;
            }
        }
    }
    return point;
}

}  // namespace

bool take_apart(std::span<const std::byte> bytes, RawLog& log) {
    try {
        const replay::LogFile file(replay::bytes_in_memory(bytes), "fuzzed");
        log = {file.header(), {}};
        for (std::size_t i = 0; i < file.chunks().size(); ++i) {
            auto chunk = chunk_from(file, i);
            if (!chunk) return false;
            log.chunks.push_back(std::move(*chunk));
        }
        return true;
    } catch (const Error&) {
        return false;
    }
}

Bytes put_together(RawLog log) {
    if (log.sign) sign_snapshots(log);
    Bytes file = encode(log.header);
    const uint64_t checksum = ByteReader(std::span(file).last(8)).fixed<uint64_t>();
    uint64_t previous = checksum;
    for (RawChunk& chunk : log.chunks) {
        const Bytes raw = encoded(chunk);
        Bytes stored = compress(chunk.header.codec, raw);
        if (stored.empty()) {
            stored = raw;
            if (chunk.header.codec <= replay::Codec::zstd) chunk.header.codec = {};
        }
        if (!chunk.stored.empty()) {
            const auto other = std::as_bytes(std::span(chunk.stored));
            stored.assign(other.begin(), other.end());
        }
        chunk.header.raw_bytes = static_cast<uint32_t>(raw.size()) + chunk.raw_more;
        chunk.header.events = static_cast<uint32_t>(chunk.events.size()) + chunk.events_more;
        chunk.header.previous = previous;
        if (log.sign) chunk.header.last = last_point(chunk);
        const Bytes bytes = encode(chunk.header, stored, checksum);
        previous = chunk.header.checksum;
        file.insert(file.end(), bytes.begin(), bytes.end());
    }
    ByteWriter(file).text(log.tail);
    return file;
}

}  // namespace ftsim::fuzz
