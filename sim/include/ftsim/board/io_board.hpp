// SPDX-License-Identifier: Apache-2.0
#pragma once

// The I/O board: CLINT, PLIC, UART, real-time clock, test finisher and eight virtio slots. It
// answers every data access that the memory board does not own, with an error where there is no
// device. It has work only when it is addressed or when time brings something (the timer, a byte of
// input, a disk's answer), and says in due() whether that is so; stepping it in other cycles
// changes nothing. It reads and writes memory at the end of its step, behind what the CPU boards do
// there in the same cycle. Not thread-safe.

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "ftsim/board/answer_delay.hpp"
#include "ftsim/board/clint.hpp"
#include "ftsim/board/console_input.hpp"
#include "ftsim/board/host_clock.hpp"
#include "ftsim/board/outbox.hpp"
#include "ftsim/board/plic.hpp"
#include "ftsim/board/register_map.hpp"
#include "ftsim/board/rtc.hpp"
#include "ftsim/board/uart.hpp"
#include "ftsim/board/virtio/block.hpp"
#include "ftsim/board/virtio/block_backend.hpp"
#include "ftsim/board/virtio/mmio.hpp"
#include "ftsim/board/virtio/net_port.hpp"
#include "ftsim/model/core_ports.hpp"
#include "ftsim/replay/gate.hpp"

namespace ftsim {

struct IoBoardConfig {
    uint64_t clock_hz = Clint::kTimeHz;
    uint64_t rtc_start_ns = 0;  ///< since 1970
    unsigned latency = 0;       ///< wait states added to every answer
    bool rtc_follows_host = false;
    bool timer_follows_host = false;
    uint64_t disk_latency = VirtioBlock::kDefaultLatency;  ///< cycles
};

/// What the board is connected to; all of it has to outlive the board.
struct IoBoardLinks {
    Outbox& outbox;
    replay::Gate& gate;
    ConsoleInput& console_in;  ///< what the UART receives, through the gate
    Dma& dma;
    BlockBackend* disk = nullptr;  ///< in slot kDiskSlot
    NetPort* net = nullptr;        ///< in slot kNetSlot
    ClockSource* clock = nullptr;  ///< the host's; a replay needs none
};

class IoBoard {
public:
    /// As QEMU fills them, from the last on.
    static constexpr uint32_t kDiskSlot = 7;
    static constexpr uint32_t kNetSlot = 6;
    /// How soon the outside is asked again when it had no input.
    static constexpr uint64_t kInputPollCycles = 1000;

    IoBoard(const IoBoardConfig& config, const IoBoardLinks& links);

    /// True where the edge at the end of machine cycle `cycle` has something to do here apart from
    /// an access.
    bool due(uint64_t cycle) const { return cycle >= next_event_; }
    /// The first cycle for which due() holds, if nobody asks anything before.
    uint64_t next_event() const { return next_event_; }

    /// One clock edge at the end of machine cycle `cycle`. `addressed`: out.data_addr is not the
    /// memory board's. Returns this board's pins for the next cycle, the memory board's zero.
    CoreInputs step(const CoreOutputs& out, bool addressed, uint64_t cycle);

    /// True once the program has ended through the finisher.
    bool ended() const { return ended_; }
    /// True once the program has asked for a reset through the finisher, until it comes.
    bool reset_requested() const { return reset_requested_; }
    /// What the guest's timer shows in that machine cycle, in ticks of 10 MHz.
    uint64_t mtime(uint64_t cycle) const { return clint_.mtime(cycle); }
    /// The machine has nothing to do up to that cycle: where its timer follows the host's clock,
    /// host time passes too.
    void idle_until(uint64_t cycle, uint64_t from_cycle);

    /// All devices as when the power came on, at machine cycle `cycle`, where mtime is 0 again.
    void reset(uint64_t cycle);

    /// Another outside at the console, which has to outlive the board.
    void listen_to(ConsoleInput& console_in) { console_in_ = &console_in; }
    /// The outside may have something at another cycle than it said: before the edge at the end of
    /// machine cycle `cycle`.
    void outside_changed(uint64_t cycle) { plan_next_event(cycle); }

    /// When the next event comes is not saved: it follows from the state and from the outside, and
    /// after load() it is for the caller to call outside_changed().
    void save(std::vector<std::byte>& to) const;
    void load(std::span<const std::byte>& from);

    /// What is in the slots that have something.
    struct Slots {
        bool disk = false;
        bool net = false;
    };
    /// Of what a board saves that has `latency` wait states: those of CLINT and PLIC first.
    static RegisterMap registers(unsigned latency, const Slots& slots);
    static RegisterMap interrupt_registers();
    static RegisterMap device_registers(unsigned latency, const Slots& slots);
    /// Inverts a bit of registers(), at once, in machine cycle `cycle`, of which the edge is still
    /// to come.
    void flip(uint64_t bit, uint64_t cycle);
    /// The interrupt pins as the devices drive them in machine cycle `cycle`: they are no
    /// registers.
    void drive(CoreInputs& pins, uint64_t cycle) const;

private:
    Answer access(const CoreOutputs& out, uint64_t cycle);
    Answer access_word(uint32_t address, const CoreOutputs& out, uint64_t cycle);
    Answer access_virtio(uint32_t offset, const CoreOutputs& out, uint64_t cycle);
    Answer access_uart(uint32_t offset, const CoreOutputs& out, uint64_t cycle);
    Answer access_finisher(uint32_t offset, const CoreOutputs& out, uint64_t cycle);
    void store_finisher(uint32_t word, uint64_t cycle);
    void poll_input(uint64_t cycle);
    void poll_timer(uint64_t cycle);
    void follow_clock(uint32_t address, uint64_t cycle);
    std::optional<uint64_t> read_clock(uint8_t clock, uint64_t cycle);
    void plan_next_event(uint64_t cycle);
    void drive_interrupts(uint64_t cycle);

    IoBoardConfig config_;
    Clint clint_;
    Plic plic_;
    Uart uart_;
    Rtc rtc_;
    AnswerDelay delay_;
    bool ended_ = false;
    bool reset_requested_ = false;
    uint64_t next_event_ = 0;
    uint64_t next_poll_ = 0;  // when the outside is asked for a byte; never while one waits unread
    uint64_t next_timer_poll_;  // when the host's clock is asked whether the timer is due
    Outbox& outbox_;
    replay::Gate& gate_;
    ConsoleInput* console_in_;
    ClockSource* clock_;
    std::deque<VirtioMmio> virtio_;    // by slot
    std::vector<std::byte> power_on_;  // as saved then
};

}  // namespace ftsim
