// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/input_player.hpp"

namespace ftsim::replay {

InputPlayer::InputPlayer(const LogFile& log, std::size_t chunk) : cursor_(log, chunk) { advance(); }

void InputPlayer::advance() {
    const Event* event = cursor_.next();
    while (event != nullptr && !is_input(event->kind)) event = cursor_.next();
    next_ = event == nullptr ? std::nullopt : std::optional(*event);
}

std::optional<std::string> InputPlayer::take(const Point& now, EventKind kind, uint8_t source) {
    passed(now.cycle);
    const bool due = next_ && next_->at.cycle == now.cycle;
    if (due && next_->kind == kind && next_->source == source) {
        if (next_->at != now && !missed_) missed_ = Missed{next_, Event{now, kind, source}};
        std::string payload = std::move(next_->payload);
        advance();
        return payload;
    }
    // Data and times that were asked for always come.
    const bool always = kind == EventKind::disk_complete || kind == EventKind::clock_read;
    if (always && !missed_) missed_ = Missed{next_, Event{now, kind, source}};
    return std::nullopt;
}

void InputPlayer::passed(uint64_t cycle) {
    if (next_ && next_->at.cycle < cycle && !missed_) missed_ = Missed{next_, std::nullopt};
}

}  // namespace ftsim::replay
