// SPDX-License-Identifier: Apache-2.0
#pragma once

// A CPU board with core-level lockstep in a kernel's hands: the RTL with its two cores and the
// checker between them, what is wrong with its hardware, and where its halves start from.
//
// Starting from given registers, after a roll-back for one: the board is reset, so that no flip in
// a delay line or in the checker lives on; main has its registers at once, the shadow when it comes
// out of its reset, offset cycles later. A self-test that is cut off by that begins again.
//
// Standing still, so that all that was said can be compared: the bus grants and answers nothing,
// and both halves' registers are put aside, each when it comes to the cycle at which the machine
// stands: main's at the beginning, the shadow's offset cycles later. The last alert that can come
// is there kDelay cycles after the beginning. Not thread-safe.

#include <cstddef>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ftsim/lockstep/hard_faults.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/model/dcls_model.hpp"

namespace ftsim {

/// `BoardModel`: the RTL, or what stands in front of it.
template <unsigned Offset, class BoardModel = DclsModel<Offset>>
class DclsBoard {
public:
    using Model = BoardModel;
    /// Cycles from an output to the alert.
    static constexpr unsigned kDelay = Offset + kComparatorLatency;

    /// Out of reset.
    explicit DclsBoard(Model model = Model()) : model_(std::move(model)) {
        main_start_.resize(CoreModel::state_map().bytes());
        model_.save_half(Half::main, main_start_);
        shadow_start_ = main_start_;
        start();
    }

    const CoreOutputs& outputs() const { return model_.outputs().core; }
    TrapState trap_state() const { return model_.trap_state(); }
    /// The board says that it is wrong, or has said so since it started.
    bool alert() const { return model_.outputs().alert != kNoAlert || odd_self_test_ || alerted_; }
    /// The signal that says so.
    std::string alert_signal() const {
        if (odd_self_test_) return "self_test_busy_o";
        return std::string(kRails[(alerted_ ? alert_seen_ : model_.outputs().alert) & 3]);
    }

    /// From the registers put aside.
    void start() {
        test_wanted_ = test_wanted_ || testing_;
        testing_ = false;
        test_cycles_ = 0;
        odd_self_test_ = false;
        alerted_ = false;
        model_.reset();
        model_.load_half(Half::main, main_start_);
        shadow_starts_in_ = Offset;
        if (Offset == 0) model_.load_half(Half::shadow, shadow_start_);
        hard_.hold(kSelf, model_);
    }
    void start_from(std::span<const std::byte> main, std::span<const std::byte> shadow) {
        main_start_.assign(main.begin(), main.end());
        shadow_start_.assign(shadow.begin(), shadow.end());
        start();
    }
    std::span<const std::byte> start_of(Half half) const {
        return half == Half::main ? main_start_ : shadow_start_;
    }
    /// A half's registers, now, to start from.
    void put_aside(Half half) {
        model_.save_half(half, half == Half::main ? main_start_ : shadow_start_);
    }
    /// After the last roll-back, restart or replacement no clock edge is missing any more.
    void all_stop() { hard_.all_stop(); }

    /// A clock edge; counts the self-test's cycles.
    void step(const CoreInputs& inputs) {
        if (hard_.frozen(kSelf)) [[unlikely]]
            return hard_.beat();
        edge({inputs, test_wanted_});
        if (test_wanted_ || testing_) [[unlikely]]
            follow_self_test();
    }
    /// A clock edge while the machine stands still, `done` edges after it stopped.
    void step_still(const CoreInputs& held, uint64_t done) {
        if (done == Offset) put_aside(Half::shadow);
        odd_self_test_ = odd_self_test_ || done == kDelay + kSelfTestCycles;
        step(held);
        note_alert();
    }
    /// What says so is kept until the board starts again.
    void note_alert() {
        if (alerted_ || model_.outputs().alert == kNoAlert) return;
        alerted_ = true;
        alert_seen_ = model_.outputs().alert;
    }

    bool step_idle(const CoreInputs& inputs) { return model_.step_idle({inputs}); }
    void count_idle(uint64_t cycles) { model_.count_idle(cycles); }
    /// Nothing goes on here but two cores and what compares them.
    bool plain() const {
        return !test_wanted_ && !testing_ && shadow_starts_in_ == 0 && hard_.empty();
    }
    /// Its heartbeat is missed.
    bool silent() const { return hard_.silent() != 0; }
    bool hard_faults() const { return !hard_.empty(); }

    void want_self_test() {
        if (test_wanted_ || testing_) return;
        test_cycles_ = 0;
        test_wanted_ = true;
    }
    bool self_test_wanted() const { return test_wanted_ || testing_; }
    bool testing() const { return testing_; }
    bool self_test_busy() const { return model_.outputs().self_test_busy != 0; }
    bool self_test_failed() const {
        return odd_self_test_ || model_.outputs().self_test_failed != 0;
    }
    uint64_t take_passed_self_tests() { return std::exchange(passed_, 0); }

    void save_half(Half half, std::span<std::byte> to) const { model_.save_half(half, to); }
    /// The shadow when it comes to where main is, if the bus stood still from now on; all is as it
    /// was afterwards.
    void look_ahead_for_shadow(const CoreInputs& held, std::span<std::byte> to) {
        const std::vector<std::byte> present = model_state();
        const unsigned starts_in = shadow_starts_in_;
        const HardFaults hard = hard_;
        for (unsigned i = 0; i < Offset; ++i) edge({held});
        model_.save_half(Half::shadow, to);
        model_.load_state(present);
        shadow_starts_in_ = starts_in;
        hard_ = hard;
    }
    /// Everything of another board but what is wrong with its hardware.
    void copy_from(const DclsBoard& other) {
        const HardFaults own = hard_;
        restore(other.keep());
        hard_ = own;
    }

    void flip(uint64_t bit) { model_.flip(bit); }
    /// A bit of the core's state map.
    void flip_in_half(Half half, uint64_t bit) {
        const SiteBit at = CoreModel::state_map().locate(bit);
        const std::string name = (half == Half::main ? "main." : "shadow.") + at.site->name;
        model_.flip(Model::state_map().find(name)->first_bit + at.bit);
    }
    void stick(uint64_t bit, bool value) {
        hard_.stick(kSelf, bit, value);
        hard_.hold(kSelf, model_);
    }
    void unstick(uint64_t bit) { hard_.unstick(kSelf, bit); }
    void freeze(bool frozen) { hard_.freeze(kSelf, frozen); }
    void go_wild(bool wild) { hard_.go_wild(kSelf, wild); }
    /// Of the whole board.
    void double_edge() { hard_.double_edge(kSelf); }
    /// A half whose clock stands still for an edge keeps what it has.
    void miss_edge(Half half) { hard_.miss_edge(half == Half::main ? 0 : 1); }
    /// Other hardware.
    void replace() { hard_ = {}; }

    /// All that can change.
    struct Kept {
        std::tuple<std::vector<std::byte>, std::vector<std::byte>, unsigned, bool, bool, unsigned,
                   bool, bool, unsigned, uint64_t, HardFaults>
            fields;
        std::vector<std::byte> model;
    };
    Kept keep() const { return {fields(*this), model_state()}; }
    void restore(const Kept& kept) {
        fields(*this) = kept.fields;
        model_.load_state(kept.model);
    }

private:
    static constexpr unsigned kSelf = 0;  // as an owner of stuck flops
    static constexpr const char* kRails[] = {"alert_o=00", "alert_o=01", "alert_o=10",
                                             "alert_o=11"};

    void edge(const DclsInputs& inputs) {
        if (hard_.empty()) [[likely]] {
            model_.step(inputs);
        } else {
            step_with_hard_faults(inputs);
        }
        if (shadow_starts_in_ != 0 && --shadow_starts_in_ == 0) {
            model_.load_half(Half::shadow, shadow_start_);
            hard_.hold(kSelf, model_);
        }
    }

    void step_with_hard_faults(const DclsInputs& inputs) {
        std::vector<std::byte> main(main_start_.size()), shadow(main_start_.size());
        const bool main_stays = hard_.take_missed_edge(0), shadow_stays = hard_.take_missed_edge(1);
        if (main_stays) model_.save_half(Half::main, main);
        if (shadow_stays) model_.save_half(Half::shadow, shadow);
        if (hard_.take_doubled_edge(kSelf)) model_.step(inputs);
        model_.step(inputs);
        if (main_stays) model_.load_half(Half::main, main);
        if (shadow_stays) model_.load_half(Half::shadow, shadow);
        hard_.disturb(kSelf, model_);
        hard_.hold(kSelf, model_);
    }

    // One that does not begin, or takes another time than it should, has tested nothing.
    void follow_self_test() {
        const bool busy = self_test_busy();
        ++test_cycles_;
        if (testing_ && !busy) {
            const bool whole = test_cycles_ == kSelfTestCycles + 1;
            odd_self_test_ = !whole;
            passed_ += whole && model_.outputs().self_test_failed == 0;
        }
        if (test_wanted_ && busy) test_cycles_ = 1;
        if (test_wanted_ && !busy && test_cycles_ > Offset + 1) odd_self_test_ = true;
        testing_ = busy;
        test_wanted_ = test_wanted_ && !busy;
    }

    std::vector<std::byte> model_state() const {
        std::vector<std::byte> state(Model::state_map().bytes());
        model_.save_state(state);
        return state;
    }

    template <class Board>
    static auto fields(Board& board) {
        return std::tie(board.main_start_, board.shadow_start_, board.shadow_starts_in_,
                        board.test_wanted_, board.testing_, board.test_cycles_,
                        board.odd_self_test_, board.alerted_, board.alert_seen_, board.passed_,
                        board.hard_);
    }

    Model model_;
    std::vector<std::byte> main_start_, shadow_start_;
    unsigned shadow_starts_in_ = 0;  // cycles until the shadow leaves its reset
    bool test_wanted_ = false;
    bool testing_ = false;
    unsigned test_cycles_ = 0;    // since it was wanted, or has begun
    bool odd_self_test_ = false;  // it did not begin, or not end, when it should
    bool alerted_ = false;        // while the machine stood still
    unsigned alert_seen_ = kNoAlert;
    uint64_t passed_ = 0;  // self-tests
    HardFaults hard_;
};

}  // namespace ftsim
