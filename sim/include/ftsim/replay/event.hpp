// SPDX-License-Identifier: Apache-2.0
#pragma once

// One thing that came into a machine from outside, at the machine cycle at which it entered.
// Machine time goes back on a roll-back and comes again, so the cycle is the whole truth about
// when: a re-execution and a second machine that start from the same snapshot see the same event
// there.

#include <cstdint>
#include <string>

namespace ftsim::replay {

enum class EventKind : uint8_t {
    uart_input,   ///< payload: the byte received
    net_receive,  ///< payload: the frame
    disk_read,    ///< payload: the data read; empty for an I/O error
};

struct Event {
    uint64_t cycle;
    EventKind kind;
    uint8_t source;  ///< which of several devices of that kind
    std::string payload;

    bool operator==(const Event&) const = default;
};

}  // namespace ftsim::replay
