// SPDX-License-Identifier: Apache-2.0
// The comparator misses no difference while it is enabled, keeps its alert, raises none without a
// cause, and in a self-test takes agreement for the fault.

module comparator_proof #(
  parameter int unsigned Width      = 107,
  parameter logic        AlertLevel = 1'b1
) (
  input logic             clk,
  input logic             rst_n,
  input logic             enable,
  input logic [Width-1:0] a,
  input logic [Width-1:0] b,
  input logic             inject,
  input logic [Width-1:0] walk,
  input logic             a_high,
  input logic             b_high,
  input logic             expected
);

  logic alert, failed;

  ftsim_comparator #(
    .Width      (Width),
    .AlertLevel (AlertLevel)
  ) dut (
    .clk_i    (clk),
    .rst_ni   (rst_n),
    .enable_i (enable),
    .a_i      (a),
    .b_i      (b),
    .inject_i (inject),
    .walk_i   (walk),
    .a_high_i (a_high),
    .b_high_i (b_high),
    .expect_i (expected),
    .alert_o  (alert),
    .failed_o (failed)
  );

  logic alerts;
  assign alerts = alert == AlertLevel;

  // A difference is owed an alert two cycles later; so is agreement where it is not expected.
  logic quiet, found;
  logic [Width-1:0] other;
  assign other = inject ? {b >> 1, !a[0]} : b;
  logic [Width-1:0] forced_a, forced_b;
  assign forced_a = (a & ~(walk & {Width{b_high}})) | (walk & {Width{a_high}});
  assign forced_b = (other & ~(walk & {Width{a_high}})) | (walk & {Width{b_high}});
  assign quiet = !a_high && !b_high && !expected;
  assign found = enable && forced_a != forced_b;

  logic started = 1'b0;
  logic missed_1, missed_2, cause_1, cause_ever, deaf_1, deaf_ever, was_alert;

  always_ff @(posedge clk) begin
    started    <= 1'b1;
    missed_1   <= rst_n && quiet && enable && a != b;
    missed_2   <= rst_n && missed_1;
    cause_1    <= rst_n && found != expected;
    cause_ever <= rst_n && (cause_1 || cause_ever);
    deaf_1     <= rst_n && expected && !found;
    deaf_ever  <= rst_n && (deaf_1 || deaf_ever);
    was_alert  <= rst_n && alerts;
  end

  always_comb begin
    if (!started) begin
      assume (!rst_n);
    end else begin
      assert (!missed_2 || alerts);
      assert (!was_alert || alerts);
      assert (alerts == cause_ever);
      assert (failed == deaf_ever);
    end
  end

endmodule
