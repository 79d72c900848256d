// SPDX-License-Identifier: Apache-2.0
#pragma once

// The register side of a 16550A without FIFO and interrupts: enough for a polled console. A byte
// sent is taken at once (the transmitter is always empty); a byte received stays until the guest
// has read it. Offsets are bytes from the base address. What is sent goes to the outbox, what is
// received comes through the replay log: this class does neither.

#include <cstdint>
#include <optional>

namespace ftsim {

class Uart {
public:
    static constexpr uint32_t kBytes = 0x100;

    struct State {
        uint8_t rx_data = 0;
        uint8_t rx_full = 0;
        uint8_t interrupt_enable = 0;
        uint8_t fifo_control = 0;
        uint8_t line_control = 0;
        uint8_t modem_control = 0;
        uint8_t scratch = 0;
        uint8_t divisor_low = 12;  // 9600 baud, as after QEMU's reset
        uint8_t divisor_high = 0;
    };

    uint8_t load(uint32_t offset);
    /// Returns the byte to send, if this store sends one.
    std::optional<uint8_t> store(uint32_t offset, uint8_t byte);

    bool can_receive() const { return state_.rx_full == 0; }
    void receive(uint8_t byte) {
        state_.rx_data = byte;
        state_.rx_full = 1;
    }

    const State& state() const { return state_; }
    void set_state(const State& state) { state_ = state; }

private:
    bool divisor_latch() const { return (state_.line_control & 0x80) != 0; }

    State state_;
};

}  // namespace ftsim
