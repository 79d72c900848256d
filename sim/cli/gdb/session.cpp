// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/session.hpp"

#include <algorithm>
#include <utility>

namespace ftsim::cli {

namespace {

constexpr uint64_t kSliceCycles = 100'000;  // between two looks at the debugger at full speed
constexpr unsigned kLookEvery = 4096;       // likewise, cycle by cycle
constexpr unsigned kMostInFlight = 4096;    // cycles in which an instruction ends, if it ever does

}  // namespace

DebugSession::DebugSession(std::unique_ptr<Debuggee> debuggee, std::function<bool()> interrupted)
    : debuggee_(std::move(debuggee)), interrupted_(std::move(interrupted)) {
    hart_.emplace(debuggee_->machine());
}

bool DebugSession::look_up() { return ++looks_ % kLookEvery == 0 && interrupted_(); }

// Cycle by cycle, until pc has passed an instruction or is somewhere else. A place at which an
// instruction has only waited so far is no other one.
std::optional<Stop> DebugSession::step_to_next() {
    const uint64_t completed = hart_->completed();
    const uint32_t pc = hart_->pc();
    bool moved = !hart_->between_instructions();
    do {
        const uint64_t quiet = std::min(hart_->sleeps_for(), kSliceCycles);
        const bool goes_on =
            debuggee_->run_until(debuggee_->elapsed() + std::max<uint64_t>(quiet, 1));
        hart_->look();
        if (!goes_on) return Stop{StopReason::end};
        if (quiet > kLookEvery ? interrupted_() : look_up()) return stop_now();
        moved = moved || hart_->trapped() || hart_->completed() != completed || hart_->pc() != pc;
    } while (!moved || !hart_->between_instructions());
    return std::nullopt;
}

// Interrupted: what has begun comes to its end first.
Stop DebugSession::stop_now() {
    for (unsigned i = 0; i < kMostInFlight && !hart_->between_instructions(); ++i) {
        const bool goes_on = debuggee_->run_until(debuggee_->elapsed() + 1);
        hart_->look();
        if (!goes_on) return {StopReason::end};
    }
    return {StopReason::interrupted};
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

Stop DebugSession::step() {
    jumped_ = reported_behind_ = false;
    if (!std::exchange(reported_ahead_, false)) {
        if (const auto watch = watched(access_if_watched())) {
            reported_ahead_ = true;
            return {StopReason::watchpoint, watch};
        }
    }
    if (const auto stop = step_to_next()) return *stop;
    return {breakpoints.contains(hart_->pc()) ? StopReason::breakpoint : StopReason::step};
}

Stop DebugSession::resume() {
    if (std::exchange(jumped_, false) && breakpoints.contains(hart_->pc())) {
        return {StopReason::breakpoint};
    }
    if (!breakpoints.empty() || !watchpoints.empty()) {
        while (true) {
            const Stop stop = step();
            if (stop.reason != StopReason::step) return stop;
        }
    }
    reported_ahead_ = reported_behind_ = false;
    while (debuggee_->run_until(debuggee_->elapsed() + kSliceCycles)) {
        if (!interrupted_()) continue;
        hart_->look();
        return stop_now();
    }
    hart_->look();
    return {StopReason::end};
}

bool DebugSession::after(bool written) {
    if (written) debuggee_->changed();
    return written;
}

bool DebugSession::write_register(unsigned reg, uint32_t word) {
    const uint32_t pc = hart_->pc();
    if (!after(hart_->write(reg, word))) return false;
    if (hart_->pc() != pc) {
        jumped_ = true;
        reported_ahead_ = reported_behind_ = false;
    }
    return true;
}

bool DebugSession::write_csr(unsigned number, uint32_t word) {
    return after(hart_->write_csr(number, word));
}

bool DebugSession::write_memory(uint32_t address, std::span<const std::byte> bytes) {
    return after(hart_->write_memory(address, bytes));
}

}  // namespace ftsim::cli
