// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/backplane.hpp"

#include <algorithm>
#include <utility>

#include "ftsim/board/device_tree.hpp"
#include "ftsim/board/io_twin.hpp"
#include "ftsim/board/state_bytes.hpp"
#include "ftsim/board/text_source.hpp"

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

// What a board of two puts on its path.
RegisterMap codeword() {
    RegisterMap map(sizeof(secded::Codeword));
    map.add_at("answer", 0, sizeof(secded::Codeword), secded::kBits);
    return map;
}

IoBoard::Slots slots_of(const BackplaneConfig& config) {
    return {config.disk != nullptr, !std::holds_alternative<NoNet>(config.net)};
}

void commit(DiskImage& image, const Emission& write) {
    image.commit(write.value, std::as_bytes(std::span(write.data)));
}

std::unique_ptr<ConsoleInput> console_input(const BackplaneConfig& config) {
    if (config.console_script.empty()) return std::make_unique<TextSource>(config.console_in);
    return std::make_unique<ConsoleScriptInput>(config.console_script);
}

HardwareConfig hardware_config(const BackplaneConfig& config) {
    HardwareConfig hardware;
    hardware.sets = config.sets;
    hardware.disks = config.mirror ? 2 : config.disk ? 1 : 0;
    hardware.disk_sectors = config.disk ? config.disk->sectors() : 0;
    hardware.ports = std::holds_alternative<NoNet>(config.net) ? 0 : config.sets;
    hardware.points = config.points;
    hardware.scrub_cycles = std::min<uint64_t>(config.scrub_cycles, UINT32_MAX);
    hardware.copy_words = config.copy_words;
    hardware.always = config.every_answer && config.sets == 2;
    return hardware;
}

}  // namespace

Backplane::Backplane(const Program& program, const BackplaneConfig& config)
    : console_in_(console_input(config)),
      peer_(make_net_peer(config.net)),
      port_(peer_, outbox_, gate_, &hardware_),
      memory_(program, device_tree({config.ram_bytes, config.bootargs}), config.ram_bytes,
              config.mem_latency, outbox_),
      hardware_(hardware_config(config), config.ram_bytes),
      points_({config.points, config.every_answer, hardware_config(config).scrub_cycles,
               config.ram_bytes},
              hardware_),
      latency_(config.mem_latency),
      dma_(memory_.ram(), &hardware_),
      image_(config.disk),
      mirror_(config.mirror),
      commits_to_disk_(config.commits_to_disk),
      disk_(image_ ? std::make_unique<Disk>(image_, gate_, outbox_, &hardware_, mirror_) : nullptr),
      clock_(config.clock),
      io_config_{config.clock_hz, config.rtc_start_ns, config.mem_latency, config.rtc_follows_host,
                 config.timer_follows_host},
      world_(tape_, dma_, disk_.get(), peer_ ? &port_ : nullptr),
      io_(io_config_,
          {outbox_, gate_, *console_in_, world_, world_disk(), world_port(), clock_.get()}),
      always_twin_(config.every_answer && config.sets == 2),
      io_map_(IoBoard::registers(config.mem_latency, slots_of(config))) {
    reset_pins();
    join_devices();
    points_.start_from(now());
}

Backplane::~Backplane() = default;

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
    join_devices();
    points_.start_from(now());
}

void Backplane::step_io(const CoreOutputs& out, bool addressed) {
    if (addressed && modules_ != nullptr) addressed = !modules_->owns(out.data_addr);
    if (twin_) twin_->begin(gate_, outbox_);
    const CoreInputs pins =
        modules_ ? modules_->io_edge(out, addressed, cycle_) : io_.step(out, addressed, cycle_);
    inputs_ = combine(inputs_, pins);
    if (!twin_ || twin_->step(out, addressed, cycle_, pins, gate_, outbox_)) return;
    outbox_.withdraw(twin_->said_before());
    hardware_.devices_differ();
}

bool Backplane::io_due() const { return io_.due(cycle_) || (twin_ && twin_->due(cycle_)); }

void Backplane::outside_changed() {
    io_.outside_changed(cycle_);
    if (twin_) twin_->outside_changed(cycle_);
}

// Both I/O boards hold the same: one set of devices stands for both, unless all is worked out.
void Backplane::join_devices() {
    if (always_twin_ && twin_) twin_->follow(io_, cycle_);
    if (always_twin_ && !twin_) part_devices();
    if (!always_twin_) twin_.reset();
    hardware_.devices_apart(false);
}

void Backplane::part_devices() {
    if (!twin_) {
        twin_ = std::make_unique<IoTwin>(io_config_, io_, tape_, world_disk(), world_port());
    }
}

// The devices of a board that is left are the machine's, whatever they hold.
void Backplane::follow_service() {
    if (!twin_ || (hardware_.serves(Unit::io, 0) && hardware_.serves(Unit::io, 1))) return;
    if (!hardware_.serves(Unit::io, 0)) twin_->lead(io_, cycle_);
    join_devices();
}

std::string Backplane::differing_register() {
    if (std::string name = points_.differing_state(); !name.empty()) return name;
    const std::string name = twin_ ? twin_->difference(io_, io_map_) : std::string();
    if (name.empty()) {
        join_devices();
        return {};
    }
    const bool on_cpu = name.starts_with("clint.") || name.starts_with("plic.");
    return (on_cpu ? "cpu1." : "io1.") + name;
}

bool Backplane::sound() const {
    return hardware_.sound() && points_.differing_state().empty() &&
           (!twin_ || twin_->difference(io_, io_map_).empty());
}

// As step(), with what boards, paths and lines make of it.
void Backplane::step_with_hardware(const CoreOutputs& out) {
    hardware_.at(cycle_);
    const bool fetches = out.instr_req != 0;
    const bool data = out.data_req != 0;
    const Unit unit = memory_.owns(out.data_addr) ? Unit::mem : Unit::io;
    const uint64_t answered = cycle_ + latency_;
    const bool differs = hardware_.differs();
    const std::size_t said_before = outbox_.waiting().size();
    if (fetches) asked_instr_.push_back({answered, Unit::mem, out.instr_addr, true, differs});
    if (data) asked_data_.push_back({answered, unit, out.data_addr, out.data_we == 0, differs});

    // Who is not there does nothing.
    CoreOutputs heard = out;
    if (!hardware_.answers(Unit::mem)) heard.instr_req = 0;
    if (!hardware_.answers(unit)) heard.data_req = 0;
    inputs_.reserve_clear = 0;
    step_memory(heard);
    const bool stores = heard.data_req != 0 && heard.data_we != 0 && unit == Unit::mem;
    if (stores && heard.data_addr >= address::kRam) {
        hardware_.stored(heard.data_addr - address::kRam, unsigned{heard.data_be});
    }
    const bool addressed = heard.data_req != 0 && unit == Unit::io;
    if (hardware_.answers(Unit::io) && (addressed || io_due())) step_io(heard, addressed);

    Points::Cycle said{out, {}, {}, {}, false, {}};
    hardware_.take_heard();  // by a device that has read memory
    if (const auto word = answer(asked_instr_, inputs_.instr_rvalid != 0, inputs_.instr_rdata)) {
        inputs_.instr_rvalid = word->answered;
        inputs_.instr_rdata = word->word;
    }
    said.instr = hardware_.take_heard();
    said.data_is_io = answers_with_io(asked_data_);
    if (const auto word = answer(asked_data_, inputs_.data_rvalid != 0, inputs_.data_rdata)) {
        inputs_.data_rvalid = word->answered;
        inputs_.data_rdata = word->word;
    }
    said.data = hardware_.take_heard();
    hardware_.step(data, waits_for_, memory_.ram());
    said.scrub = hardware_.take_heard();
    // A device may have read that word and passed it on.
    if (hardware_.refused()) outbox_.withdraw(said_before);
    follow_service();
    if (mirror_) catch_up_disks();
    ++cycle_;
    if (points_.evaluated()) {
        said.next = now();
        inputs_ = points_.step(said);
    }
    attention_ = hardware_.has_findings();
}

// The answer that is due now, if one is.
bool Backplane::answers_with_io(const std::deque<Asked>& asked) const {
    const auto due = std::find_if(asked.begin(), asked.end(), [this](const Asked& request) {
        return request.answered >= cycle_;
    });
    return due != asked.end() && due->answered == cycle_ && due->unit == Unit::io;
}

// What becomes of the answer to the oldest request, if it is its time.
std::optional<HardwareSets::Delivered> Backplane::answer(std::deque<Asked>& asked, bool valid,
                                                         uint32_t word) {
    while (!asked.empty() && asked.front().answered < cycle_) asked.pop_front();
    if (asked.empty() || asked.front().answered != cycle_) return std::nullopt;
    const Asked request = asked.front();
    asked.pop_front();
    const HardwareSets::Delivered none{0, false};
    // What was on its way before is not touched by what happened since.
    if (!request.differs) return HardwareSets::Delivered{hardware_.deliver_good(word)};
    if (!valid || !hardware_.answers(request.unit)) {
        waits_for_ = request.unit;
        return none;
    }
    const uint32_t offset = request.address - address::kRam;
    if (!request.reads) return HardwareSets::Delivered{word};
    const bool in_ram = request.unit == Unit::mem && offset < memory_.ram().size();
    const auto delivered =
        in_ram ? hardware_.deliver_from_ram(offset, word) : hardware_.deliver(request.unit, word);
    return delivered;
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
    console_in_->back_to(cycle_);
    inputs_ = wires(take_state<CoreInputs>(state));
    memory_.load(state);
    io_.load(state);
    asked_instr_.clear();
    asked_data_.clear();
    waits_for_.reset();
    points_.start_from(now());
    if (modules_ != nullptr) modules_->resumed(cycle_);
    outside_changed();
    join_devices();
}

uint64_t Backplane::begin_interval() {
    points_.test_comparison();
    // More of them than snapshots are kept.
    constexpr std::size_t kIntervals = 4;
    intervals_.push_back(cycle_);
    if (intervals_.size() > kIntervals) intervals_.pop_front();
    console_in_->keep_from(*std::min_element(intervals_.begin(), intervals_.end()));
    if (modules_ != nullptr) modules_->begin_interval();
    const uint64_t pages = memory_.ram().begin_interval();
    return disk_ ? pages + disk_->begin_interval() : pages;
}

bool Backplane::intact(unsigned intervals) const {
    return memory_.ram().intact(intervals) && (!disk_ || disk_->intact(intervals));
}

uint64_t Backplane::roll_back(unsigned intervals) {
    hardware_.rolled_back(memory_.ram().pages_put_aside(intervals));
    attention_ = false;
    if (modules_ != nullptr) modules_->roll_back(intervals);
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
    hardware_.save(to);
    points_.save(to);
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
    return (!disk_ || disk_->load_touched(from)) && hardware_.load(from) && points_.load(from);
}

bool Backplane::flip_saved_bit(uint64_t bit) {
    if (memory_.ram().flip_saved_bit(bit)) return true;
    return disk_ && disk_->flip_saved_bit(bit - memory_.ram().saved_bits());
}

void Backplane::leave(const Emission& emission) {
    // A frame that no port sends is lost.
    if (emission.sink == Sink::net && hardware_.answers(Unit::port)) {
        peer_->from_guest(emission.data, emission.cycle);
    }
    const bool for_good = commits_to_disk_ && !before_experiment_;
    if (emission.sink == Sink::disk && image_ && for_good) commit_to_disks(emission);
}

// To both of two; what one has missed it gets when it serves again.
void Backplane::commit_to_disks(const Emission& write) {
    if (!mirror_) return commit(*image_, write);
    for (auto& missed : missed_) missed.push_back(write);
    catch_up_disks();
}

void Backplane::catch_up_disks() {
    for (const unsigned side : {0U, 1U}) {
        fills_[side] = fills_[side] || hardware_.fills(side);
        if (!hardware_.serves(Unit::disk, side)) continue;
        if (std::exchange(fills_[side], false) && commits_to_disk_) {
            disk_image(side).become(disk_image(1 - side));
            missed_[side].clear();
        }
        for (const Emission& each : missed_[side]) commit(disk_image(side), each);
        missed_[side].clear();
    }
}

void Backplane::begin_experiment() {
    before_experiment_ =
        Outside{gate_.mark(), console_in_->clone(), peer_ ? peer_->clone() : nullptr, hardware_};
    if (modules_ != nullptr) modules_->begin_experiment();
    memory_.ram().begin_experiment();
    if (disk_) disk_->begin_experiment();
}

void Backplane::end_experiment() {
    gate_.forget_since(before_experiment_->gate);
    console_in_ = std::move(before_experiment_->console_in);
    io_.listen_to(*console_in_);
    if (peer_) peer_ = std::move(before_experiment_->peer);
    hardware_ = std::move(before_experiment_->hardware);
    attention_ = hardware_.has_findings();
    before_experiment_.reset();
    if (modules_ != nullptr) modules_->end_experiment();
    memory_.ram().end_experiment();
    if (disk_) disk_->end_experiment();
    outside_changed();
}

HardwareSets Backplane::hardware_of(const BackplaneConfig& config) {
    return HardwareSets(hardware_config(config), config.ram_bytes);
}

RegisterMap Backplane::memory_registers(const BackplaneConfig& config) {
    if (config.sets == 2) return codeword();
    RegisterMap map;
    map.append("pins.", memory_pins());
    map.append("", MemoryBoard::registers(config.mem_latency));
    return map;
}

RegisterMap Backplane::io_registers(const BackplaneConfig& config) {
    RegisterMap map;
    if (config.sets == 2) {
        map.append("", codeword());
        map.append("", IoBoard::device_registers(config.mem_latency, slots_of(config)));
        return map;
    }
    map.append("pins.", io_pins());
    map.append("", IoBoard::registers(config.mem_latency, slots_of(config)));
    return map;
}

RegisterMap Backplane::interrupt_registers(const BackplaneConfig& config) {
    return config.sets == 2 ? IoBoard::interrupt_registers() : RegisterMap();
}

void Backplane::flip_ram(unsigned side, uint64_t bit) {
    if (hardware_.sets() == 1) return memory_.ram().flip(bit);
    const auto offset = static_cast<uint32_t>(bit / secded::kBits * sizeof(uint32_t));
    hardware_.flip_stored(side, offset, static_cast<unsigned>(bit % secded::kBits));
}

void Backplane::flip_memory_board(unsigned side, uint64_t bit) {
    if (hardware_.sets() == 2) return hardware_.flip_answer(Unit::mem, side, bit);
    if (bit < memory_pins().bits()) {
        inputs_ = memory_pins().flipped(inputs_, bit);
    } else {
        memory_.flip(bit - memory_pins().bits());
    }
}

void Backplane::flip_io_board(unsigned side, uint64_t bit) {
    if (hardware_.sets() == 2) {
        if (bit < secded::kBits) return hardware_.flip_answer(Unit::io, side, bit);
        if (!hardware_.serves(Unit::io, side)) return;
        const bool both = hardware_.serves(Unit::io, 1 - side);
        const uint64_t device_bit = bit - secded::kBits + IoBoard::interrupt_registers().bits();
        return flip_devices(!both       ? Holder::only
                            : side == 0 ? Holder::first
                                        : Holder::second,
                            device_bit);
    }
    if (bit < io_pins().bits()) {
        inputs_ = io_pins().flipped(inputs_, bit);
        return;
    }
    io_.flip(bit - io_pins().bits(), cycle_);
    io_.drive(inputs_, cycle_);
}

void Backplane::flip_interrupts(Holder holder, uint64_t bit) { flip_devices(holder, bit); }

// The next edge compares what has come of it.
void Backplane::flip_devices(Holder holder, uint64_t bit) {
    if (holder != Holder::only) {
        part_devices();
        hardware_.devices_apart(true);
    }
    if (holder != Holder::first && twin_) twin_->flip(bit, cycle_);
    if (holder == Holder::second) return;
    io_.flip(bit, cycle_);
    io_.drive(inputs_, cycle_);
    if (twin_) twin_->look();
}

}  // namespace ftsim
