// SPDX-License-Identifier: Apache-2.0
#pragma once

// The plain loop: one to three boards with any clocked model in front of any backplane, one
// iteration a cycle.
//
//     compare the outputs of this cycle; stop where they differ
//     the edge: every board takes the inputs, the backplane takes the outputs
//
// Of three a vote says which one is wrong. A board that is isolated stands still, and those in
// service go on without it. A machine that waits for an interrupt skips to the next cycle in which
// something happens. While the replicas hold the same state they also get the same inputs, so
// evaluating one of them is evaluating both, and the comparison is of a value with itself. That is
// the shared evaluation: exact because models are deterministic, and no evidence that a comparator
// works.

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "ftsim/comparator/compare.hpp"
#include "ftsim/lockstep/board_self_test.hpp"
#include "ftsim/lockstep/hard_faults.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/lockstep/output_vote.hpp"
#include "ftsim/lockstep/place.hpp"
#include "ftsim/model/clocked_model.hpp"

namespace ftsim {

template <ClockedModel Model, BackplaneOf<Model> Backplane>
class PlainKernel final : public Kernel {
public:
    using Outputs = typename Model::Outputs;

    /// One to kMostBoards boards, equal and out of reset. The backplane must outlive the kernel.
    PlainKernel(std::vector<Model> boards, Backplane& backplane)
        : backplane_(backplane), models_(std::move(boards)) {
        in_service_ = (1U << models_.size()) - 1;
        line_up();
        shared_ = models_.size() > 1;
    }
    PlainKernel(unsigned boards, Backplane& backplane)
        : PlainKernel(std::vector<Model>(boards), backplane) {}

    unsigned replicas() const override { return static_cast<unsigned>(models_.size()); }
    const StateMap& state_map() const override { return Model::state_map(); }
    const StateMap& site_map() const override { return site_map_of<Model>(); }

    Advance advance(uint64_t cycles) override {
        const Comparison comparison = comparison_of(backplane_);
        const bool cries = comparison == Comparison::always_different;
        if (cries && running_count_ > 1) return {0, Halt::mismatch};
        const bool deaf = comparison == Comparison::always_equal && !shared_;
        if (deaf || !hard_.empty_for(in_service_)) [[unlikely]]
            return run_hard(cycles, deaf);
        switch (evaluated()) {
            case 1: return run<1>(cycles);
            case 2: return run<2>(cycles);
            default: return run<3>(cycles);
        }
    }

    std::string differing_output() const override {
        for (const Model* model : evaluated_models().subspan(1)) {
            const OutputField* field =
                first_difference(Model::output_fields(), lead().outputs(), model->outputs());
            if (field != nullptr) return std::string(field->name);
        }
        return {};
    }

    unsigned in_service() const override { return in_service_; }
    unsigned silent() const override { return hard_.silent() & in_service_; }
    Blame blame() override {
        std::vector<BoardOutputs> outputs;
        for (const Model* model : evaluated_models()) {
            const auto board = static_cast<unsigned>(model - models_.data());
            outputs.push_back({board, std::as_bytes(std::span(&model->outputs(), 1))});
        }
        const unsigned outvoted = outvoted_by_outputs(outputs);
        if (outvoted == 0) return {};
        const auto wrong = static_cast<unsigned>(std::countr_zero(outvoted));
        const auto right = std::find_if(outputs.begin(), outputs.end(),
                                        [&](const auto& each) { return each.board != wrong; });
        const auto bytes = std::as_bytes(std::span(&models_[wrong].outputs(), 1));
        return {outvoted, false, 0, place_of_difference(bytes, right->bytes)};
    }
    void isolate(unsigned board) override {
        split();
        in_service_ &= ~(1U << board);
        line_up();
    }
    void reintegrate(unsigned board) override {
        split();
        copy_lead_to(models_[board]);
        hard_.hold(board, models_[board]);
        in_service_ |= 1U << board;
        line_up();
    }
    uint64_t board_test_cycles() override {
        if constexpr (kHasBoardTest) return board_test().cycles();
        return 0;
    }
    bool board_test_passes(unsigned board) override {
        if constexpr (kHasBoardTest) {
            models_[board].load_state(board_test().power_on());
            hard_.hold(board, models_[board]);
            return board_test().passes(HardBoard<Model>{board, models_[board], hard_});
        }
        return true;
    }
    void replace(unsigned board) override { hard_.replace(board); }

    void save_state(unsigned replica, std::span<std::byte> to) override {
        (shared_ ? lead() : models_[replica]).save_state(to);
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
    void unstick(unsigned board, uint64_t bit) override { hard_.unstick(board, bit); }
    void freeze(unsigned board, bool frozen) override { hard_.freeze(board, frozen); }
    void go_wild(unsigned board, bool wild) override { hard_.go_wild(board, wild); }
    void double_edge(unsigned replica) override {
        if ((in_service_ >> replica & 1U) != 0) hard_.double_edge(replica);
    }
    void miss_edge(unsigned replica) override {
        if ((in_service_ >> replica & 1U) != 0) hard_.miss_edge(replica);
    }
    void backplane_changed() override {}

    bool shared() const override { return shared_; }
    void split() override {
        if (!shared_) return;
        shared_ = false;
        for (Model* model : running().subspan(1)) copy_lead_to(*model);
    }
    void join() override { shared_ = running_count_ > 1 && hard_.empty_for(in_service_); }

    bool idle() const override {
        if constexpr (IdlingModel<Model>) return Model::idle(lead().outputs());
        return false;
    }
    TrapState first_trap() const override { return first_trap_; }
    const Progress& progress() const override { return progress_; }
    void set_progress(const Progress& progress) override { progress_ = progress; }

    void begin_experiment() override {
        before_experiment_ = {progress_, shared_, in_service_, hard_, {}};
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
        in_service_ = before_experiment_.in_service;
        line_up();
        hard_ = before_experiment_.hard;
    }

private:
    template <std::size_t N>
    Advance run(uint64_t cycles) {
        std::array<Model*, N> models;
        std::copy_n(running_.begin(), N, models.begin());
        Model& main = *models[0];
        for (uint64_t done = 0; done < cycles; ++done) {
            const Outputs& outputs = main.outputs();
            for (std::size_t i = 1; i < N; ++i) {
                if (!outputs_equal(outputs, models[i]->outputs())) return {done, Halt::mismatch};
            }
            if (skip_idle(cycles, done)) [[unlikely]]
                continue;
            const bool trap_loop = observe(progress_, outputs, main, first_trap_);
            for (Model* model : models) model->step(backplane_.inputs());
            backplane_.step(outputs);
            if (trap_loop || backplane_.attention()) [[unlikely]] {
                return {done + 1, Halt::attention};
            }
        }
        return {cycles, Halt::budget};
    }

    // Cycle by cycle, with what is wrong with the hardware. `deaf`: no difference is heard.
    Advance run_hard(uint64_t cycles, bool deaf) {
        for (uint64_t done = 0; done < cycles; ++done) {
            if (silent() != 0) return {done, Halt::mismatch};
            const Outputs outputs = lead().outputs();
            for (const Model* model : running().subspan(1)) {
                const bool equal = deaf || outputs_equal(outputs, model->outputs());
                if (!equal) return {done, Halt::mismatch};
            }
            const bool trap_loop = observe(progress_, outputs, lead(), first_trap_);
            for (unsigned board = 0; board < models_.size(); ++board) {
                if ((in_service_ >> board & 1U) == 0) continue;
                hard_.step(board, models_[board], backplane_.inputs());
            }
            hard_.beat();
            backplane_.step(outputs);
            if (trap_loop || backplane_.attention()) return {done + 1, Halt::attention};
            if (deaf || !hard_.empty_for(in_service_)) continue;
            const Advance rest = advance(cycles - done - 1);
            return {done + 1 + rest.cycles, rest.halt};
        }
        return {cycles, Halt::budget};
    }

    // Where every replica stands still and nothing is due behind them, one cycle is stepped and as
    // many as can be are only counted; `done` grows by all of them but one.
    bool skip_idle(uint64_t cycles, uint64_t& done) {
        if constexpr (IdlingModel<Model> && QuietBackplane<Backplane>) {
            if (!Model::idle(lead().outputs())) [[likely]]
                return false;
            const uint64_t quiet = std::min(cycles - done, backplane_.quiet_cycles());
            if (quiet < kWorthSkipping) return false;
            const auto models = running().first(evaluated());
            bool still = true;
            for (Model* model : models) still = model->step_idle(backplane_.inputs()) && still;
            const uint64_t skipped = still ? quiet : 1;
            if (still) {
                for (Model* model : models) model->count_idle(quiet - 1);
            }
            backplane_.skip(skipped);
            done += skipped - 1;
            return true;
        }
        return false;
    }

    static constexpr bool kHasBoardTest = HasBoardSelfTest<Model>;
    const BoardSelfTest& board_test() {
        if (!board_test_) board_test_.emplace();
        return *board_test_;
    }

    std::size_t evaluated() const { return shared_ ? 1 : running_count_; }

    // The boards in service, in their order; the first one's outputs go to the backplane.
    void line_up() {
        running_count_ = 0;
        for (unsigned board = 0; board < models_.size(); ++board) {
            if ((in_service_ >> board & 1U) != 0) running_[running_count_++] = &models_[board];
        }
    }
    std::span<Model* const> running() const { return {running_.data(), running_count_}; }
    std::span<Model* const> evaluated_models() const { return running().first(evaluated()); }
    Model& lead() const { return *running_[0]; }

    void copy_lead_to(Model& model) {
        std::vector<std::byte> state(state_map().bytes());
        lead().save_state(state);
        model.load_state(state);
    }

    // Below that a skip costs more than the cycles.
    static constexpr uint64_t kWorthSkipping = 64;

    Backplane& backplane_;
    std::vector<Model> models_;
    std::array<Model*, kMostBoards> running_ = {};
    std::size_t running_count_ = 0;
    unsigned in_service_ = 0;
    Progress progress_;
    TrapState first_trap_;
    bool shared_ = false;
    HardFaults hard_;
    std::optional<BoardSelfTest> board_test_;  // made when it is first needed

    struct Kept {
        Progress progress;
        bool shared = false;
        unsigned in_service = 0;
        HardFaults hard;
        std::vector<std::vector<std::byte>> states;
    };
    Kept before_experiment_;
};

}  // namespace ftsim
