// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/points.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "ftsim/board/secded.hpp"
#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

namespace {

constexpr unsigned kMemory = 2;  // the first bit of that unit in a point's service
constexpr unsigned kIo = 4;

/// What comes from flops, before what depends on the last inputs.
std::span<const std::byte> from_flops(const PointOutputs& outputs) {
    return std::as_bytes(std::span(&outputs, 1)).first(offsetof(PointOutputs, mismatch));
}

// A board that is out of service may say anything: here it is always something else.
CoreOutputs something_else(const CoreOutputs& said) {
    CoreOutputs other = said;
    other.instr_addr = ~said.instr_addr;
    other.data_wdata = ~said.data_wdata;
    other.data_req = said.data_req == 0;
    return other;
}

// One wire of the requests is not what it was.
CoreOutputs one_wire_off(const CoreOutputs& said) {
    CoreOutputs other = said;
    other.data_wdata ^= 1U;
    return other;
}

// A register of a point, found once.
struct Place {
    explicit Place(const char* site) {
        const Site* at = PointModel::state_map().find(site);
        assert(at != nullptr);
        offset = at->offset;
        bytes = (at->width + 7) / 8;
    }
    void put(std::span<std::byte> state, uint32_t value) const {
        std::memcpy(state.data() + offset, &value, bytes);
    }
    std::size_t offset, bytes;
};

struct Places {
    Place reserve_clear{"reserve_clear_q"};
    Place service{"u_switch.service_q"};
    Place instr_rvalid{"u_instr_bridge.rvalid_q"};
    Place instr_err{"u_instr_bridge.err_q"};
    Place instr_rdata{"u_instr_bridge.rdata_q"};
    Place data_rvalid{"u_data_bridge.rvalid_q"};
    Place data_err{"u_data_bridge.err_q"};
    Place data_rdata{"u_data_bridge.rdata_q"};
    Place wait{"u_scrubber.wait_q"};
    Place word{"u_scrubber.word_q"};
};

const Places& places() {
    static const Places found;
    return found;
}

}  // namespace

Points::Points(const PointsConfig& config, HardwareSets& hardware)
    : config_(config), hardware_(hardware) {}

bool Points::listens(unsigned side) const {
    return config_.count == 2 && hardware_.works(Unit::point, side);
}

std::optional<unsigned> Points::lead() const {
    if (listens(0)) return 0;
    if (listens(1)) return 1;
    return std::nullopt;
}

Comparison Points::comparison_of_all() const {
    if (config_.count < 2) return says_[0];
    if (both_listen()) return says_[0] == says_[1] ? says_[0] : Comparison::works;
    return lead() ? says_[*lead()] : Comparison::works;
}

void Points::count_broken() {
    broken_comparisons_ =
        static_cast<unsigned>(2 - std::count(says_.begin(), says_.end(), Comparison::works));
}

uint8_t Points::service() const {
    unsigned serving = cpu_boards_;
    for (unsigned side = 0; side < 2; ++side) {
        serving |= static_cast<unsigned>(hardware_.serves(Unit::mem, side)) << (kMemory + side);
        serving |= static_cast<unsigned>(hardware_.serves(Unit::io, side)) << (kIo + side);
    }
    return static_cast<uint8_t>(serving);
}

// A point's flops are a function of what the machine is at.
Points::Registers Points::registers_at(const Now& now) const {
    Registers state(PointModel::state_map().bytes());
    const uint64_t words = config_.ram_bytes / sizeof(uint32_t);
    const Places& at = places();
    at.reserve_clear.put(state, now.pins.reserve_clear);
    at.service.put(state, written_);
    at.instr_rvalid.put(state, now.pins.instr_rvalid);
    at.instr_err.put(state, now.pins.instr_err);
    at.instr_rdata.put(state, now.pins.instr_rdata);
    at.data_rvalid.put(state, now.pins.data_rvalid);
    at.data_err.put(state, now.pins.data_err);
    at.data_rdata.put(state, now.pins.data_rdata);
    at.wait.put(state, static_cast<uint32_t>(now.cycle % config_.scrub_cycles));
    at.word.put(state, static_cast<uint32_t>(now.cycle / config_.scrub_cycles % words));
    return state;
}

Points::Registers Points::registers_of(unsigned side) const {
    Registers state(PointModel::state_map().bytes());
    models_[side].save_state(state);
    return state;
}

void Points::make_models() {
    if (models_.empty()) models_.resize(2);
}

void Points::come_apart(const Now& now) {
    const bool already = evaluated();
    apart_ = true;
    hardware_.watch(true);
    if (!already) start_from(now);
}

void Points::start_from(const Now& now) {
    const auto is_off = [&](unsigned side) {
        return listens(side) && (says_[side] != Comparison::works ||
                                 std::any_of(stuck_.begin(), stuck_.end(),
                                             [&](const Stuck& s) { return s.side == side; }));
    };
    stopped_ = false;
    written_ = service();
    if (config_.count < 2) return;
    if (config_.always || apart_ || is_off(0) || is_off(1)) {
        make_models();
        for (unsigned side = 0; side < 2; ++side) {
            models_[side].load_state(registers_at(now));
            hold(side);
        }
    }
    listened_ = 3;
    apart_ = is_off(0) || is_off(1);
    hardware_.watch(apart_);
}

void Points::hold(unsigned side) {
    for (const Stuck& stuck : stuck_) {
        if (stuck.side == side && models_[side].bit(stuck.bit) != stuck.value) {
            models_[side].flip(stuck.bit);
        }
    }
}

void Points::flip(unsigned side, uint64_t bit, const Now& now) {
    come_apart(now);
    models_[side].flip(bit);
    hold(side);
    apart_ = true;
    hardware_.watch(true);
    stopped_ = cross_check_registers() || stopped_;
}

void Points::stick(unsigned side, uint64_t bit, bool value, const Now& now) {
    stuck_.push_back({side, bit, value});
    come_apart(now);
    hold(side);
    stopped_ = cross_check_registers() || stopped_;
}

void Points::unstick(unsigned side, uint64_t bit) {
    std::erase_if(stuck_, [&](const Stuck& s) { return s.side == side && s.bit == bit; });
}

void Points::stick_comparison(unsigned side, Comparison says, const Now& now) {
    says_[side] = says;
    count_broken();
    if (config_.count == 2 && says != Comparison::works) come_apart(now);
}

void Points::replace(unsigned side) {
    std::erase_if(stuck_, [&](const Stuck& stuck) { return stuck.side == side; });
    says_[side] = Comparison::works;
    count_broken();
    listened_ &= static_cast<uint8_t>(~(1U << side));
}

PointInputs Points::straps() const {
    PointInputs inputs;
    inputs.scrub_interval = static_cast<uint32_t>(config_.scrub_cycles);
    inputs.ram_last_word = static_cast<uint32_t>(config_.ram_bytes / sizeof(uint32_t) - 1);
    return inputs;
}

PointInputs Points::inputs_of(const Cycle& cycle) const {
    PointInputs inputs = straps();
    const CoreInputs& pins = cycle.next.pins;
    const auto serves = [&](unsigned board) { return (written_ >> board & 1U) != 0; };
    for (unsigned board = 0; board < 2; ++board) {
        inputs.cpu[board] = serves(board) ? cycle.requests : something_else(cycle.requests);
    }
    const auto answers = [&](const std::optional<HardwareSets::Heard>& heard, unsigned first,
                             uint32_t word, uint8_t valid, uint8_t err) {
        PointInputs::Answers said;
        if (!heard && valid == 0) return said;
        const secded::Codeword right = heard ? 0 : secded::encode(word);
        for (unsigned side = 0; side < 2; ++side) {
            const bool good = serves(first + side);
            said.word[side] = good ? right : secded::encode(~word);
            said.valid[side] = valid;
            said.err[side] = err;
            if (!heard || !good) continue;
            said.word[side] = heard->word[side];
            said.valid[side] = heard->said[side];
        }
        return said;
    };
    inputs.instr =
        answers(cycle.instr, kMemory, pins.instr_rdata, pins.instr_rvalid, pins.instr_err);
    inputs.data = answers(cycle.data, cycle.data_is_io ? kIo : kMemory, pins.data_rdata,
                          pins.data_rvalid, pins.data_err);
    if (cycle.scrub) inputs.scrub = answers(cycle.scrub, kMemory, 0, 1, 0);
    inputs.data_io = cycle.data_is_io;
    inputs.reserve_clear = pins.reserve_clear;
    return inputs;
}

// In a cycle in which the machine stands still.
void Points::write_service() {
    const uint8_t wanted = service();
    if (wanted == written_) return;
    PointInputs inputs = straps();
    inputs.hold = 1;
    inputs.isolate = static_cast<uint8_t>(written_ & ~wanted);
    inputs.admit = static_cast<uint8_t>(wanted & ~written_);
    for (unsigned side = 0; side < 2; ++side) {
        models_[side].step(inputs);
        hold(side);
    }
    written_ = wanted;
}

PointOutputs Points::look(unsigned side, const PointInputs& inputs) {
    PointOutputs outputs = models_[side].look(inputs);
    if (says_[side] != Comparison::works) {
        outputs.mismatch = says_[side] == Comparison::always_different;
    }
    return outputs;
}

// What they say in the cycle that is to be, and whether they differ. True where the first one that
// listens hears a difference between the CPU boards.
bool Points::look_at_cycle(const PointInputs& inputs) {
    const bool first = listens(0), second = listens(1);
    const PointOutputs a = first ? look(0, inputs) : PointOutputs{};
    const PointOutputs b = second ? look(1, inputs) : PointOutputs{};
    if (first && second && a != b) {
        diagnose();
        for (unsigned side = 0; side < 2; ++side) models_[side].look(inputs);
    }
    return (listens(0) ? a : b).mismatch != 0;
}

// Beside the pins.
bool Points::does_as_it_should(const PointOutputs& outputs, const Now& now) const {
    const uint64_t words = config_.ram_bytes / sizeof(uint32_t);
    const bool scrubs = now.cycle % config_.scrub_cycles == 0;
    return outputs.service == written_ && outputs.scrub_req == scrubs &&
           outputs.scrub_word == (scrubs ? now.cycle / config_.scrub_cycles % words : 0);
}

bool Points::cross_check_registers() {
    if (!both_listen()) return false;
    const auto a = from_flops(models_[0].outputs());
    const auto b = from_flops(models_[1].outputs());
    if (std::equal(a.begin(), a.end(), b.begin())) return false;
    diagnose();
    return true;
}

// Both stand still and run their self-tests; who passes goes on with what it had.
void Points::diagnose() {
    if (!self_test_) self_test_.emplace();
    std::array<bool, 2> wrong = {};
    for (unsigned side = 0; side < 2; ++side) {
        const Registers before = registers_of(side);
        PointModel& model = models_[side];
        wrong[side] = !self_test_->passes({[&](std::span<const std::byte> state) {
                                               model.load_state(state);
                                               hold(side);
                                           },
                                           [&](std::span<std::byte> to) { model.save_state(to); },
                                           [&](const PointInputs& in) { return look(side, in); },
                                           [&](const PointInputs& in) {
                                               model.step(in);
                                               hold(side);
                                           }});
        model.load_state(before);
        hold(side);
    }
    hardware_.stand_still(Unit::point, self_test_->cycles());
    if (wrong[0] == wrong[1] && !wrong[0]) return hardware_.undo(Unit::point, Trouble::twin);
    for (unsigned side = 0; side < 2; ++side) {
        if (wrong[side]) hardware_.retire(Unit::point, side, Trouble::twin);
    }
}

CoreInputs Points::step(const Cycle& cycle) {
    CoreInputs pins = cycle.next.pins;
    if (!lead()) return pins;
    // One that has come back has the other's registers.
    for (unsigned side = 0; side < 2; ++side) {
        const bool back = both_listen() && (listened_ >> side & 1U) == 0;
        if (back) models_[side].load_state(registers_of(1 - side));
    }
    listened_ = static_cast<uint8_t>(unsigned{listens(0)} | unsigned{listens(1)} << 1U);
    write_service();
    const PointInputs inputs = inputs_of(cycle);
    const bool cries = look_at_cycle(inputs);
    if (!lead()) return pins;
    // The boards' requests are equal. Who says something else, alone or with its twin, takes a
    // board for one that serves; a comparison that sticks the kernel knows.
    if (cries && says_[*lead()] == Comparison::works) hardware_.undo(Unit::point, Trouble::twin);
    for (unsigned side = 0; side < 2; ++side) {
        if (!listens(side)) continue;
        models_[side].step_seen();
        hold(side);
    }
    cross_check_registers();
    if (!lead()) return pins;
    const PointOutputs& outputs = models_[*lead()].outputs();
    pins.instr_rdata = outputs.instr_rdata;
    pins.instr_rvalid = outputs.instr_rvalid;
    pins.instr_err = outputs.instr_err;
    pins.data_rdata = outputs.data_rdata;
    pins.data_rvalid = outputs.data_rvalid;
    pins.data_err = outputs.data_err;
    pins.reserve_clear = outputs.reserve_clear;
    assert(apart_ || (pins == cycle.next.pins && does_as_it_should(outputs, cycle.next)));
    settle(cycle.next);
    return pins;
}

// One evaluation for both again, where they have what the machine has.
void Points::settle(const Now& now) {
    if (!apart_) return;
    const Registers wanted = registers_at(now);
    for (unsigned side = 0; side < 2; ++side) {
        if (!listens(side)) continue;
        const bool off = says_[side] != Comparison::works ||
                         std::any_of(stuck_.begin(), stuck_.end(),
                                     [&](const Stuck& stuck) { return stuck.side == side; });
        if (off || registers_of(side) != wanted) return;
    }
    apart_ = false;
    hardware_.watch(false);
}

void Points::boards_differ() {
    if (config_.count < 2 || !evaluated() || !lead()) return;
    write_service();
    PointInputs inputs = straps();
    inputs.cpu = {CoreOutputs{}, one_wire_off({})};
    look_at_cycle(inputs);
}

void Points::test_comparison() {
    constexpr unsigned kBothBoards = 3;
    if (config_.count < 2 || !evaluated() || (cpu_boards_ & kBothBoards) != kBothBoards) return;
    write_service();
    PointInputs inputs = straps();
    for (unsigned side = 0; side < 2; ++side) {
        if (!listens(side)) continue;
        inputs.cpu = {};
        const bool cries = look(side, inputs).mismatch != 0;
        inputs.cpu = {CoreOutputs{}, one_wire_off({})};
        const bool hears = look(side, inputs).mismatch != 0;
        if (!cries && hears) continue;
        hardware_.retire(Unit::point, side, Trouble::test);
        stopped_ = true;
    }
}

std::string Points::differing_state() const {
    if (config_.count < 2 || !evaluated() || !both_listen()) return {};
    const Site* site = PointModel::state_map().first_difference(registers_of(0), registers_of(1));
    return site == nullptr ? std::string() : "point." + site->name;
}

void Points::save(std::vector<std::byte>& to) const {
    put_state(to, says_);
    put_state(to, uint64_t{stuck_.size()});
    for (const Stuck& stuck : stuck_) {
        put_state(to, uint64_t{stuck.side});
        put_state(to, stuck.bit);
        put_state(to, uint64_t{stuck.value});
    }
}

bool Points::load(std::span<const std::byte>& from) {
    if (from.size() < sizeof says_ + sizeof(uint64_t)) return false;
    const auto says = take_state<std::array<Comparison, 2>>(from);
    if (std::any_of(says.begin(), says.end(),
                    [](Comparison each) { return each > Comparison::always_different; })) {
        return false;
    }
    const auto count = take_state<uint64_t>(from);
    std::vector<Stuck> stuck;
    for (uint64_t i = 0; i < count; ++i) {
        if (from.size() < 3 * sizeof(uint64_t)) return false;
        const auto side = take_state<uint64_t>(from);
        const auto bit = take_state<uint64_t>(from);
        const auto value = take_state<uint64_t>(from);
        const bool possible =
            config_.count == 2 && side < 2 && value < 2 && bit < PointModel::state_map().bits();
        if (!possible) return false;
        stuck.push_back({static_cast<unsigned>(side), bit, value != 0});
    }
    says_ = says;
    stuck_ = std::move(stuck);
    count_broken();
    return true;
}

}  // namespace ftsim
