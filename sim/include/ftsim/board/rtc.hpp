// SPDX-License-Identifier: Apache-2.0
#pragma once

// The goldfish real-time clock of QEMU's virt: nanoseconds since 1970 and one alarm. Its time is
// the start time plus machine time, worked out from the cycle anew each time, so it neither drifts
// nor sees what recovery costs. An alarm is fixed to a machine cycle when it is set; writing the
// time moves it no more than in QEMU.

#include <cstdint>

#include "ftsim/board/register_map.hpp"

namespace ftsim {

class Rtc {
public:
    static constexpr uint32_t kBytes = 0x24;

    struct State {
        uint64_t time_offset = 0;           // nanoseconds, for guests that write the time; it wraps
        uint64_t followed = 0;              // nanoseconds, added where it follows another clock
        uint64_t alarm = 0;                 // as the guest wrote it
        uint64_t alarm_cycle = UINT64_MAX;  // when the alarm goes off, while it runs
        uint32_t time_high = 0;             // latched by reading the low half
        uint8_t running = 0;
        uint8_t pending = 0;
        uint8_t interrupt_enable = 0;
        uint8_t unused = 0;
    };
    /// The time stands where its offset is saved.
    static const RegisterMap& registers();

    /// start_ns: the time at cycle 0, in nanoseconds since 1970. Throws Error(usage) for a clock of
    /// 0 Hz.
    Rtc(uint64_t clock_hz, uint64_t start_ns);

    /// A word access at an offset below kBytes; zero and ignored where there is no register.
    uint32_t load(uint32_t offset, uint64_t cycle);
    void store(uint32_t offset, uint32_t word, uint64_t cycle);

    /// A clock outside shows so many nanoseconds since 1970 in this cycle, and this one now too. A
    /// running alarm stays at its cycle.
    void follow(uint64_t outside_ns, uint64_t cycle);

    /// Nanoseconds since 1970, rounded down.
    uint64_t time(uint64_t cycle) const;

    bool interrupt(uint64_t cycle) const {
        return state_.interrupt_enable != 0 && (state_.pending != 0 || gone_off(cycle));
    }
    /// The first cycle after `cycle` in which interrupt() differs, if nobody touches the device;
    /// UINT64_MAX for never.
    uint64_t next_cycle(uint64_t cycle) const {
        return state_.interrupt_enable != 0 && !interrupt(cycle) ? state_.alarm_cycle : UINT64_MAX;
    }

    const State& state() const { return state_; }
    void set_state(const State& state) { state_ = state; }
    /// Inverts a bit of registers() in this cycle. An alarm that runs is compared with the time
    /// anew.
    void flip(uint64_t bit, uint64_t cycle);

private:
    bool gone_off(uint64_t cycle) const {
        return state_.running != 0 && cycle >= state_.alarm_cycle;
    }

    void settle(uint64_t cycle);
    void arm(uint64_t cycle);
    uint64_t due_cycle(uint64_t cycle) const;
    void stop();

    uint64_t clock_hz_;
    uint64_t start_ns_;
    State state_;
};

}  // namespace ftsim
