// SPDX-License-Identifier: Apache-2.0
// The requests of two CPU boards, compared in the cycle in which they are made: nothing of it has
// happened when mismatch_o says that they differ. Of a board that is out of service nothing is heard;
// where one serves alone there is nothing to compare. No flops.

(* keep_hierarchy *)
module ftsim_request_compare #(
  parameter int unsigned Width = 8
) (
  input  logic [1:0]       service_i,  // board 1, board 0
  input  logic [Width-1:0] a_i,        // of board 0
  input  logic [Width-1:0] b_i,        // of board 1

  output logic [Width-1:0] bus_o,      // to the memory and I/O boards
  output logic             mismatch_o
);

  assign bus_o      = (a_i & {Width{service_i[0]}}) | (b_i & {Width{service_i == 2'b10}});
  assign mismatch_o = service_i == 2'b11 && a_i != b_i;

endmodule
