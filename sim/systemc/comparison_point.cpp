// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ftsim/board/address_map.hpp"
#include "ftsim/error.hpp"
#include "ftsim/systemc/clocking.hpp"

namespace ftsim::systemc {

ComparisonPoint::ComparisonPoint(const sc_core::sc_module_name& name, Backplane& backplane,
                                 Followers& followers, uint64_t quantum,
                                 const MakeKernel& make_kernel)
    : sc_module(name),
      cycle("cycle", followers,
            [this]() -> const uint64_t& { return cycle_now_ = backplane_.cycle(); }),
      in_service("in_service", followers,
                 [this]() -> const unsigned& { return in_service_now_ = kernel_->in_service(); }),
      mismatch("mismatch", followers, [this]() -> const bool& { return mismatch_now_; }),
      to_boards("to_boards", followers,
                [this]() -> const CoreInputs& { return backplane_.inputs(); }),
      backplane_(backplane),
      followers_(followers),
      quantum_(quantum),
      kernel_(make_kernel()) {
    clock(*this);
    backplane.set_modules(*this);
}

uint64_t ComparisonPoint::edges() {
    const uint64_t quantum = std::min(quantum_, wanted_ - result_.cycles);
    try {
        const Advance advance = kernel_->advance(quantum);
        result_.cycles += advance.cycles;
        result_.halt = advance.halt;
        last_ = advance.cycles;
    } catch (...) {
        failed_ = std::current_exception();  // SystemC would make another of it
        result_.halt = Halt::attention;
        last_ = 0;
    }
    mismatch_now_ = result_.halt == Halt::mismatch;
    followers_.follow();
    if (result_.halt == Halt::budget) return result_.cycles < wanted_ ? last_ : 0;
    sc_core::sc_pause();
    return 0;
}

Advance ComparisonPoint::result() {
    if (failed_) std::rethrow_exception(std::exchange(failed_, nullptr));
    return result_;
}

void ComparisonPoint::plug(std::unique_ptr<Plugged> target) {
    const auto refuse = [&](std::string_view whose) {
        throw Error(ErrorKind::usage,
                    fmt::format("a TLM target at 0x{:08x} of {} bytes: {} is there",
                                target->first(), target->bytes(), whose));
    };
    const uint64_t first = target->first();
    const uint64_t end = first + target->bytes();
    const uint64_t ram_end = address::kRam + backplane_.memory().ram().size();
    if (first < ram_end && end > address::kRam) refuse("RAM");
    // Up to the end of the virtio slots there is a device, the boot ROM or a place for one.
    constexpr uint64_t kDevicesEnd = 0x1001'0000;
    if (first < kDevicesEnd) refuse("the machine's own hardware");
    for (const auto& other : plugged_) {
        if (first < other->first() + other->bytes() && end > other->first()) refuse("another one");
    }
    if (target->needs_comparison() && kernel_->comparison_delay() != 0) {
        throw Error(ErrorKind::usage,
                    "a TLM device: not with a lockstep offset or dcls boards, whose outputs are "
                    "compared when they have reached it");
    }
    plugged_.push_back(std::move(target));
}

Plugged* ComparisonPoint::owner(uint32_t address) const {
    for (const auto& target : plugged_) {
        if (target->owns(address)) return target.get();
    }
    return nullptr;
}

void ComparisonPoint::end_of_elaboration() {
    for (int side = 0; side < memory.size(); ++side) memories_.push_back(memory[side]);
    for (int side = 0; side < io.size(); ++side) ios_.push_back(io[side]);
}

inline void ComparisonPoint::memory_boards(const CoreOutputs& out, uint64_t cycle_now,
                                           CoreInputs& pins, const OthersAnswers* others) {
    for (MemoryBoardIf* board : memories_) board->edge(out, cycle_now, pins, others);
}

void ComparisonPoint::memory_edge(const CoreOutputs& out, uint64_t cycle_now, CoreInputs& pins) {
    entered_ = bus_->enter(cycle_now);
    if (plugged_.empty()) [[likely]] {
        memory_boards(out, cycle_now, pins, nullptr);
    } else {
        edge_with_plugged(out, cycle_now, pins);
    }
    if (entered_) [[unlikely]]
        pins.reserve_clear = 1;
}

void ComparisonPoint::edge_with_plugged(CoreOutputs out, uint64_t cycle_now, CoreInputs& pins) {
    Plugged* const fetched = out.instr_req ? owner(out.instr_addr) : nullptr;
    Plugged* const asked = out.data_req ? owner(out.data_addr) : nullptr;
    OthersAnswers others;
    if (fetched != nullptr) others.instr = fetched->fetch(out.instr_addr, cycle_now);
    if (asked != nullptr) others.data = asked->access(out, cycle_now);
    out.instr_req = out.instr_req && fetched == nullptr;
    out.data_req = out.data_req && asked == nullptr;
    const bool any = fetched != nullptr || asked != nullptr;
    memory_boards(out, cycle_now, pins, any ? &others : nullptr);
}

CoreInputs ComparisonPoint::io_edge(const CoreOutputs& out, bool addressed, uint64_t cycle_now) {
    CoreInputs pins;
    for (IoBoardIf* board : ios_) pins = board->edge(out, addressed, cycle_now);
    if (entered_) pins.reserve_clear = 1;
    return pins;
}

void ComparisonPoint::begin_interval() {
    for (const auto& target : plugged_) target->begin_interval();
    bus_->begin_interval();
}

void ComparisonPoint::roll_back(unsigned intervals) {
    for (const auto& target : plugged_) target->roll_back(intervals);
    bus_->roll_back(intervals);
}

void ComparisonPoint::resumed(uint64_t cycle_now) {
    for (const auto& target : plugged_) target->resumed(cycle_now);
    bus_->resumed(cycle_now);
}

void ComparisonPoint::begin_experiment() {
    if (bus_->any_entered()) {
        throw Error(ErrorKind::usage,
                    "an experiment beside the golden run: not with a TLM initiator that has "
                    "written to RAM, and would not do it again");
    }
    for (const auto& target : plugged_) target->begin_experiment();
}

void ComparisonPoint::end_experiment() {
    for (const auto& target : plugged_) target->end_experiment();
}

}  // namespace ftsim::systemc
