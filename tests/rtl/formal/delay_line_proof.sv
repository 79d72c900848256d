// SPDX-License-Identifier: Apache-2.0
// The delay line gives exactly the word of Depth cycles ago, and zeros for what was before reset.

module delay_line_proof #(
  parameter int unsigned Width = 32,
  parameter int unsigned Depth = 1
) (
  input logic             clk,
  input logic             rst_n,
  input logic [Width-1:0] word
);

  logic [Width-1:0] late;

  ftsim_delay_line #(
    .Width (Width),
    .Depth (Depth)
  ) dut (
    .clk_i  (clk),
    .rst_ni (rst_n),
    .word_i (word),
    .word_o (late)
  );

  logic       started = 1'b0;
  logic [2:0] age;  // cycles since reset, up to Depth

  always_ff @(posedge clk) begin
    started <= 1'b1;
    age     <= !rst_n ? 3'd0 : (age < Depth) ? age + 3'd1 : age;
  end

  always_comb begin
    if (!started) assume (!rst_n);
    if (started) assert (age <= Depth);
  end

  if (Depth == 0) begin : gen_wire
    always_comb assert (late == word);
  end else begin : gen_line
    always_ff @(posedge clk) begin
      if (started) assert (late == ((age == Depth) ? $past(word, Depth) : '0));
    end
  end

endmodule
