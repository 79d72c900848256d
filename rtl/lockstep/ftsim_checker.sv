// SPDX-License-Identifier: Apache-2.0
// Everything a lockstep pair needs beside the two halves themselves, for any core whose outputs do
// not depend on inputs of the same cycle: pack its inputs into one word and its outputs into
// another, instantiate it twice, and put this between (ftsim_dcls shows how).
//
// The shadow lives Offset cycles behind the main half: its inputs and its reset come later by that,
// and the main half's outputs wait as long to be compared. Two comparators look at the same words,
// each drives one rail of alert_o, and each has its own enable: no single flop silences both.

(* keep_hierarchy *)
module ftsim_checker #(
  parameter int unsigned InputWidth  = 8,
  parameter int unsigned OutputWidth = 8,
  parameter int unsigned Offset      = 0
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,

  input  logic [InputWidth-1:0]  inputs_i,          // the main half's
  input  logic [OutputWidth-1:0] main_outputs_i,
  output logic                   shadow_rst_no,
  output logic [InputWidth-1:0]  shadow_inputs_o,
  input  logic [OutputWidth-1:0] shadow_outputs_i,

  input  logic                   error_inject_i,    // one bit of the comparators' copies differs
  input  logic                   self_test_i,       // starts a self-test
  output logic                   self_test_busy_o,
  output logic                   self_test_failed_o,
  output logic [1:0]             alert_o            // 01: none; everything else is an alert
);

  logic [OutputWidth-1:0] main_outputs;
  logic [1:0]             enable;

  ftsim_delay_line #(
    .Width (InputWidth),
    .Depth (Offset)
  ) u_input_line (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .word_i (inputs_i),
    .word_o (shadow_inputs_o)
  );

  ftsim_delay_line #(
    .Width (OutputWidth),
    .Depth (Offset)
  ) u_output_line (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .word_i (main_outputs_i),
    .word_o (main_outputs)
  );

  // A line full of zeros after reset keeps the shadow there and the comparators off until the first
  // words have arrived.
  ftsim_delay_line #(
    .Width (1),
    .Depth (Offset)
  ) u_reset_line (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .word_i (rst_ni),
    .word_o (shadow_rst_no)
  );

  logic [OutputWidth-1:0] walk;
  logic [1:0]             a_high, b_high, expected, failed;

  ftsim_self_test #(
    .Width (OutputWidth)
  ) u_self_test (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .start_i  (self_test_i && enable != 2'b00),
    .busy_o   (self_test_busy_o),
    .walk_o   (walk),
    .a_high_o (a_high),
    .b_high_o (b_high),
    .expect_o (expected)
  );

  for (genvar i = 0; i < 2; i++) begin : gen_rail
    ftsim_delay_line #(
      .Width (1),
      .Depth (Offset)
    ) u_enable_line (
      .clk_i  (clk_i),
      .rst_ni (rst_ni),
      .word_i (rst_ni),
      .word_o (enable[i])
    );

    ftsim_comparator #(
      .Width      (OutputWidth),
      .AlertLevel (i == 1)
    ) u_comparator (
      .clk_i    (clk_i),
      .rst_ni   (rst_ni),
      .enable_i (enable[i]),
      .a_i      (main_outputs),
      .b_i      (shadow_outputs_i),
      .inject_i (error_inject_i),
      .walk_i   (walk),
      .a_high_i (a_high[i]),
      .b_high_i (b_high[i]),
      .expect_i (expected[i]),
      .alert_o  (alert_o[i]),
      .failed_o (failed[i])
    );
  end

  assign self_test_failed_o = failed != 2'b00;

endmodule
