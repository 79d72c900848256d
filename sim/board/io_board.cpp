// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/io_board.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <utility>

#include "ftsim/board/address_map.hpp"
#include "ftsim/board/state_bytes.hpp"
#include "ftsim/board/virtio/block.hpp"
#include "ftsim/board/virtio/net.hpp"

namespace ftsim {

namespace {

constexpr Answer kNothingThere{0, 1, 1};
constexpr uint8_t kWord = 0xf;  // all byte lanes
constexpr uint32_t kFinisherPass = 0x5555;
constexpr uint32_t kFinisherFail = 0x3333;
constexpr uint32_t kFinisherReset = 0x7777;

// How soon the host's clock is asked again whether the timer is due.
constexpr uint64_t kTimerPollCycles = 1000;
constexpr uint64_t kNanosecondsATick = 1'000'000'000 / Clint::kTimeHz;

// Sources of EventKind::clock_read.
constexpr uint8_t kTimerClock = 0;
constexpr uint8_t kRtcClock = 1;

unsigned lowest_lane(uint8_t lanes) {
    return static_cast<unsigned>(std::countr_zero(lanes | 0x10U)) & 3U;
}

}  // namespace

IoBoard::IoBoard(const IoBoardConfig& config, const IoBoardLinks& links)
    : config_(config),
      clint_(config.clock_hz,
             config.timer_follows_host ? Clint::Time::outside : Clint::Time::machine),
      uart_(config.clock_hz),
      rtc_(config.clock_hz, config.rtc_start_ns),
      delay_(config.latency),
      next_timer_poll_(config.timer_follows_host ? 0 : UINT64_MAX),
      outbox_(links.outbox),
      gate_(links.gate),
      console_in_(&links.console_in),
      clock_(links.clock) {
    for (uint32_t slot = 0; slot < address::kVirtioSlots; ++slot) {
        std::unique_ptr<VirtioDevice> device;
        if (slot == kDiskSlot && links.disk) {
            device = std::make_unique<VirtioBlock>(*links.disk, config.disk_latency);
        }
        if (slot == kNetSlot && links.net) device = std::make_unique<VirtioNet>(*links.net);
        virtio_.emplace_back(links.dma, std::move(device));
    }
    save(power_on_);
}

CoreInputs IoBoard::step(const CoreOutputs& out, bool addressed, uint64_t cycle) {
    const uint64_t next_cycle = cycle + 1;
    if (cycle >= next_poll_) poll_input(cycle);
    if (cycle >= next_timer_poll_) poll_timer(cycle);
    const Answer answer = delay_.shift(addressed ? access(out, cycle) : Answer{});
    CoreInputs pins;
    if (addressed || due(cycle)) {
        for (VirtioMmio& slot : virtio_) {
            if (cycle >= slot.next_cycle(cycle)) slot.advance(cycle);
            pins.reserve_clear |= slot.wrote_memory();
        }
        drive_interrupts(next_cycle);
        plan_next_event(next_cycle);
    }

    drive_data(pins, answer);
    drive(pins, next_cycle);
    return pins;
}

void IoBoard::drive(CoreInputs& pins, uint64_t cycle) const {
    pins.irq_software = clint_.software_interrupt();
    pins.irq_timer = clint_.timer_interrupt(cycle);
    pins.irq_external = plic_.interrupt();
}

void IoBoard::poll_input(uint64_t cycle) {
    if (!uart_.can_receive()) {
        next_poll_ = UINT64_MAX;
        return;
    }
    const auto byte = gate_.poll(cycle, replay::EventKind::uart_input, 0,
                                 [this, cycle] { return console_in_->next(cycle); });
    if (byte) {
        console_in_->entered(cycle);
        uart_.receive(static_cast<uint8_t>(byte->front()), cycle);
        next_poll_ = UINT64_MAX;
    } else {
        next_poll_ = cycle + kInputPollCycles;
    }
}

// Nothing while a replay or nobody has it.
std::optional<uint64_t> IoBoard::read_clock(uint8_t clock, uint64_t cycle) {
    const std::string bytes = gate_.take(cycle, replay::EventKind::clock_read, clock, [&] {
        const uint64_t ns = clock == kRtcClock ? clock_->realtime_ns() : clock_->monotonic_ns();
        const uint64_t value = clock == kRtcClock ? ns : ns / kNanosecondsATick;
        return std::string(reinterpret_cast<const char*>(&value), sizeof value);
    });
    uint64_t value = 0;
    if (bytes.size() != sizeof value) return std::nullopt;
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

// Before an access that shows or changes the time.
void IoBoard::follow_clock(uint32_t address, uint64_t cycle) {
    if (config_.rtc_follows_host && address - address::kRtc < address::kRtcBytes) {
        if (const auto ns = read_clock(kRtcClock, cycle)) rtc_.follow(*ns, cycle);
    }
    if (config_.timer_follows_host && address - (address::kClint + 0xbff8) < sizeof(uint64_t)) {
        if (const auto ticks = read_clock(kTimerClock, cycle)) clint_.follow(*ticks, cycle);
    }
}

void IoBoard::poll_timer(uint64_t cycle) {
    if (clint_.timer_interrupt(cycle)) {
        next_timer_poll_ = UINT64_MAX;
        return;
    }
    const auto due = gate_.poll(cycle, replay::EventKind::timer, 0, [&] {
        const bool now = clint_.due(clock_->monotonic_ns() / kNanosecondsATick);
        return now ? std::optional(std::string(1, '\1')) : std::nullopt;
    });
    if (due) clint_.raise();
    next_timer_poll_ = due ? UINT64_MAX : cycle + kTimerPollCycles;
}

void IoBoard::idle_until(uint64_t cycle, uint64_t from_cycle) {
    if (!config_.timer_follows_host || clock_ == nullptr || !gate_.asks_outside()) return;
    clock_->idle_for((cycle - from_cycle) * 1'000'000'000 / config_.clock_hz);
}

void IoBoard::drive_interrupts(uint64_t cycle) {
    plic_.set_level(irq::kUart, uart_.interrupt(cycle));
    plic_.set_level(irq::kRtc, rtc_.interrupt(cycle));
    for (uint32_t slot = 0; slot < address::kVirtioSlots; ++slot) {
        plic_.set_level(irq::virtio(slot), virtio_[slot].interrupt());
    }
}

// A pin that differs from some cycle on is driven by the edge at the end of the one before.
void IoBoard::plan_next_event(uint64_t cycle) {
    const uint64_t timer = clint_.timer_cycle(cycle);
    const uint64_t pins = std::min(
        {timer > cycle ? timer : UINT64_MAX, uart_.next_cycle(cycle), rtc_.next_cycle(cycle)});
    next_event_ = std::min({next_poll_, next_timer_poll_, pins == UINT64_MAX ? pins : pins - 1});
    for (const VirtioMmio& slot : virtio_) {
        next_event_ = std::min(next_event_, slot.next_cycle(cycle));
    }
    if (delay_.busy()) next_event_ = cycle;
}

Answer IoBoard::access(const CoreOutputs& out, uint64_t cycle) {
    const uint32_t address = out.data_addr;
    if (const uint32_t offset = address - address::kUart; offset < Uart::kBytes) {
        return access_uart(offset, out, cycle);
    }
    if (const uint32_t offset = address - address::kFinisher; offset < address::kFinisherBytes) {
        return access_finisher(offset, out, cycle);
    }
    if (const uint32_t offset = address - address::virtio(0);
        offset < address::kVirtioSlots * address::kVirtioBytes) {
        return access_virtio(offset, out, cycle);
    }
    return out.data_be == kWord ? access_word(address, out, cycle) : kNothingThere;
}

// Devices that have nothing but words.
Answer IoBoard::access_word(uint32_t address, const CoreOutputs& out, uint64_t cycle) {
    follow_clock(address, cycle);
    if (const uint32_t offset = address - address::kClint; offset < Clint::kBytes) {
        if (out.data_we && config_.timer_follows_host) next_timer_poll_ = cycle + 1;
        if (!out.data_we) return {clint_.load(offset, cycle), 1};
        clint_.store(offset, out.data_wdata, cycle);
        return {0, 1};
    }
    if (const uint32_t offset = address - address::kPlic; offset < Plic::kBytes) {
        if (!out.data_we) return {plic_.load(offset), 1};
        plic_.store(offset, out.data_wdata);
        return {0, 1};
    }
    if (const uint32_t offset = address - address::kRtc; offset < Rtc::kBytes) {
        if (!out.data_we) return {rtc_.load(offset, cycle), 1};
        rtc_.store(offset, out.data_wdata, cycle);
        return {0, 1};
    }
    return kNothingThere;
}

Answer IoBoard::access_virtio(uint32_t offset, const CoreOutputs& out, uint64_t cycle) {
    VirtioMmio& slot = virtio_[offset / address::kVirtioBytes];
    const auto bytes = static_cast<unsigned>(std::popcount(out.data_be));
    const unsigned lane = lowest_lane(out.data_be);
    const uint32_t reg = ((offset % address::kVirtioBytes) & ~3U) + lane;
    if (reg >= VirtioMmio::kBytes) return kNothingThere;
    if (!out.data_we) return {slot.load(reg, bytes, cycle) << (8 * lane), 1};
    const auto mask = static_cast<uint32_t>((uint64_t{1} << (8 * bytes)) - 1);
    slot.store(reg, out.data_wdata >> (8 * lane) & mask, bytes, cycle);
    return {0, 1};
}

// One register an access, the one at the lowest byte lane, whatever the width.
Answer IoBoard::access_uart(uint32_t offset, const CoreOutputs& out, uint64_t cycle) {
    const unsigned lane = lowest_lane(out.data_be);
    const uint32_t reg = (offset & ~3U) | lane;
    const bool was_ready = uart_.can_receive();
    Answer answer{0, 1};
    if (out.data_we) {
        const auto byte = static_cast<uint8_t>(out.data_wdata >> (8 * lane));
        if (const auto sent = uart_.store(reg, byte, cycle)) {
            outbox_.put({cycle, Sink::console, *sent});
            console_in_->heard(static_cast<char>(*sent), cycle);
        }
    } else {
        answer.rdata = uint32_t{uart_.load(reg, cycle)} << (8 * lane);
    }
    if (!was_ready && uart_.can_receive()) next_poll_ = cycle + 1;
    return answer;
}

// One register, of a word or its lower half; it reads as zero. Of what is stored, the lower half
// says what is to be done, and only a failure has a code above it.
Answer IoBoard::access_finisher(uint32_t offset, const CoreOutputs& out, uint64_t cycle) {
    if (std::popcount(out.data_be) < 2) return kNothingThere;
    const bool at_register = offset < sizeof(uint32_t) && lowest_lane(out.data_be) == 0;
    if (out.data_we && at_register) {
        store_finisher(out.data_be == kWord ? out.data_wdata : out.data_wdata & 0xffff, cycle);
    }
    return {0, 1};
}

void IoBoard::store_finisher(uint32_t word, uint64_t cycle) {
    const uint32_t status = word & 0xffff;
    const bool ends = status == kFinisherPass || status == kFinisherFail;
    if (!ends && status != kFinisherReset) return;
    outbox_.put({cycle, Sink::finisher, status == kFinisherFail ? word : status});
    (ends ? ended_ : reset_requested_) = true;
}

void IoBoard::reset(uint64_t cycle) {
    std::span<const std::byte> state = power_on_;
    load(state);
    clint_.reset(cycle);
    next_poll_ = cycle;
    next_timer_poll_ = config_.timer_follows_host ? cycle : UINT64_MAX;
    plan_next_event(cycle);
}

void IoBoard::save(std::vector<std::byte>& to) const {
    put_state(to, clint_.state());
    put_state(to, plic_.state());
    put_state(to, uart_.state());
    put_state(to, rtc_.state());
    put_state(to, next_poll_);
    put_state(to, next_timer_poll_);
    put_state(to, ended_);
    put_state(to, reset_requested_);
    for (const VirtioMmio& slot : virtio_) slot.save(to);
    delay_.save(to);
}

void IoBoard::load(std::span<const std::byte>& from) {
    clint_.set_state(take_state<Clint::State>(from));
    plic_.set_state(take_state<Plic::State>(from));
    uart_.set_state(take_state<Uart::State>(from));
    rtc_.set_state(take_state<Rtc::State>(from));
    next_poll_ = take_state<uint64_t>(from);
    next_timer_poll_ = take_state<uint64_t>(from);
    ended_ = take_flag(from);
    reset_requested_ = take_flag(from);
    for (VirtioMmio& slot : virtio_) slot.load(from);
    delay_.load(from);
}

RegisterMap IoBoard::registers(unsigned latency, const Slots& slots) {
    RegisterMap map = interrupt_registers();
    map.append("", device_registers(latency, slots));
    return map;
}

RegisterMap IoBoard::interrupt_registers() {
    RegisterMap map;
    map.append("clint.", Clint::registers());
    map.append("plic.", Plic::registers());
    return map;
}

RegisterMap IoBoard::device_registers(unsigned latency, const Slots& slots) {
    RegisterMap map;
    map.append("uart.", Uart::registers());
    map.append("rtc.", Rtc::registers());
    // When the outside is asked, and what the program has said to end itself.
    map.append("", RegisterMap::without_registers(sizeof(next_poll_) + sizeof(next_timer_poll_) +
                                                  sizeof(ended_) + sizeof(reset_requested_)));
    const auto slot = [&](uint32_t number, const RegisterMap& device, unsigned queues) {
        map.append(fmt::format("virtio{}.", number), VirtioMmio::registers(device, queues));
    };
    static_assert(kNetSlot < kDiskSlot, "the order of the slots");
    if (slots.net) slot(kNetSlot, VirtioNet::saved_registers(), VirtioNet::kQueues);
    if (slots.disk) slot(kDiskSlot, VirtioBlock::saved_registers(), VirtioBlock::kQueues);
    map.append("line", AnswerDelay::registers(latency));
    return map;
}

// The devices in the order of registers().
void IoBoard::flip(uint64_t bit, uint64_t cycle) {
    const auto flipped_in = [&](auto& device, auto flip_bit) {
        const uint64_t bits = device.registers().bits();
        if (bit < bits) {
            flip_bit(device);
            return true;
        }
        bit -= bits;
        return false;
    };
    const auto now = [&](auto& device) { device.flip(bit, cycle); };
    const auto any_time = [&](auto& device) { device.flip(bit); };
    const bool could_receive = uart_.can_receive();
    const bool in_clint = flipped_in(clint_, now);
    bool done =
        in_clint || flipped_in(plic_, any_time) || flipped_in(uart_, now) || flipped_in(rtc_, now);
    for (VirtioMmio& slot : virtio_) done = done || flipped_in(slot, any_time);
    if (!done) delay_.flip(bit);

    if (in_clint && config_.timer_follows_host) next_timer_poll_ = cycle;
    if (!could_receive && uart_.can_receive()) next_poll_ = cycle;
    drive_interrupts(cycle);
    plan_next_event(cycle);
}

}  // namespace ftsim
