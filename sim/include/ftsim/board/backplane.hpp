// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything behind the comparison point of the default machine: one memory board and one I/O board
// on the CPU boards' bus, the outbox, and the gate where input enters. It is a Moore machine like
// the CPU boards, so a clock edge may step all of them in any order. With BoardModules the edges of
// its two boards go through these. Not thread-safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ftsim/board/board_modules.hpp"
#include "ftsim/board/console_script.hpp"
#include "ftsim/board/device_tape.hpp"
#include "ftsim/board/disk.hpp"
#include "ftsim/board/hardware_sets.hpp"
#include "ftsim/board/io_board.hpp"
#include "ftsim/board/memory_board.hpp"
#include "ftsim/board/net/gated_port.hpp"
#include "ftsim/board/net/net_model.hpp"
#include "ftsim/board/points.hpp"
#include "ftsim/board/ram_dma.hpp"
#include "ftsim/board/recovery_domain.hpp"

namespace ftsim {

class IoTwin;

struct BackplaneConfig {
    uint64_t ram_bytes = address::kDefaultRamBytes;
    uint64_t clock_hz = Clint::kTimeHz;
    std::string bootargs = {};  ///< a kernel's command line, in the device tree
    uint64_t rtc_start_ns = 946'684'800'000'000'000;  ///< since 1970: 2000-01-01
    bool rtc_follows_host = false;    ///< the real-time clock shows the host's; see `clock`
    bool timer_follows_host = false;  ///< mtime counts 10 MHz of the host's monotonic clock
    std::shared_ptr<ClockSource> clock = nullptr;  ///< for these two; a replay needs none
    unsigned mem_latency = 0;                      ///< wait states added to every answer
    std::string console_in = {};  ///< bytes for the UART; each enters once the one before is read
    ConsoleScript console_script = {};  ///< where it has steps, instead of these bytes
    NetModel net = NoNet{};  ///< what the network card speaks to; without it there is no card
    std::shared_ptr<DiskImage> disk = nullptr;           ///< none: no disk
    std::shared_ptr<const DiskMirror> mirror = nullptr;  ///< none: one disk
    bool commits_to_disk = true;  ///< what the guest writes reaches the image's file
    unsigned sets = 1;    ///< of memory and I/O boards, and of all that is between and behind them
    unsigned points = 0;  ///< comparison points, up to `sets`
    uint64_t scrub_cycles = 64;  ///< of two memory boards, from one word to the next
    unsigned copy_words = 1;     ///< into a memory board that comes back, an idle cycle
    bool every_answer = false;   ///< of two boards is worked out, whether or not they differ
};

/// What the CPU boards see when both boards drive the bus: data from the one that answers.
inline CoreInputs combine(const CoreInputs& memory, const CoreInputs& io) {
    CoreInputs pins = memory;
    pins.irq_software = io.irq_software;
    pins.irq_timer = io.irq_timer;
    pins.irq_external = io.irq_external;
    pins.reserve_clear = io.reserve_clear;
    if (io.data_rvalid) {
        pins.data_rvalid = io.data_rvalid;
        pins.data_rdata = io.data_rdata;
        pins.data_err = io.data_err;
    }
    return pins;
}

class Backplane final : public RecoveryDomain {
public:
    Backplane(const Program& program, const BackplaneConfig& config);
    ~Backplane() override;

    const CoreInputs& inputs() const { return inputs_; }

    void step(const CoreOutputs& out) {
        if (hardware_.active()) [[unlikely]]
            return step_with_hardware(out);
        inputs_.reserve_clear = 0;
        step_memory(out);
        const bool addressed = out.data_req && !memory_.owns(out.data_addr);
        if (addressed || io_.due(cycle_)) [[unlikely]]
            step_io(out, addressed);
        ++cycle_;
    }

    /// Cycles from now on in which nothing happens here if the CPU boards ask nothing.
    uint64_t quiet_cycles() const {
        if (!pins_at_rest() || hardware_.active()) return 0;
        if (memory_.busy() || io_.due(cycle_)) return 0;
        return io_.next_event() - cycle_;
    }
    void skip(uint64_t cycles) {
        io_.idle_until(cycle_ + cycles, cycle_);
        cycle_ += cycles;
    }

    /// Something has been said that must leave before the next cycle.
    bool attention() const { return outbox_.urgent() || attention_; }

    /// Machine cycle whose outputs step() takes next.
    uint64_t cycle() const { return cycle_; }

    std::vector<std::byte> save_devices() const override;
    void load_devices(std::span<const std::byte> state) override;
    /// RAM's pages, and the blocks of 4 KiB of the disk.
    uint64_t begin_interval() override;
    bool intact(unsigned intervals) const override;
    uint64_t roll_back(unsigned intervals) override;
    uint64_t memory_digest() const override;
    uint64_t memory_digest_now() const override;
    void save_changes(std::vector<std::byte>& to) override;
    bool load_changes(std::span<const std::byte>& from) override;
    bool flip_saved_bit(uint64_t bit) override;
    Outbox& outbox() override { return outbox_; }
    replay::Gate& gate() override { return gate_; }
    bool ended() const override { return memory_.ended() || io_.ended(); }
    bool reset_requested() const override { return io_.reset_requested(); }
    void reset() override;
    void leave(const Emission& emission) override;
    void outside_changed() override;
    bool has_findings() const override { return hardware_.has_findings(); }
    std::vector<Finding> take_findings() override {
        attention_ = false;
        points_.go_on();
        return hardware_.take_findings();
    }
    std::string differing_register() override;
    bool sound() const override;
    Comparison comparison() const override { return points_.comparison(); }
    void boards_in_service(unsigned boards) override { points_.serve(boards); }
    void boards_differ() override { points_.boards_differ(); }
    bool clock_stopped() const override { return points_.stopped(); }
    void begin_experiment() override;
    void end_experiment() override;

    /// The registers of the two boards of a backplane like that, as faults can hit them: those of
    /// the pins first, then what the board saves. Of two sets they are the codeword of its next
    /// answer and, of an I/O board, its devices; CLINT and PLIC sit on the CPU boards there, and
    /// interrupt_registers() are theirs.
    static RegisterMap memory_registers(const BackplaneConfig& config);
    static RegisterMap io_registers(const BackplaneConfig& config);
    static RegisterMap interrupt_registers(const BackplaneConfig& config);
    /// Which components a backplane like that has.
    static HardwareSets hardware_of(const BackplaneConfig& config);
    /// Inverts a bit of these, or of RAM, at once: what follows from it is worked out anew. The
    /// kernel is to be told. Where there are two sets a RAM's word has 39 bits.
    void flip_memory_board(unsigned side, uint64_t bit);
    void flip_io_board(unsigned side, uint64_t bit);
    /// Of interrupt_registers(), on the first or the second CPU board in service, or on the one
    /// that is left.
    enum class Holder : uint8_t { first, second, only };
    void flip_interrupts(Holder holder, uint64_t bit);
    void flip_ram(unsigned side, uint64_t bit);
    /// Writes to RAM, on all boards, as a device does; false outside it.
    bool write_ram(uint64_t address, std::span<const std::byte> bytes) {
        return dma_.write(address, bytes);
    }
    /// A flop of one of two comparison points: inverted, stuck from now on, good again.
    void flip_point(unsigned side, uint64_t bit) { points_.flip(side, bit, now()); }
    void stick_point(unsigned side, uint64_t bit, bool value) {
        points_.stick(side, bit, value, now());
    }
    void unstick_point(unsigned side, uint64_t bit) { points_.unstick(side, bit); }
    void stick_comparison(unsigned side, Comparison says) {
        points_.stick_comparison(side, says, now());
    }
    /// Another component is in its place, and empty.
    void replace(Component component) {
        if (unit_of(component) == Unit::point) points_.replace(side_of(component));
        hardware_.replace(component);
    }

    /// From now on the boards' clock edges go through these, which must outlive the backplane's
    /// use.
    void set_modules(BoardModules& modules) { modules_ = &modules; }
    MemoryBoard& memory() { return memory_; }
    IoBoard& io() { return io_; }
    /// Which of the boards, paths and so on work, and what is wrong with them.
    HardwareSets& hardware() { return hardware_; }
    const HardwareSets& hardware() const { return hardware_; }
    /// nullptr without an image.
    Disk* disk() { return disk_.get(); }

private:
    // A fault may have left an answer on them that nobody takes.
    bool pins_at_rest() const {
        return (inputs_.instr_rvalid | inputs_.instr_err | inputs_.data_rvalid | inputs_.data_err |
                inputs_.reserve_clear) == 0 &&
               (inputs_.instr_rdata | inputs_.data_rdata) == 0;
    }
    /// A request that has been granted.
    struct Asked {
        uint64_t answered;  // at the edge that ends this cycle
        Unit unit;
        uint32_t address;
        bool reads;
        bool differs;  // something did when it was asked
    };

    Points::Now now() const { return {cycle_, inputs_}; }
    void commit_to_disks(const Emission& write);
    void catch_up_disks();
    DiskImage& disk_image(unsigned side) { return side == 0 ? *image_ : mirror_->second(); }
    void step_memory(const CoreOutputs& out) {
        if (modules_ != nullptr) [[unlikely]]
            return modules_->memory_edge(out, cycle_, inputs_);
        memory_.step(out, cycle_, inputs_);
    }
    void step_io(const CoreOutputs& out, bool addressed);
    void flip_devices(Holder holder, uint64_t bit);
    void part_devices();
    void join_devices();
    void follow_service();
    bool io_due() const;
    BlockBackend* world_disk() { return disk_ ? &world_ : nullptr; }
    NetPort* world_port() { return peer_ ? &world_ : nullptr; }
    void step_with_hardware(const CoreOutputs& out);
    bool answers_with_io(const std::deque<Asked>& asked) const;
    std::optional<HardwareSets::Delivered> answer(std::deque<Asked>& asked, bool valid,
                                                  uint32_t word);
    void reset_pins();

    uint64_t cycle_ = 0;
    CoreInputs inputs_;
    Outbox outbox_;
    replay::Gate gate_;
    std::unique_ptr<ConsoleInput> console_in_;
    std::deque<uint64_t> intervals_;  // cycles at which the last of them began
    std::unique_ptr<NetPeer> peer_;   // none: no network card
    GatedPort port_;
    MemoryBoard memory_;
    HardwareSets hardware_;
    Points points_;
    BoardModules* modules_ = nullptr;
    bool attention_ = false;
    unsigned latency_;
    // While the hardware is active, what has had no answer yet.
    std::deque<Asked> asked_instr_, asked_data_;
    std::optional<Unit> waits_for_;
    RamDma dma_;
    std::shared_ptr<DiskImage> image_;
    std::shared_ptr<const DiskMirror> mirror_;
    std::array<std::vector<Emission>, 2> missed_;  // writes by a disk that does not serve
    std::array<bool, 2> fills_ = {};               // a new disk, which gets everything
    bool commits_to_disk_;
    std::unique_ptr<Disk> disk_;  // none without an image
    std::shared_ptr<ClockSource> clock_;
    IoBoardConfig io_config_;
    DeviceTape tape_;
    TapedWorld world_;
    IoBoard io_;                    // of the lower side that serves, and what stands for both
    std::unique_ptr<IoTwin> twin_;  // the other, while it may differ
    bool always_twin_;
    RegisterMap io_map_;  // of what an I/O board saves

    /// What is outside, as an experiment found it.
    struct Outside {
        replay::Gate::Mark gate;
        std::unique_ptr<ConsoleInput> console_in;
        std::unique_ptr<NetPeer> peer;
        HardwareSets hardware;
    };
    std::optional<Outside> before_experiment_;
};

}  // namespace ftsim
