// SPDX-License-Identifier: Apache-2.0
#pragma once

// The core's pins and their packed structs, for any Verilated build of the core: the class that a
// testbench sees, its root, a netlist's. Knows nothing of Verilator but the names of the pins.

#include "ftsim/model/core_ports.hpp"

namespace ftsim {

template <class Pins>
void drive_core(Pins& pins, const CoreInputs& in) {
    pins.instr_gnt_i = in.instr_gnt;
    pins.instr_rvalid_i = in.instr_rvalid;
    pins.instr_rdata_i = in.instr_rdata;
    pins.instr_err_i = in.instr_err;
    pins.data_gnt_i = in.data_gnt;
    pins.data_rvalid_i = in.data_rvalid;
    pins.data_rdata_i = in.data_rdata;
    pins.data_err_i = in.data_err;
    pins.irq_software_i = in.irq_software;
    pins.irq_timer_i = in.irq_timer;
    pins.irq_external_i = in.irq_external;
    pins.ram_last_i = in.ram_last;
    pins.reserve_clear_i = in.reserve_clear;
}

template <class Pins>
void sample_core(const Pins& pins, CoreOutputs& out) {
    out.instr_addr = pins.instr_addr_o;
    out.data_addr = pins.data_addr_o;
    out.data_wdata = pins.data_wdata_o;
    out.instr_req = pins.instr_req_o;
    out.data_req = pins.data_req_o;
    out.data_we = pins.data_we_o;
    out.data_be = pins.data_be_o;
    out.retired = pins.retired_o;
    out.trap = pins.trap_o;
    out.sleep = pins.sleep_o;
}

}  // namespace ftsim
