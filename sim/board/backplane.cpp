// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/backplane.hpp"

#include <utility>

#include "ftsim/board/device_tree.hpp"
#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

namespace {

// A wire is one bit.
CoreInputs wires(CoreInputs pins) {
    for (uint8_t* pin : {&pins.instr_gnt, &pins.instr_rvalid, &pins.instr_err, &pins.data_gnt,
                         &pins.data_rvalid, &pins.data_err, &pins.irq_software, &pins.irq_timer,
                         &pins.irq_external, &pins.reserve_clear}) {
        *pin &= 1U;
    }
    return pins;
}

// The answer on the data port is registered once, behind both boards. Grants and the strap are
// constants, the interrupts wires from the devices' registers.
const RegisterMap& memory_pins() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(CoreInputs));
        of.add("instr_rdata", &CoreInputs::instr_rdata);
        of.add("instr_rvalid", &CoreInputs::instr_rvalid, 1);
        of.add("instr_err", &CoreInputs::instr_err, 1);
        of.add("data_rdata", &CoreInputs::data_rdata);
        of.add("data_rvalid", &CoreInputs::data_rvalid, 1);
        of.add("data_err", &CoreInputs::data_err, 1);
        of.none(&CoreInputs::ram_last);
        of.none(&CoreInputs::instr_gnt);
        of.none(&CoreInputs::data_gnt);
        of.none(&CoreInputs::irq_software);
        of.none(&CoreInputs::irq_timer);
        of.none(&CoreInputs::irq_external);
        of.none(&CoreInputs::reserve_clear);
        of.none(&CoreInputs::unused);
        return of;
    }();
    return map;
}

const RegisterMap& io_pins() {
    static const RegisterMap map = [] {
        RegisterMap of = RegisterMap::without_registers(sizeof(CoreInputs));
        of.add("reserve_clear", &CoreInputs::reserve_clear, 1);
        return of;
    }();
    return map;
}

}  // namespace

Backplane::Backplane(const Program& program, const BackplaneConfig& config)
    : console_in_(config.console_in),
      peer_(make_net_peer(config.net)),
      port_(peer_, outbox_, gate_),
      memory_(program, device_tree({config.ram_bytes, config.bootargs}), config.ram_bytes,
              config.mem_latency, outbox_),
      dma_(memory_.ram()),
      image_(config.disk),
      commits_to_disk_(config.commits_to_disk),
      disk_(image_ ? std::make_unique<Disk>(image_, gate_, outbox_) : nullptr),
      clock_(config.clock),
      io_({config.clock_hz, config.rtc_start_ns, config.mem_latency, config.rtc_follows_host,
           config.timer_follows_host},
          {outbox_, gate_, console_in_, dma_, disk_.get(), peer_ ? &port_ : nullptr,
           clock_.get()}) {
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
    inputs_ = wires(take_state<CoreInputs>(state));
    memory_.load(state);
    io_.load(state);
    outside_changed();
}

uint64_t Backplane::begin_interval() {
    const uint64_t pages = memory_.ram().begin_interval();
    return disk_ ? pages + disk_->begin_interval() : pages;
}

bool Backplane::intact(unsigned intervals) const {
    return memory_.ram().intact(intervals) && (!disk_ || disk_->intact(intervals));
}

uint64_t Backplane::roll_back(unsigned intervals) {
    const uint64_t pages = memory_.ram().roll_back(intervals);
    return disk_ ? pages + disk_->roll_back(intervals) : pages;
}

uint64_t Backplane::memory_digest() const {
    return memory_.ram().digest() ^ (disk_ ? disk_->digest() : 0);
}

uint64_t Backplane::memory_digest_now() const {
    return memory_.ram().digest_now() ^ (disk_ ? disk_->digest_now() : 0);
}

void Backplane::save_changes(std::vector<std::byte>& to) {
    Ram& ram = memory_.ram();
    const std::vector<uint32_t> pages = ram.take_touched();
    put_state(to, uint64_t{pages.size()});
    for (const uint32_t page : pages) {
        put_state(to, page);
        const auto bytes = ram.page(page);
        to.insert(to.end(), bytes.begin(), bytes.end());
    }
    if (disk_) disk_->save_touched(to);
}

bool Backplane::load_changes(std::span<const std::byte>& from) {
    Ram& ram = memory_.ram();
    if (from.size() < sizeof(uint64_t)) return false;
    const auto pages = take_state<uint64_t>(from);
    for (uint64_t i = 0; i < pages; ++i) {
        if (from.size() < sizeof(uint32_t) + Ram::kPageBytes) return false;
        const auto page = take_state<uint32_t>(from);
        if (page >= ram.size() / Ram::kPageBytes) return false;
        ram.write(page * Ram::kPageBytes, from.first(Ram::kPageBytes));
        from = from.subspan(Ram::kPageBytes);
    }
    return !disk_ || disk_->load_touched(from);
}

bool Backplane::flip_saved_bit(uint64_t bit) {
    if (memory_.ram().flip_saved_bit(bit)) return true;
    return disk_ && disk_->flip_saved_bit(bit - memory_.ram().saved_bits());
}

void Backplane::leave(const Emission& emission) {
    if (emission.sink == Sink::net) peer_->from_guest(emission.data, emission.cycle);
    const bool for_good = commits_to_disk_ && !before_experiment_;
    if (emission.sink == Sink::disk && image_ && for_good) {
        image_->commit(emission.value, std::as_bytes(std::span(emission.data)));
    }
}

void Backplane::begin_experiment() {
    before_experiment_ =
        Outside{gate_.mark(), console_in_.position(), peer_ ? peer_->clone() : nullptr};
    memory_.ram().begin_experiment();
    if (disk_) disk_->begin_experiment();
}

void Backplane::end_experiment() {
    gate_.forget_since(before_experiment_->gate);
    console_in_.rewind(before_experiment_->console_in);
    if (peer_) peer_ = std::move(before_experiment_->peer);
    before_experiment_.reset();
    memory_.ram().end_experiment();
    if (disk_) disk_->end_experiment();
    outside_changed();
}

RegisterMap Backplane::memory_registers(const BackplaneConfig& config) {
    RegisterMap map;
    map.append("pins.", memory_pins());
    map.append("", MemoryBoard::registers(config.mem_latency));
    return map;
}

RegisterMap Backplane::io_registers(const BackplaneConfig& config) {
    const bool card = !std::holds_alternative<NoNet>(config.net);
    RegisterMap map;
    map.append("pins.", io_pins());
    map.append("", IoBoard::registers(config.mem_latency, {config.disk != nullptr, card}));
    return map;
}

void Backplane::flip_memory_board(uint64_t bit) {
    if (bit < memory_pins().bits()) {
        inputs_ = memory_pins().flipped(inputs_, bit);
    } else {
        memory_.flip(bit - memory_pins().bits());
    }
}

void Backplane::flip_io_board(uint64_t bit) {
    if (bit < io_pins().bits()) {
        inputs_ = io_pins().flipped(inputs_, bit);
        return;
    }
    io_.flip(bit - io_pins().bits(), cycle_);
    io_.drive(inputs_, cycle_);
}

}  // namespace ftsim
