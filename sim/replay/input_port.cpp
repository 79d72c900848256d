// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/input_port.hpp"

namespace ftsim::replay {

std::optional<uint8_t> InputPort::poll(uint64_t cycle) {
    if (const auto logged = log_.peek()) {
        if (logged->cycle > cycle) return std::nullopt;
        log_.advance();
        return static_cast<uint8_t>(logged->payload);
    }
    if (cycle <= frontier_ || taken_ == outside_.size()) return std::nullopt;
    frontier_ = cycle;
    const auto byte = static_cast<uint8_t>(outside_[taken_++]);
    log_.record({cycle, EventKind::uart_input, byte});
    return byte;
}

void InputPort::forget_since(const Mark& mark) {
    log_.truncate(mark.log_position);
    taken_ = mark.taken;
    frontier_ = mark.frontier;
}

}  // namespace ftsim::replay
