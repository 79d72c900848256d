// SPDX-License-Identifier: Apache-2.0
#pragma once

// The boards as SystemC modules. Each is one SC_METHOD on the rising edge, the end of a cycle: it
// reads pins as they were before the edge and writes what holds after it, so the order in which
// SystemC wakes them does not matter. The comparator works on the falling edge, in the middle of
// the cycle, when all pins have settled: nothing wrong reaches memory or devices, because a
// mismatch takes the clock enable away before the rising edge comes.

#include <bit>
#include <ostream>
#include <string>
#include <systemc>

#include "ftsim/board/backplane.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/model/core_model.hpp"

namespace ftsim {

// What sc_signal asks of the type on a pin.
inline std::ostream& operator<<(std::ostream& out, const CoreOutputs& pins) {
    return out << std::hex << pins.instr_addr << ' ' << pins.data_addr << ' ' << pins.data_wdata;
}
inline std::ostream& operator<<(std::ostream& out, const CoreInputs& pins) {
    return out << std::hex << pins.instr_rdata << ' ' << pins.data_rdata;
}
inline void sc_trace(sc_core::sc_trace_file* file, const CoreOutputs& pins,
                     const std::string& name) {
    sc_core::sc_trace(file, pins.instr_addr, name + ".instr_addr");
    sc_core::sc_trace(file, pins.data_addr, name + ".data_addr");
    sc_core::sc_trace(file, pins.data_wdata, name + ".data_wdata");
}
inline void sc_trace(sc_core::sc_trace_file* file, const CoreInputs& pins,
                     const std::string& name) {
    sc_core::sc_trace(file, pins.instr_rdata, name + ".instr_rdata");
    sc_core::sc_trace(file, pins.data_rdata, name + ".data_rdata");
}

}  // namespace ftsim

namespace ftsim::systemc {

using sc_core::sc_in;
using sc_core::sc_out;

/// The outputs of all CPU boards, in their order.
using FromBoards = sc_core::sc_port<sc_core::sc_signal_in_if<CoreOutputs>, 0>;

/// Who has a clock. It is taken away from all by the comparator and given back by the kernel; an
/// isolated board has none until it is back.
struct ClockEnable {
    bool on = true;
    unsigned in_service = 0;  ///< boards, a bit each

    bool serves(unsigned board) const { return (in_service >> board & 1U) != 0; }
    /// The board whose outputs go to the others.
    int lead() const { return std::countr_zero(in_service); }
};

/// One CPU board: the core's model between its pins.
class CpuBoard : public sc_core::sc_module {
public:
    sc_in<bool> clock{"clock"};
    sc_in<CoreInputs> from_memory{"from_memory"};
    sc_in<CoreInputs> from_io{"from_io"};
    sc_out<CoreOutputs> out{"out"};

    SC_HAS_PROCESS(CpuBoard);
    CpuBoard(const sc_core::sc_module_name& name, unsigned number, const ClockEnable& enable)
        : sc_module(name), number_(number), enable_(enable) {
        SC_METHOD(edge);
        sensitive << clock.pos();
        dont_initialize();
    }

    CoreModel& model() { return model_; }
    const CoreModel& model() const { return model_; }
    /// The model's state was changed between edges: its pins follow.
    void drive() { out.write(model_.outputs()); }

private:
    void edge() {
        if (!enable_.on || !enable_.serves(number_)) return;
        model_.step(combine(from_memory->read(), from_io->read()));
        out.write(model_.outputs());
    }

    const unsigned number_;
    const ClockEnable& enable_;
    CoreModel model_;
};

/// A board behind the comparison point. It takes the outputs of the first board in service: the
/// comparator vouches for the others'.
class BackplaneModule : public sc_core::sc_module {
public:
    sc_in<bool> clock{"clock"};
    FromBoards in{"in"};
    sc_out<CoreInputs> out{"out"};

    const CoreInputs& pins() const { return pins_; }
    /// The board's state was changed between edges: its pins and its cycle follow.
    void drive(const CoreInputs& pins, uint64_t cycle) {
        pins_ = pins;
        cycle_ = cycle;
        out.write(pins_);
    }

protected:
    BackplaneModule(const sc_core::sc_module_name& name, const Backplane& backplane,
                    const ClockEnable& enable)
        : sc_module(name), enable_(enable), backplane_(backplane) {}

    /// What has been said in this cycle must leave before the next one.
    void pause_for_attention() const {
        if (backplane_.attention()) sc_core::sc_pause();
    }

    const ClockEnable& enable_;
    const Backplane& backplane_;
    CoreInputs pins_;
    uint64_t cycle_ = 0;
};

class MemoryModule : public BackplaneModule {
public:
    SC_HAS_PROCESS(MemoryModule);
    MemoryModule(const sc_core::sc_module_name& name, Backplane& backplane,
                 const ClockEnable& enable)
        : BackplaneModule(name, backplane, enable), board_(backplane.memory()) {
        SC_METHOD(edge);
        sensitive << clock.pos();
        dont_initialize();
    }

private:
    void edge() {
        if (!enable_.on) return;
        board_.step(in[enable_.lead()]->read(), cycle_++, pins_);
        out.write(pins_);
        pause_for_attention();
    }

    MemoryBoard& board_;
};

class IoModule : public BackplaneModule {
public:
    SC_HAS_PROCESS(IoModule);
    IoModule(const sc_core::sc_module_name& name, Backplane& backplane, const ClockEnable& enable)
        : BackplaneModule(name, backplane, enable),
          board_(backplane.io()),
          memory_(backplane.memory()) {
        SC_METHOD(edge);
        sensitive << clock.pos();
        dont_initialize();
    }

private:
    void edge() {
        if (!enable_.on) return;
        if (second_) {
            second_ = false;
            pins_ = board_.step(request_, addressed_, cycle_++);
            out.write(pins_);
            pause_for_attention();
            return;
        }
        request_ = in[enable_.lead()]->read();
        addressed_ = request_.data_req && !memory_.owns(request_.data_addr);
        if (addressed_ || board_.due(cycle_)) {
            // The board may touch memory: that comes behind the memory board's edge.
            second_ = true;
            next_trigger(sc_core::SC_ZERO_TIME);
            return;
        }
        if (pins_.data_rvalid || pins_.reserve_clear) {
            pins_.data_rvalid = 0;
            pins_.data_rdata = 0;
            pins_.data_err = 0;
            pins_.reserve_clear = 0;
            out.write(pins_);
        }
        ++cycle_;
    }

    IoBoard& board_;
    const MemoryBoard& memory_;
    CoreOutputs request_;
    bool addressed_ = false;
    bool second_ = false;  // the second part of an edge
};

/// Looks at every output of every board in every cycle, and counts what the boards retire.
class Comparator : public sc_core::sc_module {
public:
    sc_in<bool> clock{"clock"};
    FromBoards in{"in"};

    SC_HAS_PROCESS(Comparator);
    Comparator(const sc_core::sc_module_name& name, ClockEnable& enable)
        : sc_module(name), enable_(enable) {
        SC_METHOD(edge);
        sensitive << clock.neg();
        dont_initialize();
    }

    void begin() {
        passed_ = 0;
        mismatch_ = nullptr;
        trap_loop_ = false;
    }
    uint64_t passed() const { return passed_; }  ///< cycles with equal outputs since begin()
    /// The first output that differed, or nullptr.
    const OutputField* mismatch() const { return mismatch_; }
    bool trap_loop() const { return trap_loop_; }

    Progress progress;

private:
    void edge() {
        const CoreOutputs& outputs = in[enable_.lead()]->read();
        for (int board = 0; board < in.size(); ++board) {
            if (!enable_.serves(static_cast<unsigned>(board))) continue;
            const CoreOutputs& other = in[board]->read();
            if (outputs_equal(outputs, other)) continue;
            mismatch_ = first_difference(CoreModel::output_fields(), outputs, other);
            enable_.on = false;
            sc_core::sc_pause();
            return;
        }
        ++passed_;
        trap_loop_ = observe(progress, outputs);
        if (trap_loop_) sc_core::sc_pause();
    }

    ClockEnable& enable_;
    uint64_t passed_ = 0;
    const OutputField* mismatch_ = nullptr;
    bool trap_loop_ = false;
};

}  // namespace ftsim::systemc
