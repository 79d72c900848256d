// SPDX-License-Identifier: Apache-2.0
#pragma once

// A 16550A: receive FIFO, interrupts, loopback, as Linux's 8250 driver and firmware for QEMU's virt
// expect it. The transmitter is always empty: a byte sent is taken at once. The line has no errors
// and no modem behind it, so the receiver knows overruns only and the modem lines stand unless
// loopback moves them. Offsets are bytes from the base address, times machine cycles. What is sent
// goes to the outbox, what is received comes through the replay log: this class does neither.

#include <array>
#include <cstdint>
#include <optional>

#include "ftsim/board/register_map.hpp"

namespace ftsim {

class Uart {
public:
    static constexpr uint32_t kBytes = 8;
    static constexpr unsigned kFifoBytes = 16;
    /// What the baud rate generator divides, as QEMU's device tree says: 115200 baud by 2.
    static constexpr uint64_t kReferenceHz = 3'686'400;

    struct State {
        uint64_t timeout_cycle = UINT64_MAX;      // when the bytes in the FIFO are overdue
        std::array<uint8_t, kFifoBytes> rx = {};  // oldest first; what is not in use is zero
        uint16_t divisor = 12;                    // as after QEMU's reset
        uint8_t rx_count = 0;                     // without FIFO 0 or 1, and rx[0] stays when read
        uint8_t overrun = 0;                      // until the line status is read
        uint8_t transmitter_interrupt = 0;        // only while enabled
        uint8_t modem_changes = 0;                // the lower half of the modem status
        uint8_t interrupt_enable = 0;
        uint8_t fifo_control = 0;  // enable and trigger level; zero when not enabled
        uint8_t line_control = 0;
        uint8_t modem_control = 0;
        uint8_t scratch = 0;
        uint8_t unused[5] = {};
    };
    static const RegisterMap& registers();

    /// Throws Error(usage) for a clock of 0 Hz.
    explicit Uart(uint64_t clock_hz);

    /// One register at an offset below kBytes; zero and ignored where there is none.
    uint8_t load(uint32_t offset, uint64_t cycle);
    /// Returns the byte to send, if this store sends one.
    std::optional<uint8_t> store(uint32_t offset, uint8_t byte, uint64_t cycle);

    /// A byte enters once the guest has read the one before, and never in loopback.
    bool can_receive() const { return state_.rx_count == 0 && !loopback(); }
    /// A byte from outside. In loopback the line is not connected and the byte is lost.
    void receive(uint8_t byte, uint64_t cycle) {
        if (!loopback()) take(byte, cycle);
    }

    bool interrupt(uint64_t cycle) const;
    /// The first cycle after `cycle` in which interrupt() differs, if nobody touches the device;
    /// UINT64_MAX for never.
    uint64_t next_cycle(uint64_t cycle) const;

    const State& state() const { return state_; }
    /// A FIFO has no more bytes than it can have.
    void set_state(const State& state);
    /// Inverts a bit of registers() in this cycle.
    void flip(uint64_t bit, uint64_t cycle);

private:
    bool divisor_latch() const { return (state_.line_control & 0x80) != 0; }
    bool fifo_enabled() const { return (state_.fifo_control & 0x01) != 0; }
    bool loopback() const { return (state_.modem_control & 0x10) != 0; }
    unsigned trigger_level() const;
    uint8_t modem_lines() const;
    uint8_t interrupt_cause(uint64_t cycle) const;

    uint8_t read_received(uint64_t cycle);
    uint8_t read_cause(uint64_t cycle);
    uint8_t read_line_status();
    uint8_t read_modem_status();
    std::optional<uint8_t> send(uint8_t byte, uint64_t cycle);
    void set_interrupt_enable(uint8_t byte);
    void set_fifo_control(uint8_t byte);
    void set_modem_control(uint8_t byte);

    void take(uint8_t byte, uint64_t cycle);
    void raise_transmitter_interrupt();
    void restart_timeout(uint64_t cycle);

    uint64_t clock_hz_;
    State state_;
};

}  // namespace ftsim
