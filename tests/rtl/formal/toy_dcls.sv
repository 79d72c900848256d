// SPDX-License-Identifier: Apache-2.0
// The toy core in lockstep. The proof gives every flop of this an input that flips it.

module toy_dcls #(
  parameter int unsigned Offset = 0
) (
  input  logic       clk,
  input  logic       rst_n,
  input  logic [1:0] in,
  output logic [1:0] out,
  input  logic       inject,
  input  logic       self_test,
  output logic       busy,
  output logic       failed,
  output logic [1:0] alert
);

  logic       shadow_rst_n;
  logic [1:0] shadow_in;
  logic [1:0] shadow_out;

  toy_core u_main   (.clk(clk), .rst_n(rst_n), .in(in), .out(out));
  toy_core u_shadow (.clk(clk), .rst_n(shadow_rst_n), .in(shadow_in), .out(shadow_out));

  ftsim_checker #(
    .InputWidth  (2),
    .OutputWidth (2),
    .Offset      (Offset)
  ) u_checker (
    .clk_i              (clk),
    .rst_ni             (rst_n),
    .inputs_i           (in),
    .main_outputs_i     (out),
    .shadow_rst_no      (shadow_rst_n),
    .shadow_inputs_o    (shadow_in),
    .shadow_outputs_i   (shadow_out),
    .error_inject_i     (inject),
    .self_test_i        (self_test),
    .self_test_busy_o   (busy),
    .self_test_failed_o (failed),
    .alert_o            (alert)
  );

endmodule
