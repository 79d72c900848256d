// SPDX-License-Identifier: Apache-2.0
// Backwards: windows of the time before, each walked through once, the nearest first.
#include <algorithm>
#include <utility>

#include "sim/cli/gdb/session.hpp"

namespace ftsim::cli {

namespace {

constexpr uint64_t kSliceCycles = 1'000'000;  // between two looks at the debugger at full speed
constexpr uint64_t kFirstWindow = 64;         // of a search, in elapsed cycles
constexpr uint64_t kWindowGrowth = 8;

}  // namespace

// False where the debugger does not want it any more.
bool DebugSession::run_to(uint64_t elapsed_cycle) {
    while (debuggee_->elapsed() < elapsed_cycle) {
        const uint64_t slice = debuggee_->elapsed() + kSliceCycles;
        if (!debuggee_->run_until(std::min(elapsed_cycle, slice))) break;
        if (debuggee_->elapsed() < elapsed_cycle && interrupted_()) return false;
    }
    return true;
}

bool DebugSession::go_to(uint64_t elapsed_cycle) {
    debuggee_->go_before(elapsed_cycle + 1);
    hart_.emplace(debuggee_->machine());
    const bool arrived = run_to(elapsed_cycle);
    hart_->look();
    return arrived;
}

// From where the machine is to `end`, which is a place between two instructions. Where the walk
// begins is one only at the very beginning: an instruction may be waiting there.
DebugSession::Walk DebugSession::walk_to(uint64_t end, Back how, bool reported) {
    Walk walk;
    bool is_place = debuggee_->elapsed() == 0;
    while (debuggee_->elapsed() < end) {
        const uint64_t here = debuggee_->elapsed();
        std::optional<Watchpoint> watch;
        if (is_place) {
            if (!walk.first) walk.first = here;
            const bool hit = how == Back::resume && breakpoints.contains(hart_->pc());
            if (hit) walk.last = Found{here, {StopReason::breakpoint}};
            if (how == Back::step) walk.last = Found{here, {StopReason::step}};
            watch = watched(access_if_watched());
        }
        if (const auto stop = step_to_next()) {
            walk.interrupted = stop->reason == StopReason::interrupted;
            break;
        }
        const uint64_t behind = debuggee_->elapsed();
        if (watch && behind <= end && !(behind == end && reported)) {
            walk.last = Found{behind, {StopReason::watchpoint, watch}};
        }
        is_place = true;
    }
    return walk;
}

// Nothing where the debugger does not want it any more.
std::optional<Stop> DebugSession::search_back(Back how, bool reported) {
    uint64_t end = debuggee_->elapsed();
    for (uint64_t window = kFirstWindow; end > 0; window *= kWindowGrowth) {
        const uint64_t start = end > window ? end - window : 0;
        if (!go_to(start)) return std::nullopt;
        const Walk walk = walk_to(end, how, reported);
        if (walk.interrupted) return std::nullopt;
        if (walk.last) {
            if (!go_to(walk.last->elapsed_cycle)) return std::nullopt;
            return walk.last->stop;
        }
        if (start == 0) break;
        if (walk.first) {
            end = *walk.first;
            reported = false;
        }
        if (interrupted_()) return std::nullopt;
    }
    if (!go_to(0)) return std::nullopt;
    return Stop{StopReason::begin};
}

Stop DebugSession::go_back(Back how) {
    jumped_ = reported_ahead_ = false;
    const bool reported = std::exchange(reported_behind_, false);
    debuggee_->keep_place();
    if (const auto stop = search_back(how, reported)) {
        debuggee_->forget_place();
        reported_behind_ = stop->watchpoint.has_value();
        return *stop;
    }
    debuggee_->return_to_place();
    hart_.emplace(debuggee_->machine());
    return {StopReason::interrupted};
}

Stop DebugSession::step_back() { return go_back(Back::step); }
Stop DebugSession::resume_back() { return go_back(Back::resume); }

}  // namespace ftsim::cli
