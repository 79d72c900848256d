// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small logs in memory for the tests of the format.

#include <span>
#include <string>
#include <vector>

#include "ftsim/replay/log_file.hpp"
#include "ftsim/replay/log_writer.hpp"
#include "ftsim/replay/payload.hpp"

namespace ftsim::replay::testing {

using Bytes = std::vector<std::byte>;

class MemorySink final : public ByteSink {
public:
    void write(std::span<const std::byte> more) override {
        bytes.insert(bytes.end(), more.begin(), more.end());
    }
    void sync() override { synced = bytes.size(); }

    Bytes bytes;
    std::size_t synced = 0;
};

inline std::span<const std::byte> as_bytes(std::string_view text) {
    return std::as_bytes(std::span(text));
}

inline LogHeader small_header() {
    LogHeader header;
    header.seed = 7;
    header.machine = {{"core", "toy", false}, {"clock_hz", "10", true}};
    return header;
}

/// One event of every kind, at points that grow but where they may not.
inline std::vector<Event> one_of_each() {
    const std::string frame = "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x08\x00hello";
    return {
        {{10, 5}, EventKind::interrupt, 3, std::string(1, '\1')},
        {{10, 5}, EventKind::timer, 0, std::string(1, '\1')},
        {{300, 200}, EventKind::uart_input, 0, "a"},
        {{301, 200},
         EventKind::net_receive,
         0,
         std::string("\1\2\3\4\5\6\1\2\3\4\5\6\x08\0hi", 16)},
        {{400, 250}, EventKind::disk_start, 0, std::string("\0\2\1", 3)},
        {{1400, 900}, EventKind::disk_complete, 0, "sector"},
        {{1401, 900}, EventKind::clock_read, 1, std::string("\1\2\3\4\5\6\7\x08", 8)},
        {{1500, 950}, EventKind::output_mark, 0, make_payload(OutputMark{'x', 0, false})},
        {{1500, 950},
         EventKind::output_mark,
         3,
         make_payload(OutputMark{17, 0x1122334455667788, true})},
        {{2000, 1300}, EventKind::state_digest, 0, make_payload(StateDigest{0xfeedfacecafebeef})},
        {{2000, 1300}, EventKind::control, 1, "quiesce"},
        {{2100, 1350}, EventKind::fault, 0, make_payload(Fault{2300, 1, 99, "core.pc_q[3]"})},
        {{2500, 1500}, EventKind::roll_back, 0, make_payload(RollBackTo{2800, {2000, 1300}})},
        {{2050, 1310}, EventKind::uart_input, 0, "b"},
        {{3000, 1600}, EventKind::term_change, 0, make_payload(TermChange{1, 100})},
        {{200, 1700}, EventKind::timer, 0, std::string(1, '\0')},
    };
}

/// A log with these events, closed.
inline Bytes log_with(const std::vector<Event>& events, const WriterOptions& options = {},
                      std::string_view start = "start") {
    MemorySink sink;
    LogWriter writer(sink, small_header(), as_bytes(start), options);
    Point last;
    for (const Event& event : events) {
        writer.add(event);
        last = event.at;
    }
    writer.close(last, {0, 12345, true, 0x0123456789abcdef});
    return sink.bytes;
}

inline LogFile open_log(std::span<const std::byte> bytes,
                        LogFile::Holes holes = LogFile::Holes::refuse) {
    return LogFile(bytes_in_memory(bytes), "test.ftlog", holes);
}

/// All events but those of snapshots.
inline std::vector<Event> events_of(const LogFile& log) {
    std::vector<Event> events;
    LogCursor cursor(log);
    while (const Event* event = cursor.next()) {
        if (event->kind == EventKind::snapshot || event->kind == EventKind::snapshot_part) continue;
        events.push_back(*event);
    }
    return events;
}

}  // namespace ftsim::replay::testing
