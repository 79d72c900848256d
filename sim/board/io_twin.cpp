// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/io_twin.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

namespace ftsim {

namespace {

std::vector<std::byte> saved(const IoBoard& board) {
    std::vector<std::byte> state;
    board.save(state);
    return state;
}

void copy(const IoBoard& from, IoBoard& to, uint64_t cycle) {
    const std::vector<std::byte> state = saved(from);
    std::span<const std::byte> bytes = state;
    to.load(bytes);
    to.outside_changed(cycle);
}

// What devices put into the outbox themselves; a disk's and a port's is on the tape.
bool is_own(const Emission& emission) {
    return emission.sink == Sink::console || emission.sink == Sink::finisher;
}

}  // namespace

IoTwin::IoTwin(const IoBoardConfig& config, const IoBoard& first, DeviceTape& tape,
               BlockBackend* disk, NetPort* port)
    : tape_(tape),
      world_(tape, disk, port),
      board_(config, {outbox_, gate_, no_console_, world_, disk != nullptr ? &world_ : nullptr,
                      port != nullptr ? &world_ : nullptr, &no_clock_}) {
    follow(first, 0);
}

void IoTwin::follow(const IoBoard& first, uint64_t cycle) {
    copy(first, board_, cycle);
    flipped_ = false;
}

void IoTwin::lead(IoBoard& first, uint64_t cycle) const { copy(board_, first, cycle); }

void IoTwin::begin(const replay::Gate& gate, const Outbox& outbox) {
    tape_.listen();
    inputs_before_ = gate.window().position();
    said_before_ = outbox.waiting().size();
}

bool IoTwin::step(const CoreOutputs& out, bool addressed, uint64_t cycle,
                  const CoreInputs& first_pins, const replay::Gate& gate, const Outbox& outbox) {
    tape_.play();
    flipped_ = false;
    // What entered for the first board enters for this one.
    gate_.forget_since(gate.mark());
    gate_.window().rewind(inputs_before_);
    outbox_.restart(0);
    const bool same_pins = board_.step(out, addressed, cycle) == first_pins;
    tape_.end();
    std::vector<Emission> said;
    std::copy_if(outbox.waiting().begin() + static_cast<std::ptrdiff_t>(said_before_),
                 outbox.waiting().end(), std::back_inserter(said), is_own);
    const auto& says = outbox_.waiting();
    return same_pins && tape_.same() &&
           std::equal(said.begin(), said.end(), says.begin(), says.end(), same_output);
}

std::string IoTwin::difference(const IoBoard& first, const RegisterMap& registers) const {
    const std::vector<std::byte> one = saved(first), other = saved(board_);
    if (one == other) return {};
    const Site* site = registers.first_difference(one, other);
    return site != nullptr ? site->name : "events";
}

}  // namespace ftsim
