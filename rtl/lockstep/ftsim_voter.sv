// SPDX-License-Identifier: Apache-2.0
// Two of three, bit by bit, and which inputs have lost a bit. No flops: who votes on outputs that
// leave a machine registers the words before, and votes three times where one voter is too few.

(* keep_hierarchy *)
module ftsim_voter #(
  parameter int unsigned Width = 8
) (
  input  logic [Width-1:0] a_i,
  input  logic [Width-1:0] b_i,
  input  logic [Width-1:0] c_i,

  output logic [Width-1:0] word_o,
  output logic [2:0]       outvoted_o  // c, b, a
);

  assign word_o     = (a_i & b_i) | (a_i & c_i) | (b_i & c_i);
  assign outvoted_o = {c_i != word_o, b_i != word_o, a_i != word_o};

endmodule
