// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/gate.hpp"

#include <algorithm>

namespace ftsim::replay {

namespace {

bool matches(const Event& event, uint64_t cycle, EventKind kind, uint8_t source) {
    return event.at.cycle == cycle && event.kind == kind && event.source == source;
}

}  // namespace

const Event* Gate::playing(uint64_t cycle) {
    const Event* next = window_.peek();
    if (next == nullptr || next->at.cycle >= cycle) return next;
    window_.truncate(window_.position());
    return nullptr;
}

void Gate::record(uint64_t cycle, EventKind kind, uint8_t source, const std::string& payload) {
    window_.record({{cycle, retired_()}, kind, source, payload});
    if (recorder_) recorder_({{cycle, retired_()}, kind, source, payload});
}

std::optional<std::string> Gate::poll(uint64_t cycle, EventKind kind, uint8_t source,
                                      const Ask& ask) {
    if (const Event* next = playing(cycle)) {
        if (!matches(*next, cycle, kind, source)) return std::nullopt;
        std::string payload = next->payload;
        window_.advance();
        return payload;
    }
    uint64_t& frontier = frontiers_[{kind, source}];
    if (cycle < frontier) return std::nullopt;
    frontier = cycle + 1;
    std::optional<std::string> given =
        recording_ != nullptr ? recording_->take({cycle, retired_()}, kind, source) : ask();
    if (given) record(cycle, kind, source, *given);
    return given;
}

std::string Gate::take(uint64_t cycle, EventKind kind, uint8_t source, const AskForData& ask) {
    if (const Event* next = playing(cycle)) {
        if (matches(*next, cycle, kind, source)) {
            std::string payload = next->payload;
            window_.advance();
            return payload;
        }
        window_.truncate(window_.position());
    }
    std::string given;
    if (recording_ != nullptr) {
        given = recording_->take({cycle, retired_()}, kind, source).value_or(std::string());
    } else {
        given = ask();
    }
    record(cycle, kind, source, given);
    return given;
}

uint64_t Gate::next_cycle(EventKind kind, uint8_t source, uint64_t outside_next) const {
    if (const Event* logged = window_.next_of(kind, source)) return logged->at.cycle;
    if (recording_ != nullptr) outside_next = recording_->next_cycle();
    const auto frontier = frontiers_.find({kind, source});
    return frontier == frontiers_.end() ? outside_next : std::max(outside_next, frontier->second);
}

void Gate::forget_since(const Mark& mark) {
    window_ = mark.window;
    frontiers_ = mark.frontiers;
}

}  // namespace ftsim::replay
