// SPDX-License-Identifier: Apache-2.0
#include "ftsim/systemc/pins.hpp"

namespace ftsim {

std::ostream& operator<<(std::ostream& out, const CoreOutputs& pins) {
    return out << std::hex << pins.instr_addr << ' ' << pins.data_addr << ' ' << pins.data_wdata;
}

std::ostream& operator<<(std::ostream& out, const CoreInputs& pins) {
    return out << std::hex << pins.instr_rdata << ' ' << pins.data_rdata;
}

void sc_trace(sc_core::sc_trace_file* file, const CoreOutputs& pins, const std::string& name) {
    constexpr int kBit = 1, kLanes = 4, kTwo = 2;
    sc_core::sc_trace(file, pins.instr_req, name + ".instr_req", kBit);
    sc_core::sc_trace(file, pins.instr_addr, name + ".instr_addr");
    sc_core::sc_trace(file, pins.data_req, name + ".data_req", kBit);
    sc_core::sc_trace(file, pins.data_we, name + ".data_we", kBit);
    sc_core::sc_trace(file, pins.data_be, name + ".data_be", kLanes);
    sc_core::sc_trace(file, pins.data_addr, name + ".data_addr");
    sc_core::sc_trace(file, pins.data_wdata, name + ".data_wdata");
    sc_core::sc_trace(file, pins.retired, name + ".retired", kTwo);
    sc_core::sc_trace(file, pins.trap, name + ".trap", kBit);
    sc_core::sc_trace(file, pins.sleep, name + ".sleep", kBit);
}

void sc_trace(sc_core::sc_trace_file* file, const CoreInputs& pins, const std::string& name) {
    constexpr int kBit = 1;
    sc_core::sc_trace(file, pins.instr_rvalid, name + ".instr_rvalid", kBit);
    sc_core::sc_trace(file, pins.instr_rdata, name + ".instr_rdata");
    sc_core::sc_trace(file, pins.instr_err, name + ".instr_err", kBit);
    sc_core::sc_trace(file, pins.data_rvalid, name + ".data_rvalid", kBit);
    sc_core::sc_trace(file, pins.data_rdata, name + ".data_rdata");
    sc_core::sc_trace(file, pins.data_err, name + ".data_err", kBit);
    sc_core::sc_trace(file, pins.irq_software, name + ".irq_software", kBit);
    sc_core::sc_trace(file, pins.irq_timer, name + ".irq_timer", kBit);
    sc_core::sc_trace(file, pins.irq_external, name + ".irq_external", kBit);
    sc_core::sc_trace(file, pins.reserve_clear, name + ".reserve_clear", kBit);
}

}  // namespace ftsim
