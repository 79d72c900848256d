// SPDX-License-Identifier: Apache-2.0
// The voter gives what at least two inputs have, bit by bit, and names every input that differs.

module voter_proof #(
  parameter int unsigned Width = 107
) (
  input logic             clk,
  input logic [Width-1:0] a,
  input logic [Width-1:0] b,
  input logic [Width-1:0] c
);

  logic [Width-1:0] word;
  logic [2:0]       outvoted;

  ftsim_voter #(
    .Width (Width)
  ) dut (
    .a_i        (a),
    .b_i        (b),
    .c_i        (c),
    .word_o     (word),
    .outvoted_o (outvoted)
  );

  always_ff @(posedge clk) begin
    for (int i = 0; i < Width; i++) begin
      assert (word[i] == ({1'b0, a[i]} + {1'b0, b[i]} + {1'b0, c[i]} >= 2'd2));
    end
    if (a == b) assert (word == a);
    if (a == c) assert (word == a);
    if (b == c) assert (word == b);
    assert ((outvoted == 3'b000) == (a == b && b == c));
    assert (outvoted[0] == (word != a));
    assert (outvoted[1] == (word != b));
    assert (outvoted[2] == (word != c));
  end

endmodule
