// SPDX-License-Identifier: Apache-2.0
#pragma once

// The core-local interruptor of one hart, as QEMU's virt has it: msip at 0x0000, mtimecmp at
// 0x4000, mtime at 0xbff8, counting 10 MHz of machine time. Instead of counting it knows at which
// machine cycle the timer interrupt comes, so an idle cycle costs nothing. All numbers are machine
// time, so a guest does not see what recovery costs.

#include <cstdint>

#include "ftsim/board/register_map.hpp"

namespace ftsim {

class Clint {
public:
    static constexpr uint32_t kBytes = 0xc000;  // as in QEMU, behind them nothing answers
    static constexpr uint64_t kTimeHz = 10'000'000;

    struct State {
        uint64_t mtimecmp = 0;     // as QEMU: the interrupt is pending from the start
        uint64_t time_offset = 0;  // mtime minus ticks since cycle 0, for guests that write mtime
        uint64_t followed = 0;     // added where mtime follows another clock
        uint32_t msip = 0;
        uint32_t raised = 0;  // the timer interrupt, where mtime follows another clock
    };
    /// mtime stands where its offset is saved.
    static const RegisterMap& registers();

    enum class Time {
        machine,  ///< counts machine time
        outside,  ///< follows a clock outside: follow() says what it is, raise() when it is due
    };

    /// Throws Error(usage) for a clock of 0 Hz.
    explicit Clint(uint64_t clock_hz, Time time = Time::machine);

    /// A word access at an offset below kBytes; zero and ignored where there is no register.
    uint32_t load(uint32_t offset, uint64_t cycle) const;
    void store(uint32_t offset, uint32_t word, uint64_t cycle);

    uint64_t mtime(uint64_t cycle) const {
        return ticks(cycle) + state_.followed + state_.time_offset;
    }
    bool software_interrupt() const { return state_.msip != 0; }
    bool timer_interrupt(uint64_t cycle) const {
        return time_ == Time::machine ? mtime(cycle) >= state_.mtimecmp : state_.raised != 0;
    }
    /// The first cycle from `cycle` on in which timer_interrupt() holds; UINT64_MAX for never.
    uint64_t timer_cycle(uint64_t cycle) const;

    /// Time::outside: the clock outside shows so many ticks in this cycle.
    void follow(uint64_t outside_ticks, uint64_t cycle) {
        state_.followed = outside_ticks - ticks(cycle);
    }
    /// Time::outside: whether the timer is due when the clock outside shows so many ticks.
    bool due(uint64_t outside_ticks) const {
        return outside_ticks + state_.time_offset >= state_.mtimecmp;
    }
    /// Time::outside: the interrupt is pending, until mtimecmp is written.
    void raise() { state_.raised = 1; }

    /// As when the power came on, with mtime 0 at this cycle.
    void reset(uint64_t cycle);

    const State& state() const { return state_; }
    void set_state(const State& state) { state_ = state; }
    /// Inverts a bit of registers() in this cycle.
    void flip(uint64_t bit, uint64_t cycle);

private:
    uint64_t ticks(uint64_t cycle) const;

    uint64_t clock_hz_;
    Time time_;
    State state_;
};

}  // namespace ftsim
