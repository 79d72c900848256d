// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/backplane.hpp"

#include <utility>

#include "ftsim/board/device_tree.hpp"
#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

Backplane::Backplane(const Program& program, const BackplaneConfig& config)
    : console_in_(config.console_in),
      peer_(make_net_peer(config.net)),
      port_(peer_, outbox_, gate_),
      memory_(program, device_tree({config.ram_bytes, config.bootargs}), config.ram_bytes,
              config.mem_latency, outbox_),
      dma_(memory_.ram()),
      io_({config.clock_hz, config.rtc_start_ns, config.mem_latency},
          {outbox_, gate_, console_in_, dma_, nullptr, peer_ ? &port_ : nullptr}) {
    reset_pins();
}

void Backplane::reset_pins() {
    inputs_ = {};
    inputs_.instr_gnt = 1;
    inputs_.data_gnt = 1;
    inputs_.ram_last = memory_.ram_last();
}

void Backplane::reset() {
    reset_pins();
    memory_.reset();
    io_.reset(cycle_);
}

void Backplane::step_io(const CoreOutputs& out, bool addressed) {
    inputs_ = combine(inputs_, io_.step(out, addressed, cycle_));
}

std::vector<std::byte> Backplane::save_devices() const {
    std::vector<std::byte> state;
    put_state(state, cycle_);
    put_state(state, inputs_);
    memory_.save(state);
    io_.save(state);
    return state;
}

void Backplane::load_devices(std::span<const std::byte> state) {
    cycle_ = take_state<uint64_t>(state);
    inputs_ = take_state<CoreInputs>(state);
    memory_.load(state);
    io_.load(state);
    outside_changed();
}

void Backplane::leave(const Emission& emission) {
    if (emission.sink == Sink::net) peer_->from_guest(emission.data, emission.cycle);
}

void Backplane::begin_experiment() {
    before_experiment_ =
        Outside{gate_.mark(), console_in_.position(), peer_ ? peer_->clone() : nullptr};
}

void Backplane::end_experiment() {
    gate_.forget_since(before_experiment_->gate);
    console_in_.rewind(before_experiment_->console_in);
    if (peer_) peer_ = std::move(before_experiment_->peer);
    before_experiment_.reset();
    outside_changed();
}

}  // namespace ftsim
