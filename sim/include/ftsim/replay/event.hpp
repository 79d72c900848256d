// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a replay log is made of: one thing that came into a machine, left it, or happened to it, at
// its exact program point. Inputs are what a replay feeds to the machine; the rest is what it
// compares with, repeats, or starts from.
//
// Numbers are those in the file and never change their meaning. One with the top bit is critical: a
// reader that does not know it must stop, as a replay without that event would go another way.
// Unknown others may be skipped. docs/formats/ftlog.md gives every payload byte by byte.

#include <cstdint>
#include <string>
#include <string_view>

#include "ftsim/replay/point.hpp"

namespace ftsim::replay {

inline constexpr uint8_t kCritical = 0x80;

enum class EventKind : uint8_t {
    interrupt = 0x81,      ///< an external interrupt line; payload: its level
    timer = 0x82,          ///< the timer interrupt, where it follows the host's clock: its level
    uart_input = 0x83,     ///< the byte received
    net_receive = 0x84,    ///< the frame
    disk_start = 0x05,     ///< a request: operation, sector, sectors
    disk_complete = 0x86,  ///< the data read; empty for an I/O error
    clock_read = 0x87,     ///< what a clock that follows the host's gave: eight bytes
    output_mark = 0x08,    ///< what left: value and digest of its data
    state_digest = 0x09,   ///< of the complete state
    snapshot = 0x0a,       ///< begins one: number, bytes, digest
    snapshot_part = 0x0b,  ///< a part of its bytes
    control = 0x8c,        ///< power, quiesce, placement: a text
    fault = 0x8d,          ///< elapsed cycle, board, bit, name of the site
    roll_back = 0x8e,      ///< elapsed cycle, and the program point with which it goes on
    term_change = 0x8f,    ///< the new term, and the cycle of the host that goes on
    clean_end = 0x10,      ///< events before it, digest of the complete state
};

struct Event {
    Point at;
    EventKind kind;
    uint8_t source = 0;  ///< which of several devices, lines or sinks of that kind
    std::string payload = {};

    bool operator==(const Event&) const = default;
};

/// As the file format, `log dump` and messages spell it; empty for an unknown number.
std::string_view name(EventKind kind);

/// Something from outside, which a machine needs in order to go the same way again.
constexpr bool is_input(EventKind kind) {
    return kind >= EventKind::interrupt && kind <= EventKind::clock_read &&
           kind != EventKind::disk_start;
}

/// The largest payload that a kind may have, in bytes; a log with a larger one is none.
std::size_t max_payload(EventKind kind);

}  // namespace ftsim::replay
