// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/hardware_sets.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

using secded::Codeword;
using secded::Verdict;
using What = Finding::What;

namespace {

constexpr uint32_t kPageBytes = 4096;
constexpr uint32_t kPageWords = kPageBytes / HardwareSets::kWordBytes;
constexpr uint64_t kIoWords = 64;  // of an I/O board's registers
constexpr Codeword kAllBits = (Codeword{1} << secded::kBits) - 1;

}  // namespace

std::string_view name(Trouble trouble) {
    switch (trouble) {
        case Trouble::silent: return "silent";
        case Trouble::no_reply: return "no_reply";
        case Trouble::errors: return "errors";
        case Trouble::code: return "code";
        case Trouble::mirror: return "mirror";
        case Trouble::twin: return "twin";
        case Trouble::test: return "test";
    }
    return "";
}

HardwareSets::HardwareSets(const HardwareConfig& config, uint64_t ram_bytes)
    : config_(config), ram_words_(ram_bytes / kWordBytes) {
    update();
}

bool HardwareSets::has(Component component) const {
    const unsigned side = side_of(component);
    switch (unit_of(component)) {
        case Unit::cpu: return false;
        case Unit::point: return side < config_.points;
        case Unit::disk: return side < config_.disks;
        case Unit::port: return side < config_.ports;
        default: return side < config_.sets;
    }
}

// On the backplane, so that its path matters.
bool HardwareSets::reachable(Unit unit, unsigned side) const {
    const auto there = [&](Unit what) {
        return !damage(what, side).dead && !damage(what, side).pulled;
    };
    return there(unit) && ((unit != Unit::mem && unit != Unit::io) || there(Unit::path));
}

bool HardwareSets::answers(Unit unit) const {
    for (unsigned side = 0; side < config_.sets; ++side) {
        if (!has(component_of(unit, side))) continue;
        if (serves(unit, side) && reachable(unit, side)) return true;
    }
    return false;
}

void HardwareSets::update() {
    bool active = watched_ || !findings_.empty() || state_.copying != 0 || state_.waited != 0 ||
                  !sound() || devices_apart_;
    for (std::size_t i = 0; i < kComponents && !active; ++i) {
        if (!has(static_cast<Component>(i))) continue;
        active = state_.damage[i] != Damage{} || state_.service[i] != Service::serving ||
                 state_.glitch[i] != 0;
    }
    for (unsigned side = 0; side < 2; ++side) {
        active = active || state_.line[side].mask != 0;
        for (const bool dead : state_.dead_lane[side]) active = active || dead;
    }
    differs_ = active;
}

void HardwareSets::find(What what, Unit unit, unsigned side, Trouble trouble, uint64_t standstill) {
    const Component component = component_of(unit, side);
    const bool for_good = state_.service[index_of(component)] == Service::retired;
    findings_.push_back({what, component, trouble, standstill, for_good});
    changed();
}

std::vector<Finding> HardwareSets::take_findings() {
    std::vector<Finding> findings;
    std::swap(findings, findings_);
    return findings;
}

void HardwareSets::mend(Component component) {
    if (damage(component).pulled) return replace(component);
    damage(component) = {};
    changed();
    const Unit unit = unit_of(component);
    const unsigned side = side_of(component);
    if (service(unit, side) == Service::out && reachable(unit, side)) come_back(unit, side);
}

void HardwareSets::replace(Component component) {
    const Unit unit = unit_of(component);
    const unsigned side = side_of(component);
    damage(component) = {};
    state_.errors[index_of(component)] = {};
    changed();
    if (unit == Unit::mem) {
        wrong_bits_[side].clear();
        state_.dead_lane[side] = {};
        // What it held is gone, whether or not anybody has missed it.
        if (service(unit, side) == Service::serving) take_out(unit, side, Trouble::silent);
    }
    if (unit == Unit::disk && config_.disks == 2 && serves(unit, 1 - side)) {
        if (service(unit, side) == Service::serving) take_out(unit, side, Trouble::silent);
        service(unit, side) = Service::coming;
        state_.to_fill[side] = config_.disk_sectors * kSectorCycles;
        return;
    }
    if (unit == Unit::path) state_.line[side] = {};
    if (service(unit, side) == Service::serving) return;
    service(unit, side) = Service::out;
    if (reachable(unit, side)) come_back(unit, side);
}

void HardwareSets::kill_lane(unsigned side, unsigned lane, bool dead) {
    state_.dead_lane[side][lane] = dead;
    changed();
}

void HardwareSets::stick_line(unsigned side, unsigned bit, std::optional<bool> value) {
    Line& line = state_.line[side];
    const Codeword at = Codeword{1} << bit;
    line.mask = value ? line.mask | at : line.mask & ~at;
    line.value = value.value_or(false) ? line.value | at : line.value & ~at;
    changed();
}

void HardwareSets::flip_stored(unsigned side, uint32_t offset, unsigned bit) {
    auto& bits = wrong_bits_[side][offset & ~3U];
    bits ^= Codeword{1} << bit;
    if (bits == 0) wrong_bits_[side].erase(offset & ~3U);
    changed();
}

void HardwareSets::flip_answer(Unit unit, unsigned side, uint64_t bit) {
    state_.glitch[index_of(component_of(unit, side))] ^= Codeword{1} << bit;
    changed();
}

void HardwareSets::take_out(Unit unit, unsigned side, Trouble trouble, bool for_good) {
    const bool data = unit == Unit::disk || unit == Unit::port;
    const bool other = config_.sets == 2 && serves(unit, 1 - side);
    if (!other && !data) return find(What::lost, unit, side, trouble);
    service(unit, side) = for_good ? Service::retired : Service::out;
    if (unit == Unit::mem && state_.copying != 0 && state_.copy_to == side) state_.copying = 0;
    const bool taken = unit == Unit::clock && state_.clock == side;
    if (taken) state_.clock = 1 - side;
    find(What::out, unit, side, trouble, taken ? kClockGap : 0);
    if (unit != Unit::path) return;
    for (const Unit behind : {Unit::mem, Unit::io}) {
        if (!serves(behind, side)) continue;
        if (!serves(behind, 1 - side)) return find(What::lost, behind, side, trouble);
        service(behind, side) = Service::out;
    }
}

// Every component in this cycle: the heartbeat, the edges, the voltage, the link.
void HardwareSets::look(std::optional<Unit> waits_for) {
    for (const Unit unit : {Unit::path, Unit::mem, Unit::io, Unit::disk, Unit::port, Unit::clock,
                            Unit::power, Unit::point}) {
        for (unsigned side = 0; side < config_.sets; ++side) {
            if (!has(component_of(unit, side)) || reachable(unit, side)) continue;
            const Service is = service(unit, side);
            if (is != Service::serving && is != Service::coming) continue;
            // Alone on its bus a board is missed when it does not answer.
            const bool bus = unit == Unit::path || unit == Unit::mem || unit == Unit::io;
            if (!bus || config_.sets == 2) take_out(unit, side, Trouble::silent);
        }
    }
    state_.waited = waits_for ? state_.waited + 1 : 0;
    if (state_.waited >= kBusTimeout) find(What::lost, *waits_for, 0, Trouble::no_reply);
}

void HardwareSets::come_back(Unit unit, unsigned side) {
    changed();
    if (unit == Unit::mem) {
        service(unit, side) = Service::coming;
        if (state_.copying != 0) return;
        state_.copying = 1;
        state_.copy_to = side;
        needs_copy_list_ = true;
        return;
    }
    service(unit, side) = Service::serving;
    find(What::back, unit, side, {}, unit == Unit::io ? kReturnCost + kIoWords : 0);
    if (unit != Unit::path) return;
    for (const Unit behind : {Unit::mem, Unit::io}) {
        if (service(behind, side) == Service::out && reachable(behind, side)) {
            come_back(behind, side);
        }
    }
}

// From the other disk, beside whatever else goes on. Without it a new disk stays empty.
void HardwareSets::fill_disks() {
    for (unsigned side = 0; side < config_.disks; ++side) {
        if (!fills(side)) continue;
        if (service(Unit::disk, side) != Service::coming || !serves(Unit::disk, 1 - side)) {
            state_.to_fill[side] = 0;
            service(Unit::disk, side) = Service::out;
        } else if (--state_.to_fill[side] == 0) {
            come_back(Unit::disk, side);
        }
    }
}

void HardwareSets::begin_copy(std::vector<uint32_t> pages) {
    copy_pages_ = std::move(pages);
    needs_copy_list_ = false;
    state_.copied = 0;
    state_.window_copied = 0;
    state_.window_left = kThrottleWindow;
}

// What the code can correct is right in the copy. What it cannot is copied as it is, so that nobody
// takes it for good; over a bad line the code has nothing to spare.
void HardwareSets::copy_wrong_bits(uint64_t number, Codeword faulty) {
    const uint32_t page = copy_pages_[number / kPageWords];
    const auto offset = static_cast<uint32_t>(page * kPageBytes + number % kPageWords * kWordBytes);
    auto& copied = wrong_bits_[state_.copy_to];
    copied.erase(offset);
    const auto& source = wrong_bits_[1 - state_.copy_to];
    const auto wrong = source.find(offset);
    if (wrong == source.end()) return;
    const auto read = secded::decode(secded::encode(0) ^ wrong->second);
    const bool corrects = faulty == 0 && read.verdict != Verdict::uncorrectable;
    const Codeword left = corrects ? secded::encode(read.data) ^ secded::encode(0) : wrong->second;
    if (left != 0) copied[offset] = left;
}

// Behind the writes, which go to both boards: what has been copied stays right.
void HardwareSets::copy(bool used) {
    const auto side = static_cast<unsigned>(state_.copy_to);
    const uint64_t words = uint64_t{copy_pages_.size()} * kPageWords;
    // What comes through bad chips or lines is no copy.
    const Codeword faulty = faulty_bits({Unit::mem, 0}, 1 - side);
    if (faulty != 0 && !std::has_single_bit(faulty)) return;
    const auto copy_some = [&](uint64_t wanted) {
        const uint64_t some = std::min(wanted, words - state_.copied);
        for (uint64_t i = 0; i < some && !sound(); ++i) copy_wrong_bits(state_.copied + i, faulty);
        state_.copied += some;
        state_.window_copied += some;
        counters_.copied_words += some;
        return (some + config_.copy_words - 1) / config_.copy_words;
    };
    if (!used) copy_some(config_.copy_words);
    if (words - state_.copied <= kLastWords) {
        const uint64_t pause = kReturnCost + copy_some(kLastWords);
        state_.copying = 0;
        service(Unit::mem, side) = Service::serving;
        return find(What::back, Unit::mem, side, {}, pause);
    }
    if (--state_.window_left != 0) return;
    if (state_.window_copied < kThrottleWords) {
        const uint64_t pause = copy_some(kThrottleWords - state_.window_copied);
        counters_.throttle_cycles += pause;
        find(What::stood, Unit::mem, side, {}, pause);
    }
    state_.window_copied = 0;
    state_.window_left = kThrottleWindow;
}

void HardwareSets::step(bool used, std::optional<Unit> waits_for, const Ram& ram) {
    if (needs_copy_list_) begin_copy(ram.used_pages());
    look(waits_for);
    if (state_.copying != 0) copy(used);
    fill_disks();
    scrub(ram);
    update();
}

void HardwareSets::stored(uint32_t offset, unsigned be) {
    for (auto& bits : wrong_bits_) {
        const auto wrong = bits.find(offset & ~3U);
        if (wrong == bits.end()) continue;
        // To write a part of a word a board reads it first, and keeps what it cannot correct.
        const auto read = secded::decode(secded::encode(0) ^ wrong->second);
        if (be != 0xf && read.verdict == Verdict::uncorrectable) continue;
        uint32_t kept = 0;
        for (unsigned lane = 0; lane < kWordBytes; ++lane) {
            if ((be >> lane & 1U) == 0) kept |= read.data & 0xffU << 8 * lane;
        }
        wrong->second = secded::encode(kept) ^ secded::encode(0);
        if (wrong->second == 0) bits.erase(wrong);
    }
}

void HardwareSets::stored(uint32_t offset, uint64_t bytes) {
    if (sound() || bytes == 0) return;
    const uint64_t end = offset + bytes;
    for (uint64_t word = offset & ~3U; word < end; word += kWordBytes) {
        unsigned be = 0;
        for (unsigned lane = 0; lane < kWordBytes; ++lane) {
            if (word + lane >= offset && word + lane < end) be |= 1U << lane;
        }
        stored(static_cast<uint32_t>(word), be);
    }
}

void HardwareSets::rolled_back(std::span<const uint32_t> pages) {
    findings_.clear();
    state_.waited = 0;
    for (const uint32_t page : pages) stored(page * kPageBytes, uint64_t{kPageBytes});
    changed();
}

void HardwareSets::save(std::vector<std::byte>& to) const {
    put_state(to, state_);
    put_state(to, counters_);
    for (const auto& bits : wrong_bits_) {
        put_state(to, uint64_t{bits.size()});
        for (const auto& [offset, wrong] : bits) {
            put_state(to, uint64_t{offset});
            put_state(to, wrong);
        }
    }
    put_state(to, uint64_t{copy_pages_.size()});
    for (const uint32_t page : copy_pages_) put_state(to, page);
}

bool HardwareSets::load(std::span<const std::byte>& from) {
    if (from.size() < sizeof(State) + sizeof(HardwareCounters)) return false;
    State state;
    std::memcpy(&state, from.data(), sizeof state);
    // A bool or a name with another value would be none.
    const auto bytes = [](const auto& field) { return std::as_bytes(std::span(&field, 1)); };
    const auto at_most = [&](const auto& field, std::byte most) {
        const auto all = bytes(field);
        return std::all_of(all.begin(), all.end(), [most](std::byte b) { return b <= most; });
    };
    const bool possible = at_most(state.damage, std::byte{1}) &&
                          at_most(state.service, static_cast<std::byte>(Service::retired)) &&
                          at_most(state.dead_lane, std::byte{1}) && state.clock < 2 &&
                          state.copying < 2 && state.copy_to < 2;
    if (!possible) return false;
    from = from.subspan(sizeof state);
    counters_ = take_state<HardwareCounters>(from);
    const auto number = [&]() -> std::optional<uint64_t> {
        if (from.size() < sizeof(uint64_t)) return std::nullopt;
        return take_state<uint64_t>(from);
    };
    for (auto& bits : wrong_bits_) {
        bits.clear();
        const auto count = number();
        if (!count) return false;
        for (uint64_t i = 0; i < *count; ++i) {
            const auto offset = number();
            const auto wrong = number();
            if (!wrong || *offset / kWordBytes >= ram_words_ || *offset % kWordBytes != 0 ||
                *wrong == 0 || *wrong > kAllBits) {
                return false;
            }
            bits[static_cast<uint32_t>(*offset)] = *wrong;
        }
    }
    const auto pages = number();
    if (!pages || *pages > ram_words_ / kPageWords || from.size() < *pages * sizeof(uint32_t) ||
        state.copied > *pages * kPageWords) {
        return false;
    }
    copy_pages_.clear();
    for (uint64_t i = 0; i < *pages; ++i) copy_pages_.push_back(take_state<uint32_t>(from));
    state_ = state;
    update();
    return true;
}

}  // namespace ftsim
