// SPDX-License-Identifier: Apache-2.0
// The answer on a port of the CPU boards, registered: all of them see the same bytes in the same cycle,
// and a decoder's depth ends here. While the machine stands still it holds.

(* keep_hierarchy *)
module ftsim_bridge (
  input  logic        clk_i,
  input  logic        rst_ni,

  input  logic        hold_i,
  input  logic        valid_i,
  input  logic        err_i,
  input  logic [31:0] data_i,

  output logic        rvalid_o,
  output logic        err_o,
  output logic [31:0] rdata_o
);

  logic        rvalid_q, err_q;
  logic [31:0] rdata_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      rvalid_q <= 1'b0;
      err_q    <= 1'b0;
      rdata_q  <= '0;
    end else if (!hold_i) begin
      rvalid_q <= valid_i;
      err_q    <= err_i;
      rdata_q  <= data_i;
    end
  end

  assign rvalid_o = rvalid_q;
  assign err_o    = err_q;
  assign rdata_o  = rdata_q;

endmodule
