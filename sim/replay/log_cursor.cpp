// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ftsim/error.hpp"
#include "ftsim/replay/log_file.hpp"

namespace ftsim::replay {

LogCursor::LogCursor(const LogFile& log, std::size_t chunk) : log_(&log), chunk_(chunk) {}

void LogCursor::fail(std::string_view what) const {
    const ChunkPlace& place = log_->chunks()[chunk_ - 1];
    log_->fail(place.offset,
               fmt::format("chunk {}, event {}: {}", place.header.number, inside_.events(), what));
}

bool LogCursor::begin_chunk() {
    if (chunk_ == log_->chunks().size()) return false;
    raw_ = log_->events_of(chunk_);
    const ChunkHeader& header = log_->chunks()[chunk_].header;
    inside_ = ChunkEvents(header, raw_);
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
    return true;
}

const Event* LogCursor::next() {
    while (true) {
        const uint32_t before = inside_.events();
        const Event* event = inside_.next();
        const uint32_t passed = inside_.events() - before;
        events_ += passed;
        if (ended_ && passed != 0) fail("an event behind the clean end");
        if (!inside_.wrong().empty()) fail(inside_.wrong());
        if (event == nullptr) {
            if (!begin_chunk()) return nullptr;
            continue;
        }
        ended_ = event->kind == EventKind::clean_end;
        return event;
    }
}

}  // namespace ftsim::replay
