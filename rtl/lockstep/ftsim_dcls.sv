// SPDX-License-Identifier: Apache-2.0
// The core twice in lockstep, with the ports of one: a main half, whose outputs these are, and a
// shadow LockstepOffset cycles behind, whose outputs only confirm them. An offset keeps one
// disturbance, of the supply or the clock, say, from hitting both halves in the same state.
//
// A wrong output raises alert_o LockstepOffset + 2 cycles after it was seen on the ports, at the
// latest. What leaves the chip and cannot be taken back must wait that long.

(* keep_hierarchy *)
module ftsim_dcls #(
  parameter logic [31:0] HartId         = 32'd0,
  parameter logic [31:0] ResetAddr      = 32'h0000_1000,
  parameter logic [31:0] MtimeAddr      = 32'h0200_bff8,
  parameter int unsigned PmpRegions     = 16,
  parameter int unsigned LockstepOffset = 0  // 0 to 4 are tested
) (
  input  logic        clk_i,
  input  logic        rst_ni,

  output logic        instr_req_o,
  output logic [31:0] instr_addr_o,
  input  logic        instr_gnt_i,
  input  logic        instr_rvalid_i,
  input  logic [31:0] instr_rdata_i,
  input  logic        instr_err_i,

  output logic        data_req_o,
  output logic        data_we_o,
  output logic [3:0]  data_be_o,
  output logic [31:0] data_addr_o,
  output logic [31:0] data_wdata_o,
  input  logic        data_gnt_i,
  input  logic        data_rvalid_i,
  input  logic [31:0] data_rdata_i,
  input  logic        data_err_i,

  input  logic        irq_software_i,
  input  logic        irq_timer_i,
  input  logic        irq_external_i,
  input  logic [31:0] ram_last_i,     // last byte of main memory, a strap
  input  logic        reserve_clear_i,  // a device has written to memory: SC must not succeed

  output logic [1:0]  retired_o,      // instructions retired at the last edge
  output logic        trap_o,         // a trap was taken at the last edge
  output logic        sleep_o,        // in WFI

  input  logic        error_inject_i,     // one bit compared differs: alert_o must follow
  input  logic        self_test_i,        // starts a self-test of the comparators
  output logic        self_test_busy_o,
  output logic        self_test_failed_o, // until reset
  output logic [1:0]  alert_o             // 01: none; everything else is an alert; until reset
);

  typedef struct packed {
    logic        instr_gnt;
    logic        instr_rvalid;
    logic [31:0] instr_rdata;
    logic        instr_err;
    logic        data_gnt;
    logic        data_rvalid;
    logic [31:0] data_rdata;
    logic        data_err;
    logic        irq_software;
    logic        irq_timer;
    logic        irq_external;
    logic [31:0] ram_last;
    logic        reserve_clear;
  } inputs_t;

  typedef struct packed {
    logic        instr_req;
    logic [31:0] instr_addr;
    logic        data_req;
    logic        data_we;
    logic [3:0]  data_be;
    logic [31:0] data_addr;
    logic [31:0] data_wdata;
    logic [1:0]  retired;
    logic        trap;
    logic        sleep;
  } outputs_t;

  inputs_t  inputs, shadow_inputs;
  outputs_t outputs, shadow_outputs;
  logic     shadow_rst_n;

  assign inputs.instr_gnt      = instr_gnt_i;
  assign inputs.instr_rvalid   = instr_rvalid_i;
  assign inputs.instr_rdata    = instr_rdata_i;
  assign inputs.instr_err      = instr_err_i;
  assign inputs.data_gnt       = data_gnt_i;
  assign inputs.data_rvalid    = data_rvalid_i;
  assign inputs.data_rdata     = data_rdata_i;
  assign inputs.data_err       = data_err_i;
  assign inputs.irq_software   = irq_software_i;
  assign inputs.irq_timer      = irq_timer_i;
  assign inputs.irq_external   = irq_external_i;
  assign inputs.ram_last       = ram_last_i;
  assign inputs.reserve_clear  = reserve_clear_i;

  assign instr_req_o  = outputs.instr_req;
  assign instr_addr_o = outputs.instr_addr;
  assign data_req_o   = outputs.data_req;
  assign data_we_o    = outputs.data_we;
  assign data_be_o    = outputs.data_be;
  assign data_addr_o  = outputs.data_addr;
  assign data_wdata_o = outputs.data_wdata;
  assign retired_o    = outputs.retired;
  assign trap_o       = outputs.trap;
  assign sleep_o      = outputs.sleep;

  (* keep_hierarchy *)
  ftsim_core #(
    .HartId     (HartId),
    .ResetAddr  (ResetAddr),
    .MtimeAddr  (MtimeAddr),
    .PmpRegions (PmpRegions)
  ) u_main (
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .instr_req_o     (outputs.instr_req),
    .instr_addr_o    (outputs.instr_addr),
    .instr_gnt_i     (inputs.instr_gnt),
    .instr_rvalid_i  (inputs.instr_rvalid),
    .instr_rdata_i   (inputs.instr_rdata),
    .instr_err_i     (inputs.instr_err),
    .data_req_o      (outputs.data_req),
    .data_we_o       (outputs.data_we),
    .data_be_o       (outputs.data_be),
    .data_addr_o     (outputs.data_addr),
    .data_wdata_o    (outputs.data_wdata),
    .data_gnt_i      (inputs.data_gnt),
    .data_rvalid_i   (inputs.data_rvalid),
    .data_rdata_i    (inputs.data_rdata),
    .data_err_i      (inputs.data_err),
    .irq_software_i  (inputs.irq_software),
    .irq_timer_i     (inputs.irq_timer),
    .irq_external_i  (inputs.irq_external),
    .ram_last_i      (inputs.ram_last),
    .reserve_clear_i (inputs.reserve_clear),
    .retired_o       (outputs.retired),
    .trap_o          (outputs.trap),
    .sleep_o         (outputs.sleep)
  );

  (* keep_hierarchy *)
  ftsim_core #(
    .HartId     (HartId),
    .ResetAddr  (ResetAddr),
    .MtimeAddr  (MtimeAddr),
    .PmpRegions (PmpRegions)
  ) u_shadow (
    .clk_i           (clk_i),
    .rst_ni          (shadow_rst_n),
    .instr_req_o     (shadow_outputs.instr_req),
    .instr_addr_o    (shadow_outputs.instr_addr),
    .instr_gnt_i     (shadow_inputs.instr_gnt),
    .instr_rvalid_i  (shadow_inputs.instr_rvalid),
    .instr_rdata_i   (shadow_inputs.instr_rdata),
    .instr_err_i     (shadow_inputs.instr_err),
    .data_req_o      (shadow_outputs.data_req),
    .data_we_o       (shadow_outputs.data_we),
    .data_be_o       (shadow_outputs.data_be),
    .data_addr_o     (shadow_outputs.data_addr),
    .data_wdata_o    (shadow_outputs.data_wdata),
    .data_gnt_i      (shadow_inputs.data_gnt),
    .data_rvalid_i   (shadow_inputs.data_rvalid),
    .data_rdata_i    (shadow_inputs.data_rdata),
    .data_err_i      (shadow_inputs.data_err),
    .irq_software_i  (shadow_inputs.irq_software),
    .irq_timer_i     (shadow_inputs.irq_timer),
    .irq_external_i  (shadow_inputs.irq_external),
    .ram_last_i      (shadow_inputs.ram_last),
    .reserve_clear_i (shadow_inputs.reserve_clear),
    .retired_o       (shadow_outputs.retired),
    .trap_o          (shadow_outputs.trap),
    .sleep_o         (shadow_outputs.sleep)
  );

  ftsim_checker #(
    .InputWidth  ($bits(inputs)),
    .OutputWidth ($bits(outputs)),
    .Offset      (LockstepOffset)
  ) u_checker (
    .clk_i              (clk_i),
    .rst_ni             (rst_ni),
    .inputs_i           (inputs),
    .main_outputs_i     (outputs),
    .shadow_rst_no      (shadow_rst_n),
    .shadow_inputs_o    (shadow_inputs),
    .shadow_outputs_i   (shadow_outputs),
    .error_inject_i     (error_inject_i),
    .self_test_i        (self_test_i),
    .self_test_busy_o   (self_test_busy_o),
    .self_test_failed_o (self_test_failed_o),
    .alert_o            (alert_o)
  );

endmodule
