// SPDX-License-Identifier: Apache-2.0
// Walks one flipped bit through every compared signal, on either side of one comparator and then of
// the other: 2 x Width flips each, a flip a cycle. The comparator that is not tested goes on
// comparing, so that no cycle goes unwatched. The flip is made here and the expectation of it is
// kept apart, so a bit that is not flipped is found as well as one that is not compared.

(* keep_hierarchy *)
module ftsim_self_test #(
  parameter int unsigned Width = 8
) (
  input  logic             clk_i,
  input  logic             rst_ni,

  input  logic             start_i,
  output logic             busy_o,   // until the last verdict is in

  output logic [Width-1:0] flip_o,
  output logic [1:0]       flip_a_o, // in which comparator
  output logic [1:0]       flip_b_o,
  output logic [1:0]       expect_o
);

  localparam int unsigned IndexBits = (Width > 1) ? $clog2(Width) : 1;
  localparam logic [IndexBits-1:0] First = IndexBits'(Width - 1);

  logic                 running_q, settling_q;
  logic                 target_q, side_q;
  logic [IndexBits-1:0] index_q;
  logic                 last_index;

  assign last_index = index_q == '0;

  for (genvar i = 0; i < Width; i++) begin : gen_flip
    assign flip_o[i] = index_q == IndexBits'(i);
  end
  assign expect_o = {running_q && target_q, running_q && !target_q};
  assign flip_a_o = expect_o & {2{!side_q}};
  assign flip_b_o = expect_o & {2{side_q}};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      running_q  <= 1'b0;
      settling_q <= 1'b0;
      target_q   <= 1'b0;
      side_q     <= 1'b0;
      index_q    <= First;
    end else begin
      settling_q <= running_q;
      if (running_q) begin
        index_q <= last_index ? First : index_q - 1'b1;
        if (last_index) {target_q, side_q} <= {target_q, side_q} + 2'd1;
        running_q <= !(last_index && target_q && side_q);
      end else begin
        target_q  <= 1'b0;
        side_q    <= 1'b0;
        index_q   <= First;
        running_q <= start_i && !settling_q;
      end
    end
  end

  assign busy_o = running_q || settling_q;

endmodule
