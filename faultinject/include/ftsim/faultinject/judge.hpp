// SPDX-License-Identifier: Apache-2.0
#pragma once

// The judge watches a machine under test beside its golden run and gives every fault that landed
// one outcome, from what was observed alone:
//
//   sdc                 a wrong output left before any alarm
//   crash               the machine stopped in a trap loop, or said a finisher's word that golden
//                       does not say there
//   hang                what golden says d cycles after the fault is missing 1.2 d + 100,000 later
//   due                 an alarm, and the machine did not come back right
//   detected_recovered  an alarm, a roll-back or a board isolated, and a commit with equal replicas
//                       and golden's state; where an older fault keeps the state from golden's: a
//                       roll-back to before it landed, or its own board isolated
//   latent              outputs right, but some bit of the state differs at the end
//   masked              otherwise; decided at a commit with golden's state, or at the end
//
// What is stuck stays: such a fault is never decided at a commit, and where it raised no alarm it
// is latent at the end, however right the state looks, as nobody knows of it.
//
// Without a golden run equal replicas count as golden's equal, and sdc and hang go unjudged.
// Not thread-safe.

#include <cstdint>
#include <optional>
#include <vector>

#include "ftsim/faultinject/fault_model.hpp"
#include "ftsim/faultinject/golden.hpp"
#include "ftsim/faultinject/outcome.hpp"
#include "ftsim/lockstep/observer.hpp"

namespace ftsim {

/// A fault that has landed.
struct LandedFault {
    uint64_t number;  ///< counted in the order of landing
    BoardBit bit;
    uint64_t cycle;  ///< machine cycle before whose outputs the bit changed
    uint64_t elapsed_cycle;
    std::optional<uint64_t> latency;  ///< elapsed cycles from landing to the first alarm
    std::optional<Outcome> outcome;
    FaultKind kind = {};
    std::optional<Component> component = {};  ///< that it is in, or is
    uint64_t alike = 1;  ///< for how many of the same cycle it stands, itself included
};

class Judge final : public Observer {
public:
    /// `golden` may be null; otherwise it must outlive the judge. The machine may have said
    /// something already, all of it golden's. `verdict` hears every fault once, or, of many alike,
    /// one that stands for them.
    using Verdict = std::function<void(const LandedFault&)>;
    Judge(Golden* golden, const OutputPosition& said, Verdict verdict);

    /// A fault lands, now. `ends`: over() will be called for it. Where very many are pending, those
    /// that land in one cycle in one component are held as one, so that memory is bounded by the
    /// cycles of an interval, whatever the number of faults.
    void landed(const LandedFault& fault, bool ends = false);
    /// That lasting fault is over: from now on it is one that passed.
    void over(uint64_t number);
    /// Likewise for all that a component had.
    void replaced(Component component);
    /// The machine is at that machine cycle: looks for what is missing.
    void look_for_hang(uint64_t cycle);
    /// The run is over. `state_equals_golden`: the complete state is golden's at this cycle.
    void end(EngineStatus status, bool state_equals_golden);

    /// No fault is pending.
    bool idle() const { return pending_.empty(); }
    /// Something wrong has left or is missing: golden judges no later faults.
    bool derailed() const { return derailed_; }
    /// Everything that left was golden's, sink by sink in golden's order; nothing where a byte came
    /// that golden had not said by its last cycle.
    std::optional<bool> output_right() const {
        if (output_right_ && !output_compared_) return std::nullopt;
        return output_right_;
    }
    const OutputPosition& said() const { return said_; }

    void on_alarm(const Alarm& alarm) override;
    void on_roll_back(const RollBack& roll_back) override;
    void on_isolation(const Isolation& isolation) override;
    void on_repair(const Repair& repair) override;
    void on_commit(const Commit& commit) override;
    void on_output(const Emission& emission, uint64_t elapsed_cycle) override;

private:
    struct Pending {
        LandedFault fault;
        bool lasts;
        bool recovered = false;  // by a roll-back, or because a board was isolated
        bool undone = false;     // the machine went back to before it landed, or its board is out
    };

    bool joins_another(const LandedFault& fault);
    template <class Decide>
    void decide(Decide outcome_of);
    void settle_undone();
    void settle_recoveries();

    Golden* golden_;
    OutputPosition said_;
    Verdict verdict_;
    std::vector<Pending> pending_;
    bool derailed_ = false;
    bool output_right_ = true;
    bool output_compared_ = true;
};

}  // namespace ftsim
