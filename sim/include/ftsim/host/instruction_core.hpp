// SPDX-License-Identifier: Apache-2.0
#pragma once

// The RTL core by instructions: it goes to any instruction and stands still there, with exactly the
// registers that the retired instructions give and an empty pipeline. From there on it goes the
// same way whatever its memory's wait states, so two cores can be kept equal that take different
// numbers of cycles. It runs ahead at full speed where nothing but RAM is touched, fed no further
// than it may go; everything else is done one instruction at a time: a device, a counter, an
// interrupt.
//
// Code that changes itself without a fence.i may go either way, as on the hardware. Not
// thread-safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "ftsim/board/answer_delay.hpp"
#include "ftsim/board/memory_board.hpp"
#include "ftsim/host/random.hpp"
#include "ftsim/model/core_model.hpp"

namespace ftsim::host {

/// What the memory of one host is like; no part of the machine's state.
struct MemoryTiming {
    uint32_t wait_states = 0;    ///< cycles added to every answer
    uint32_t jitter_cycles = 0;  ///< at most so many added to an answer with data
    uint64_t seed = 1;           ///< of the jitter
};

/// The interrupt pins.
struct InterruptLevels {
    bool software = false, timer = false, external = false;

    bool operator==(const InterruptLevels&) const = default;
};

class InstructionCore {
public:
    enum class Did : uint8_t {
        retired,
        trapped,       ///< into a handler: nothing has retired
        needs_clock,   ///< it stands in front of a read of a clock
        stands_still,  ///< nothing has come of it: a fault in the pipeline, which is empty again
    };
    /// An access to what is not memory; its pins for the next cycle. Nothing where it would show
    /// the time and that is not known.
    using Devices = std::function<std::optional<CoreInputs>(const CoreOutputs&)>;

    /// At the reset vector. Memory must outlive it; `tohost` is no memory to it where it is given.
    InstructionCore(MemoryBoard& memory, std::optional<uint32_t> tohost, const MemoryTiming& timing,
                    Devices devices);

    /// Retires fewer than `most`, and none that needs step(); a trap counts as one. Returns how
    /// many.
    uint64_t run_ahead(uint64_t most);
    /// `clock`: what a read of mcycle shows; without it such a read needs_clock.
    Did step(std::optional<uint64_t> clock);

    /// With this, it shows this core's own cycles instead, which no other core has.
    void count_own_cycles() { own_cycles_ = true; }

    void set_levels(const InterruptLevels& levels);
    void clear_reservation();
    /// In WFI, and no interrupt that is enabled pends.
    bool asleep() const;
    void reset();

    uint32_t pc() const { return word(sites_.pc); }
    /// The registers, as CoreModel has them: equal bytes are equal states.
    std::span<const std::byte> state() const { return state_; }
    void load(std::span<const std::byte> state);
    void flip(uint64_t bit);

    /// Of the clock, since it was made: informative.
    uint64_t cycles() const { return cycles_; }

private:
    struct Sites {
        const Site *pc, *sleep, *reserved, *fetch_addr, *mcycle;
        const Site *user, *mie, *msie, *mtie, *meie, *msip, *mtip, *meip;
    };
    /// The one instruction that the core is fed with.
    struct Words {
        std::array<Answer, 2> answers = {};
        unsigned count = 1;
        uint32_t instruction = 0;  // in its low half where it is compressed
    };
    uint32_t word(const Site* site) const;
    void set_word(const Site* site, uint64_t value);
    bool pends() const;
    bool interrupts() const;
    bool may_fetch(uint32_t address) const;
    bool may_access(uint32_t address) const;
    Words words_at(uint32_t pc) const;
    uint64_t mcycle(std::span<const std::byte> state) const;
    void show_cycles(uint64_t cycles);
    void drive_levels();
    uint64_t come_to_rest();
    CoreInputs pins() const;
    uint64_t instr_answer_cycle() const;
    uint64_t data_answer_cycle();
    Did single(const Words& words, bool at_once);

    MemoryBoard& memory_;
    std::optional<uint32_t> tohost_;
    MemoryTiming timing_;
    Devices devices_;
    Random jitter_;
    Sites sites_;
    CoreModel core_;
    std::vector<std::byte> reset_;
    std::vector<std::byte> state_;                           // where it stands; core_ has the same
    std::vector<std::pair<std::size_t, std::size_t>> kept_;  // bytes that outlive the pipeline
    InterruptLevels levels_;
    uint64_t offset_ = 0;  // mcycle where it stands: what the program wrote there, less the clock
    uint64_t cycles_ = 0;
    bool own_cycles_ = false;
};

}  // namespace ftsim::host
