// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/rtl_guest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ftsim/board/device_tree.hpp"
#include "ftsim/board/state_bytes.hpp"
#include "ftsim/host/sim_host.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::host {

namespace {

constexpr uint64_t kTickCycles = 1000;     // of the devices' time
constexpr uint64_t kMostFruitless = 1000;  // then it is in a loop of traps, and nothing comes of it
constexpr unsigned kMostSteps = 64;        // of the devices, at one instruction
constexpr std::size_t kRing = 256;         // frames

uint64_t digest_of(const std::string& frame) {
    return replay::xxh3(std::as_bytes(std::span(frame)));
}

IoBoardConfig board_of() {
    IoBoardConfig board;
    board.rtc_follows_host = true;
    board.timer_follows_host = true;
    board.disk_latency = 0;
    return board;
}

}  // namespace

RtlGuestConfig rtl_guest_of(const std::filesystem::path& program) {
    RtlGuestConfig config;
    config.name = program.string();
    config.program =
        std::make_shared<const Program>(load_program(program, address::kRam, config.ram_bytes));
    return config;
}

void RtlGuest::Port::send(std::span<const std::byte> frame, uint64_t) {
    out.emplace_back(reinterpret_cast<const char*>(frame.data()), frame.size());
}

std::optional<std::string> RtlGuest::Port::receive(uint64_t) {
    if (in.empty()) return std::nullopt;
    std::string frame = std::move(in.front());
    in.pop_front();
    return frame;
}

uint64_t RtlGuest::Port::next_cycle(uint64_t cycle) const {
    return in.empty() ? UINT64_MAX : cycle;
}

RtlGuest::RtlGuest(const RtlGuestConfig& config, const MemoryTiming& timing)
    : config_(config),
      disk_(config.disk_sectors),
      memory_(*config.program, device_tree({config.ram_bytes, config.bootargs}), config.ram_bytes,
              0, outbox_),
      dma_(memory_.ram()),
      io_(board_of(), {outbox_, gate_, no_input_, dma_, &disk_, &port_, &clock_}),
      core_(memory_, config.program->tohost, timing,
            [this](const CoreOutputs& out) { return access(out); }) {
    if (!config.record_mcycle) core_.count_own_cycles();
    memory_.ram().begin_interval();
}

Stop RtlGuest::say() {
    if (!port_.out.empty()) {
        output_ = std::move(port_.out.front());
        port_.out.pop_front();
        return Stop::output;
    }
    request_ = disk_.take_request();
    return Stop::disk_start;
}

// At one instruction: what was said, what the devices do, then the limit. What a limit cuts in two
// is done as if there were none.
Stop RtlGuest::run(uint64_t limit) {
    while (true) {
        if (says_something()) return say();
        if (ended_) return Stop::ended;
        if (!settled_ && io_.due(now())) {
            settle_devices();
            continue;
        }
        if (retired_ >= limit) return Stop::limit;
        if (core_.asleep() || fruitless_ > kMostFruitless) return Stop::idle;
        const uint64_t quiet = io_.next_event() - now();
        if (const uint64_t ahead = core_.run_ahead(std::min(limit - retired_, quiet))) {
            retired_ += ahead;
            settled_ = false;
            fruitless_ = 0;
            continue;
        }
        const InstructionCore::Did did =
            core_.step(clock_known_ ? std::optional(clock_.now_ns) : std::nullopt);
        if (did == InstructionCore::Did::needs_clock) return Stop::clock_read;
        clock_known_ = settled_ = false;
        const bool retires = did == InstructionCore::Did::retired;
        // A trap is a position of its own, or what enters behind an instruction that traps would
        // have two places.
        retired_ += retires || did == InstructionCore::Did::trapped ? 1 : 0;
        fruitless_ = retires ? 0 : fruitless_ + 1;
        tell_core();
        if (io_.reset_requested()) power_on_again();
    }
}

std::optional<CoreInputs> RtlGuest::access(const CoreOutputs& out) {
    const bool mtime = out.data_addr - (address::kClint + 0xbff8) < sizeof(uint64_t);
    const bool rtc = out.data_addr - address::kRtc < address::kRtcBytes;
    if ((mtime || rtc) && !clock_known_) return std::nullopt;
    const CoreInputs pins = io_.step(out, true, now());
    take(pins);
    return pins;
}

void RtlGuest::step_devices() {
    take(io_.step({}, false, now()));
    tell_core();
}

// What the devices have done behind the instruction that it has come to.
void RtlGuest::tell_core() {
    if (std::exchange(clobbers_, false)) core_.clear_reservation();
    core_.set_levels(levels_);
    drain_outbox();
}

// What they have to do at this instruction. What is still due then is so by their next one.
void RtlGuest::settle_devices() {
    for (unsigned i = 0; i < kMostSteps && io_.due(now()); ++i) step_devices();
    settled_ = true;
}

void RtlGuest::take(const CoreInputs& pins) {
    levels_ = {pins.irq_software != 0, pins.irq_timer != 0, pins.irq_external != 0};
    clobbers_ = clobbers_ || pins.reserve_clear != 0;
    gate_.window().trim(gate_.window().position());
}

void RtlGuest::drain_outbox() {
    outbox_.release(UINT64_MAX, [this](const Emission& emission) {
        if (emission.sink == Sink::console) console_ += static_cast<char>(emission.value);
        if (is_status(emission.sink)) exit_code_ = ftsim::exit_code(emission);
    });
    outbox_.trim(outbox_.position());
    ended_ = ended_ || io_.ended() || memory_.ended();
}

void RtlGuest::power_on_again() {
    memory_.reset();
    io_.reset(now());
    levels_ = {};
    core_.reset();
}

void RtlGuest::enter(const replay::Event& event) {
    using replay::EventKind;
    const auto time = [&] {
        replay::ByteReader from(std::as_bytes(std::span(event.payload)));
        clock_.now_ns = from.fixed<uint64_t>();
    };
    switch (event.kind) {
        case EventKind::net_receive:
            if (port_.in.size() < kRing) port_.in.push_back(event.payload);
            break;
        case EventKind::timer:
            time();
            added_ += kTickCycles;
            if (fruitless_ <= kMostFruitless) ++beats_;
            break;
        case EventKind::clock_read:
            time();
            clock_known_ = true;
            return;
        case EventKind::disk_complete: disk_.complete(event); break;
        default: return;
    }
    io_.outside_changed(now());
    settle_devices();
}

std::vector<std::byte> RtlGuest::save() const {
    std::vector<std::byte> bytes;
    replay::ByteWriter to(bytes);
    const auto frames = [&](const std::deque<std::string>& all) {
        to.varint(all.size());
        for (const std::string& frame : all) to.blob(frame);
    };
    for (const uint64_t number : {retired_, added_, beats_, fruitless_, clock_.now_ns}) {
        to.varint(number);
    }
    to.fixed(exit_code_);
    to.fixed(static_cast<uint8_t>(clock_known_));
    to.fixed(static_cast<uint8_t>(settled_));
    to.fixed(static_cast<uint8_t>(ended_));
    frames(port_.in);
    frames(port_.out);
    to.blob(console_);
    disk_.save(bytes);
    to.bytes(core_.state());
    memory_.save(bytes);
    io_.save(bytes);
    const std::vector<uint32_t> pages = memory_.ram().used_pages();
    to.varint(pages.size());
    for (const uint32_t page : pages) {
        to.varint(page);
        to.bytes(memory_.ram().page(page));
    }
    return bytes;
}

// Into a machine that has just been made: its devices' time never goes back.
bool RtlGuest::load(std::span<const std::byte> state) {
    replay::ByteReader from(state);
    const auto frames = [&](std::deque<std::string>& all) {
        all.clear();
        for (uint64_t left = from.varint(); left != 0 && !from.failed(); --left) {
            all.push_back(from.blob());
        }
    };
    for (uint64_t* number : {&retired_, &added_, &beats_, &fruitless_, &clock_.now_ns}) {
        *number = from.varint();
    }
    exit_code_ = from.fixed<uint32_t>();
    clock_known_ = from.fixed<uint8_t>() != 0;
    settled_ = from.fixed<uint8_t>() != 0;
    ended_ = from.fixed<uint8_t>() != 0;
    frames(port_.in);
    frames(port_.out);
    console_ = from.blob();
    if (from.failed()) return false;
    std::span<const std::byte> rest = state.last(from.left());
    if (!disk_.load(rest)) return false;

    std::vector<std::byte> own;
    memory_.save(own);
    io_.save(own);
    const std::size_t core_bytes = CoreModel::state_map().bytes();
    if (rest.size() < core_bytes + own.size()) return false;
    const auto core = rest.first(core_bytes);
    if (!CoreModel::state_map().fits(core)) return false;
    rest = rest.subspan(core_bytes);
    memory_.load(rest);
    io_.load(rest);
    io_.outside_changed(now());
    CoreInputs pins;
    io_.drive(pins, now());
    take(pins);
    core_.load(core);
    core_.set_levels(levels_);

    replay::ByteReader ram(rest);
    memory_.ram().clear(0, memory_.ram().size());
    for (uint64_t left = ram.varint(); left != 0; --left) {
        const uint64_t page = ram.varint();
        const auto bytes = ram.take(Ram::kPageBytes);
        if (ram.failed() || page >= memory_.ram().size() / Ram::kPageBytes) return false;
        memory_.ram().write(static_cast<uint32_t>(page * Ram::kPageBytes), bytes);
    }
    memory_.ram().begin_interval();
    return !ram.failed() && ram.left() == 0;
}

uint64_t RtlGuest::digest() const {
    std::vector<std::byte> bytes;
    memory_.save(bytes);
    io_.save(bytes);
    disk_.save(bytes);
    for (const std::deque<std::string>* frames : {&port_.in, &port_.out}) {
        for (const std::string& frame : *frames) put_state(bytes, digest_of(frame));
    }
    put_state(bytes, retired_);
    put_state(bytes, added_);
    put_state(bytes, clock_.now_ns);
    put_state(bytes, clock_known_);
    put_state(bytes, memory_.ram().digest_now());
    bytes.insert(bytes.end(), core_.state().begin(), core_.state().end());
    return replay::xxh3(bytes);
}

std::vector<replay::MachineField> rtl_machine(const RtlGuestConfig& config) {
    const CoreIdentity core = CoreModel::identity();
    return {{"core", std::string(core.isa), false},
            {"pmp_regions", fmt::to_string(core.pmp_regions), false},
            {"program", fmt::format("{:016x}", program_digest(*config.program)), false},
            {"ram", fmt::to_string(config.ram_bytes), false},
            {"append", config.bootargs, false},
            {"disk", fmt::format("{} sectors", config.disk_sectors), false},
            {"rtl", std::string(core.build), true}};
}

GuestFactory rtl_guests(const RtlGuestConfig& config) {
    return [config](const HostConfig& host) -> std::unique_ptr<Guest> {
        const uint64_t seed = replay::xxh3(std::as_bytes(std::span(host.name)));
        return std::make_unique<RtlGuest>(config,
                                          MemoryTiming{host.wait_states, host.jitter_cycles, seed});
    };
}

}  // namespace ftsim::host
