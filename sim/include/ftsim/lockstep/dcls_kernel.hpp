// SPDX-License-Identifier: Apache-2.0
#pragma once

// One or two CPU boards with core-level lockstep: on each the RTL itself has two cores and the
// checker between them. The kernel looks at their alerts and, of two, compares the outputs.
//
//     stop where a board's alert_o is not 01: its halves differed offset + 2 cycles ago, or its
//     checker is hit; stop where the boards' outputs differ
//     the edge: every board takes the inputs, the backplane the first one's outputs
//
// Where outputs differ the machine stands still until the board that is wrong has said so, offset +
// 2 cycles later at the latest. Nothing of that cycle has happened behind the boards, so the other
// one goes on from there, alone, and nothing is run again: that is pair and spare.
//
// To wait until everything has been compared (before a commit, before a frame leaves) the machine
// stands still likewise, and the boards start again from the registers put aside. A self-test is
// waited for, as long as one may take.
//
// While all halves are equal but for the time between them, one core alone is stepped. The last
// cycles of every advance() are a board's, started from that core: after offset + 2 cycles there is
// nothing in delay lines and checker that would be different if it had run from the beginning.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ftsim/lockstep/board_self_test.hpp"
#include "ftsim/lockstep/dcls_board.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/model/clocked_model.hpp"

namespace ftsim {

template <unsigned Offset, BackplaneOf<CoreModel> Backplane, class Model = DclsModel<Offset>>
class DclsKernel final : public Kernel {
public:
    /// Boards out of reset. The backplane must outlive the kernel.
    DclsKernel(std::vector<Model> boards, Backplane& backplane) : backplane_(backplane) {
        for (Model& board : boards) boards_.emplace_back(std::move(board));
        in_service_ = (1U << boards_.size()) - 1;
        line_up();
    }
    DclsKernel(unsigned boards, Backplane& backplane)
        : DclsKernel(std::vector<Model>(boards), backplane) {}

    unsigned replicas() const override { return 2 * boards(); }
    const StateMap& state_map() const override { return CoreModel::state_map(); }
    unsigned boards() const override { return static_cast<unsigned>(boards_.size()); }
    const StateMap& site_map() const override { return Model::state_map(); }
    unsigned snapshot_states() const override { return 1; }

    unsigned in_service() const override { return in_service_; }
    unsigned silent() const override {
        unsigned silent = 0;
        for (unsigned board = 0; board < boards(); ++board) {
            silent |= static_cast<unsigned>(boards_[board].silent()) << board;
        }
        return silent & in_service_;
    }
    Blame blame() override {
        uint64_t cycles = 0;
        if (!outputs_equal()) {
            for (Board* board : running_) board->put_aside(Half::main);
            for (; cycles < kDelay; ++cycles) step_still(cycles);
            start_good_ones();
        }
        return {alerting(), true, cycles};
    }
    void isolate(unsigned board) override {
        split();
        in_service_ &= ~(1U << board);
        line_up();
    }
    void reintegrate(unsigned board) override {
        split();
        boards_[board].start_from(lead().start_of(Half::main), lead().start_of(Half::shadow));
        in_service_ |= 1U << board;
        line_up();
    }
    uint64_t board_test_cycles() override { return board_test().cycles(); }
    /// The checker tests itself meanwhile, and an alert is a failure too.
    bool board_test_passes(unsigned number) override {
        Board& board = boards_[number];
        board.start_from(board_test().power_on(), board_test().power_on());
        board.take_passed_self_tests();
        board.want_self_test();
        const bool same = board_test().passes(board);
        board.note_alert();
        return same && !board.alert() && board.take_passed_self_tests() == 1;
    }
    void replace(unsigned board) override { boards_[board].replace(); }

    Advance advance(uint64_t cycles) override {
        const bool cries = comparison_of(backplane_) == Comparison::always_different;
        if (cries && running_.size() > 1) return {0, Halt::mismatch};
        if (!shared_ || cycles <= kDelay) return run_boards(cycles);
        const Advance alone = run_core(cycles - kDelay);
        if (alone.halt != Halt::budget) return alone;
        start_from_core();
        const Advance rest = run_boards(kDelay);
        return {alone.cycles + rest.cycles, rest.halt};
    }

    unsigned comparison_delay() const override { return kDelay; }
    unsigned behind() const override { return behind_; }
    Advance drain() override {
        if (behind_ == 0) return {0, Halt::budget};
        if (shared_) {
            if (!core_alone_) board_to_core();
            start_from_core();
            behind_ = 0;
            return {kDelay, Halt::budget};
        }
        for (Board* board : running_) board->put_aside(Half::main);
        uint64_t done = 0;
        for (; done < kDelay || any(&Board::self_test_busy); ++done) {
            if (alerting() == in_service_) return {done, Halt::mismatch};
            step_still(done);
        }
        start_good_ones();
        return {done, alerting() == 0 ? Halt::budget : Halt::mismatch};
    }

    std::string differing_output() const override {
        for (unsigned board = 0; board < boards(); ++board) {
            if ((alerting() >> board & 1U) == 0) continue;
            const std::string signal = boards_[board].alert_signal();
            return boards() == 1 ? signal : "cpu" + std::to_string(board) + "." + signal;
        }
        if (outputs_equal()) return {};
        const OutputField* field =
            first_difference(Model::output_fields(), lead().outputs(), running_.back()->outputs());
        return field == nullptr ? std::string() : std::string(field->name);
    }

    bool has_self_test() const override { return true; }
    void start_self_test() override {
        split();
        for (Board* board : running_) board->want_self_test();
    }
    bool self_test_failed() const override {
        return std::any_of(running_.begin(), running_.end(), [](const Board* board) {
            return board->alert() && board->self_test_failed();
        });
    }
    SelfTests take_self_tests() override {
        SelfTests tests{0, std::exchange(self_test_cycles_, 0)};
        for (Board* board : running_) tests.passed += board->take_passed_self_tests();
        return tests;
    }

    void save_state(unsigned replica, std::span<std::byte> to) override {
        if (core_alone_) return core_.save_state(to);
        if (shared_) return lead().save_half(Half::main, to);
        Board& board = boards_[replica / 2];
        if (replica % 2 == 0) return board.save_half(Half::main, to);
        if (behind_ != 0) return board.look_ahead_for_shadow(held_bus(), to);
        const auto start = board.start_of(Half::shadow);
        std::copy(start.begin(), start.end(), to.begin());
    }
    void load_state(unsigned replica, std::span<const std::byte> from) override {
        Board& board = boards_[replica / 2];
        board.all_stop();
        board.start_from(replica % 2 == 0 ? from : board.start_of(Half::main),
                         replica % 2 != 0 ? from : board.start_of(Half::shadow));
        core_alone_ = false;
        behind_ = 0;
    }
    void flip(unsigned board, uint64_t bit) override { boards_[board].flip(bit); }
    void flip_all(uint64_t bit) override {
        for (Board* board : running_) {
            board->flip_in_half(Half::main, bit);
            board->flip_in_half(Half::shadow, bit);
        }
    }
    void stick(unsigned board, uint64_t bit, bool value) override {
        boards_[board].stick(bit, value);
    }
    void unstick(unsigned board, uint64_t bit) override { boards_[board].unstick(bit); }
    void freeze(unsigned board, bool frozen) override { boards_[board].freeze(frozen); }
    void go_wild(unsigned board, bool wild) override { boards_[board].go_wild(wild); }
    /// Not of a half alone.
    void double_edge(unsigned replica) override { boards_[replica / 2].double_edge(); }
    void miss_edge(unsigned replica) override {
        const bool serves = (in_service_ >> replica / 2 & 1U) != 0;
        if (serves) boards_[replica / 2].miss_edge(replica % 2 == 0 ? Half::main : Half::shadow);
    }
    void backplane_changed() override {}

    bool shared() const override { return shared_; }
    void split() override {
        if (!std::exchange(shared_, false)) return;
        for (Board* board : running_) {
            if (board != running_.front()) board->copy_from(lead());
        }
    }
    void join() override { shared_ = !any(&Board::self_test_wanted) && !any(&Board::hard_faults); }

    bool idle() const override {
        return CoreModel::idle(core_alone_ ? core_.outputs() : lead().outputs());
    }
    TrapState first_trap() const override { return first_trap_; }
    const Progress& progress() const override { return progress_; }
    void set_progress(const Progress& progress) override { progress_ = progress; }

    void begin_experiment() override {
        before_experiment_ = {shared_,   core_alone_,       in_service_, behind_,
                              progress_, self_test_cycles_, {},          {}};
        for (Board& board : boards_) before_experiment_.boards.push_back(board.keep());
        before_experiment_.core.resize(state_map().bytes());
        core_.save_state(before_experiment_.core);
    }
    void end_experiment() override {
        shared_ = before_experiment_.shared;
        core_alone_ = before_experiment_.core_alone;
        in_service_ = before_experiment_.in_service;
        behind_ = before_experiment_.behind;
        progress_ = before_experiment_.progress;
        self_test_cycles_ = before_experiment_.self_test_cycles;
        for (unsigned i = 0; i < boards(); ++i) boards_[i].restore(before_experiment_.boards[i]);
        core_.load_state(before_experiment_.core);
        line_up();
    }

private:
    using Board = DclsBoard<Offset, Model>;
    static constexpr unsigned kDelay = Board::kDelay;

    // The boards in service, in their order.
    void line_up() {
        running_.clear();
        for (unsigned board = 0; board < boards(); ++board) {
            if ((in_service_ >> board & 1U) != 0) running_.push_back(&boards_[board]);
        }
    }
    Board& lead() const { return *running_.front(); }

    template <class Question>
    bool any(Question question) const {
        return std::any_of(running_.begin(), running_.end(),
                           [&](const Board* board) { return (board->*question)(); });
    }
    unsigned alerting() const {
        unsigned alerts = 0;
        for (unsigned board = 0; board < boards(); ++board) {
            alerts |= static_cast<unsigned>(boards_[board].alert()) << board;
        }
        return alerts & in_service_;
    }
    bool outputs_equal() const {
        return shared_ || running_.size() == 1 ||
               comparison_of(backplane_) == Comparison::always_equal ||
               ftsim::outputs_equal(lead().outputs(), running_.back()->outputs());
    }

    const BoardSelfTest& board_test() {
        if (!board_test_) board_test_.emplace();
        return *board_test_;
    }

    void step_still(uint64_t done) {
        for (Board* board : running_) board->step_still(held_bus(), done);
        self_test_cycles_ += any(&Board::testing);
    }
    // Those that have not said that they are wrong, from the registers put aside.
    void start_good_ones() {
        for (Board* board : running_) {
            if (!board->alert()) board->start();
        }
        behind_ = 0;
    }
    void start_from_core() {
        std::vector<std::byte> state(state_map().bytes());
        core_.save_state(state);
        lead().start_from(state, state);
        core_alone_ = false;
    }
    void board_to_core() {
        std::vector<std::byte> state(state_map().bytes());
        lead().save_half(Half::main, state);
        core_.load_state(state);
    }

    // One evaluation for all halves.
    Advance run_core(uint64_t cycles) {
        if (!core_alone_) board_to_core();
        core_alone_ = true;
        uint64_t done = 0;
        bool attention = false;
        while (done < cycles && !attention) {
            const uint64_t skipped = skip_idle(core_.outputs(), cycles - done, [&](uint64_t quiet) {
                const bool still = core_.step_idle(backplane_.inputs());
                if (still) core_.count_idle(quiet - 1);
                return still;
            });
            if (skipped == 0) {
                const CoreOutputs& outputs = core_.outputs();
                const bool trap_loop = observe(progress_, outputs, core_, first_trap_);
                core_.step(backplane_.inputs());
                backplane_.step(outputs);
                attention = trap_loop || backplane_.attention();
            }
            done += std::max<uint64_t>(skipped, 1);
        }
        behind_ = static_cast<unsigned>(std::min<uint64_t>(kDelay, behind_ + done));
        return {done, attention ? Halt::attention : Halt::budget};
    }

    // While shared the first board alone.
    Advance run_boards(uint64_t cycles) {
        const std::span<Board* const> boards(running_.data(), shared_ ? 1 : running_.size());
        uint64_t done = 0;
        while (done < cycles) {
            if (any(&Board::silent)) [[unlikely]]
                return {done, Halt::mismatch};
            if (alerting(boards) || !outputs_equal()) return {done, Halt::mismatch};
            const uint64_t skipped = skip_idle_boards(boards, cycles - done);
            bool attention = false;
            if (skipped == 0) {
                const CoreOutputs outputs = boards[0]->outputs();
                const bool trap_loop = observe(progress_, outputs, *boards[0], first_trap_);
                for (Board* board : boards) board->step(backplane_.inputs());
                self_test_cycles_ += any(&Board::testing);
                backplane_.step(outputs);
                attention = trap_loop || backplane_.attention();
            }
            const uint64_t cycles_done = std::max<uint64_t>(skipped, 1);
            done += cycles_done;
            behind_ = static_cast<unsigned>(std::min<uint64_t>(kDelay, behind_ + cycles_done));
            if (attention) [[unlikely]]
                return {done, Halt::attention};
        }
        return {done, Halt::budget};
    }

    static bool alerting(std::span<Board* const> boards) {
        return std::any_of(boards.begin(), boards.end(),
                           [](const Board* board) { return board->alert(); });
    }

    // Nothing granted, nothing answered.
    CoreInputs held_bus() const {
        CoreInputs held;
        held.ram_last = backplane_.inputs().ram_last;
        return held;
    }

    uint64_t skip_idle_boards(std::span<Board* const> boards, uint64_t cycles) {
        for (const Board* board : boards) {
            if (!board->plain()) return 0;
        }
        return skip_idle(boards[0]->outputs(), cycles, [&](uint64_t quiet) {
            bool still = true;
            for (Board* board : boards) still = board->step_idle(backplane_.inputs()) && still;
            if (still) {
                for (Board* board : boards) board->count_idle(quiet - 1);
            }
            return still;
        });
    }

    // Cycles skipped because nothing moves but counters; 0 where something does. `skip` steps one
    // cycle and counts the rest, or says that something has moved.
    template <class Skip>
    uint64_t skip_idle(const CoreOutputs& outputs, uint64_t cycles, Skip skip) {
        if constexpr (QuietBackplane<Backplane>) {
            if (!CoreModel::idle(outputs)) [[likely]]
                return 0;
            const uint64_t quiet = std::min(cycles, backplane_.quiet_cycles());
            if (quiet < kWorthSkipping) return 0;
            const uint64_t skipped = skip(quiet) ? quiet : 1;
            backplane_.skip(skipped);
            return skipped;
        }
        return 0;
    }

    // Below that a skip costs more than the cycles.
    static constexpr uint64_t kWorthSkipping = 64;

    Backplane& backplane_;
    std::vector<Board> boards_;
    std::vector<Board*> running_;
    unsigned in_service_ = 0;
    CoreModel core_;           // in place of the boards, while shared
    bool shared_ = true;       // all halves are equal, the checkers are as they should be
    bool core_alone_ = false;  // core_ is where the machine is, the boards are not
    unsigned behind_ = 0;
    uint64_t self_test_cycles_ = 0;
    Progress progress_;
    TrapState first_trap_;
    std::optional<BoardSelfTest> board_test_;  // made when it is first needed

    struct BeforeExperiment {
        bool shared = false, core_alone = false;
        unsigned in_service = 0, behind = 0;
        Progress progress;
        uint64_t self_test_cycles = 0;
        std::vector<typename Board::Kept> boards;
        std::vector<std::byte> core;
    };
    BeforeExperiment before_experiment_;
};

}  // namespace ftsim
