// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/recorder.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "ftsim/replay/payload.hpp"

namespace ftsim {

using replay::EventKind;
using replay::Seal;

namespace {

replay::OutputMark mark_of(const Emission& emission) {
    if (emission.data.empty()) return {emission.value, 0, false};
    return {emission.value, XXH3_64bits(emission.data.data(), emission.data.size()), true};
}

}  // namespace

Recorder::Recorder(Machine& machine, replay::EventSink& to, uint64_t digest_instructions)
    : machine_(machine), to_(to), digest_instructions_(digest_instructions) {
    machine_.gate().record_to([this](const replay::Event& event) { enter(event); });
}

Recorder::~Recorder() { machine_.gate().record_to(nullptr); }

replay::Point Recorder::now() const {
    return {machine_.engine().cycle(), machine_.engine().retired()};
}

void Recorder::resumed() { digested_ = machine_.engine().retired(); }

void Recorder::enter(const replay::Event& event) {
    if (!paused_) entered_.push_back(event);
}

void Recorder::flush(uint64_t up_to_cycle) {
    while (!entered_.empty() && entered_.front().at.cycle <= up_to_cycle) {
        to_.add(entered_.front());
        entered_.pop_front();
    }
}

void Recorder::flush() { flush(UINT64_MAX); }

void Recorder::flush_compared() { flush(machine_.engine().compared_up_to()); }

void Recorder::on_output(const Emission& emission, uint64_t) {
    if (paused_) return;
    flush(emission.cycle);
    to_.add({{emission.cycle, emission.retired},
             EventKind::output_mark,
             static_cast<uint8_t>(emission.sink),
             make_payload(mark_of(emission))});
    said_ = true;
    // What the outside may answer to, or what ends the program, is safe before it is said.
    if (emission.sink != Sink::console) {
        to_.seal(Seal::output);
        said_ = false;
    }
}

void Recorder::on_roll_back(const RollBack& roll_back) {
    if (paused_) return;
    flush();
    const replay::RollBackTo to{roll_back.elapsed_cycle,
                                {roll_back.to_cycle, roll_back.to_retired}};
    to_.add({{roll_back.cycle, roll_back.retired}, EventKind::roll_back, 0, make_payload(to)});
    digested_ = roll_back.to_retired;
}

void Recorder::on_commit(const Commit& commit) {
    if (paused_) return;
    flush();
    const replay::Point at{commit.cycle, commit.retired};
    if (commit.retired / digest_instructions_ != digested_ / digest_instructions_) {
        to_.add({at, EventKind::state_digest, 0, make_payload(replay::StateDigest{commit.digest})});
    }
    digested_ = commit.retired;
    if (said_) to_.seal(Seal::output);
    said_ = false;
    to_.passed(at);
}

void Recorder::on_fault(const BoardBit& bit, uint8_t model, std::string site) {
    const replay::Fault fault{machine_.engine().elapsed_cycle(), bit.board, bit.bit,
                              std::move(site)};
    enter({now(), EventKind::fault, model, make_payload(fault)});
}

}  // namespace ftsim
