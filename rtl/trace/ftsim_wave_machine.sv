// SPDX-License-Identifier: Apache-2.0
// What a wave file shows beside the boards: the two times, and what the comparator sees. The writer
// of waves sets its inputs; there is nothing behind them.

module ftsim_wave_machine (
  input logic        clk_i,
  input logic [63:0] elapsed_cycle_i,
  input logic [63:0] cycle_i,         // machine time: goes back with a roll-back
  input logic [63:0] instruction_i,
  input logic        mismatch_i,      // outputs of the boards differ in this cycle
  input logic        states_differ_i  // registers of the boards differ
);

  logic unused;
  assign unused = ^{clk_i, elapsed_cycle_i, cycle_i, instruction_i, mismatch_i, states_differ_i};

endmodule
