// SPDX-License-Identifier: Apache-2.0
// Who is in service: a flop for each board. After reset all are. Boards are taken out and let in again
// by a write, which may come in any cycle, also in one in which the machine stands still; who is to be
// taken out and let in at once is taken out.

(* keep_hierarchy *)
module ftsim_isolate_switch #(
  parameter int unsigned Boards = 2
) (
  input  logic              clk_i,
  input  logic              rst_ni,

  input  logic [Boards-1:0] isolate_i,
  input  logic [Boards-1:0] admit_i,
  output logic [Boards-1:0] service_o
);

  logic [Boards-1:0] service_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      service_q <= '1;
    end else begin
      service_q <= (service_q | admit_i) & ~isolate_i;
    end
  end

  assign service_o = service_q;

endmodule
