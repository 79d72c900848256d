// SPDX-License-Identifier: Apache-2.0
// Compares two words in every cycle in which it is enabled. The words are registered, compared, and
// the verdict is registered: alert_o follows a difference at the inputs by two cycles, and stays
// until reset.
//
// What it finds is held against what it should find: in a self-test one bit is forced apart, and
// then it is agreement that raises the alert. So nothing here keeps an alert back, and a comparator
// that has gone deaf, or thinks that it is always tested, says so. The bit is forced, not flipped,
// for a test that does not depend on what the words are just then.

(* keep_hierarchy *)
module ftsim_comparator #(
  parameter int unsigned Width      = 8,
  parameter logic        AlertLevel = 1'b1  // of alert_o; the other level says that all is well
) (
  input  logic             clk_i,
  input  logic             rst_ni,

  input  logic             enable_i,
  input  logic [Width-1:0] a_i,
  input  logic [Width-1:0] b_i,

  input  logic             inject_i,  // an error: bit 0 of b is not what a has

  input  logic [Width-1:0] walk_i,    // self-test: the bits to force apart
  input  logic             a_high_i,  // to 1 in a and 0 in b
  input  logic             b_high_i,  // to 1 in b and 0 in a
  input  logic             expect_i,  // a difference must be found

  output logic             alert_o,
  output logic             failed_o   // the self-test's difference was not found
);

  logic [Width-1:0] a_q, b_q;
  logic             enable_q, expect_q, alert_q, failed_q;
  logic             differ;
  logic [Width-1:0] b, high_a, high_b;

  assign high_a = walk_i & {Width{a_high_i}};
  assign high_b = walk_i & {Width{b_high_i}};
  assign differ = enable_q && a_q != b_q;

  // A flip of b's own bit would hide a difference there.
  always_comb begin
    b = b_i;
    if (inject_i) b[0] = !a_i[0];
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      a_q      <= '0;
      b_q      <= '0;
      enable_q <= 1'b0;
      expect_q <= 1'b0;
      alert_q  <= !AlertLevel;
      failed_q <= 1'b0;
    end else begin
      a_q      <= (a_i & ~high_b) | high_a;
      b_q      <= (b & ~high_a) | high_b;
      enable_q <= enable_i;
      expect_q <= expect_i;
      if (differ != expect_q) alert_q <= AlertLevel;
      if (expect_q && !differ) failed_q <= 1'b1;
    end
  end

  assign alert_o  = alert_q;
  assign failed_o = failed_q;

endmodule
