// SPDX-License-Identifier: Apache-2.0
#pragma once

// A pair with temporal diversity: the shadow runs `offset` cycles behind the main replica, so that
// what hits both in one clock cycle hits different states. Main's inputs and outputs go through
// delay lines of that length; the shadow gets the one and is compared with the other.
//
//     compare the shadow's outputs with main's of `offset` cycles ago; stop where they differ
//     the edge: main takes the inputs, the shadow those of `offset` cycles ago, the backplane
//     main's outputs
//
// To the cycle: after power-on, a roll-back and a drain the delay lines are empty, and the shadow
// stands still until they are full. A difference in the outputs of cycle c is found in cycle
// c + offset. No output is left out: a drain holds main and lets the shadow come to it, and whoever
// needs every comparison (a commit, a frame that wants to leave) drains first. Machine time is
// main's, and knows nothing of the offset.
//
// While the replicas are equal but for the time between them, evaluating main is evaluating both:
// only the last cycles of an advance() are kept in the delay lines, from where the shadow can be
// given its own evaluation again. Where an advance() ends before its budget, a drain must follow.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ftsim/comparator/compare.hpp"
#include "ftsim/comparator/delay_line.hpp"
#include "ftsim/lockstep/board_self_test.hpp"
#include "ftsim/lockstep/hard_faults.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/model/clocked_model.hpp"

namespace ftsim {

template <ClockedModel Model, BackplaneOf<Model> Backplane>
class OffsetKernel final : public Kernel {
public:
    using Inputs = typename Model::Inputs;
    using Outputs = typename Model::Outputs;

    /// Two replicas, equal and out of reset. `offset`: 1 to kMostOffset. The backplane must outlive
    /// the kernel.
    OffsetKernel(Model main, Model shadow, unsigned offset, Backplane& backplane)
        : backplane_(backplane),
          offset_(offset),
          main_(std::move(main)),
          shadow_(std::move(shadow)),
          delay_(offset) {}
    OffsetKernel(unsigned offset, Backplane& backplane)
        : OffsetKernel(Model(), Model(), offset, backplane) {}

    unsigned replicas() const override { return 2; }
    const StateMap& state_map() const override { return Model::state_map(); }
    const StateMap& site_map() const override { return site_map_of<Model>(); }

    unsigned in_service() const override { return in_service_; }
    unsigned silent() const override { return hard_.silent() & in_service_; }
    /// Main is ahead of its shadow, which goes on from there; a shadow that is silent is compared
    /// with nothing.
    Advance catch_up_without(unsigned boards) override {
        return boards == 1 ? drain() : Advance{0, Halt::budget};
    }
    void isolate(unsigned board) override {
        split();
        in_service_ &= ~(1U << board);
        alone_ = board == 0 ? &shadow_ : &main_;
        delay_.clear();
        behind_ = 0;
    }
    void reintegrate(unsigned board) override {
        std::vector<std::byte> state(state_map().bytes());
        alone_->save_state(state);
        Model& model = board == 0 ? main_ : shadow_;
        model.load_state(state);
        hard_.hold(board, model);
        in_service_ |= 1U << board;
        alone_ = nullptr;
    }
    uint64_t board_test_cycles() override {
        if constexpr (kHasBoardTest) return board_test().cycles();
        return 0;
    }
    bool board_test_passes(unsigned board) override {
        if constexpr (kHasBoardTest) {
            Model& model = board == 0 ? main_ : shadow_;
            model.load_state(board_test().power_on());
            hard_.hold(board, model);
            return board_test().passes(HardBoard<Model>{board, model, hard_});
        }
        return true;
    }

    Advance advance(uint64_t cycles) override {
        if (alone_ != nullptr) return run_alone(cycles);
        const bool cries = comparison_of(backplane_) == Comparison::always_different;
        if (cries) return {0, Halt::mismatch};
        if (!hard_.empty()) [[unlikely]]
            return run_pair<true>(cycles);
        if (!shared_ || cycles <= offset_) return run_pair<false>(cycles);
        const Advance alone = run_main(cycles - offset_);
        if (alone.halt != Halt::budget) return alone;
        const Advance rest = run_pair<false>(offset_);
        return {alone.cycles + rest.cycles, rest.halt};
    }

    unsigned comparison_delay() const override { return alone_ == nullptr ? offset_ : 0; }
    unsigned behind() const override { return behind_; }
    Advance drain() override {
        if (shared_) {
            delay_.clear();
            return {std::exchange(behind_, 0), Halt::budget};
        }
        uint64_t done = 0;
        for (; behind_ > 0; ++done, --behind_) {
            if (!comparison_passes()) return {done, Halt::mismatch};
            step_shadow<true>();
        }
        return {done, Halt::budget};
    }

    std::string differing_output() const override {
        if (shared_ || delay_.size() == 0) return {};
        const OutputField* field =
            first_difference(Model::output_fields(), delay_.oldest().outputs, shadow_.outputs());
        return field == nullptr ? std::string() : std::string(field->name);
    }

    void save_state(unsigned replica, std::span<std::byte> to) override {
        if (replica == 0 || shared_) return main_.save_state(to);
        std::vector<std::byte> present(state_map().bytes());
        shadow_.save_state(present);
        for (unsigned i = 0; i < delay_.size(); ++i) {
            shadow_.step(delay_[i].inputs);
            hard_.hold(1, shadow_);
        }
        shadow_.save_state(to);
        shadow_.load_state(present);
    }
    void load_state(unsigned replica, std::span<const std::byte> from) override {
        (replica == 0 ? main_ : shadow_).load_state(from);
        behind_ = 0;
        delay_.clear();
        hard_.all_stop();
        hard_.hold(replica, replica == 0 ? main_ : shadow_);
    }
    void flip(unsigned board, uint64_t bit) override { (board == 0 ? main_ : shadow_).flip(bit); }
    void flip_all(uint64_t bit) override {
        main_.flip(bit);
        shadow_.flip(bit);
    }
    void stick(unsigned board, uint64_t bit, bool value) override {
        hard_.stick(board, bit, value);
        hard_.hold(board, board == 0 ? main_ : shadow_);
    }
    void unstick(unsigned board, uint64_t bit) override { hard_.unstick(board, bit); }
    void freeze(unsigned board, bool frozen) override { hard_.freeze(board, frozen); }
    void go_wild(unsigned board, bool wild) override { hard_.go_wild(board, wild); }
    void double_edge(unsigned replica) override {
        if ((in_service_ >> replica & 1U) != 0) hard_.double_edge(replica);
    }
    void miss_edge(unsigned replica) override {
        // A shadow that stands still has no edge to miss.
        const bool stands = (in_service_ >> replica & 1U) == 0;
        if (!stands && (replica == 0 || alone_ || delay_.full())) hard_.miss_edge(replica);
    }
    void replace(unsigned board) override { hard_.replace(board); }
    void backplane_changed() override {}

    bool shared() const override { return shared_; }
    void split() override {
        if (shared_ && delay_.size() == 0) copy_main_to_shadow();
        shared_ = false;
    }
    /// Only while the shadow is not behind.
    void join() override { shared_ = alone_ == nullptr && hard_.empty(); }

    bool idle() const override {
        if constexpr (IdlingModel<Model>) {
            return Model::idle((alone_ != nullptr ? *alone_ : main_).outputs());
        }
        return false;
    }
    TrapState first_trap() const override { return first_trap_; }
    const Progress& progress() const override { return progress_; }
    void set_progress(const Progress& progress) override { progress_ = progress; }

    void begin_experiment() override {
        before_experiment_ = {progress_, shared_, behind_, in_service_, hard_, delay_, {}, {}};
        before_experiment_.main.resize(state_map().bytes());
        before_experiment_.shadow.resize(state_map().bytes());
        main_.save_state(before_experiment_.main);
        shadow_.save_state(before_experiment_.shadow);
    }
    void end_experiment() override {
        main_.load_state(before_experiment_.main);
        shadow_.load_state(before_experiment_.shadow);
        progress_ = before_experiment_.progress;
        shared_ = before_experiment_.shared;
        behind_ = before_experiment_.behind;
        in_service_ = before_experiment_.in_service;
        alone_ = in_service_ == 3 ? nullptr : in_service_ == 1 ? &main_ : &shadow_;
        hard_ = before_experiment_.hard;
        delay_ = before_experiment_.delay;
    }

private:
    /// A cycle of main to which the shadow has still to come.
    struct Delayed {
        Inputs inputs;
        Outputs outputs;
    };

    // One evaluation for both; the delay lines keep nothing.
    Advance run_main(uint64_t cycles) {
        delay_.clear();
        uint64_t done = 0;
        bool attention = false;
        while (done < cycles && !attention) {
            const uint64_t skipped = skip_idle(main_, cycles - done);
            attention = skipped == 0 && edge<false>(0, main_);
            done += std::max<uint64_t>(skipped, 1);
        }
        behind_ = static_cast<unsigned>(std::min<uint64_t>(offset_, behind_ + done));
        return {done, attention ? Halt::attention : Halt::budget};
    }

    // The other board is isolated: nothing to compare, nobody behind.
    Advance run_alone(uint64_t cycles) {
        const unsigned board = alone_ == &main_ ? 0 : 1;
        uint64_t done = 0;
        while (done < cycles) {
            const bool hard = !hard_.empty_for(in_service_);
            if (silent() != 0) return {done, Halt::mismatch};
            if (const uint64_t skipped = hard ? 0 : skip_idle(*alone_, cycles - done))
                [[unlikely]] {
                done += skipped;
                continue;
            }
            ++done;
            const bool attention = hard ? edge<true>(board, *alone_) : edge<false>(board, *alone_);
            if (attention) return {done, Halt::attention};
        }
        return {done, Halt::budget};
    }

    // `kHard`: with what is wrong with the hardware.
    template <bool kHard>
    Advance run_pair(uint64_t cycles) {
        if (shared_ && delay_.size() == 0) copy_main_to_shadow();
        const Advance advance = run_both<kHard>(cycles);
        behind_ = static_cast<unsigned>(std::min<uint64_t>(offset_, behind_ + advance.cycles));
        return advance;
    }

    template <bool kHard>
    Advance run_both(uint64_t cycles) {
        uint64_t done = 0;
        while (done < cycles) {
            if (kHard && silent() != 0) return {done, Halt::mismatch};
            const bool full = delay_.full();
            if (full && !comparison_passes()) return {done, Halt::mismatch};
            if (const uint64_t skipped = kHard ? 0 : skip_idle_pair(cycles - done)) [[unlikely]] {
                done += skipped;
                continue;
            }
            if (full) step_shadow<kHard>();
            delay_.push({backplane_.inputs(), main_.outputs()});
            ++done;
            if (edge<kHard>(0, main_)) [[unlikely]]
                return {done, Halt::attention};
        }
        return {done, Halt::budget};
    }

    bool comparison_passes() const {
        return comparison_of(backplane_) == Comparison::always_equal ||
               outputs_equal(delay_.oldest().outputs, shadow_.outputs());
    }
    template <bool kHard>
    void step_shadow() {
        step<kHard>(1, shadow_, delay_.oldest().inputs);
        delay_.drop_oldest();
    }
    template <bool kHard>
    void step(unsigned replica, Model& model, const Inputs& inputs) {
        if constexpr (kHard) {
            hard_.step(replica, model, inputs);
        } else {
            model.step(inputs);
        }
    }

    // The clock edge of main, or of who is alone; true where the engine has something to look at.
    template <bool kHard>
    bool edge(unsigned board, Model& model) {
        const Outputs& outputs = model.outputs();
        const bool trap_loop = observe(progress_, outputs, model, first_trap_);
        step<kHard>(board, model, backplane_.inputs());
        if constexpr (kHard) hard_.beat();
        backplane_.step(outputs);
        return trap_loop || backplane_.attention();
    }

    // Cycles skipped because nothing moves but counters; 0 where something does.
    uint64_t skip_idle(Model& model, uint64_t cycles) {
        const uint64_t quiet = quiet_cycles(model, cycles);
        if (quiet == 0) return 0;
        return skip(quiet, model.step_idle(backplane_.inputs()),
                    [&](uint64_t more) { model.count_idle(more); });
    }

    // Likewise for both, once the shadow has come to where main stands still.
    uint64_t skip_idle_pair(uint64_t cycles) {
        const uint64_t quiet = quiet_cycles(main_, cycles);
        if (quiet == 0 || !delay_.full()) return 0;
        for (unsigned i = 0; i < offset_; ++i) {
            const bool same = delay_[i].inputs == backplane_.inputs() &&
                              outputs_equal(delay_[i].outputs, main_.outputs());
            if (!same) return 0;
        }
        const bool main_still = main_.step_idle(backplane_.inputs());
        const bool shadow_still = shadow_.step_idle(backplane_.inputs());
        return skip(quiet, main_still && shadow_still, [&](uint64_t more) {
            main_.count_idle(more);
            shadow_.count_idle(more);
        });
    }

    uint64_t quiet_cycles(const Model& model, uint64_t cycles) const {
        if constexpr (IdlingModel<Model> && QuietBackplane<Backplane>) {
            if (!Model::idle(model.outputs())) [[likely]]
                return 0;
            const uint64_t quiet = std::min(cycles, backplane_.quiet_cycles());
            return quiet < kWorthSkipping ? 0 : quiet;
        }
        return 0;
    }

    template <class Count>
    uint64_t skip(uint64_t quiet, bool still, Count count) {
        const uint64_t skipped = still ? quiet : 1;
        if (still) count(quiet - 1);
        backplane_.skip(skipped);
        return skipped;
    }

    static constexpr bool kHasBoardTest = HasBoardSelfTest<Model>;
    const BoardSelfTest& board_test() {
        if (!board_test_) board_test_.emplace();
        return *board_test_;
    }

    void copy_main_to_shadow() {
        std::vector<std::byte> state(state_map().bytes());
        main_.save_state(state);
        shadow_.load_state(state);
    }

    // Below that a skip costs more than the cycles.
    static constexpr uint64_t kWorthSkipping = 64;

    Backplane& backplane_;
    const unsigned offset_;
    Model main_, shadow_;
    Model* alone_ = nullptr;  // the one in service, where the other is isolated
    unsigned in_service_ = 3;
    DelayLine<Delayed, kMostOffset> delay_;  // empty where main's evaluation stands for both
    unsigned behind_ = 0;  // cycles that it would be behind with an evaluation of its own
    Progress progress_;
    TrapState first_trap_;
    bool shared_ = true;
    HardFaults hard_;
    std::optional<BoardSelfTest> board_test_;  // made when it is first needed

    struct Kept {
        Progress progress;
        bool shared = false;
        unsigned behind = 0;
        unsigned in_service = 0;
        HardFaults hard;
        DelayLine<Delayed, kMostOffset> delay{1};
        std::vector<std::byte> main, shadow;
    };
    Kept before_experiment_;
};

}  // namespace ftsim
