// SPDX-License-Identifier: Apache-2.0
// As little of a core as has what matters: state that shows at once, and state that shows later,
// when the inputs will have it, or never.

module toy_core (
  input  logic       clk,
  input  logic       rst_n,
  input  logic [1:0] in,
  output logic [1:0] out
);

  logic [1:0] hidden_q, out_q;

  always_ff @(posedge clk) begin
    if (!rst_n) begin
      hidden_q <= 2'd1;
      out_q    <= 2'd2;
    end else begin
      if (in[1]) hidden_q <= {hidden_q[0], !hidden_q[1] ^ in[0]};
      out_q <= in[0] ? hidden_q : out_q + 2'd1;
    end
  end

  assign out = out_q;

endmodule
