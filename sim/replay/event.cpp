// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/event.hpp"

#include "ftsim/replay/log_format.hpp"

namespace ftsim::replay {

std::string_view name(EventKind kind) {
    switch (kind) {
        case EventKind::interrupt: return "interrupt";
        case EventKind::timer: return "timer";
        case EventKind::uart_input: return "uart_input";
        case EventKind::net_receive: return "net_receive";
        case EventKind::disk_start: return "disk_start";
        case EventKind::disk_complete: return "disk_complete";
        case EventKind::clock_read: return "clock_read";
        case EventKind::output_mark: return "output_mark";
        case EventKind::state_digest: return "state_digest";
        case EventKind::snapshot: return "snapshot";
        case EventKind::snapshot_part: return "snapshot_part";
        case EventKind::control: return "control";
        case EventKind::fault: return "fault";
        case EventKind::roll_back: return "roll_back";
        case EventKind::term_change: return "term_change";
        case EventKind::clean_end: return "clean_end";
    }
    return {};
}

std::size_t max_payload(EventKind kind) {
    switch (kind) {
        case EventKind::interrupt:
        case EventKind::uart_input: return 1;
        case EventKind::net_receive: return 1514;
        case EventKind::disk_start: return 1 + 10 + 10;
        case EventKind::timer:
        case EventKind::clock_read:
        case EventKind::state_digest: return 8;
        case EventKind::output_mark: return 10 + 8;
        case EventKind::snapshot: return 10 + 10 + 8;
        case EventKind::fault: return 10 + 10 + 10 + 256;
        case EventKind::roll_back: return 10 + 10 + 10;
        case EventKind::term_change: return 10 + 10;
        case EventKind::clean_end: return 10 + 10 + 1 + 8;
        case EventKind::control: return 4096;
        case EventKind::disk_complete:
        case EventKind::snapshot_part: break;
    }
    return kMaxPayloadBytes;
}

}  // namespace ftsim::replay
