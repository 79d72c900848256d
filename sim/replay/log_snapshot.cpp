// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ftsim/replay/log_file.hpp"
#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

namespace {

// Of the memory that a length in a file can ask for before its bytes have been seen.
constexpr std::size_t kReserve = 1 << 20;

}  // namespace

std::optional<LoggedSnapshot> read_snapshot(const LogFile& log, std::size_t chunk) {
    const uint64_t offset = log.chunks()[chunk].offset;
    LogCursor cursor(log, chunk);
    const Event* event = cursor.next();
    if (event == nullptr || event->kind != EventKind::snapshot) {
        log.fail(offset, "a chunk that says it begins a snapshot, and does not");
    }
    const SnapshotInfo info = *read_payload<SnapshotInfo>(event->payload);
    if (info.bytes > kMaxSnapshotBytes) {
        log.fail(offset, fmt::format("snapshot {} of {} bytes: at most {} are possible",
                                     info.number, info.bytes, kMaxSnapshotBytes));
    }
    LoggedSnapshot snapshot{info.number, event->at, {}};
    snapshot.bytes.reserve(std::min<uint64_t>(info.bytes, kReserve));
    while (snapshot.bytes.size() < info.bytes) {
        event = cursor.next();
        if (event == nullptr) return std::nullopt;
        const std::size_t left = info.bytes - snapshot.bytes.size();
        if (event->kind != EventKind::snapshot_part || event->payload.empty() ||
            event->payload.size() > left) {
            log.fail(offset, fmt::format("snapshot {} lacks {} of its {} bytes", info.number, left,
                                         info.bytes));
        }
        const auto part = std::as_bytes(std::span(event->payload));
        snapshot.bytes.insert(snapshot.bytes.end(), part.begin(), part.end());
    }
    if (xxh3(snapshot.bytes) != info.digest) {
        log.fail(offset, fmt::format("snapshot {} has not the digest that it names", info.number));
    }
    return snapshot;
}

LoggedSnapshot read_start_snapshot(const LogFile& log) {
    std::optional<LoggedSnapshot> start;
    if (!log.chunks().empty()) {
        if (!log.chunks().front().header.begins_snapshot) {
            log.fail(log.chunks().front().offset, "the log does not begin with a snapshot");
        }
        start = read_snapshot(log, 0);
    }
    if (!start) log.fail(log.valid_bytes(), "the log is cut in its start snapshot");
    if (start->number != 0 || xxh3(start->bytes) != log.header().start_digest) {
        log.fail(log.chunks().front().offset,
                 "the start snapshot is not the one that the header names");
    }
    return std::move(*start);
}

}  // namespace ftsim::replay
