// SPDX-License-Identifier: Apache-2.0
// A word, Depth cycles later. After reset come Depth words of zeros; with Depth 0 it is a wire.

(* keep_hierarchy *)
module ftsim_delay_line #(
  parameter int unsigned Width = 8,
  parameter int unsigned Depth = 1
) (
  input  logic             clk_i,
  input  logic             rst_ni,

  input  logic [Width-1:0] word_i,
  output logic [Width-1:0] word_o
);

  if (Depth == 0) begin : gen_wire
    logic unused;
    assign unused = ^{clk_i, rst_ni};
    assign word_o = word_i;
  end else begin : gen_line
    logic [Width-1:0] line_q [0:Depth-1];

    always_ff @(posedge clk_i) begin
      if (!rst_ni) begin
        for (int unsigned i = 0; i < Depth; i++) line_q[i] <= '0;
      end else begin
        line_q[0] <= word_i;
        for (int unsigned i = 1; i < Depth; i++) line_q[i] <= line_q[i-1];
      end
    end

    assign word_o = line_q[Depth-1];
  end

endmodule
