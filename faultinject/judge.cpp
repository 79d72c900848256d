// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/judge.hpp"

#include <algorithm>
#include <utility>

namespace ftsim {

namespace {

constexpr uint64_t kHangCycles = 100'000;

// So many pending faults are held one by one.
constexpr std::size_t kHeldApart = 100'000;

// Among so many of the last ones there is one of each component.
constexpr std::size_t kLookedAt = 2 * kComponents;

// 1.2 d + 100,000, in integers.
uint64_t patience(uint64_t golden_delay) { return golden_delay + golden_delay / 5 + kHangCycles; }

}  // namespace

Judge::Judge(Golden* golden, const OutputPosition& said, Verdict verdict)
    : golden_(golden), said_(said), verdict_(std::move(verdict)) {}

void Judge::landed(const LandedFault& fault, bool ends) {
    const bool joins = !ends && pending_.size() >= kHeldApart && joins_another(fault);
    if (!joins) pending_.push_back({fault, is_permanent(fault.kind)});
}

// What nothing tells apart: nothing has happened since the other landed in this same cycle.
bool Judge::joins_another(const LandedFault& fault) {
    const std::size_t end = pending_.size();
    for (std::size_t i = std::max(end - kLookedAt, kHeldApart - 1); i < end; ++i) {
        Pending& other = pending_[i];
        if (other.fault.elapsed_cycle != fault.elapsed_cycle || other.fault.kind != fault.kind ||
            other.fault.component != fault.component || other.fault.latency || other.recovered) {
            continue;
        }
        ++other.fault.alike;
        return true;
    }
    return false;
}

void Judge::over(uint64_t number) {
    for (Pending& pending : pending_) {
        if (pending.fault.number == number) pending.lasts = false;
    }
}

// Gives every pending fault for which outcome_of() has an answer that outcome.
template <class Decide>
void Judge::decide(Decide outcome_of) {
    std::vector<Pending> still_pending;
    for (Pending& pending : pending_) {
        pending.fault.outcome = outcome_of(pending);
        if (pending.fault.outcome) {
            verdict_(pending.fault);
        } else {
            still_pending.push_back(pending);
        }
    }
    pending_ = std::move(still_pending);
}

void Judge::replaced(Component component) {
    for (Pending& pending : pending_) {
        if (pending.fault.component == component) pending.lasts = false;
    }
}

void Judge::on_alarm(const Alarm& alarm) {
    for (Pending& pending : pending_) {
        if (!pending.fault.latency) {
            pending.fault.latency = alarm.elapsed_cycle - pending.fault.elapsed_cycle;
        }
    }
}

void Judge::on_roll_back(const RollBack& roll_back) {
    for (Pending& pending : pending_) {
        pending.recovered = true;
        // The snapshot is older than the fault.
        pending.undone = pending.undone || roll_back.to_cycle <= pending.fault.cycle;
    }
}

void Judge::on_isolation(const Isolation& isolation) {
    for (Pending& pending : pending_) {
        pending.recovered = true;
        pending.undone = pending.undone || pending.fault.component == isolation.component;
    }
}

void Judge::on_repair(const Repair& repair) {
    for (Pending& pending : pending_) {
        if (pending.fault.component != repair.component) continue;
        pending.recovered = true;
        pending.undone = true;
    }
}

void Judge::on_commit(const Commit& commit) {
    if (derailed_) return;
    if (!pending_.empty() && commit.agreed) {
        const auto expected =
            golden_ == nullptr ? std::optional(commit.digest) : golden_->digest_at(commit.cycle);
        if (!expected) {
            settle_undone();
        } else if (*expected == commit.digest) {
            decide([](const Pending& pending) -> std::optional<Outcome> {
                if (pending.lasts) return std::nullopt;
                return pending.recovered ? Outcome::detected_recovered : Outcome::masked;
            });
        } else {
            settle_recoveries();
        }
    }
    look_for_hang(commit.cycle);
}

// Between two points at which golden was looked at: the machine is back on ground that was
// committed before the fault landed, and its replicas agree.
void Judge::settle_undone() {
    decide([](const Pending& pending) -> std::optional<Outcome> {
        if (pending.lasts || !pending.undone) return std::nullopt;
        return Outcome::detected_recovered;
    });
}

// A fault that was in the snapshot keeps the state from golden's. What was undone is over all the
// same, and the alarm was not for what stays.
void Judge::settle_recoveries() {
    const auto recovered = [](const Pending& pending) { return pending.recovered; };
    if (std::none_of(pending_.begin(), pending_.end(), recovered)) return;
    decide([](Pending& pending) -> std::optional<Outcome> {
        if (pending.lasts) return std::nullopt;
        if (pending.undone) return Outcome::detected_recovered;
        pending.recovered = false;
        pending.fault.latency.reset();
        return std::nullopt;
    });
}

void Judge::on_output(const Emission& emission, uint64_t) {
    const OutputPosition before = said_;
    advance(said_, emission.sink);
    if (golden_ == nullptr || derailed_) return;
    const auto expected = golden_->next(emission.sink, before);
    // A word that ends the program must also have everything else in front of it.
    const bool in_place = expected && (!is_status(emission.sink) || expected->before == before);
    if (in_place && same_output(expected->emission, emission)) return;
    const bool cut_off = !expected && golden_->end().status == EngineStatus::running;
    if (cut_off && !is_status(emission.sink)) {
        // Golden may yet say it, behind the last cycle that anybody looks at.
        output_compared_ = false;
        return;
    }

    output_right_ = false;
    derailed_ = true;
    decide([&](const Pending& pending) -> std::optional<Outcome> {
        if (pending.fault.latency) return Outcome::due;
        return is_status(emission.sink) ? Outcome::crash : Outcome::sdc;
    });
}

void Judge::look_for_hang(uint64_t cycle) {
    if (golden_ == nullptr || derailed_ || pending_.empty()) return;
    const auto expected = golden_->first_before(said_, cycle);
    if (!expected) return;
    decide([&](const Pending& pending) -> std::optional<Outcome> {
        const uint64_t landed = pending.fault.cycle;
        const uint64_t delay = expected->cycle > landed ? expected->cycle - landed : 0;
        if (cycle - landed <= patience(delay)) return std::nullopt;
        derailed_ = true;
        output_right_ = false;
        return pending.fault.latency ? Outcome::due : Outcome::hang;
    });
}

void Judge::end(EngineStatus status, bool state_equals_golden) {
    if (pending_.empty()) return;
    const bool stuck = status == EngineStatus::trap_loop &&
                       (golden_ == nullptr || golden_->end().status != EngineStatus::trap_loop);
    decide([&](const Pending& pending) -> std::optional<Outcome> {
        if (status == EngineStatus::due) return Outcome::due;
        if (stuck) return Outcome::crash;
        const bool unknown = pending.lasts && !pending.fault.latency;
        if (!state_equals_golden || unknown) return Outcome::latent;
        return pending.recovered ? Outcome::detected_recovered : Outcome::masked;
    });
}

}  // namespace ftsim
