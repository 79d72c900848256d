// SPDX-License-Identifier: Apache-2.0
#pragma once

// The devices of the second I/O board of two, for as long as they may hold something else than the
// first's. Both get the same requests in the same cycle and, through a DeviceTape, the same world;
// what they drive on their pins, ask of the world and say is compared before anything of it goes on
// its way. Two boards alone cannot tell which one is wrong: a difference is undone by a roll-back,
// behind which both start from the same snapshot. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <string>

#include "ftsim/board/device_tape.hpp"
#include "ftsim/board/io_board.hpp"
#include "ftsim/board/text_source.hpp"

namespace ftsim {

class IoTwin {
public:
    /// Whose devices hold what the first's do. Disk and port tell their size and when a frame is
    /// due, no more. All have to outlive the twin.
    IoTwin(const IoBoardConfig& config, const IoBoard& first, DeviceTape& tape, BlockBackend* disk,
           NetPort* port);

    /// Holds again what the first does.
    void follow(const IoBoard& first, uint64_t cycle);
    /// And the other way round.
    void lead(IoBoard& first, uint64_t cycle) const;

    /// As IoBoard's; due() likewise in the cycle behind a flip.
    void outside_changed(uint64_t cycle) { board_.outside_changed(cycle); }
    bool due(uint64_t cycle) const { return flipped_ || board_.due(cycle); }
    void flip(uint64_t bit, uint64_t cycle) {
        board_.flip(bit, cycle);
        flipped_ = true;
    }
    /// The first has been flipped.
    void look() { flipped_ = true; }

    /// A clock edge, with the first's step between the two: begin(), given what that will change,
    /// and step(). True where both boards have done the same. Otherwise what the first one has said
    /// in this step is to be withdrawn from its outbox.
    void begin(const replay::Gate& gate, const Outbox& outbox);
    bool step(const CoreOutputs& out, bool addressed, uint64_t cycle, const CoreInputs& first_pins,
              const replay::Gate& gate, const Outbox& outbox);
    std::size_t said_before() const { return said_before_; }

    /// The first register, or other thing that a board keeps, in which the two differ: empty where
    /// they hold the same.
    std::string difference(const IoBoard& first, const RegisterMap& registers) const;

private:
    /// A clock that nobody asks: what the host's shows comes from the first board's gate.
    struct NoClock final : ClockSource {
        uint64_t monotonic_ns() override { return 0; }
        uint64_t realtime_ns() override { return 0; }
        void idle_for(uint64_t) override {}
    };

    DeviceTape& tape_;
    TapeAsWorld world_;
    Outbox outbox_;
    replay::Gate gate_;
    TextSource no_console_{""};
    NoClock no_clock_;
    IoBoard board_;
    uint64_t inputs_before_ = 0;   // that had entered before this edge
    std::size_t said_before_ = 0;  // what waited then
    bool flipped_ = false;
};

}  // namespace ftsim
