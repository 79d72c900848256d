// SPDX-License-Identifier: Apache-2.0
#pragma once

// The plain loop: replicas of any clocked model in front of any backplane, one iteration a cycle.
//
//     compare the outputs of this cycle; stop where they differ
//     the edge: every replica takes the inputs, the backplane takes the outputs
//
// A machine that waits for an interrupt skips to the next cycle in which something happens.
// While the replicas hold the same state they also get the same inputs, so evaluating one of them
// is evaluating both, and the comparison is of a value with itself. That is the shared evaluation:
// exact because models are deterministic, and no evidence that a comparator works.

#include <algorithm>
#include <memory>
#include <vector>

#include "ftsim/comparator/compare.hpp"
#include "ftsim/lockstep/hard_faults.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/model/clocked_model.hpp"

namespace ftsim {

template <ClockedModel Model, BackplaneOf<Model> Backplane>
class PlainKernel final : public Kernel {
public:
    using Outputs = typename Model::Outputs;

    /// One or two replicas, equal and out of reset. The backplane must outlive the kernel.
    PlainKernel(unsigned replicas, Backplane& backplane)
        : backplane_(backplane), models_(replicas), shared_(replicas > 1) {}

    unsigned replicas() const override { return static_cast<unsigned>(models_.size()); }
    const StateMap& state_map() const override { return Model::state_map(); }
    const StateMap& site_map() const override { return site_map_of<Model>(); }

    Advance advance(uint64_t cycles) override {
        if (!hard_.empty()) [[unlikely]]
            return run_hard(cycles);
        return shared_ || models_.size() == 1 ? run_one(cycles) : run_pair(cycles);
    }

    std::string differing_output() const override {
        const OutputField* field =
            first_difference(Model::output_fields(), models_[0].outputs(), models_[1].outputs());
        return field == nullptr ? std::string() : std::string(field->name);
    }

    void save_state(unsigned replica, std::span<std::byte> to) override {
        models_[shared_ ? 0 : replica].save_state(to);
    }
    void load_state(unsigned replica, std::span<const std::byte> from) override {
        models_[replica].load_state(from);
        hard_.all_stop();
        hard_.hold(replica, models_[replica]);
    }
    void flip(unsigned board, uint64_t bit) override { models_[board].flip(bit); }
    void flip_all(uint64_t bit) override {
        for (Model& model : models_) model.flip(bit);
    }
    void stick(unsigned board, uint64_t bit, bool value) override {
        hard_.stick(board, bit, value);
        hard_.hold(board, models_[board]);
    }
    void miss_edge(unsigned replica) override { hard_.miss_edge(replica); }
    void backplane_changed() override {}

    bool shared() const override { return shared_; }
    void split() override {
        if (!shared_) return;
        shared_ = false;
        std::vector<std::byte> state(state_map().bytes());
        models_[0].save_state(state);
        models_[1].load_state(state);
    }
    void join() override { shared_ = models_.size() > 1 && hard_.empty(); }

    const Progress& progress() const override { return progress_; }
    void set_progress(const Progress& progress) override { progress_ = progress; }

    void begin_experiment() override {
        before_experiment_ = {progress_, shared_, hard_, {}};
        for (unsigned replica = 0; replica < models_.size(); ++replica) {
            auto& state = before_experiment_.states.emplace_back(state_map().bytes());
            models_[replica].save_state(state);
        }
    }
    void end_experiment() override {
        for (unsigned replica = 0; replica < models_.size(); ++replica) {
            models_[replica].load_state(before_experiment_.states[replica]);
        }
        progress_ = before_experiment_.progress;
        shared_ = before_experiment_.shared;
        hard_ = before_experiment_.hard;
    }

private:
    Advance run_one(uint64_t cycles) {
        Model& model = models_[0];
        for (uint64_t done = 0; done < cycles; ++done) {
            const Outputs& outputs = model.outputs();
            if (skip_idle(cycles, done)) [[unlikely]]
                continue;
            const bool trap_loop = observe(progress_, outputs);
            model.step(backplane_.inputs());
            backplane_.step(outputs);
            if (trap_loop || backplane_.attention()) [[unlikely]] {
                return {done + 1, Halt::attention};
            }
        }
        return {cycles, Halt::budget};
    }

    Advance run_pair(uint64_t cycles) {
        Model& main = models_[0];
        Model& shadow = models_[1];
        for (uint64_t done = 0; done < cycles; ++done) {
            const Outputs& outputs = main.outputs();
            if (!outputs_equal(outputs, shadow.outputs())) return {done, Halt::mismatch};
            if (skip_idle(cycles, done)) [[unlikely]]
                continue;
            const bool trap_loop = observe(progress_, outputs);
            main.step(backplane_.inputs());
            shadow.step(backplane_.inputs());
            backplane_.step(outputs);
            if (trap_loop || backplane_.attention()) [[unlikely]] {
                return {done + 1, Halt::attention};
            }
        }
        return {cycles, Halt::budget};
    }

    // Cycle by cycle, with what is wrong with the hardware.
    Advance run_hard(uint64_t cycles) {
        for (uint64_t done = 0; done < cycles; ++done) {
            const Outputs outputs = models_.front().outputs();
            if (!outputs_equal(outputs, models_.back().outputs())) return {done, Halt::mismatch};
            const bool trap_loop = observe(progress_, outputs);
            for (unsigned replica = 0; replica < models_.size(); ++replica) {
                hard_.step(replica, models_[replica], backplane_.inputs());
            }
            backplane_.step(outputs);
            if (trap_loop || backplane_.attention()) return {done + 1, Halt::attention};
            if (!hard_.empty()) continue;
            const Advance rest = advance(cycles - done - 1);
            return {done + 1 + rest.cycles, rest.halt};
        }
        return {cycles, Halt::budget};
    }

    // Where every replica stands still and nothing is due behind them, one cycle is stepped and as
    // many as can be are only counted; `done` grows by all of them but one.
    bool skip_idle(uint64_t cycles, uint64_t& done) {
        if constexpr (IdlingModel<Model> && QuietBackplane<Backplane>) {
            if (!Model::idle(models_[0].outputs())) [[likely]]
                return false;
            const uint64_t quiet = std::min(cycles - done, backplane_.quiet_cycles());
            if (quiet < kWorthSkipping) return false;
            bool still = models_[0].step_idle(backplane_.inputs());
            if (evaluated() > 1) still = models_[1].step_idle(backplane_.inputs()) && still;
            const uint64_t skipped = still ? quiet : 1;
            for (unsigned i = 0; still && i < evaluated(); ++i) models_[i].count_idle(quiet - 1);
            backplane_.skip(skipped);
            done += skipped - 1;
            return true;
        }
        return false;
    }

    std::size_t evaluated() const { return shared_ ? 1 : models_.size(); }

    // Below that a skip costs more than the cycles.
    static constexpr uint64_t kWorthSkipping = 64;

    Backplane& backplane_;
    std::vector<Model> models_;
    Progress progress_;
    bool shared_;
    HardFaults hard_;

    struct Kept {
        Progress progress;
        bool shared = false;
        HardFaults hard;
        std::vector<std::vector<std::byte>> states;
    };
    Kept before_experiment_;
};

}  // namespace ftsim
