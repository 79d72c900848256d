// SPDX-License-Identifier: Apache-2.0
#pragma once

// The RV32 machine as a guest: the core's RTL, RAM, and the devices of the I/O board, running the
// same ELF or Image that runs bare and in physical lockstep. Everything happens at instructions.
// The devices count these for time, and a thousand more for every tick of the timer, so that they
// go on while the program waits. What shows a clock (mtime, mcycle, the real-time clock) is entered
// as it is read; the timer is due by the time that the last tick brought. The disk's sectors are
// the host's, a request each; frames leave at the store that sends them. The console has no way
// out: console() is what was said there, for the end of a run.
//
// Not thread-safe.

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "ftsim/board/host_clock.hpp"
#include "ftsim/board/io_board.hpp"
#include "ftsim/board/memory_board.hpp"
#include "ftsim/board/outbox.hpp"
#include "ftsim/board/program.hpp"
#include "ftsim/board/ram_dma.hpp"
#include "ftsim/board/text_source.hpp"
#include "ftsim/host/deferred_disk.hpp"
#include "ftsim/host/guest.hpp"
#include "ftsim/host/instruction_core.hpp"
#include "ftsim/replay/gate.hpp"
#include "ftsim/replay/log_format.hpp"

namespace ftsim::host {

struct RtlGuestConfig {
    std::shared_ptr<const Program> program;
    std::string name = {};  ///< the program's, for reports
    uint64_t ram_bytes = address::kDefaultRamBytes;
    uint64_t disk_sectors = 64;
    std::string bootargs = {};
    bool record_mcycle = true;  ///< false: mcycle shows the cycles of the host that it runs on
};

/// The machine with this ELF or Image in its RAM. Throws Error(file).
RtlGuestConfig rtl_guest_of(const std::filesystem::path& program);

class RtlGuest final : public Guest {
public:
    /// Throws Error(file) where the program does not fit into RAM.
    RtlGuest(const RtlGuestConfig& config, const MemoryTiming& timing);

    uint64_t retired() const override { return retired_; }
    Stop run(uint64_t limit) override;
    const std::string& output() const override { return output_; }
    const DiskRequest& disk_request() const override { return request_; }
    void enter(const replay::Event& event) override;
    /// Its disk moves a request's data when all of it is there.
    void transfer(const std::string&) override {}
    /// By the finisher or by tohost, as of `ftsim run`.
    uint32_t exit_code() const override { return exit_code_; }
    uint64_t beats() const override { return beats_; }
    bool follows_time() const override { return true; }
    std::vector<std::byte> save() const override;
    bool load(std::span<const std::byte> state) override;
    uint64_t digest() const override;
    /// Flops of the core.
    uint64_t bits() const override { return CoreModel::state_map().bits(); }
    void flip(uint64_t bit) override { core_.flip(bit); }

    /// The core's registers, of which the digest is made too.
    std::span<const std::byte> core_state() const { return core_.state(); }
    std::string console() const override { return console_; }
    /// Of the clock, on this host: informative.
    uint64_t cycles() const { return core_.cycles(); }

private:
    // Frames wait for a buffer of the guest's, as in a switch.
    class Port final : public NetPort {
    public:
        void send(std::span<const std::byte> frame, uint64_t cycle) override;
        std::optional<std::string> receive(uint64_t cycle) override;
        uint64_t next_cycle(uint64_t cycle) const override;

        std::deque<std::string> out, in;
    };
    // What the host has said last.
    class Clock final : public ClockSource {
    public:
        uint64_t monotonic_ns() override { return now_ns; }
        uint64_t realtime_ns() override { return now_ns; }
        void idle_for(uint64_t) override {}

        uint64_t now_ns = 0;
    };

    uint64_t now() const { return retired_ + added_; }
    std::optional<CoreInputs> access(const CoreOutputs& out);
    void step_devices();
    void settle_devices();
    void tell_core();
    void take(const CoreInputs& pins);
    void drain_outbox();
    void power_on_again();
    bool says_something() const { return !port_.out.empty() || disk_.asks(); }
    Stop say();

    RtlGuestConfig config_;
    Outbox outbox_;
    replay::Gate gate_;
    TextSource no_input_{std::string()};
    Port port_;
    Clock clock_;
    DeferredDisk disk_;
    MemoryBoard memory_;
    RamDma dma_;
    IoBoard io_;
    InstructionCore core_;
    InterruptLevels levels_;
    uint64_t retired_ = 0;
    uint64_t added_ = 0;  // to the devices' time
    uint64_t beats_ = 0;
    uint64_t fruitless_ = 0;  // steps without an instruction
    bool clock_known_ = false;
    bool settled_ = false;   // the devices have done what is due at this instruction
    bool clobbers_ = false;  // a device has written memory
    bool ended_ = false;
    uint32_t exit_code_ = 0;
    std::string output_;
    std::string console_;
    DiskRequest request_;
};

/// What two copies have to have in common, as a log's header says it.
std::vector<replay::MachineField> rtl_machine(const RtlGuestConfig& config);

/// Of RtlGuest's machines: one on each host, its memory as that host's is.
GuestFactory rtl_guests(const RtlGuestConfig& config);

}  // namespace ftsim::host
