// SPDX-License-Identifier: Apache-2.0
// The 31 integer registers. Two write ports, because a load may return in the cycle in which the
// next instruction finishes; on the same register the younger one (port b) wins.

module ftsim_regfile (
  input  logic        clk_i,
  input  logic        rst_ni,

  input  logic [4:0]  raddr_a_i,
  output logic [31:0] rdata_a_o,
  input  logic [4:0]  raddr_b_i,
  output logic [31:0] rdata_b_o,

  input  logic        we_a_i,
  input  logic [4:0]  waddr_a_i,
  input  logic [31:0] wdata_a_i,
  input  logic        we_b_i,
  input  logic [4:0]  waddr_b_i,
  input  logic [31:0] wdata_b_i
);

  logic [31:0] regs_q [1:31];

  assign rdata_a_o = (raddr_a_i == 5'd0) ? 32'd0 : regs_q[raddr_a_i];
  assign rdata_b_o = (raddr_b_i == 5'd0) ? 32'd0 : regs_q[raddr_b_i];

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      for (int i = 1; i < 32; i++) regs_q[i] <= 32'd0;
    end else begin
      if (we_a_i && waddr_a_i != 5'd0) regs_q[waddr_a_i] <= wdata_a_i;
      if (we_b_i && waddr_b_i != 5'd0) regs_q[waddr_b_i] <= wdata_b_i;
    end
  end

endmodule
