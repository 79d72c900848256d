// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/engine.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/lockstep/place.hpp"

namespace ftsim {

namespace {

// While replicas are split, how often their states are compared to see whether they may share an
// evaluation again. It changes speed only.
constexpr uint64_t kJoinCycles = 256;

}  // namespace

std::string_view name(AlarmKind kind) {
    switch (kind) {
        case AlarmKind::output: return "output";
        case AlarmKind::state: return "state";
        case AlarmKind::replay: return "replay";
        case AlarmKind::self_test: return "self_test";
        case AlarmKind::watchdog: return "watchdog";
        case AlarmKind::hardware: return "hardware";
    }
    return "";
}

std::string_view name(DueRule rule) {
    switch (rule) {
        case DueRule::recurs: return "recurs";
        case DueRule::no_progress: return "no_progress";
        case DueRule::no_good_snapshot: return "no_good_snapshot";
        case DueRule::watchdog: return "watchdog";
        case DueRule::hardware: return "hardware";
        case DueRule::left_wrong: return "left_wrong";
        case DueRule::on_alert: return "on_alert";
    }
    return "";
}

std::string_view name(IsolatedFor reason) {
    switch (reason) {
        case IsolatedFor::vote: return "vote";
        case IsolatedFor::alert: return "alert";
        case IsolatedFor::silent: return "silent";
        case IsolatedFor::test: return "test";
    }
    return "";
}

Engine::Engine(Kernel& kernel, RecoveryDomain& domain, const EngineConfig& config,
               Observer& observer)
    : kernel_(kernel),
      domain_(domain),
      config_(config),
      observer_(observer),
      pace_(config.snapshot_interval, config.snapshot_interval_adapts),
      states_(kernel.replicas(), std::vector<std::byte>(kernel.state_map().bytes())),
      care_(config.retire_after) {
    if (config_.snapshot_interval == 0) {
        throw Error(ErrorKind::usage, "a snapshot interval of 0 cycles: at least 1 is needed");
    }
    if (config_.self_test_interval != 0) {
        if (!kernel_.has_self_test()) {
            throw Error(ErrorKind::usage,
                        "a self-test: only dcls and pair_and_spare have comparators with one");
        }
        next_self_test_ = config_.self_test_interval;
    }
    const auto retired = [this] { return kernel_.progress().retired; };
    domain_.gate().count_with(retired);
    domain_.outbox().count_with(retired);
    if (config_.evaluate == Evaluate::all) kernel_.split();
    domain_.begin_interval();
    next_snapshot_ = pace_.next(0);
    snapshots_.push_back(capture());
    power_on_ = snapshots_.front().replicas;
}

EngineStatus Engine::run_until(const Limits& limits) {
    while (cycle_ < limits.cycle && elapsed_cycle_ < limits.elapsed_cycle) {
        if (elapsed_cycle_ >= next_self_test_) start_self_test();
        const EngineStatus status =
            settle(domain_.clock_stopped() ? Advance{0, Halt::attention}
                                           : kernel_.advance(cycles_to_run(limits)));
        if (status != EngineStatus::running) return status;
    }
    return EngineStatus::running;
}

uint64_t Engine::cycles_to_run(const Limits& limits) const {
    uint64_t cycles = std::min({limits.cycle - cycle_, limits.elapsed_cycle - elapsed_cycle_,
                                next_snapshot_ - cycle_, next_self_test_ - elapsed_cycle_});
    const bool may_join = config_.evaluate == Evaluate::shared && evaluated_apart();
    if (may_join && next_join_ > cycle_) cycles = std::min(cycles, next_join_ - cycle_);
    return cycles;
}

EngineStatus Engine::settle(Advance advance) {
    const bool compared = evaluated_apart();
    uint64_t& run = compared           ? counters_.cycles_compared
                    : kernel_.shared() ? counters_.cycles_shared
                                       : counters_.cycles_alone;
    run += advance.cycles;
    cycle_ += advance.cycles;
    elapsed_cycle_ += advance.cycles;
    const uint64_t lost = elapsed_cycle_ - cycle_;
    // Where every board in service stands still, none is left to report it.
    if (kernel_.silent() == kernel_.in_service()) {
        raise(AlarmKind::watchdog, "no heartbeat");
        return stop(DueRule::watchdog, "no board in service gives a heartbeat");
    }
    const bool attention = advance.halt == Halt::attention;
    const bool needs_all = attention || cycle_ == next_snapshot_;
    bool same = config_.release == Release::compared || release(cycle_, lost);
    if (needs_all) advance.halt = drain(advance.halt);
    if (kernel_.silent() != 0) advance.halt = Halt::mismatch;
    const SelfTests self_tests = kernel_.take_self_tests();
    counters_.self_tests += self_tests.passed;
    counters_.self_test_cycles += self_tests.cycles;
    const auto release_compared = [&] {
        return release(cycle_ - kernel_.behind(), lost + kernel_.comparison_delay());
    };
    same = same && release_compared();
    while (same && advance.halt == Halt::mismatch) {
        // Without a beat nobody waits for outputs that differ.
        const bool beats = kernel_.silent() == 0;
        if (const auto over = beats ? hear_difference() : std::nullopt) return *over;
        const AlarmKind kind =
            kernel_.self_test_failed() ? AlarmKind::self_test : AlarmKind::output;
        const std::string where = beats ? kernel_.differing_output() : "heartbeat";
        raise(kind, where);
        if (!isolate_silent() && !isolate(blame())) {
            return roll_back(kind, where.empty() ? 0 : place_of(where));
        }
        advance.halt = needs_all ? drain(Halt::budget) : Halt::budget;
        same = release_compared();
    }
    if (!same) {
        ++counters_.mismatches;
        observer_.on_alarm({cycle_, elapsed_cycle_, AlarmKind::replay, "outbox"});
        return stop(DueRule::left_wrong,
                    "a re-execution says something else than what has left the machine");
    }
    if (const auto over = look_at_findings()) return *over;
    if (attention) {
        if (kernel_.progress().traps_without_retire >= kTrapLoop) return EngineStatus::trap_loop;
        if (domain_.ended()) return EngineStatus::finished;
        if (domain_.reset_requested()) reset();
    }
    if (cycle_ == next_snapshot_) return commit();
    if (compared && config_.evaluate == Evaluate::shared && cycle_ >= next_join_) join_if_equal();
    return EngineStatus::running;
}

// At once where a roll-back or a snapshot has gone over its time.
void Engine::start_self_test() {
    kernel_.start_self_test();
    // Without an interval this is the one test that follows a failed one.
    next_self_test_ =
        config_.self_test_interval == 0
            ? UINT64_MAX
            : std::max(next_self_test_ + config_.self_test_interval, elapsed_cycle_ + 1);
}

// What comes now needs every comparison: main stands still until the shadow has come to it.
Halt Engine::drain(Halt halt) {
    const Advance drained = kernel_.drain();
    elapsed_cycle_ += drained.cycles;
    counters_.offset_cycles += drained.cycles;
    return drained.halt == Halt::mismatch ? drained.halt : halt;
}

// Lets go what was said before machine cycle `before`; it left `later` elapsed cycles after its own
// machine cycle.
bool Engine::release(uint64_t before, uint64_t later) {
    bool anything = false;
    const bool same = domain_.outbox().release(before, [&](const Emission& emission) {
        anything = true;
        if (is_status(emission.sink)) ending_ = emission;
        domain_.leave(emission);
        observer_.on_output(emission, std::min(emission.cycle + later, elapsed_cycle_));
    });
    if (anything) domain_.outside_changed();
    return same;
}

// Machine time and progress go on, so that a roll-back may cross a reset like anything else.
void Engine::reset() {
    domain_.reset();
    load_replicas(power_on_);
}

// Everybody may agree, and nobody get anywhere: a hang that all have in common. A machine that
// waits for an interrupt does not hang.
bool Engine::hangs() {
    const bool goes_on = retired() != watched_retired_ || retired() == 0 || kernel_.idle();
    if (goes_on || cycle_ < watched_since_) {
        watched_retired_ = retired();
        watched_since_ = cycle_;
    }
    return cycle_ - watched_since_ >= kWatchdogCycles;
}

EngineStatus Engine::commit() {
    if (hangs()) {
        raise(AlarmKind::watchdog, "no instruction retired");
        return stop(DueRule::watchdog,
                    fmt::format("no instruction retired for {} cycles", kWatchdogCycles));
    }
    const bool checks = config_.snapshot_check == SnapshotCheck::state;
    StateVote vote = compare_states();
    // The signatures of the states go through the same comparison as the outputs.
    const bool heard = domain_.comparison() != Comparison::always_equal;
    if (!vote.agreed && checks && heard) {
        if (const auto over = hear_difference()) return *over;
        raise(AlarmKind::state, kernel_.state_map().first_difference(vote.one, vote.other)->name);
        const bool alert = replicas_of_board() > 1;
        const uint64_t place = place_of_difference(vote.one, vote.other);
        if (!isolate_silent() && !isolate({vote.wrong, alert, 0, place})) {
            return roll_back(AlarmKind::state, place);
        }
        vote.agreed = true;
    }
    const std::string apart = domain_.differing_register();
    if (!apart.empty() && checks) {
        raise(AlarmKind::state, apart);
        return roll_back(AlarmKind::state, place_of(apart));
    }
    look_at_tests();
    if (vote.agreed) {
        reintegrate_waiting();
        if (config_.evaluate == Evaluate::shared) kernel_.join();
    }
    const uint64_t pages = domain_.begin_interval();
    keep_snapshot(pages);
    next_snapshot_ = pace_.next(cycle_);
    observer_.on_commit({cycle_, elapsed_cycle_, pages, digest_with(domain_.memory_digest()),
                         vote.agreed && domain_.sound(), retired()});
    return EngineStatus::running;
}

// A machine with one replica never goes back: it keeps none.
void Engine::keep_snapshot(uint64_t pages) {
    if (kernel_.replicas() == 1) {
        domain_.outbox().trim(domain_.outbox().position());
        domain_.gate().window().trim(domain_.gate().window().position());
        return;
    }
    if (snapshots_.size() == 2) snapshots_.pop_front();
    snapshots_.push_back(capture());
    domain_.outbox().trim(snapshots_.front().outbox_position);
    domain_.gate().window().trim(snapshots_.front().log_position);
    const uint64_t cost = config_.snapshot_cost.of(pages);
    ++counters_.snapshots;
    counters_.snapshot_cycles += cost;
    elapsed_cycle_ += cost;
    recurrence_.committed(cycle_);
    pace_.committed(elapsed_cycle_, cost + kernel_.comparison_delay(), cycle_ > committed_up_to_);
    committed_up_to_ = std::max(committed_up_to_, cycle_);
}

void Engine::raise(AlarmKind kind, std::string where) {
    // Where nothing differs it is the comparison that says so.
    if (where.empty()) where = "comparison";
    ++counters_.mismatches;
    observer_.on_alarm({cycle_, elapsed_cycle_, kind, std::move(where)});
}

EngineStatus Engine::stop(DueRule rule, std::string why) {
    due_ = {rule, std::move(why)};
    return EngineStatus::due;
}

// `place`: digest of what differs.
EngineStatus Engine::roll_back(AlarmKind kind, uint64_t place) {
    const uint64_t alarm_cycle = cycle_;
    const uint64_t alarm_retired = retired();
    if (config_.on_alert == OnAlert::stop) {
        return stop(DueRule::on_alert, "this machine stops at its first alarm");
    }
    const uint64_t times_seen = recurrence_.raised(kind, place, cycle_);
    if (const auto over = give_up_or_go_on(times_seen)) return *over;
    // What comes back may be in the newest snapshot.
    const unsigned back = newest_good(times_seen == 1 ? 1 : 2);
    if (back == 0) {
        return stop(DueRule::no_good_snapshot, "no snapshot is left that passes its checksum");
    }

    if (back == 2) snapshots_.pop_back();
    const uint64_t pages = domain_.roll_back(back);
    load(snapshots_.back());
    ++counters_.reexecutions;
    counters_.rollback_cycles += config_.rollback_cost.of(pages);
    elapsed_cycle_ += config_.rollback_cost.of(pages);
    pace_.rolled_back(elapsed_cycle_, times_seen == 1);
    next_snapshot_ = pace_.next(cycle_);
    // Was it transient? What cannot be trusted to find a difference is tested before it must.
    if (kind == AlarmKind::self_test) next_self_test_ = elapsed_cycle_;
    observer_.on_roll_back(
        {alarm_cycle, elapsed_cycle_, cycle_, back == 2, pages, alarm_retired, retired()});
    return EngineStatus::running;
}

// The number of snapshots to go back to one that passes its checksum, from the given one on if
// there are as many; 0 where none does.
unsigned Engine::newest_good(unsigned snapshots_back) const {
    const auto kept = static_cast<unsigned>(snapshots_.size());
    for (unsigned back = std::min(snapshots_back, kept); back <= kept; ++back) {
        const Snapshot& snapshot = snapshots_[kept - back];
        if (checksum_of(snapshot) == snapshot.checksum && domain_.intact(back)) return back;
    }
    return 0;
}

Snapshot Engine::capture() {
    Snapshot snapshot;
    snapshot.cycle = cycle_;
    snapshot.progress = kernel_.progress();
    snapshot.log_position = domain_.gate().window().position();
    snapshot.outbox_position = domain_.outbox().position();
    snapshot.devices = domain_.save_devices();
    snapshot.replicas.resize(kernel_.snapshot_states());
    for (unsigned replica = 0; replica < kernel_.snapshot_states(); ++replica) {
        snapshot.replicas[replica].resize(kernel_.state_map().bytes());
        kernel_.save_state(in_service(replica) ? replica : lead(), snapshot.replicas[replica]);
    }
    snapshot.checksum = checksum_of(snapshot);
    return snapshot;
}

void Engine::load(const Snapshot& snapshot) {
    cycle_ = snapshot.cycle;
    domain_.outbox().rewind(snapshot.outbox_position);
    domain_.gate().window().rewind(snapshot.log_position);
    domain_.load_devices(snapshot.devices);
    kernel_.set_progress(snapshot.progress);
    load_replicas(snapshot.replicas);
}

void Engine::load_replicas(const std::vector<std::vector<std::byte>>& states) {
    kernel_.split();
    for (unsigned replica = 0; replica < kernel_.replicas(); ++replica) {
        if (!in_service(replica)) continue;
        kernel_.load_state(replica, states[std::min<std::size_t>(replica, states.size() - 1)]);
    }
    kernel_.backplane_changed();
    if (config_.evaluate == Evaluate::shared) join_if_equal();
}

// Replicas at different times cannot be compared; a commit will do it.
void Engine::join_if_equal() {
    next_join_ = cycle_ + kJoinCycles;
    if (kernel_.behind() == 0 && replicas_agree()) kernel_.join();
}

void Engine::flip(unsigned board, uint64_t bit) {
    part();
    kernel_.flip(board, bit);
}

void Engine::flip_all(uint64_t bit) {
    part();
    kernel_.flip_all(bit);
}

void Engine::stick(unsigned board, uint64_t bit, bool value) {
    part();
    kernel_.stick(board, bit, value);
}

void Engine::freeze(unsigned board, bool frozen) {
    part();
    kernel_.freeze(board, frozen);
}

void Engine::go_wild(unsigned board, bool wild) {
    part();
    kernel_.go_wild(board, wild);
}

void Engine::double_edge(unsigned replica) {
    part();
    kernel_.double_edge(replica);
}

void Engine::miss_edge(unsigned replica) {
    part();
    kernel_.miss_edge(replica);
}

void Engine::miss_edge_all() {
    part();
    for (unsigned replica = 0; replica < kernel_.replicas(); ++replica) kernel_.miss_edge(replica);
}

// Something is about to happen to one of them, or to each its own.
void Engine::part() {
    kernel_.split();
    next_join_ = cycle_ + kJoinCycles;
}

bool Engine::flip_snapshot_bit(uint64_t bit) {
    for (auto& state : snapshots_.back().replicas) {
        if (bit < state.size() * 8) {
            state[bit / 8] ^= std::byte{1} << bit % 8;
            return true;
        }
        bit -= state.size() * 8;
    }
    return domain_.flip_saved_bit(bit);
}

void Engine::begin_experiment() {
    assert(!experiment_);
    experiment_ = Experiment{cycle_,
                             elapsed_cycle_,
                             next_snapshot_,
                             next_join_,
                             next_self_test_,
                             recurrence_,
                             pace_,
                             committed_up_to_,
                             in_vain_since_,
                             snapshots_,
                             counters_,
                             ending_,
                             care_,
                             domain_.save_devices(),
                             domain_.outbox(),
                             watched_retired_,
                             watched_since_};
    kernel_.begin_experiment();
    domain_.begin_experiment();
}

void Engine::end_experiment() {
    assert(experiment_);
    cycle_ = experiment_->cycle;
    elapsed_cycle_ = experiment_->elapsed_cycle;
    next_snapshot_ = experiment_->next_snapshot;
    next_join_ = experiment_->next_join;
    next_self_test_ = experiment_->next_self_test;
    recurrence_ = experiment_->recurrence;
    pace_ = experiment_->pace;
    committed_up_to_ = experiment_->committed_up_to;
    in_vain_since_ = experiment_->in_vain_since;
    snapshots_ = std::move(experiment_->snapshots);
    counters_ = experiment_->counters;
    ending_ = experiment_->ending;
    care_ = experiment_->care;
    watched_retired_ = experiment_->watched_retired;
    watched_since_ = experiment_->watched_since;
    kernel_.end_experiment();
    domain_.boards_in_service(kernel_.in_service());
    domain_.outbox() = std::move(experiment_->outbox);
    domain_.end_experiment();
    domain_.load_devices(experiment_->devices);
    kernel_.backplane_changed();
    experiment_.reset();
}

uint64_t Engine::digest() { return digest_with(domain_.memory_digest_now()); }

uint64_t Engine::digest_with(uint64_t memory_digest) {
    std::vector<std::byte>& state = states_.front();
    kernel_.save_state(lead(), state);
    const std::vector<std::byte> devices = domain_.save_devices();
    const uint64_t hash = XXH3_64bits_withSeed(state.data(), state.size(), memory_digest);
    return XXH3_64bits_withSeed(devices.data(), devices.size(), hash);
}

}  // namespace ftsim
