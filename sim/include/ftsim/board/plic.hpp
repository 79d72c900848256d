// SPDX-License-Identifier: Apache-2.0
#pragma once

// The platform-level interrupt controller of QEMU's virt for one hart in machine mode: the lines of
// the devices on one side, one pin to the core on the other. It follows the RISC-V PLIC
// specification 1.0, all sources level-triggered: a line that rises makes its source pending, a
// claim takes that away and shuts the source until the guest completes it, and a line still high
// then makes it pending again. A line that falls before the claim leaves its source pending, as the
// specification says. The pin is worked out when something changes, so asking costs nothing.

#include <array>
#include <cstdint>

#include "ftsim/board/register_map.hpp"

namespace ftsim {

class Plic {
public:
    static constexpr uint32_t kBytes = 0x60'0000;
    static constexpr unsigned kSources = 96;  ///< 0 to 95, of which 0 does not exist

    /// A bit for each source, as the registers have them.
    using Sources = std::array<uint32_t, kSources / 32>;

    struct State {
        std::array<uint8_t, kSources> priority = {};  // 0 to 7; 0 never interrupts
        Sources level = {};                           // the line is high
        Sources pending = {};
        Sources claimed = {};  // and not yet completed
        Sources enable = {};
        uint32_t threshold = 0;  // 0 to 7
    };
    /// Source 0 has none, and a line is no register.
    static const RegisterMap& registers();

    /// A word access at an offset below kBytes; zero and ignored where there is no register. A load
    /// from claim/complete claims.
    uint32_t load(uint32_t offset);
    void store(uint32_t offset, uint32_t word);

    /// The line of a source from 1 on and below kSources; others are ignored.
    void set_level(unsigned source, bool high) {
        if (source < kSources && high != has(state_.level, source)) change_level(source);
    }

    /// An enabled source is pending with a priority above the threshold.
    bool interrupt() const { return interrupt_; }

    const State& state() const { return state_; }
    void set_state(const State& state) {
        state_ = state;
        choose();
    }
    /// Inverts a bit of registers().
    void flip(uint64_t bit);

private:
    static bool has(const Sources& sources, unsigned source) {
        return (sources[source / 32] >> source % 32 & 1U) != 0;
    }

    void change_level(unsigned source);
    uint32_t claim();
    void complete(uint32_t source);
    void choose();

    State state_;
    unsigned best_ = 0;  // what a claim gives; from here on follows from state_
    bool interrupt_ = false;
};

}  // namespace ftsim
