// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/replayed_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/replay/payload.hpp"
#include "ftsim/stopped.hpp"

namespace ftsim {

using replay::EventKind;

namespace {

// Between two looks at whether machine and log still go the same way, and whether to stop.
constexpr uint64_t kSliceCycles = 100'000;

// The last snapshot with which a replay that wants to be at `cycle` can begin. A roll-back behind
// it must not go to before it, as it would be the only one that the machine has.
std::size_t chunk_to_start_from(const replay::LogFile& log, uint64_t cycle) {
    std::size_t best = 0;
    const auto& chunks = log.chunks();
    for (std::size_t i = 1; i < chunks.size(); ++i) {
        if (chunks[i].header.begins_snapshot && chunks[i].header.first.cycle <= cycle) best = i;
        if (chunks[i].header.first.cycle > cycle) break;
    }
    return best;
}

// What is wrong with the machine is the log's fault, whoever finds it.
Machine machine_of(const replay::LogFile& log, MachineConfig machine, const ReplayConfig& config,
                   Observer& observer) {
    machine.kernel = config.kernel;
    machine.engine.evaluate = config.evaluate;
    const Program program = program_from(read_start_snapshot(log), log.name());
    try {
        return Machine(program, machine, observer);
    } catch (const Error& error) {
        throw Error(ErrorKind::file, fmt::format("{}: {}", log.name(), error.what()));
    }
}

}  // namespace

// Tells the recorder, who compares, and then the listener.
class ReplayedRun::Relay final : public Observer {
public:
    Relay(ReplayedRun& run, Observer& listener) : run_(run), listener_(listener) {}

    void on_alarm(const Alarm& alarm) override { listener_.on_alarm(alarm); }
    void on_roll_back(const RollBack& roll_back) override {
        run_.recorder_.on_roll_back(roll_back);
        listener_.on_roll_back(roll_back);
    }
    void on_isolation(const Isolation& isolation) override { listener_.on_isolation(isolation); }
    void on_repair(const Repair& repair) override { listener_.on_repair(repair); }
    void on_board_test(const BoardTest& test) override { listener_.on_board_test(test); }
    void on_reintegration(const Reintegration& reintegration) override {
        listener_.on_reintegration(reintegration);
    }
    void on_commit(const Commit& commit) override {
        run_.recorder_.on_commit(commit);
        listener_.on_commit(commit);
    }
    void on_output(const Emission& emission, uint64_t elapsed_cycle) override {
        const uint64_t agreed = run_.verifier_.agreed();
        run_.recorder_.on_output(emission, elapsed_cycle);
        // What the log does not say has not been said.
        if (run_.verifier_.agreed() != agreed) listener_.on_output(emission, elapsed_cycle);
    }

private:
    ReplayedRun& run_;
    Observer& listener_;
};

ReplayedRun::ReplayedRun(const replay::LogFile& log, const ReplayConfig& config, Observer& listener)
    : log_(log),
      logged_(machine_from(log)),
      relay_(std::make_unique<Relay>(*this, listener)),
      machine_(machine_of(log, logged_.config, config, *relay_)),
      chunk_(load_snapshot(config.from_cycle)),
      inputs_(log, chunk_),
      verifier_(log, chunk_, config.digests),
      recorder_(machine_, verifier_, logged_.digest_instructions),
      fault_cursor_(log, chunk_),
      stops_where_parted_(config.stop_where_parted),
      interrupted_(config.interrupted) {
    machine_.gate().play(&inputs_);
    recorder_.resumed();
    find_fault();
}

ReplayedRun::~ReplayedRun() { machine_.gate().play(nullptr); }

// Snapshots hold what has changed since the one before, so all of them up to the one wanted.
std::size_t ReplayedRun::load_snapshot(uint64_t cycle) {
    std::size_t wanted = chunk_to_start_from(log_, cycle);
    // One that a later roll-back goes back over is no place to start from.
    for (replay::LogCursor cursor(log_, wanted); wanted > 0;) {
        const replay::Event* event = cursor.next();
        if (event == nullptr || event->at.cycle > log_.chunks()[wanted].header.first.cycle +
                                                      2 * logged_.config.engine.snapshot_interval) {
            break;
        }
        if (event->kind != EventKind::roll_back) continue;
        const auto back = replay::read_payload<replay::RollBackTo>(event->payload);
        if (back->to.cycle >= log_.chunks()[wanted].header.first.cycle) continue;
        wanted = chunk_to_start_from(log_, back->to.cycle);
        cursor = replay::LogCursor(log_, wanted);
    }
    for (std::size_t i = 1; i <= wanted; ++i) {
        if (!log_.chunks()[i].header.begins_snapshot) continue;
        const auto snapshot = replay::read_snapshot(log_, i);
        if (!snapshot || !engine().load_image(snapshot->bytes)) {
            log_.fail(log_.chunks()[i].offset, "a snapshot of another machine");
        }
        started_from_ = snapshot->number;
    }
    return wanted;
}

void ReplayedRun::find_fault() {
    next_fault_.reset();
    while (const replay::Event* event = fault_cursor_.next()) {
        if (event->kind != EventKind::fault) continue;
        next_fault_ = replay::read_payload<replay::Fault>(event->payload);
        const auto kind = kind_of(event->source);
        if (!kind) {
            throw Error(ErrorKind::file,
                        fmt::format("{}: a fault of model {}: this ftsim knows none of that number",
                                    log_.name(), event->source));
        }
        next_fault_kind_ = *kind;
        next_fault_over_ = is_over(event->source);
        const BoardBit bit{static_cast<unsigned>(next_fault_->board), next_fault_->bit};
        if (bit.board != next_fault_->board || !can_hit(machine_.fault_parts(), bit, *kind)) {
            throw Error(ErrorKind::file,
                        fmt::format("{}: a fault in bit {} of board {}: there is "
                                    "no such bit",
                                    log_.name(), next_fault_->bit, next_fault_->board));
        }
        return;
    }
}

void ReplayedRun::land_faults() {
    while (next_fault_ && next_fault_->elapsed_cycle <= engine().elapsed_cycle()) {
        const BoardBit bit{static_cast<unsigned>(next_fault_->board), next_fault_->bit};
        recorder_.on_fault(bit, code_of(next_fault_kind_, next_fault_over_),
                           describe(machine_.fault_parts(), bit, next_fault_kind_));
        next_fault_over_ ? end_hit(machine_, bit, next_fault_kind_)
                         : hit(machine_, bit, next_fault_kind_);
        find_fault();
    }
}

// Where the machine is stopped, or has stopped by itself.
uint64_t ReplayedRun::last_elapsed_cycle() const {
    const replay::CleanEnd& end = log_.end()->what;
    return end.elapsed_cycle + end.by_itself;
}

// A log that was cut ends with its last event.
bool ReplayedRun::at_the_end() {
    if (machine_status_ != EngineStatus::running) return true;
    if (log_.end()) return engine().elapsed_cycle() >= last_elapsed_cycle();
    return verifier_.next() == nullptr;
}

void ReplayedRun::compare_ends() {
    const auto& [at, end] = *log_.end();
    const replay::CleanEnd here{end.events, engine().elapsed_cycle(),
                                machine_status_ != EngineStatus::running, engine().digest()};
    const replay::Event expected{at, EventKind::clean_end, 0, make_payload(end)};
    const replay::Event found{recorder_.now(), EventKind::clean_end, 0, make_payload(here)};
    if (verifier_.next() != nullptr) {
        divergence_ =
            replay::Divergence{*verifier_.next(), found, verifier_.last(), verifier_.last_digest()};
    } else if (expected != found) {
        divergence_ =
            replay::Divergence{expected, found, verifier_.last(), verifier_.last_digest()};
    }
}

ReplayStatus ReplayedRun::look_where_it_stands() {
    if (!stops_where_parted_) return at_the_end() ? ReplayStatus::ended : ReplayStatus::running;
    if (verifier_.divergence()) divergence_ = verifier_.divergence();
    const auto& missed = inputs_.missed();
    if (!divergence_ && missed && (missed->expected || log_.end())) {
        divergence_ = replay::Divergence{missed->expected, missed->asked, verifier_.last(),
                                         verifier_.last_digest()};
    }
    const replay::Event* next = verifier_.next();
    if (!divergence_ && !log_.end() && next != nullptr &&
        next->at.cycle < engine().compared_up_to()) {
        divergence_ =
            replay::Divergence{*next, std::nullopt, verifier_.last(), verifier_.last_digest()};
    }
    if (!divergence_ && log_.end() && at_the_end()) compare_ends();
    if (divergence_) return ReplayStatus::diverged;
    return at_the_end() ? ReplayStatus::ended : ReplayStatus::running;
}

// Not a cycle more than until it is told, as it may be the last.
void ReplayedRun::stop_at_next_event(Limits& limits) {
    const replay::Event* next = verifier_.next();
    if (next == nullptr || next->at.cycle < engine().compared_up_to()) return;
    if (next->at.cycle < limits.cycle) {
        const uint64_t told_after = engine().comparison_delay() + 1;
        limits.cycle = next->at.cycle + std::min(limits.cycle - next->at.cycle, told_after);
    }
    // A roll-back in between may be the last, too.
    const uint64_t elapsed = engine().elapsed_cycle();
    limits.elapsed_cycle =
        elapsed + std::min(limits.elapsed_cycle - elapsed, limits.cycle - engine().cycle());
    if (next->kind != EventKind::roll_back) return;
    const auto back = replay::read_payload<replay::RollBackTo>(next->payload);
    if (back->elapsed_cycle <= elapsed) return;
    limits.elapsed_cycle = std::min(limits.elapsed_cycle, back->elapsed_cycle);
}

ReplayStatus ReplayedRun::run_until(const Limits& wanted) {
    ReplayStatus status = look_where_it_stands();
    while (status == ReplayStatus::running && engine().cycle() < wanted.cycle &&
           engine().elapsed_cycle() < wanted.elapsed_cycle) {
        if (interrupted_ && interrupted_()) throw Stopped();
        land_faults();
        Limits limits{engine().cycle() + std::min(wanted.cycle - engine().cycle(), kSliceCycles),
                      wanted.elapsed_cycle};
        if (log_.end()) {
            limits.elapsed_cycle = std::min(limits.elapsed_cycle, last_elapsed_cycle());
        }
        if (next_fault_) {
            limits.elapsed_cycle = std::min(limits.elapsed_cycle, next_fault_->elapsed_cycle);
        }
        if (!log_.end()) stop_at_next_event(limits);
        machine_status_ = engine().run_until(limits);
        at_the_end() ? recorder_.flush() : recorder_.flush_compared();
        inputs_.passed(engine().cycle());
        status = look_where_it_stands();
    }
    return status;
}

}  // namespace ftsim
