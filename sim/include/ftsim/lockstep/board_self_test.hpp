// SPDX-License-Identifier: Apache-2.0
#pragma once

// What tells which of two boards is wrong when a mismatch comes back: each runs a program from its
// own ROM, isolated, for a fixed number of cycles, and every output of every cycle goes into a
// signature register (MISR, 64 bits). A board passes whose signature is that of a good core. The
// bus that answers it is the board's own, so no other board is needed, and memory keeps what it
// has. docs/reference/board-self-test.md says what it finds. Immutable once built: share one
// between threads.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ftsim/comparator/signature.hpp"
#include "ftsim/model/core_ports.hpp"

namespace ftsim {

/// The bus of a board in isolation: the ROM at every multiple of its size, a scratch memory behind
/// every data address, and a control port in it.
class IsolatedBus {
public:
    static constexpr uint32_t kRomBytes = 16 << 10;
    static constexpr uint32_t kScratchBytes = 256;

    /// The ROM's words must outlive the bus.
    explicit IsolatedBus(std::span<const uint32_t> rom);

    const CoreInputs& inputs() const { return inputs_; }
    void step(const CoreOutputs& out);
    /// The program has said that it is at its end.
    bool ended() const { return ended_; }

private:
    struct Answer {
        uint32_t rdata = 0;
        uint8_t rvalid = 0;
        uint8_t err = 0;
    };
    /// What is on its way, the next one first.
    using Line = std::array<Answer, 3>;

    Answer fetch(const CoreOutputs& out);
    Answer access(const CoreOutputs& out);

    std::span<const uint32_t> rom_;
    Line fetches_, accesses_;
    std::array<uint32_t, kScratchBytes / 4> scratch_ = {};
    CoreInputs inputs_;
    uint32_t control_ = 0;
    bool ended_ = false;
};

/// A model with the pins that the test knows.
template <class Model>
concept HasBoardSelfTest = std::same_as<typename Model::Inputs, CoreInputs> &&
    std::same_as<typename Model::Outputs, CoreOutputs>;

class BoardSelfTest {
public:
    /// Runs the program on a good core, for what it takes and gives. Throws std::logic_error where
    /// it does not come to its end.
    BoardSelfTest();
    /// Likewise for another ROM.
    explicit BoardSelfTest(std::vector<uint32_t> rom);
    /// The one that boards have.
    static std::vector<uint32_t> built_in_rom();

    /// Cycles that it takes.
    uint64_t cycles() const { return cycles_; }
    uint64_t signature() const { return signature_; }
    /// A core's registers after power-on, from which it starts.
    std::span<const std::byte> power_on() const { return power_on_; }

    /// A board that has just been powered on, with step(inputs) and outputs(); its state is lost.
    template <class Board>
    bool passes(Board&& board) const {
        IsolatedBus bus(rom_);
        Misr misr;
        for (uint64_t cycle = 0; cycle < cycles_; ++cycle) {
            const CoreOutputs outputs = board.outputs();
            misr.take(std::as_bytes(std::span(&outputs, 1)));
            board.step(bus.inputs());
            bus.step(outputs);
        }
        return misr.signature() == signature_;
    }

private:
    std::vector<uint32_t> rom_;
    uint64_t cycles_ = 0;
    uint64_t signature_ = 0;
    std::vector<std::byte> power_on_;
};

}  // namespace ftsim
