// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/session.hpp"

#include <algorithm>

namespace ftsim::cli {

namespace {

constexpr uint64_t kSliceCycles = 100'000;  // between two looks at the debugger at full speed
constexpr unsigned kLookEvery = 4096;       // likewise, cycle by cycle
constexpr uint64_t kFirstWindow = 64;       // of a search backwards, in elapsed cycles
constexpr uint64_t kWindowGrowth = 8;

}  // namespace

DebugSession::DebugSession(std::unique_ptr<Debuggee> debuggee, std::function<bool()> interrupted)
    : debuggee_(std::move(debuggee)), interrupted_(std::move(interrupted)) {
    hart_.emplace(debuggee_->machine());
}

bool DebugSession::look_up() { return ++looks_ % kLookEvery == 0 && interrupted_(); }

// Cycle by cycle, until pc has passed an instruction or is somewhere else.
std::optional<Stop> DebugSession::step_to_next() {
    const uint64_t completed = hart_->completed();
    const uint32_t pc = hart_->pc();
    do {
        if (!debuggee_->run_until(debuggee_->elapsed() + 1)) {
            hart_->look();
            return Stop{StopReason::end};
        }
        hart_->look();
        if (look_up()) return Stop{StopReason::interrupted};
    } while (hart_->completed() == completed && hart_->pc() == pc);
    return std::nullopt;
}

std::optional<DataAccess> DebugSession::access_if_watched() const {
    return watchpoints.empty() ? std::nullopt : data_access_of(*hart_);
}

std::optional<Watchpoint> DebugSession::watched(const std::optional<DataAccess>& access) const {
    if (!access) return std::nullopt;
    for (const Watchpoint& watch : watchpoints) {
        const bool overlaps = access->address - watch.address < watch.bytes ||
                              watch.address - access->address < access->bytes;
        const bool wanted = (watch.reads && access->reads) || (watch.writes && access->writes);
        if (overlaps && wanted) return watch;
    }
    return std::nullopt;
}

// Reports a watched access before it happens, once.
std::optional<Stop> DebugSession::report_access(const std::optional<DataAccess>& access,
                                                uint64_t elapsed_cycle) {
    const auto watch = watched(access);
    if (!watch || reported_ == elapsed_cycle) return std::nullopt;
    return Stop{StopReason::watchpoint, watch};
}

Stop DebugSession::step() {
    if (const auto stop = report_access(access_if_watched(), debuggee_->elapsed())) {
        reported_ = debuggee_->elapsed();
        return *stop;
    }
    if (const auto stop = step_to_next()) return *stop;
    return {breakpoints.contains(hart_->pc()) ? StopReason::breakpoint : StopReason::step};
}

Stop DebugSession::resume() {
    if (!breakpoints.empty() || !watchpoints.empty()) {
        while (true) {
            const Stop stop = step();
            if (stop.reason != StopReason::step) return stop;
        }
    }
    while (debuggee_->run_until(debuggee_->elapsed() + kSliceCycles)) {
        if (!interrupted_()) continue;
        hart_->look();
        return {StopReason::interrupted};
    }
    hart_->look();
    return {StopReason::end};
}

bool DebugSession::go_to(uint64_t elapsed_cycle) {
    if (!debuggee_->go_before(elapsed_cycle + 1)) return false;
    debuggee_->run_until(elapsed_cycle);
    hart_.emplace(debuggee_->machine());
    return true;
}

// Windows of the time before, each walked through once, the nearest first.
Stop DebugSession::back_to(const std::function<std::optional<Found>(uint64_t end)>& last_before) {
    uint64_t end = debuggee_->elapsed();
    for (uint64_t window = kFirstWindow; end > 0; window *= kWindowGrowth) {
        const uint64_t start = end > window ? end - window : 0;
        if (!go_to(start)) break;
        const uint64_t begun = debuggee_->elapsed();
        if (const auto found = last_before(end)) {
            go_to(found->elapsed_cycle);
            if (found->stop.watchpoint) reported_ = found->elapsed_cycle;
            return found->stop;
        }
        if (interrupted_()) return {StopReason::interrupted};
        end = begun;
    }
    go_to(0);
    return {StopReason::begin};
}

Stop DebugSession::step_back() {
    return back_to([this](uint64_t end) {
        std::optional<Found> last;
        while (debuggee_->elapsed() < end) {
            last = Found{debuggee_->elapsed(), {StopReason::step}};
            const auto access = access_if_watched();
            if (step_to_next()) break;
            const auto stop = report_access(access, debuggee_->elapsed());
            if (stop) last = Found{debuggee_->elapsed(), *stop};
        }
        return last;
    });
}

Stop DebugSession::resume_back() {
    return back_to([this](uint64_t end) {
        std::optional<Found> last;
        while (debuggee_->elapsed() < end) {
            const uint64_t here = debuggee_->elapsed();
            if (breakpoints.contains(hart_->pc())) last = Found{here, {StopReason::breakpoint}};
            const auto access = access_if_watched();
            if (step_to_next()) break;
            const uint64_t behind = debuggee_->elapsed();
            const auto stop = report_access(access, behind);
            if (stop && behind <= end) last = Found{behind, *stop};
        }
        return last;
    });
}

}  // namespace ftsim::cli
