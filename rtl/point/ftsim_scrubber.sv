// SPDX-License-Identifier: Apache-2.0
// Asks for a word of memory every interval_i cycles, one after the other, and from the first one again:
// a wrong bit is found before a second one comes to it. A counter that a flip has carried too far comes
// back to zero with the next cycle. While the machine stands still it waits.

(* keep_hierarchy *)
module ftsim_scrubber (
  input  logic        clk_i,
  input  logic        rst_ni,

  input  logic        hold_i,
  input  logic [31:0] interval_i,  // a strap: cycles, at least 1
  input  logic [29:0] last_i,      // a strap: the last word's number

  output logic        req_o,
  output logic [29:0] word_o       // its number; 0 without a request
);

  logic [31:0] wait_q;
  logic [29:0] word_q;
  logic        over;

  assign over = wait_q >= interval_i - 32'd1;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      wait_q <= '0;
      word_q <= '0;
    end else if (!hold_i) begin
      wait_q <= over ? '0 : wait_q + 32'd1;
      if (over) word_q <= word_q >= last_i ? '0 : word_q + 30'd1;
    end
  end

  assign req_o  = wait_q == '0;
  assign word_o = word_q & {30{req_o}};

endmodule
