// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/rtc.hpp"

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr uint64_t kNanoseconds = 1'000'000'000;

constexpr uint32_t kTimeLow = 0x00;
constexpr uint32_t kTimeHigh = 0x04;
constexpr uint32_t kAlarmLow = 0x08;
constexpr uint32_t kAlarmHigh = 0x0c;
constexpr uint32_t kInterruptEnable = 0x10;
constexpr uint32_t kClearAlarm = 0x14;
constexpr uint32_t kAlarmStatus = 0x18;
constexpr uint32_t kClearInterrupt = 0x1c;

constexpr std::string_view kTime = "time";

uint64_t with_low(uint64_t value, uint32_t word) { return value >> 32 << 32 | word; }
uint64_t with_high(uint64_t value, uint32_t word) {
    return uint64_t{word} << 32 | static_cast<uint32_t>(value);
}

}  // namespace

const RegisterMap& Rtc::registers() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(State));
        of.add(std::string(kTime), &State::time_offset);
        of.none(&State::followed);
        of.add("alarm", &State::alarm);
        of.none(&State::alarm_cycle);
        of.add("time_high", &State::time_high);
        of.add("running", &State::running, 1);
        of.add("pending", &State::pending, 1);
        of.add("interrupt_enable", &State::interrupt_enable, 1);
        of.none(&State::unused);
        return of;
    }();
    return map;
}

Rtc::Rtc(uint64_t clock_hz, uint64_t start_ns) : clock_hz_(clock_hz), start_ns_(start_ns) {
    if (clock_hz == 0) throw Error(ErrorKind::usage, "a clock of 0 Hz: at least 1 Hz is needed");
}

uint64_t Rtc::time(uint64_t cycle) const {
    const Wide elapsed = Wide{cycle} * kNanoseconds / clock_hz_;
    return start_ns_ + static_cast<uint64_t>(elapsed) + state_.followed + state_.time_offset;
}

void Rtc::follow(uint64_t outside_ns, uint64_t cycle) {
    state_.followed += outside_ns - (time(cycle) - state_.time_offset);
}

uint32_t Rtc::load(uint32_t offset, uint64_t cycle) {
    settle(cycle);
    switch (offset) {
        case kTimeLow: {
            const uint64_t now = time(cycle);
            state_.time_high = static_cast<uint32_t>(now >> 32);
            return static_cast<uint32_t>(now);
        }
        case kTimeHigh: return state_.time_high;
        case kAlarmLow: return static_cast<uint32_t>(state_.alarm);
        case kAlarmHigh: return static_cast<uint32_t>(state_.alarm >> 32);
        case kInterruptEnable: return state_.interrupt_enable;
        case kAlarmStatus: return state_.running;
        default: return 0;
    }
}

void Rtc::store(uint32_t offset, uint32_t word, uint64_t cycle) {
    settle(cycle);
    const uint64_t now = time(cycle);
    switch (offset) {
        case kTimeLow: state_.time_offset += with_low(now, word) - now; break;
        case kTimeHigh: state_.time_offset += with_high(now, word) - now; break;
        case kAlarmLow:
            state_.alarm = with_low(state_.alarm, word);
            arm(cycle);
            break;
        case kAlarmHigh: state_.alarm = with_high(state_.alarm, word); break;
        case kInterruptEnable: state_.interrupt_enable = word & 1U; break;
        case kClearAlarm: stop(); break;
        case kClearInterrupt: state_.pending = 0; break;
        default: break;
    }
}

// An alarm that went off between two accesses becomes a pending interrupt at the next.
void Rtc::settle(uint64_t cycle) {
    if (!gone_off(cycle)) return;
    stop();
    state_.pending = 1;
}

void Rtc::arm(uint64_t cycle) {
    stop();
    const uint64_t now = time(cycle);
    if (state_.alarm <= now) {
        state_.pending = 1;
        return;
    }
    state_.running = 1;
    state_.alarm_cycle = due_cycle(cycle);
}

// When the time comes to the alarm: UINT64_MAX for never.
uint64_t Rtc::due_cycle(uint64_t cycle) const {
    const uint64_t now = time(cycle);
    if (state_.alarm <= now) return cycle;
    // The part of a nanosecond that has passed at `cycle`, in units of 1/clock_hz, counts already.
    const auto passed = static_cast<uint64_t>(Wide{cycle} * kNanoseconds % clock_hz_);
    const Wide missing = Wide{state_.alarm - now} * clock_hz_ - passed;
    const Wide due = cycle + (missing + kNanoseconds - 1) / kNanoseconds;
    return due < UINT64_MAX ? static_cast<uint64_t>(due) : UINT64_MAX;
}

// The time is not counted but worked out, so a bit of the sum changes.
void Rtc::flip(uint64_t bit, uint64_t cycle) {
    settle(cycle);
    const State before = state_;
    const SiteBit at = registers().sites().locate(bit);
    if (at.site->name == kTime) {
        const uint64_t now = time(cycle);
        state_.time_offset += (now ^ uint64_t{1} << at.bit) - now;
    } else {
        state_ = registers().flipped(state_, bit);
    }
    const bool moved = state_.time_offset != before.time_offset || state_.alarm != before.alarm ||
                       state_.running != before.running;
    if (moved) state_.alarm_cycle = state_.running != 0 ? due_cycle(cycle) : UINT64_MAX;
}

void Rtc::stop() {
    state_.running = 0;
    state_.alarm_cycle = UINT64_MAX;
}

}  // namespace ftsim
