// SPDX-License-Identifier: Apache-2.0
// Walks one differing bit through every compared signal, 1 against 0 and then 0 against 1, in one
// comparator and then in the other: 2 x Width patterns each, one a cycle. The comparator that is
// not tested goes on comparing, so that no cycle goes unwatched. The difference and the expectation
// of it take different ways, so a bit not forced is found as well as one not compared.

(* keep_hierarchy *)
module ftsim_self_test #(
  parameter int unsigned Width = 8
) (
  input  logic             clk_i,
  input  logic             rst_ni,

  input  logic             start_i,
  output logic             busy_o,   // until the last verdict is in

  output logic [Width-1:0] walk_o,
  output logic [1:0]       a_high_o, // in which comparator
  output logic [1:0]       b_high_o,
  output logic [1:0]       expect_o
);

  localparam int unsigned IndexBits = (Width > 1) ? $clog2(Width) : 1;
  localparam logic [IndexBits-1:0] First = IndexBits'(Width - 1);

  logic [3:0]           phase_q;  // first comparator a high, b high; second; or at rest
  logic                 settling_q;
  logic [IndexBits-1:0] index_q;
  logic                 running, last_index;

  assign running    = phase_q != 4'd0;
  assign last_index = index_q == '0;

  for (genvar i = 0; i < Width; i++) begin : gen_walk
    assign walk_o[i] = index_q == IndexBits'(i);
  end
  assign a_high_o = {phase_q[2], phase_q[0]};
  assign b_high_o = {phase_q[3], phase_q[1]};
  assign expect_o = {phase_q[3] || phase_q[2], phase_q[1] || phase_q[0]};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      phase_q    <= 4'd0;
      settling_q <= 1'b0;
      index_q    <= First;
    end else begin
      settling_q <= running;
      if (running) begin
        index_q <= last_index ? First : index_q - 1'b1;
        if (last_index) phase_q <= {phase_q[2:0], 1'b0};
      end else begin
        index_q <= First;
        phase_q <= {3'd0, start_i && !settling_q};
      end
    end
  end

  assign busy_o = running || settling_q;

endmodule
