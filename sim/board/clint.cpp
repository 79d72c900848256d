// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/clint.hpp"

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::string_view kTime = "mtime";

void set_half(uint64_t& value, bool high, uint32_t word) {
    value = high ? (value & 0xffff'ffffU) | uint64_t{word} << 32
                 : (value & ~uint64_t{0xffff'ffffU}) | word;
}

}  // namespace

const RegisterMap& Clint::registers() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(State));
        of.add("mtimecmp", &State::mtimecmp);
        of.add(std::string(kTime), &State::time_offset);
        of.none(&State::followed);
        of.add("msip", &State::msip, 1);
        of.none(&State::raised);
        return of;
    }();
    return map;
}

Clint::Clint(uint64_t clock_hz, Time time) : clock_hz_(clock_hz), time_(time) {
    if (clock_hz == 0) throw Error(ErrorKind::usage, "a clock of 0 Hz: at least 1 Hz is needed");
}

uint64_t Clint::ticks(uint64_t cycle) const {
    if (clock_hz_ == kTimeHz) return cycle;
    return static_cast<uint64_t>(Wide{cycle} * kTimeHz / clock_hz_);
}

uint32_t Clint::load(uint32_t offset, uint64_t cycle) const {
    switch (offset) {
        case 0x0000: return state_.msip;
        case 0x4000: return static_cast<uint32_t>(state_.mtimecmp);
        case 0x4004: return static_cast<uint32_t>(state_.mtimecmp >> 32);
        case 0xbff8: return static_cast<uint32_t>(mtime(cycle));
        case 0xbffc: return static_cast<uint32_t>(mtime(cycle) >> 32);
        default: return 0;
    }
}

void Clint::store(uint32_t offset, uint32_t word, uint64_t cycle) {
    switch (offset) {
        case 0x0000: state_.msip = word & 1U; break;
        case 0x4000:
        case 0x4004:
            set_half(state_.mtimecmp, offset == 0x4004, word);
            state_.raised = 0;
            break;
        case 0xbff8:
        case 0xbffc: {
            uint64_t time = mtime(cycle);
            set_half(time, offset == 0xbffc, word);
            state_.time_offset = time - ticks(cycle) - state_.followed;
            break;
        }
        default: break;
    }
}

void Clint::reset(uint64_t cycle) {
    const uint64_t shown = ticks(cycle) + state_.followed;
    const uint64_t followed = state_.followed;
    state_ = {};
    state_.followed = followed;
    state_.time_offset = uint64_t{0} - shown;
}

// mtime is not counted but worked out, so a bit of the sum changes.
void Clint::flip(uint64_t bit, uint64_t cycle) {
    const State before = state_;
    const SiteBit at = registers().sites().locate(bit);
    if (at.site->name == kTime) {
        const uint64_t now = mtime(cycle);
        state_.time_offset += (now ^ uint64_t{1} << at.bit) - now;
    } else {
        state_ = registers().flipped(state_, bit);
    }
    // Only the clock outside knows whether the timer is still due.
    if (state_.msip == before.msip) state_.raised = 0;
}

uint64_t Clint::timer_cycle(uint64_t cycle) const {
    if (time_ == Time::outside) return state_.raised != 0 ? cycle : UINT64_MAX;
    const uint64_t now = mtime(cycle);
    if (now >= state_.mtimecmp) return cycle;
    const Wide due_ticks = Wide{ticks(cycle)} + (state_.mtimecmp - now);
    const Wide due = (due_ticks * clock_hz_ + kTimeHz - 1) / kTimeHz;
    return due > UINT64_MAX ? UINT64_MAX : static_cast<uint64_t>(due);
}

}  // namespace ftsim
