// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/uart.hpp"

#include <algorithm>

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

__extension__ using Wide = unsigned __int128;

// Interrupt enable
constexpr uint8_t kEnableReceived = 0x01;
constexpr uint8_t kEnableTransmitter = 0x02;
constexpr uint8_t kEnableLineStatus = 0x04;
constexpr uint8_t kEnableModemStatus = 0x08;

// Interrupt identification, in falling priority
constexpr uint8_t kCauseLineStatus = 0x06;
constexpr uint8_t kCauseReceived = 0x04;
constexpr uint8_t kCauseTimeout = 0x0c;
constexpr uint8_t kCauseTransmitter = 0x02;
constexpr uint8_t kCauseModemStatus = 0x00;
constexpr uint8_t kNoCause = 0x01;
constexpr uint8_t kFifosEnabled = 0xc0;

// FIFO control
constexpr uint8_t kFifoEnable = 0x01;
constexpr uint8_t kResetReceiver = 0x02;
constexpr uint8_t kResetTransmitter = 0x04;
constexpr uint8_t kTrigger = 0xc0;

// Line status
constexpr uint8_t kDataReady = 0x01;
constexpr uint8_t kOverrun = 0x02;
constexpr uint8_t kTransmitterEmpty = 0x60;  // holding register and shift register

// Modem status
constexpr uint8_t kRing = 0x40;
constexpr uint8_t kModemReady = 0xb0;    // carrier, data set ready, clear to send
constexpr uint8_t kChangeOfLine = 0x0b;  // of these three, four places lower
constexpr uint8_t kRingEnded = 0x04;

// Four characters of a start bit, eight data bits and a stop bit, 16 reference clocks each, times
// the divisor.
constexpr uint64_t kTimeoutClocks = uint64_t{4} * 10 * 16;

}  // namespace

Uart::Uart(uint64_t clock_hz) : clock_hz_(clock_hz) {
    if (clock_hz == 0) throw Error(ErrorKind::usage, "a clock of 0 Hz: at least 1 Hz is needed");
}

const RegisterMap& Uart::registers() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(State));
        of.none(&State::timeout_cycle);
        of.add_each("rx", &State::rx, 8, 0, SiteKind::memory);
        of.add("divisor", &State::divisor);
        of.add("rx_count", &State::rx_count, 5);
        of.add("overrun", &State::overrun, 1);
        of.add("thr_interrupt", &State::transmitter_interrupt, 1);
        of.add("modem_changes", &State::modem_changes, 4);
        of.add("ier", &State::interrupt_enable, 4);
        of.add("fifo_enable", &State::fifo_control, 1);
        of.add("fifo_trigger", &State::fifo_control, 2, 6);
        of.add("lcr", &State::line_control);
        of.add("mcr", &State::modem_control, 5);
        of.add("scr", &State::scratch);
        of.none_at(offsetof(State, unused), sizeof(State::unused));
        return of;
    }();
    return map;
}

// A FIFO that seems to have bytes now counts its time-out anew.
void Uart::flip(uint64_t bit, uint64_t cycle) {
    set_state(registers().flipped(state_, bit));
    const bool counts = fifo_enabled() && state_.rx_count != 0;
    if (!counts || state_.timeout_cycle == UINT64_MAX) restart_timeout(cycle);
}

void Uart::set_state(const State& state) {
    state_ = state;
    const unsigned most = fifo_enabled() ? kFifoBytes : 1;
    state_.rx_count = static_cast<uint8_t>(std::min<unsigned>(state_.rx_count, most));
}

uint8_t Uart::load(uint32_t offset, uint64_t cycle) {
    switch (offset) {
        case 0:
            return divisor_latch() ? static_cast<uint8_t>(state_.divisor) : read_received(cycle);
        case 1:
            return divisor_latch() ? static_cast<uint8_t>(state_.divisor >> 8)
                                   : state_.interrupt_enable;
        case 2: return read_cause(cycle);
        case 3: return state_.line_control;
        case 4: return state_.modem_control;
        case 5: return read_line_status();
        case 6: return read_modem_status();
        case 7: return state_.scratch;
        default: return 0;
    }
}

std::optional<uint8_t> Uart::store(uint32_t offset, uint8_t byte, uint64_t cycle) {
    switch (offset) {
        case 0:
            if (!divisor_latch()) return send(byte, cycle);
            state_.divisor = static_cast<uint16_t>((state_.divisor & 0xff00) | byte);
            break;
        case 1:
            if (divisor_latch()) {
                state_.divisor = static_cast<uint16_t>((state_.divisor & 0x00ff) | byte << 8);
            } else {
                set_interrupt_enable(byte);
            }
            break;
        case 2: set_fifo_control(byte); break;
        case 3: state_.line_control = byte; break;
        case 4: set_modem_control(byte); break;
        case 7: state_.scratch = byte; break;
        default: break;
    }
    return std::nullopt;
}

unsigned Uart::trigger_level() const {
    constexpr std::array<unsigned, 4> kLevels = {1, 4, 8, 14};
    return fifo_enabled() ? kLevels[state_.fifo_control >> 6] : 1;
}

uint8_t Uart::interrupt_cause(uint64_t cycle) const {
    const uint8_t enabled = state_.interrupt_enable;
    if ((enabled & kEnableLineStatus) != 0 && state_.overrun != 0) return kCauseLineStatus;
    if ((enabled & kEnableReceived) != 0 && state_.rx_count != 0) {
        if (state_.rx_count >= trigger_level()) return kCauseReceived;
        if (cycle >= state_.timeout_cycle) return kCauseTimeout;
    }
    if ((enabled & kEnableTransmitter) != 0 && state_.transmitter_interrupt != 0) {
        return kCauseTransmitter;
    }
    if ((enabled & kEnableModemStatus) != 0 && state_.modem_changes != 0) return kCauseModemStatus;
    return kNoCause;
}

bool Uart::interrupt(uint64_t cycle) const { return interrupt_cause(cycle) != kNoCause; }

uint64_t Uart::next_cycle(uint64_t cycle) const {
    // Time alone takes no interrupt away.
    if ((state_.interrupt_enable & kEnableReceived) == 0 || interrupt(cycle)) return UINT64_MAX;
    return state_.timeout_cycle;
}

uint8_t Uart::read_received(uint64_t cycle) {
    const uint8_t byte = state_.rx[0];
    if (!fifo_enabled()) {
        state_.rx_count = 0;
    } else if (state_.rx_count != 0) {
        std::copy(state_.rx.begin() + 1, state_.rx.end(), state_.rx.begin());
        state_.rx.back() = 0;
        --state_.rx_count;
        restart_timeout(cycle);
    }
    return byte;
}

uint8_t Uart::read_cause(uint64_t cycle) {
    const uint8_t cause = interrupt_cause(cycle);
    if (cause == kCauseTransmitter) state_.transmitter_interrupt = 0;
    return cause | (fifo_enabled() ? kFifosEnabled : 0);
}

uint8_t Uart::read_line_status() {
    uint8_t status = kTransmitterEmpty;
    if (state_.rx_count != 0) status |= kDataReady;
    if (state_.overrun != 0) status |= kOverrun;
    state_.overrun = 0;
    return status;
}

uint8_t Uart::read_modem_status() {
    const uint8_t status = modem_lines() | state_.modem_changes;
    state_.modem_changes = 0;
    return status;
}

// In loopback the four outputs feed the four inputs.
uint8_t Uart::modem_lines() const {
    if (!loopback()) return kModemReady;
    const unsigned control = state_.modem_control;
    const unsigned clear_to_send = control >> 1 & 1U;   // from request to send
    const unsigned data_set_ready = control >> 0 & 1U;  // from data terminal ready
    return static_cast<uint8_t>((control & 0x0cU) << 4 | data_set_ready << 5 | clear_to_send << 4);
}

std::optional<uint8_t> Uart::send(uint8_t byte, uint64_t cycle) {
    raise_transmitter_interrupt();
    if (!loopback()) return byte;
    take(byte, cycle);
    return std::nullopt;
}

// Enabling the transmitter interrupt reports an empty transmitter once more: no datasheet says so,
// all hardware does it and drivers rely on it.
void Uart::set_interrupt_enable(uint8_t byte) {
    const bool was_enabled = (state_.interrupt_enable & kEnableTransmitter) != 0;
    state_.interrupt_enable = byte & 0x0f;
    if ((byte & kEnableTransmitter) == 0) {
        state_.transmitter_interrupt = 0;
    } else if (!was_enabled) {
        raise_transmitter_interrupt();
    }
}

void Uart::set_fifo_control(uint8_t byte) {
    const bool enable = (byte & kFifoEnable) != 0;
    const bool switched = enable != fifo_enabled();
    // Other bits count only beside the enabling one.
    if (!enable) byte = 0;
    if (switched) byte |= kResetReceiver | kResetTransmitter;
    state_.fifo_control = byte & (kFifoEnable | kTrigger);
    if ((byte & kResetReceiver) != 0) {
        state_.rx = {};
        state_.rx_count = 0;
        state_.timeout_cycle = UINT64_MAX;
    }
    if ((byte & kResetTransmitter) != 0) raise_transmitter_interrupt();
}

void Uart::set_modem_control(uint8_t byte) {
    const uint8_t before = modem_lines();
    state_.modem_control = byte & 0x1f;
    const uint8_t after = modem_lines();
    state_.modem_changes |= (before ^ after) >> 4 & kChangeOfLine;
    if ((before & ~after & kRing) != 0) state_.modem_changes |= kRingEnded;
}

// A full FIFO keeps what it has; without FIFO the new byte replaces the old one.
void Uart::take(uint8_t byte, uint64_t cycle) {
    if (state_.rx_count == (fifo_enabled() ? kFifoBytes : 1)) {
        state_.overrun = 1;
        if (!fifo_enabled()) state_.rx[0] = byte;
        return;
    }
    state_.rx[state_.rx_count] = byte;
    ++state_.rx_count;
    restart_timeout(cycle);
}

void Uart::raise_transmitter_interrupt() {
    if ((state_.interrupt_enable & kEnableTransmitter) != 0) state_.transmitter_interrupt = 1;
}

void Uart::restart_timeout(uint64_t cycle) {
    state_.timeout_cycle = UINT64_MAX;
    if (!fifo_enabled() || state_.rx_count == 0) return;
    // A counter of 16 bits that starts at 0 takes a full turn.
    const uint64_t divisor = state_.divisor != 0 ? state_.divisor : 0x1'0000;
    const Wide clocks = Wide{divisor} * kTimeoutClocks * clock_hz_;
    const Wide due = cycle + (clocks + kReferenceHz - 1) / kReferenceHz;
    if (due < UINT64_MAX) state_.timeout_cycle = static_cast<uint64_t>(due);
}

}  // namespace ftsim
