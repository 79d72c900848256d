// SPDX-License-Identifier: Apache-2.0
// The smallest machine worth keeping in step: counts, and keeps a second number that it shows only
// now and then.

module counter (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic [7:0]  step_i,
  output logic [31:0] count_o,
  output logic [31:0] shown_o
);

  logic [31:0] count_q, hidden_q;

  assign count_o = count_q;
  assign shown_o = (count_q[11:0] == 12'd0) ? hidden_q : 32'd0;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      count_q  <= 32'd0;
      hidden_q <= 32'd1;
    end else begin
      count_q <= count_q + 32'd1;
      if (step_i != 8'd0) hidden_q <= hidden_q + {24'd0, step_i};
    end
  end

endmodule
