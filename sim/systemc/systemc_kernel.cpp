// SPDX-License-Identifier: Apache-2.0
#include "ftsim/systemc/systemc_kernel.hpp"

#include <atomic>
#include <optional>
#include <stdexcept>
#include <vector>

#include "ftsim/comparator/compare.hpp"
#include "ftsim/error.hpp"
#include "ftsim/lockstep/board_self_test.hpp"
#include "ftsim/lockstep/output_vote.hpp"
#include "sim/systemc/boards.hpp"

namespace ftsim {

namespace {

using sc_core::sc_clock;
using sc_core::sc_signal;
using sc_core::sc_time;

template <class T>
using Pins = sc_signal<T, sc_core::SC_UNCHECKED_WRITERS>;

// A cycle in time: it begins at a multiple of the period, the comparator works on the falling edge
// a quarter later, the boards on the rising edge at three quarters. The kernel starts and stops
// between cycles, so no edge ever falls on the end of an sc_start().
const sc_time kPeriod(4, sc_core::SC_PS);
const sc_time kFallingEdge(1, sc_core::SC_PS);

class SystemcKernel final : public Kernel {
public:
    SystemcKernel(unsigned replicas, Backplane& backplane)
        : backplane_(backplane),
          clock_("clock", kPeriod, 0.5, kFallingEdge, false),
          memory_("memory", backplane, enable_),
          io_("io", backplane, enable_),
          comparator_("comparator", enable_) {
        for (unsigned i = 0; i < replicas; ++i) {
            const std::string board = "cpu" + std::to_string(i);
            outputs_.push_back(std::make_unique<Pins<CoreOutputs>>((board + "_out").c_str()));
            boards_.push_back(std::make_unique<systemc::CpuBoard>(board.c_str(), i, enable_));
            enable_.in_service |= 1U << i;
            boards_[i]->clock(clock_);
            boards_[i]->from_memory(memory_out_);
            boards_[i]->from_io(io_out_);
            boards_[i]->out(*outputs_[i]);
        }
        memory_.clock(clock_);
        memory_.out(memory_out_);
        io_.clock(clock_);
        io_.out(io_out_);
        comparator_.clock(clock_);
        for (auto& outputs : outputs_) {
            memory_.in(*outputs);
            io_.in(*outputs);
            comparator_.in(*outputs);
        }
        sc_core::sc_start(sc_core::SC_ZERO_TIME);
        for (auto& board : boards_) board->drive();
        backplane_changed();
    }

    unsigned replicas() const override { return static_cast<unsigned>(boards_.size()); }
    const StateMap& state_map() const override { return CoreModel::state_map(); }
    const StateMap& site_map() const override { return CoreModel::site_map(); }

    Advance advance(uint64_t cycles) override {
        if (backplane_.comparison() != Comparison::works) refuse("a stuck comparison");
        comparator_.begin();
        sc_core::sc_start(kPeriod * static_cast<double>(cycles));
        finish_cycle();
        const uint64_t passed = comparator_.passed();
        backplane_.resume(combine(memory_.pins(), io_.pins()), backplane_.cycle() + passed);
        if (comparator_.mismatch() != nullptr) return {passed, Halt::mismatch};
        const bool attention = comparator_.trap_loop() || backplane_.attention();
        return {passed, attention ? Halt::attention : Halt::budget};
    }

    std::string differing_output() const override {
        return std::string(comparator_.mismatch()->name);
    }

    void save_state(unsigned replica, std::span<std::byte> to) override {
        boards_[replica]->model().save_state(to);
    }
    void load_state(unsigned replica, std::span<const std::byte> from) override {
        boards_[replica]->model().load_state(from);
        boards_[replica]->drive();
    }
    void flip(unsigned board, uint64_t bit) override {
        boards_[board]->model().flip(bit);
        boards_[board]->drive();
    }
    void flip_all(uint64_t bit) override {
        for (unsigned board = 0; board < boards_.size(); ++board) flip(board, bit);
    }
    void stick(unsigned, uint64_t, bool) override { refuse("a stuck flop"); }
    void unstick(unsigned, uint64_t) override {}
    void freeze(unsigned, bool) override { refuse("a dead board"); }
    void go_wild(unsigned, bool) override { refuse("a wild board"); }
    void double_edge(unsigned) override { refuse("a doubled clock edge"); }
    void miss_edge(unsigned) override { refuse("a missing clock edge"); }
    bool idle() const override {
        const auto lead = static_cast<unsigned>(enable_.lead());
        return CoreModel::idle(boards_[lead]->model().outputs());
    }
    unsigned in_service() const override { return enable_.in_service; }
    Blame blame() override { return {vote(), false, 0}; }
    void isolate(unsigned board) override { enable_.in_service &= ~(1U << board); }
    void reintegrate(unsigned board) override {
        std::vector<std::byte> state(state_map().bytes());
        boards_[static_cast<unsigned>(enable_.lead())]->model().save_state(state);
        load_state(board, state);
        enable_.in_service |= 1U << board;
    }
    uint64_t board_test_cycles() override { return board_test().cycles(); }
    bool board_test_passes(unsigned board) override {
        CoreModel& model = boards_[board]->model();
        model.load_state(board_test().power_on());
        return board_test().passes(model);
    }
    void replace(unsigned) override {}
    void begin_experiment() override {
        kept_ = {progress(), enable_.in_service, {}};
        for (auto& board : boards_) {
            auto& state = kept_.states.emplace_back(state_map().bytes());
            board->model().save_state(state);
        }
    }
    void end_experiment() override {
        for (unsigned board = 0; board < boards_.size(); ++board) {
            load_state(board, kept_.states[board]);
        }
        set_progress(kept_.progress);
        enable_.in_service = kept_.in_service;
    }
    void backplane_changed() override {
        CoreInputs io;
        io.irq_software = backplane_.inputs().irq_software;
        io.irq_timer = backplane_.inputs().irq_timer;
        io.irq_external = backplane_.inputs().irq_external;
        io.reserve_clear = backplane_.inputs().reserve_clear;
        memory_.drive(backplane_.inputs(), backplane_.cycle());
        io_.drive(io, backplane_.cycle());
    }

    bool shared() const override { return false; }
    void split() override {}
    void join() override {}

    const Progress& progress() const override { return comparator_.progress; }
    void set_progress(const Progress& progress) override { comparator_.progress = progress; }

private:
    const BoardSelfTest& board_test() {
        if (!board_test_) board_test_.emplace();
        return *board_test_;
    }
    // Of three, the board that the other two outvote.
    unsigned vote() const {
        std::vector<BoardOutputs> outputs;
        for (unsigned board = 0; board < boards_.size(); ++board) {
            if (!enable_.serves(board)) continue;
            outputs.push_back(
                {board, std::as_bytes(std::span(&boards_[board]->model().outputs(), 1))});
        }
        return outvoted_by_outputs(outputs);
    }

    [[noreturn]] static void refuse(std::string_view what) {
        throw Error(ErrorKind::usage, std::string(what) + ": not with the SystemC kernel");
    }
    // After a pause inside a cycle: on to its end. A trap loop still takes its rising edge; after a
    // mismatch the boards have no clock.
    void finish_cycle() {
        const uint64_t into_cycle = sc_core::sc_time_stamp().value() % kPeriod.value();
        if (into_cycle != 0) {
            const uint64_t rest = kPeriod.value() - into_cycle;
            sc_core::sc_start(sc_time(static_cast<double>(rest), sc_core::SC_PS));
        }
        enable_.on = true;
    }

    Backplane& backplane_;
    systemc::ClockEnable enable_;
    sc_clock clock_;
    Pins<CoreInputs> memory_out_{"memory_out"};
    Pins<CoreInputs> io_out_{"io_out"};
    std::vector<std::unique_ptr<Pins<CoreOutputs>>> outputs_;
    std::vector<std::unique_ptr<systemc::CpuBoard>> boards_;
    systemc::MemoryModule memory_;
    systemc::IoModule io_;
    systemc::Comparator comparator_;

    struct Kept {
        Progress progress;
        unsigned in_service = 0;
        std::vector<std::vector<std::byte>> states;
    };
    Kept kept_;
    std::optional<BoardSelfTest> board_test_;  // made when it is first needed
};

}  // namespace

std::unique_ptr<Kernel> make_systemc_kernel(const KernelShape& shape, Backplane& backplane) {
    if (shape.lockstep_offset != 0) {
        throw Error(ErrorKind::usage, "the SystemC kernel has no lockstep offset");
    }
    if (shape.board != CpuBoard::single) {
        throw Error(ErrorKind::usage, "the SystemC kernel has no board with core-level lockstep");
    }
    static std::atomic_flag elaborated = ATOMIC_FLAG_INIT;
    if (elaborated.test_and_set()) {
        throw std::logic_error("SystemC allows one machine a process");
    }
    return std::make_unique<SystemcKernel>(shape.boards, backplane);
}

}  // namespace ftsim
