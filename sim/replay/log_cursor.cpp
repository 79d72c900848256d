// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ftsim/error.hpp"
#include "ftsim/replay/log_file.hpp"
#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

LogCursor::LogCursor(const LogFile& log, std::size_t chunk) : log_(&log), chunk_(chunk) {}

void LogCursor::fail(std::string_view what) const {
    const ChunkPlace& place = log_->chunks()[chunk_ - 1];
    log_->fail(place.offset, fmt::format("chunk {}, event {}: {}", place.header.number,
                                         place.header.events - left_, what));
}

bool LogCursor::begin_chunk() {
    if (chunk_ == log_->chunks().size()) return false;
    raw_ = log_->events_of(chunk_);
    at_ = 0;
    const ChunkHeader& header = log_->chunks()[chunk_].header;
    left_ = header.events;
    ++chunk_;
    // A chunk's points go on from those of the one before, unless the log was cut or cut into.
    if (chunk_ >= 2) {
        const ChunkHeader& before = log_->chunks()[chunk_ - 2].header;
        const bool next = before.number + 1 == header.number;
        if (next && (header.first.cycle < before.last.cycle ||
                     header.first.retired < before.last.retired)) {
            fail(fmt::format("goes back from cycle {} to {} without a roll-back", before.last.cycle,
                             header.first.cycle));
        }
    }
    point_ = header.first;
    return true;
}

const Event* LogCursor::next() {
    while (true) {
        if (left_ == 0) {
            if (at_ != raw_.size()) fail("bytes behind the last event");
            if (chunk_ > 0 && at_ > 0 && point_ != log_->chunks()[chunk_ - 1].header.last) {
                fail("the last program point is not the chunk's");
            }
            if (!begin_chunk()) return nullptr;
            continue;
        }
        if (ended_) fail("an event behind the clean end");
        ByteReader from(std::span<const std::byte>(raw_).subspan(at_));
        const auto kind = static_cast<EventKind>(from.fixed<uint8_t>());
        event_.source = from.fixed<uint8_t>();
        const uint64_t cycles = from.varint();
        const uint64_t retired = from.varint();
        const uint64_t bytes = from.varint();
        const bool known = !name(kind).empty();
        if (from.failed() || bytes > from.left()) fail("is cut");
        if (bytes > (known ? max_payload(kind) : kMaxPayloadBytes)) {
            fail(fmt::format("{} bytes of {}: at most {}", bytes, known ? name(kind) : "payload",
                             known ? max_payload(kind) : kMaxPayloadBytes));
        }
        if (cycles > UINT64_MAX - point_.cycle || retired > UINT64_MAX - point_.retired) {
            fail("its program point is past all numbers");
        }
        event_.kind = kind;
        event_.payload = from.text(bytes);
        point_ = event_.at = {point_.cycle + cycles, point_.retired + retired};
        at_ = raw_.size() - from.left();
        --left_;
        ++events_;
        if (!known) {
            if ((static_cast<uint8_t>(kind) & kCritical) == 0) continue;
            fail(fmt::format("kind {:#x} is critical, and this ftsim does not know it",
                             static_cast<unsigned>(kind)));
        }
        check();
        return &event_;
    }
}

// What the payload says must make sense on its own.
void LogCursor::check() {
    bool right = true;
    switch (event_.kind) {
        case EventKind::roll_back: {
            const auto back = read_payload<RollBackTo>(event_.payload);
            right = back && back->to.cycle <= point_.cycle && back->to.retired <= point_.retired;
            if (right) point_ = back->to;
            break;
        }
        case EventKind::term_change: {
            const auto change = read_payload<TermChange>(event_.payload);
            right = change && change->term > log_->chunks()[chunk_ - 1].header.term;
            if (right) point_.cycle = change->cycle;
            break;
        }
        case EventKind::interrupt:
        case EventKind::timer:
            right = event_.payload.size() == 1 && static_cast<uint8_t>(event_.payload[0]) <= 1;
            break;
        case EventKind::uart_input: right = event_.payload.size() == 1; break;
        case EventKind::net_receive: right = event_.payload.size() >= 14; break;
        case EventKind::clock_read: right = event_.payload.size() == 8; break;
        case EventKind::output_mark: right = !!read_payload<OutputMark>(event_.payload); break;
        case EventKind::state_digest: right = !!read_payload<StateDigest>(event_.payload); break;
        case EventKind::snapshot: right = !!read_payload<SnapshotInfo>(event_.payload); break;
        case EventKind::fault: right = !!read_payload<Fault>(event_.payload); break;
        case EventKind::clean_end:
            right = !!read_payload<CleanEnd>(event_.payload);
            ended_ = true;
            break;
        case EventKind::disk_start:
        case EventKind::disk_complete:
        case EventKind::snapshot_part:
        case EventKind::control: break;
    }
    if (!right) fail(fmt::format("its payload is none of a {}", name(event_.kind)));
}

}  // namespace ftsim::replay
