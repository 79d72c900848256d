// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/gate.hpp"

#include <algorithm>

namespace ftsim::replay {

namespace {

bool matches(const Event& event, uint64_t cycle, EventKind kind, uint8_t source) {
    return event.cycle == cycle && event.kind == kind && event.source == source;
}

}  // namespace

const Event* Gate::playing(uint64_t cycle) {
    const Event* next = log_.peek();
    if (next == nullptr || next->cycle >= cycle) return next;
    log_.truncate(log_.position());
    return nullptr;
}

std::optional<std::string> Gate::poll(uint64_t cycle, EventKind kind, uint8_t source,
                                      const Ask& ask) {
    if (const Event* next = playing(cycle)) {
        if (!matches(*next, cycle, kind, source)) return std::nullopt;
        std::string payload = next->payload;
        log_.advance();
        return payload;
    }
    uint64_t& frontier = frontiers_[{kind, source}];
    if (cycle < frontier) return std::nullopt;
    frontier = cycle + 1;
    std::optional<std::string> given = ask();
    if (given) log_.record({cycle, kind, source, *given});
    return given;
}

std::string Gate::take(uint64_t cycle, EventKind kind, uint8_t source, const AskForData& ask) {
    if (const Event* next = playing(cycle)) {
        if (matches(*next, cycle, kind, source)) {
            std::string payload = next->payload;
            log_.advance();
            return payload;
        }
        log_.truncate(log_.position());
    }
    std::string given = ask();
    log_.record({cycle, kind, source, given});
    return given;
}

uint64_t Gate::next_cycle(EventKind kind, uint8_t source, uint64_t outside_next) const {
    if (const Event* logged = log_.next_of(kind, source)) return logged->cycle;
    const auto frontier = frontiers_.find({kind, source});
    return frontier == frontiers_.end() ? outside_next : std::max(outside_next, frontier->second);
}

void Gate::forget_since(const Mark& mark) {
    log_.truncate(mark.log_position);
    frontiers_ = mark.frontiers;
}

}  // namespace ftsim::replay
