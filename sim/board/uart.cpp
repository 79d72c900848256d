// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/uart.hpp"

namespace ftsim {

namespace {

constexpr uint8_t kLineDataReady = 0x01;
constexpr uint8_t kLineTransmitterEmpty = 0x60;  // holding register and shift register
constexpr uint8_t kModemReady = 0xb0;            // carrier, data set ready, clear to send
constexpr uint8_t kNoInterrupt = 0x01;
constexpr uint8_t kFifosEnabled = 0xc0;

}  // namespace

uint8_t Uart::load(uint32_t offset) {
    switch (offset) {
        case 0:
            if (divisor_latch()) return state_.divisor_low;
            state_.rx_full = 0;
            return state_.rx_data;
        case 1: return divisor_latch() ? state_.divisor_high : state_.interrupt_enable;
        case 2: return kNoInterrupt | ((state_.fifo_control & 1) != 0 ? kFifosEnabled : 0);
        case 3: return state_.line_control;
        case 4: return state_.modem_control;
        case 5: return kLineTransmitterEmpty | (state_.rx_full != 0 ? kLineDataReady : 0);
        case 6: return kModemReady;
        case 7: return state_.scratch;
        default: return 0;
    }
}

std::optional<uint8_t> Uart::store(uint32_t offset, uint8_t byte) {
    switch (offset) {
        case 0:
            if (!divisor_latch()) return byte;
            state_.divisor_low = byte;
            break;
        case 1:
            if (divisor_latch()) {
                state_.divisor_high = byte;
            } else {
                state_.interrupt_enable = byte & 0x0f;
            }
            break;
        case 2: state_.fifo_control = byte & 0xc9; break;
        case 3: state_.line_control = byte; break;
        case 4: state_.modem_control = byte & 0x1f; break;
        case 7: state_.scratch = byte; break;
        default: break;
    }
    return std::nullopt;
}

}  // namespace ftsim
