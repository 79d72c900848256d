// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/instruction_core.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <string_view>

#include "ftsim/board/state_bytes.hpp"

namespace ftsim::host {

namespace {

// Four words in the queue are eight instructions, one waits for its answer, and one may trap.
constexpr uint64_t kAhead = 12;
// A division takes 34 cycles, and nothing else is that long without a word on the bus.
constexpr unsigned kQuietCycles = 48;
constexpr unsigned kMostCycles = 4096;  // without an instruction

// The first half of an instruction whose second half never comes.
constexpr uint32_t kNeverComplete = 0x0003'0000;

bool is_compressed(uint32_t half) { return (half & 3U) != 3; }

// csrr* of mcycle or cycle, or of their upper halves.
bool touches_counter(uint32_t instruction) {
    if ((instruction & 0x7fU) != 0x73 || (instruction >> 12 & 3U) == 0) return false;
    const uint32_t csr = instruction >> 20;
    return csr == 0xb00 || csr == 0xb80 || csr == 0xc00 || csr == 0xc80;
}

// Of the machine's own: cycle is read-only. A set or clear with x0 or 0 writes nothing.
bool writes_counter(uint32_t instruction) {
    const bool machine = (instruction >> 28) == 0xb;
    return machine && ((instruction >> 12 & 3U) == 1 || (instruction >> 15 & 0x1fU) != 0);
}

constexpr std::array<std::string_view, 3> kKept = {"u_regfile.", "u_csr.", "gen_pmp."};

bool outlives_pipeline(std::string_view site) {
    return site == "pc_q" || site == "sleep_q" || site == "reserved_q" ||
           site == "reserved_addr_q" || std::any_of(kKept.begin(), kKept.end(), [&](auto each) {
               return site.starts_with(each);
           });
}

// The answers that are under way on one port, in their order.
class Line {
public:
    bool empty() const { return answers_.empty(); }
    void push(uint64_t cycle, const Answer& answer) {
        if (!answers_.empty()) cycle = std::max(cycle, answers_.back().first + 1);
        answers_.emplace_back(cycle, answer);
    }
    /// What comes in this cycle, or nothing.
    Answer pop(uint64_t cycle) {
        if (answers_.empty() || answers_.front().first > cycle) return {};
        const Answer answer = answers_.front().second;
        answers_.pop_front();
        return answer;
    }

private:
    std::deque<std::pair<uint64_t, Answer>> answers_;
};

}  // namespace

InstructionCore::InstructionCore(MemoryBoard& memory, std::optional<uint32_t> tohost,
                                 const MemoryTiming& timing, Devices devices)
    : memory_(memory),
      tohost_(tohost),
      timing_(timing),
      devices_(std::move(devices)),
      jitter_(timing.seed) {
    const StateMap& map = CoreModel::state_map();
    sites_ = {
        .pc = map.find("pc_q"),
        .sleep = map.find("sleep_q"),
        .reserved = map.find("reserved_q"),
        .fetch_addr = map.find("u_fetch.addr_q"),
        .mcycle = map.find("u_csr.mcycle_q"),
        .user = map.find("u_csr.user_q"),
        .mie = map.find("u_csr.mie_q"),
        .msie = map.find("u_csr.msie_q"),
        .mtie = map.find("u_csr.mtie_q"),
        .meie = map.find("u_csr.meie_q"),
        .msip = map.find("u_csr.msip_q"),
        .mtip = map.find("u_csr.mtip_q"),
        .meip = map.find("u_csr.meip_q"),
    };
    const std::span<const Site> all = map.sites();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!outlives_pipeline(all[i].name)) continue;
        const std::size_t end = i + 1 < all.size() ? all[i + 1].offset : map.bytes();
        if (!kept_.empty() && kept_.back().second == all[i].offset) {
            kept_.back().second = end;
        } else {
            kept_.emplace_back(all[i].offset, end);
        }
    }
    reset_.resize(map.bytes());
    core_.save_state(reset_);
    reset();
}

void InstructionCore::reset() { load(reset_); }

void InstructionCore::load(std::span<const std::byte> state) {
    state_.assign(state.begin(), state.end());
    offset_ = mcycle(state_);
    levels_ = {word(sites_.msip) != 0, word(sites_.mtip) != 0, word(sites_.meip) != 0};
    core_.load_state(state_);
}

void InstructionCore::flip(uint64_t bit) {
    core_.flip(bit);
    core_.save_state(state_);
}

uint32_t InstructionCore::word(const Site* site) const {
    uint32_t value = 0;
    std::memcpy(&value, state_.data() + site->offset,
                std::min<std::size_t>(4, (site->width + 7) / 8));
    return value;
}

void InstructionCore::set_word(const Site* site, uint64_t value) {
    std::memcpy(state_.data() + site->offset, &value, (site->width + 7) / 8);
}

bool InstructionCore::pends() const {
    return (levels_.software && word(sites_.msie) != 0) ||
           (levels_.timer && word(sites_.mtie) != 0) ||
           (levels_.external && word(sites_.meie) != 0);
}

bool InstructionCore::interrupts() const {
    return pends() && (word(sites_.mie) != 0 || word(sites_.user) != 0);
}

bool InstructionCore::asleep() const { return word(sites_.sleep) != 0; }

CoreInputs InstructionCore::pins() const {
    CoreInputs pins;
    pins.ram_last = memory_.ram_last();
    pins.irq_software = levels_.software;
    pins.irq_timer = levels_.timer;
    pins.irq_external = levels_.external;
    return pins;
}

// mcycle counts another thing on every host, so it stands at what the program has added to it.
void InstructionCore::show_cycles(uint64_t cycles) {
    offset_ = mcycle(state_);
    set_word(sites_.mcycle, cycles + offset_);
    core_.load_state(state_);
}

uint64_t InstructionCore::mcycle(std::span<const std::byte> state) const {
    uint64_t value = 0;
    std::memcpy(&value, state.data() + sites_.mcycle->offset, sizeof value);
    return value;
}

// All that is under way has ended, so what is left is what the instructions have made. Returns
// where the core's mcycle stood.
uint64_t InstructionCore::come_to_rest() {
    std::vector<std::byte> found(state_.size());
    core_.save_state(found);
    state_ = reset_;
    for (const auto& [begin, end] : kept_) {
        std::copy(found.begin() + static_cast<std::ptrdiff_t>(begin),
                  found.begin() + static_cast<std::ptrdiff_t>(end),
                  state_.begin() + static_cast<std::ptrdiff_t>(begin));
    }
    set_word(sites_.mcycle, offset_);
    set_word(sites_.fetch_addr, word(sites_.pc) >> 2);
    drive_levels();
    return mcycle(found);
}

void InstructionCore::set_levels(const InterruptLevels& levels) {
    if (levels == levels_) return;
    levels_ = levels;
    drive_levels();
}

// The core has `state_` behind it.
void InstructionCore::drive_levels() {
    set_word(sites_.msip, levels_.software);
    set_word(sites_.mtip, levels_.timer);
    set_word(sites_.meip, levels_.external);
    if (pends()) set_word(sites_.sleep, 0);
    core_.load_state(state_);
}

void InstructionCore::clear_reservation() {
    set_word(sites_.reserved, 0);
    core_.load_state(state_);
}

// No word in which an instruction begins that may touch a counter.
bool InstructionCore::may_fetch(uint32_t address) const {
    const auto word = memory_.peek(address);
    if (!word) return false;
    if (own_cycles_) return true;
    if (touches_counter(*word)) return false;
    if ((*word >> 16 & 0x7fU) != 0x73) return true;
    const auto next = memory_.peek(address + 4);
    return !next || !touches_counter(*word >> 16 | *next << 16);
}

bool InstructionCore::may_access(uint32_t address) const {
    return address - address::kRam < memory_.ram().size() &&
           (!tohost_ || (address & ~3U) != (*tohost_ & ~3U));
}

uint64_t InstructionCore::run_ahead(uint64_t most) {
    if (most <= kAhead || asleep() || interrupts()) return 0;
    if (own_cycles_) show_cycles(cycles_);
    uint64_t retired = 0;
    unsigned quiet = 0, fruitless = 0;
    Line instr, data;
    const CoreInputs idle = pins();
    while (quiet < kQuietCycles) {
        const CoreOutputs& out = core_.outputs();
        CoreInputs in = idle;
        const bool busy = !instr.empty() || !data.empty();
        drive_instr(in, instr.pop(cycles_));
        drive_data(in, data.pop(cycles_));

        CoreOutputs asked = out;
        asked.instr_req = out.instr_req && retired + kAhead < most && fruitless < kMostCycles &&
                          may_fetch(out.instr_addr);
        asked.data_req = out.data_req && may_access(out.data_addr);
        in.instr_gnt = asked.instr_req;
        in.data_gnt = asked.data_req;
        if (asked.instr_req | asked.data_req) {
            CoreInputs answer;
            memory_.step(asked, 0, answer);
            if (asked.instr_req) {
                instr.push(instr_answer_cycle(), {answer.instr_rdata, 1, answer.instr_err});
            }
            if (asked.data_req) {
                data.push(data_answer_cycle(), {answer.data_rdata, 1, answer.data_err});
            }
        }
        core_.step(in);
        ++cycles_;
        const CoreOutputs& now = core_.outputs();
        retired += now.retired + now.trap;
        fruitless = now.retired != 0 ? 0 : fruitless + 1;
        const bool moves = busy || asked.instr_req || asked.data_req || now.retired || now.trap;
        quiet = moves ? 0 : quiet + 1;
    }
    come_to_rest();
    return retired;
}

InstructionCore::Words InstructionCore::words_at(uint32_t pc) const {
    Words words;
    const auto answer = [&](uint32_t address, uint32_t keep, uint32_t set) {
        const auto word = memory_.peek(address);
        return word ? Answer{(*word & keep) | set, 1, 0} : Answer{0, 1, 1};
    };
    const bool upper = (pc & 2U) != 0;
    words.answers[0] = answer(pc, UINT32_MAX, 0);
    const uint32_t half = upper ? words.answers[0].rdata >> 16 : words.answers[0].rdata & 0xffffU;
    words.instruction = half;
    if (is_compressed(half)) {
        if (!upper) words.answers[0] = answer(pc, 0xffff, kNeverComplete);
    } else if (!upper) {
        words.instruction = words.answers[0].rdata;
    } else {
        words.count = 2;
        words.answers[1] = answer(pc + 2, 0xffff, kNeverComplete);
        words.instruction |= words.answers[1].rdata << 16;
    }
    return words;
}

InstructionCore::Did InstructionCore::step(std::optional<uint64_t> clock) {
    const Words words = words_at(pc());
    if (interrupts() || !touches_counter(words.instruction)) {
        const Did did = single(words, false);
        if (did != Did::needs_clock) come_to_rest();
        return did;
    }
    if (own_cycles_) clock = cycles_;
    if (!clock) return Did::needs_clock;
    show_cycles(*clock);
    const Did did = single(words, true);
    const uint64_t stands = come_to_rest();
    if (did == Did::retired && writes_counter(words.instruction) && !own_cycles_) {
        offset_ = stands - *clock;
        set_word(sites_.mcycle, offset_);
        core_.load_state(state_);
    }
    return did;
}

// At once: with no wait states, as mcycle counts on while the instruction comes that reads it.
InstructionCore::Did InstructionCore::single(const Words& words, bool at_once) {
    const uint32_t first = pc() & ~3U;
    const uint64_t end =
        cycles_ + kMostCycles + 16 * (uint64_t{timing_.wait_states} + timing_.jitter_cycles);
    const CoreInputs idle = pins();
    Line instr, data;
    unsigned fed = 0;
    while (cycles_ < end) {
        const CoreOutputs out = core_.outputs();
        CoreInputs in = idle;
        drive_instr(in, instr.pop(cycles_));
        drive_data(in, data.pop(cycles_));
        in.instr_gnt = out.instr_req && fed < words.count && out.instr_addr == first + 4 * fed;
        if (in.instr_gnt) {
            instr.push(at_once ? cycles_ + 1 : instr_answer_cycle(), words.answers[fed++]);
        }
        if (out.data_req) {
            in.data_gnt = 1;
            CoreInputs answer;
            if (memory_.owns(out.data_addr)) {
                CoreOutputs asked = out;
                asked.instr_req = 0;
                memory_.step(asked, 0, answer);
            } else if (const auto given = devices_(out)) {
                answer = *given;
            } else {
                core_.load_state(state_);
                return Did::needs_clock;
            }
            data.push(data_answer_cycle(), {answer.data_rdata, 1, answer.data_err});
        }
        core_.step(in);
        ++cycles_;
        if (core_.outputs().retired) return Did::retired;
        if (core_.outputs().trap) return Did::trapped;
    }
    return Did::stands_still;
}

uint64_t InstructionCore::instr_answer_cycle() const { return cycles_ + 1 + timing_.wait_states; }

uint64_t InstructionCore::data_answer_cycle() {
    const uint64_t jitter = timing_.jitter_cycles;
    return instr_answer_cycle() + (jitter == 0 ? 0 : jitter_.below(jitter + 1));
}

}  // namespace ftsim::host
