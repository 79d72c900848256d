// SPDX-License-Identifier: Apache-2.0
#pragma once

// The boards as SystemC modules. Each is one SC_METHOD on the rising edge: it reads pins as they were
// before the edge and writes what holds after it, so the order in which SystemC wakes them does not
// matter.

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
inline void sc_trace(sc_core::sc_trace_file* file, const CoreOutputs& pins, const std::string& name) {
    sc_core::sc_trace(file, pins.instr_addr, name + ".instr_addr");
    sc_core::sc_trace(file, pins.data_addr, name + ".data_addr");
    sc_core::sc_trace(file, pins.data_wdata, name + ".data_wdata");
}
inline void sc_trace(sc_core::sc_trace_file* file, const CoreInputs& pins, const std::string& name) {
    sc_core::sc_trace(file, pins.instr_rdata, name + ".instr_rdata");
    sc_core::sc_trace(file, pins.data_rdata, name + ".data_rdata");
}

}  // namespace ftsim

namespace ftsim::systemc {

using sc_core::sc_in;
using sc_core::sc_out;

/// One CPU board: the core's model between its pins.
class CpuBoard : public sc_core::sc_module {
public:
    sc_in<bool> clock{"clock"};
    sc_in<CoreInputs> from_memory{"from_memory"};
    sc_in<CoreInputs> from_io{"from_io"};
    sc_out<CoreOutputs> out{"out"};

    SC_HAS_PROCESS(CpuBoard);
    explicit CpuBoard(const sc_core::sc_module_name& name) : sc_module(name) {
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
        model_.step(combine(from_memory->read(), from_io->read()));
        out.write(model_.outputs());
    }

    CoreModel model_;
};

/// The memory board. It takes the main board's outputs: the comparator vouches for the other's.
class MemoryModule : public sc_core::sc_module {
public:
    sc_in<bool> clock{"clock"};
    sc_in<CoreOutputs> in{"in"};
    sc_out<CoreInputs> out{"out"};

    SC_HAS_PROCESS(MemoryModule);
    MemoryModule(const sc_core::sc_module_name& name, MemoryBoard& board)
        : sc_module(name), board_(board) {
        SC_METHOD(edge);
        sensitive << clock.pos();
        dont_initialize();
    }

    const CoreInputs& pins() const { return pins_; }
    void drive(const CoreInputs& pins, uint64_t cycle) {
        pins_ = pins;
        cycle_ = cycle;
        out.write(pins_);
    }

private:
    void edge() {
        board_.step(in->read(), cycle_++, pins_);
        out.write(pins_);
        if (board_.ended()) sc_core::sc_pause();
    }

    MemoryBoard& board_;
    CoreInputs pins_;
    uint64_t cycle_ = 0;
};

/// The I/O board.
class IoModule : public sc_core::sc_module {
public:
    sc_in<bool> clock{"clock"};
    sc_in<CoreOutputs> in{"in"};
    sc_out<CoreInputs> out{"out"};

    SC_HAS_PROCESS(IoModule);
    IoModule(const sc_core::sc_module_name& name, IoBoard& board, const MemoryBoard& memory)
        : sc_module(name), board_(board), memory_(memory) {
        SC_METHOD(edge);
        sensitive << clock.pos();
        dont_initialize();
    }

    const CoreInputs& pins() const { return pins_; }
    void drive(const CoreInputs& pins, uint64_t cycle) {
        pins_ = pins;
        cycle_ = cycle;
        out.write(pins_);
    }

private:
    void edge() {
        const CoreOutputs& request = in->read();
        const bool addressed = request.data_req && !memory_.owns(request.data_addr);
        if (addressed || board_.due(cycle_)) {
            pins_ = board_.step(request, addressed, cycle_);
            out.write(pins_);
            if (board_.ended()) sc_core::sc_pause();
        } else if (pins_.data_rvalid) {
            pins_.data_rvalid = 0;
            pins_.data_rdata = 0;
            pins_.data_err = 0;
            out.write(pins_);
        }
        ++cycle_;
    }

    IoBoard& board_;
    const MemoryBoard& memory_;
    CoreInputs pins_;
    uint64_t cycle_ = 0;
};

/// Looks at every output of every board at every edge, and counts what the boards retire.
class Comparator : public sc_core::sc_module {
public:
    sc_in<bool> clock{"clock"};
    sc_in<CoreOutputs> main{"main"};
    sc_in<CoreOutputs> shadow{"shadow"};

    SC_HAS_PROCESS(Comparator);
    explicit Comparator(const sc_core::sc_module_name& name) : sc_module(name) {
        SC_METHOD(edge);
        sensitive << clock.pos();
        dont_initialize();
    }

    void begin() {
        passed_ = 0;
        mismatch_ = nullptr;
        trap_loop_ = false;
    }
    uint64_t passed() const { return passed_; }  ///< edges with equal outputs since begin()
    /// The first output that differed, or nullptr.
    const OutputField* mismatch() const { return mismatch_; }
    bool trap_loop() const { return trap_loop_; }

    Progress progress;

private:
    void edge() {
        const CoreOutputs& outputs = main->read();
        if (!outputs_equal(outputs, shadow->read())) {
            mismatch_ = first_difference(CoreModel::output_fields(), outputs, shadow->read());
            sc_core::sc_pause();
            return;
        }
        ++passed_;
        if (observe(progress, outputs)) {
            trap_loop_ = true;
            sc_core::sc_pause();
        }
    }

    uint64_t passed_ = 0;
    const OutputField* mismatch_ = nullptr;
    bool trap_loop_ = false;
};

}  // namespace ftsim::systemc
