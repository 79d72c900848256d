// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/chunk_events.hpp"

#include <fmt/format.h>

#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

ChunkEvents::ChunkEvents(const ChunkHeader& header, std::span<const std::byte> raw)
    : header_(header), raw_(raw), left_(header.events), point_(header.first) {}

const Event* ChunkEvents::next() {
    while (left_ > 0 && wrong_.empty()) {
        ByteReader from(raw_);
        const auto kind = static_cast<EventKind>(from.fixed<uint8_t>());
        event_.source = from.fixed<uint8_t>();
        const uint64_t cycles = from.varint();
        const uint64_t retired = from.varint();
        const uint64_t bytes = from.varint();
        const bool known = !name(kind).empty();
        if (from.failed() || bytes > from.left()) {
            wrong_ = "is cut";
            break;
        }
        if (bytes > (known ? max_payload(kind) : kMaxPayloadBytes)) {
            wrong_ =
                fmt::format("{} bytes of {}: at most {}", bytes, known ? name(kind) : "payload",
                            known ? max_payload(kind) : kMaxPayloadBytes);
            break;
        }
        if (cycles > UINT64_MAX - point_.cycle || retired > UINT64_MAX - point_.retired) {
            wrong_ = "its program point is past all numbers";
            break;
        }
        event_.kind = kind;
        event_.payload = from.text(bytes);
        point_ = event_.at = {point_.cycle + cycles, point_.retired + retired};
        raw_ = raw_.last(from.left());
        --left_;
        if (known) {
            if (check()) return &event_;
            wrong_ = fmt::format("its payload is not that of a {}", name(kind));
        } else if ((static_cast<uint8_t>(kind) & kCritical) != 0) {
            wrong_ = fmt::format("kind {:#x} is critical, and this ftsim does not know it",
                                 static_cast<unsigned>(kind));
        }
    }
    if (!wrong_.empty()) return nullptr;
    if (!raw_.empty()) {
        wrong_ = "bytes behind the last event";
    } else if (header_.events > 0 && point_ != header_.last) {
        wrong_ = "the last program point is not the chunk's";
    }
    return nullptr;
}

// What the payload says must make sense on its own.
bool ChunkEvents::check() {
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
            right = change && change->term > header_.term;
            if (right) point_.cycle = change->cycle;
            break;
        }
        case EventKind::timer:
            if (event_.payload.size() == 8) break;
            [[fallthrough]];
        case EventKind::interrupt:
            right = event_.payload.size() == 1 && static_cast<uint8_t>(event_.payload[0]) <= 1;
            break;
        case EventKind::uart_input: right = event_.payload.size() == 1; break;
        case EventKind::net_receive: right = event_.payload.size() >= 14; break;
        case EventKind::clock_read: right = event_.payload.size() == 8; break;
        case EventKind::output_mark: right = !!read_payload<OutputMark>(event_.payload); break;
        case EventKind::state_digest: right = !!read_payload<StateDigest>(event_.payload); break;
        case EventKind::snapshot: right = !!read_payload<SnapshotInfo>(event_.payload); break;
        case EventKind::fault: right = !!read_payload<Fault>(event_.payload); break;
        case EventKind::clean_end: right = !!read_payload<CleanEnd>(event_.payload); break;
        case EventKind::disk_start:
        case EventKind::disk_complete:
        case EventKind::snapshot_part:
        case EventKind::control: break;
    }
    return right;
}

}  // namespace ftsim::replay
