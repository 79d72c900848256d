// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/log_receiver.hpp"

#include <fmt/format.h>

#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/replay/chunk_events.hpp"
#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::host {

using replay::Event;
using replay::EventKind;

bool LogReceiver::fail(std::string_view what) {
    wrong_ = fmt::format("logging channel: message {}: {}", received_, what);
    return false;
}

bool LogReceiver::take(uint64_t sequence, const std::string& bytes) {
    if (sequence < received_ || !wrong_.empty()) return false;
    if (sequence > received_) {
        keep(sequence, bytes);
        return false;
    }
    if (!take_next(bytes)) return false;
    while (!early_.empty() && early_.begin()->first <= received_) {
        const auto next = early_.extract(early_.begin());
        early_bytes_ -= next.mapped().size();
        if (next.key() == received_ && !take_next(next.mapped())) break;
    }
    return wrong_.empty();
}

void LogReceiver::keep(uint64_t sequence, const std::string& bytes) {
    if (early_bytes_ + bytes.size() > room() || !early_.emplace(sequence, bytes).second) return;
    early_bytes_ += bytes.size();
}

bool LogReceiver::take_next(const std::string& bytes) {
    if (bytes.size() > room() && waiting_bytes_ != 0) return false;
    if (!(received_ == 0 ? take_header(bytes) : take_chunk(bytes))) return false;
    ++received_;
    return true;
}

bool LogReceiver::take_header(const std::string& bytes) {
    try {
        const auto parsed = replay::parse_header(std::as_bytes(std::span(bytes)), "log");
        if (const uint64_t digest = replay::machine_digest(parsed.header, false);
            digest != machine_) {
            return fail(
                fmt::format("the log of machine {:016x}: this is {:016x}", digest, machine_));
        }
        log_checksum_ = previous_ = parsed.checksum;
        start_digest_ = parsed.header.start_digest;
        return true;
    } catch (const Error& error) {
        return fail(error.what());
    }
}

bool LogReceiver::take_chunk(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text));
    replay::ChunkHeader header;
    if (replay::parse_chunk(bytes, log_checksum_, header) != replay::ChunkState::valid ||
        header.file_bytes() != bytes.size()) {
        return fail("no chunk of this log");
    }
    if (header.number + 1 != received_ || header.previous != previous_) {
        return fail(fmt::format("chunk {} does not follow chunk {}", header.number,
                                static_cast<int64_t>(received_) - 2));
    }
    if (received_ > 1 && header.term != term_) {
        return fail(fmt::format("a chunk of term {} in the log of term {}", header.term, term_));
    }
    std::vector<std::byte> raw(header.raw_bytes);
    if (!replay::decompress(header.codec,
                            bytes.subspan(replay::kChunkHeaderBytes, header.stored_bytes), raw)) {
        return fail("its codec made something else of it");
    }
    replay::ChunkEvents inside(header, raw);
    const uint64_t before = events_received_;
    while (const Event* event = inside.next()) {
        if (event->kind == EventKind::snapshot) {
            const auto info = replay::read_payload<replay::SnapshotInfo>(event->payload);
            if (info->number != 0) return fail("a second snapshot");
            snapshot_bytes_ = info->bytes;
        } else if (event->kind == EventKind::snapshot_part) {
            const auto part = std::as_bytes(std::span(event->payload));
            snapshot_.insert(snapshot_.end(), part.begin(), part.end());
        } else {
            events_.push_back(*event);
            ++events_received_;
        }
    }
    if (!inside.wrong().empty()) {
        return fail(fmt::format("event {}: {}", inside.events(), inside.wrong()));
    }
    if (snapshot_bytes_ != UINT64_MAX && snapshot_.size() >= snapshot_bytes_ && !snapshot_taken_ &&
        (snapshot_.size() != snapshot_bytes_ || replay::xxh3(snapshot_) != start_digest_)) {
        return fail("the start snapshot is not the header's");
    }
    if (events_received_ != before) {
        chunks_.push_back({events_received_, text.size()});
        waiting_bytes_ += text.size();
    }
    term_ = header.term;
    previous_ = header.checksum;
    return true;
}

std::optional<std::vector<std::byte>> LogReceiver::take_snapshot() {
    if (snapshot_taken_ || snapshot_.size() != snapshot_bytes_) return std::nullopt;
    snapshot_taken_ = true;
    return std::exchange(snapshot_, {});
}

void LogReceiver::pop() {
    events_.pop_front();
    ++events_executed_;
    while (!chunks_.empty() && chunks_.front().last_event <= events_executed_) {
        waiting_bytes_ -= chunks_.front().bytes;
        chunks_.pop_front();
    }
}

}  // namespace ftsim::host
