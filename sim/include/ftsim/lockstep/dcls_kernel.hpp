// SPDX-License-Identifier: Apache-2.0
#pragma once

// Core-level lockstep: one CPU board on which the RTL itself has two cores and the checker between
// them. The kernel compares nothing; it steps the board and looks at its alert.
//
//     stop where alert_o is not 01: outputs differed offset + 2 cycles ago, or the checker is hit
//     the edge: the board takes the inputs, the backplane the main half's outputs
//
// Starting from given registers, after a roll-back for one: the board is reset, so that no flip in
// a delay line or in the checker lives on; main has its registers at once, the shadow when it comes
// out of its reset, offset cycles later.
//
// To wait until everything has been compared (before a commit, before a frame leaves), the bus
// stands still and both halves' registers are put aside, each when it comes to the cycle at which
// the machine stands: main's now, the shadow's offset cycles later. Then comes the last alert that
// can come, and the board starts from both, each half from its own. A self-test is waited for, as
// long as one may take.
//
// While the halves are equal but for the time between them, one core alone is stepped. The last
// cycles of every advance() are the board's, started from that core: after offset + 2 cycles there
// is nothing in delay lines and checker that would be different if it had run from the beginning.

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ftsim/lockstep/hard_faults.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/model/clocked_model.hpp"
#include "ftsim/model/dcls_model.hpp"

namespace ftsim {

template <unsigned Offset, BackplaneOf<CoreModel> Backplane>
class DclsKernel final : public Kernel {
public:
    /// The backplane must outlive the kernel.
    explicit DclsKernel(Backplane& backplane)
        : backplane_(backplane),
          main_start_(state_map().bytes()),
          shadow_start_(state_map().bytes()) {
        core_.save_state(main_start_);
        shadow_start_ = main_start_;
        start();
    }

    unsigned replicas() const override { return 2; }
    const StateMap& state_map() const override { return CoreModel::state_map(); }
    unsigned boards() const override { return 1; }
    const StateMap& site_map() const override { return Board::state_map(); }
    unsigned snapshot_states() const override { return 1; }

    Advance advance(uint64_t cycles) override {
        if (!shared_ || cycles <= kDelay) return run_board(cycles);
        const Advance alone = run_core(cycles - kDelay);
        if (alone.halt != Halt::budget) return alone;
        start_from_core();
        const Advance rest = run_board(kDelay);
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
        board_.save_half(Half::main, main_start_);
        uint64_t done = 0;
        for (; done < kDelay || board_.outputs().self_test_busy; ++done) {
            odd_self_test_ = odd_self_test_ || done == kDelay + kSelfTestCycles;
            if (alert()) return {done, Halt::mismatch};
            if (done == Offset) board_.save_half(Half::shadow, shadow_start_);
            step_board(held_bus());
        }
        if (alert()) return {done, Halt::mismatch};
        start();
        behind_ = 0;
        return {done, Halt::budget};
    }

    std::string differing_output() const override {
        if (odd_self_test_) return "self_test_busy_o";
        static constexpr const char* kRails[] = {"alert_o=00", "alert_o=01", "alert_o=10",
                                                 "alert_o=11"};
        return kRails[board_.outputs().alert & 3];
    }

    bool has_self_test() const override { return true; }
    void start_self_test() override {
        if (test_wanted_ || testing_) return;
        split();
        test_cycles_ = 0;
        test_wanted_ = true;
    }
    bool self_test_failed() const override {
        return odd_self_test_ || board_.outputs().self_test_failed;
    }
    SelfTests take_self_tests() override { return std::exchange(self_tests_, {}); }

    void save_state(unsigned replica, std::span<std::byte> to) override {
        if (core_alone_) return core_.save_state(to);
        if (replica == 0 || shared_) return board_.save_half(Half::main, to);
        look_ahead_for_shadow(to);
    }
    void load_state(unsigned replica, std::span<const std::byte> from) override {
        std::vector<std::byte>& start_of_half = replica == 0 ? main_start_ : shadow_start_;
        start_of_half.assign(from.begin(), from.end());
        // A self-test that is cut off begins again.
        test_wanted_ = test_wanted_ || testing_;
        testing_ = false;
        hard_.all_stop();
        start();
        behind_ = 0;
    }
    void flip(unsigned, uint64_t bit) override { board_.flip(bit); }
    void flip_all(uint64_t bit) override {
        board_.flip(in_half("main.", bit));
        board_.flip(in_half("shadow.", bit));
    }
    void stick(unsigned, uint64_t bit, bool value) override {
        hard_.stick(kBoard, bit, value);
        hard_.hold(kBoard, board_);
    }
    void miss_edge(unsigned replica) override { hard_.miss_edge(replica); }
    void replace(unsigned board) override { hard_.replace(board); }
    void backplane_changed() override {}

    bool shared() const override { return shared_; }
    void split() override { shared_ = false; }
    void join() override { shared_ = !test_wanted_ && !testing_ && hard_.empty(); }

    const Progress& progress() const override { return progress_; }
    void set_progress(const Progress& progress) override { progress_ = progress; }

    void begin_experiment() override {
        before_experiment_ = {fields(), board_state(), std::vector<std::byte>(state_map().bytes())};
        core_.save_state(before_experiment_.core);
    }
    void end_experiment() override {
        fields() = before_experiment_.fields;
        board_.load_state(before_experiment_.board);
        core_.load_state(before_experiment_.core);
    }

private:
    using Board = DclsModel<Offset>;
    static constexpr unsigned kDelay = Offset + kComparatorLatency;
    static constexpr unsigned kBoard = 0;

    bool alert() const { return board_.outputs().alert != kNoAlert || odd_self_test_; }

    // From the registers put aside. The shadow's come when it leaves its reset.
    void start() {
        board_.reset();
        board_.load_half(Half::main, main_start_);
        shadow_starts_in_ = Offset;
        if (Offset == 0) board_.load_half(Half::shadow, shadow_start_);
        core_alone_ = false;
        odd_self_test_ = false;
        test_cycles_ = 0;
        hard_.hold(kBoard, board_);
    }
    void start_from_core() {
        core_.save_state(main_start_);
        shadow_start_ = main_start_;
        start();
    }
    void board_to_core() {
        board_.save_half(Half::main, main_start_);
        core_.load_state(main_start_);
    }

    // One evaluation for both halves.
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
                const bool trap_loop = observe(progress_, outputs);
                core_.step(backplane_.inputs());
                backplane_.step(outputs);
                attention = trap_loop || backplane_.attention();
            }
            done += std::max<uint64_t>(skipped, 1);
        }
        behind_ = static_cast<unsigned>(std::min<uint64_t>(kDelay, behind_ + done));
        return {done, attention ? Halt::attention : Halt::budget};
    }

    Advance run_board(uint64_t cycles) {
        uint64_t done = 0;
        while (done < cycles) {
            if (alert()) return {done, Halt::mismatch};
            const uint64_t skipped = skip_idle_board(cycles - done);
            bool attention = false;
            if (skipped == 0) {
                const CoreOutputs outputs = board_.outputs().core;
                const bool trap_loop = observe(progress_, outputs);
                step_board(backplane_.inputs());
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

    void step_board(const CoreInputs& inputs) {
        edge({inputs, test_wanted_});
        if (test_wanted_ || testing_) [[unlikely]]
            follow_self_test();
    }

    void edge(const DclsInputs& inputs) {
        if (hard_.empty()) [[likely]] {
            board_.step(inputs);
        } else {
            step_with_hard_faults(inputs);
        }
        if (shadow_starts_in_ != 0 && --shadow_starts_in_ == 0) {
            board_.load_half(Half::shadow, shadow_start_);
            hard_.hold(kBoard, board_);
        }
    }

    // A half whose clock stands still keeps what it has.
    void step_with_hard_faults(const DclsInputs& inputs) {
        std::vector<std::byte> main(state_map().bytes()), shadow(state_map().bytes());
        const bool main_stays = hard_.take_missed_edge(0), shadow_stays = hard_.take_missed_edge(1);
        if (main_stays) board_.save_half(Half::main, main);
        if (shadow_stays) board_.save_half(Half::shadow, shadow);
        board_.step(inputs);
        if (main_stays) board_.load_half(Half::main, main);
        if (shadow_stays) board_.load_half(Half::shadow, shadow);
        hard_.hold(kBoard, board_);
    }

    // The number of a core's bit on the board.
    static uint64_t in_half(std::string_view half, uint64_t bit) {
        const SiteBit at = CoreModel::state_map().locate(bit);
        return Board::state_map().find(std::string(half) + at.site->name)->first_bit + at.bit;
    }

    // One that does not begin, or takes another time than it should, has tested nothing.
    void follow_self_test() {
        const bool busy = board_.outputs().self_test_busy;
        ++test_cycles_;
        self_tests_.cycles += testing_;
        if (testing_ && !busy) {
            const bool whole = test_cycles_ == kSelfTestCycles + 1;
            odd_self_test_ = !whole;
            self_tests_.passed += whole && !board_.outputs().self_test_failed;
        }
        if (test_wanted_ && busy) test_cycles_ = 1;
        if (test_wanted_ && !busy && test_cycles_ > Offset + 1) odd_self_test_ = true;
        testing_ = busy;
        test_wanted_ = test_wanted_ && !busy;
    }

    // The shadow comes to where main is, and all is as it was again.
    void look_ahead_for_shadow(std::span<std::byte> to) {
        if (behind_ == 0) {
            std::copy(shadow_start_.begin(), shadow_start_.end(), to.begin());
            return;
        }
        const std::vector<std::byte> present = board_state();
        const unsigned starts_in = shadow_starts_in_;
        const HardFaults hard = hard_;
        for (unsigned i = 0; i < Offset; ++i) edge({held_bus()});
        board_.save_half(Half::shadow, to);
        board_.load_state(present);
        shadow_starts_in_ = starts_in;
        hard_ = hard;
    }

    std::vector<std::byte> board_state() const {
        std::vector<std::byte> state(site_map().bytes());
        board_.save_state(state);
        return state;
    }

    auto fields() {
        return std::tie(shared_, core_alone_, main_start_, shadow_start_, shadow_starts_in_,
                        behind_, test_wanted_, testing_, test_cycles_, odd_self_test_, self_tests_,
                        progress_, hard_);
    }

    // Nothing granted, nothing answered.
    CoreInputs held_bus() const {
        CoreInputs held;
        held.ram_last = backplane_.inputs().ram_last;
        return held;
    }

    uint64_t skip_idle_board(uint64_t cycles) {
        if (test_wanted_ || testing_ || shadow_starts_in_ != 0 || !hard_.empty()) return 0;
        return skip_idle(board_.outputs().core, cycles, [&](uint64_t quiet) {
            const bool still = board_.step_idle({backplane_.inputs()});
            if (still) board_.count_idle(quiet - 1);
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
    Board board_;
    CoreModel core_;           // in place of the board, while shared
    bool shared_ = true;       // the halves are equal, the checker is as it should be
    bool core_alone_ = false;  // core_ is where the machine is, board_ is not
    std::vector<std::byte> main_start_, shadow_start_;
    unsigned shadow_starts_in_ = 0;  // cycles until the shadow leaves its reset
    unsigned behind_ = 0;
    bool test_wanted_ = false;
    bool testing_ = false;
    unsigned test_cycles_ = 0;    // since it was wanted, or has begun
    bool odd_self_test_ = false;  // it did not begin, or not end, when it should
    SelfTests self_tests_;
    Progress progress_;
    HardFaults hard_;

    struct Kept {
        std::tuple<bool, bool, std::vector<std::byte>, std::vector<std::byte>, unsigned, unsigned,
                   bool, bool, unsigned, bool, SelfTests, Progress, HardFaults>
            fields;
        std::vector<std::byte> board, core;
    };
    Kept before_experiment_;
};

}  // namespace ftsim
