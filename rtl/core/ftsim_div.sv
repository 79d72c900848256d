// SPDX-License-Identifier: Apache-2.0
// DIV, DIVU, REM and REMU: restoring division of magnitudes, one bit a cycle, then the signs.
// A zero divisor falls out of the algorithm as the specification wants it: all ones, and the
// dividend as remainder; only the quotient's sign must then be left alone.
// start_i is held with stable operands until done_o; done_o stays until start_i falls or
// clear_i takes the result (or kills the instruction).

module ftsim_div (
  input  logic        clk_i,
  input  logic        rst_ni,

  input  logic        start_i,
  input  logic        clear_i,
  input  logic [31:0] dividend_i,
  input  logic [31:0] divisor_i,
  input  logic        unsigned_i,
  input  logic        remainder_i,

  output logic        done_o,
  output logic [31:0] result_o
);

  logic        busy_q;
  logic [5:0]  count_q;
  logic [31:0] quotient_q;   // the dividend moves out on the left, the quotient in on the right
  logic [31:0] remainder_q;

  logic        neg_dividend, neg_divisor;
  logic [31:0] magnitude;
  logic [32:0] shifted, difference;

  assign done_o = busy_q && count_q == 6'd0;

  always_comb begin
    neg_dividend = 1'b0;
    neg_divisor  = 1'b0;
    magnitude    = 32'd0;
    shifted      = 33'd0;
    difference   = 33'd0;
    result_o     = 32'd0;
    if (start_i) begin
      neg_dividend = dividend_i[31] && !unsigned_i;
      neg_divisor  = divisor_i[31] && !unsigned_i;
      magnitude    = neg_divisor ? 32'd0 - divisor_i : divisor_i;
      shifted      = {remainder_q, quotient_q[31]};
      difference   = shifted - {1'b0, magnitude};
      if (remainder_i) begin
        result_o = neg_dividend ? 32'd0 - remainder_q : remainder_q;
      end else if (neg_dividend != neg_divisor && divisor_i != 32'd0) begin
        result_o = 32'd0 - quotient_q;
      end else begin
        result_o = quotient_q;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      busy_q      <= 1'b0;
      count_q     <= 6'd0;
      quotient_q  <= 32'd0;
      remainder_q <= 32'd0;
    end else if (clear_i) begin
      busy_q <= 1'b0;
    end else if (start_i) begin
      if (!busy_q) begin
        busy_q      <= 1'b1;
        count_q     <= 6'd32;
        quotient_q  <= neg_dividend ? 32'd0 - dividend_i : dividend_i;
        remainder_q <= 32'd0;
      end else if (count_q != 6'd0) begin
        count_q     <= count_q - 6'd1;
        quotient_q  <= {quotient_q[30:0], !difference[32]};
        remainder_q <= difference[32] ? shifted[31:0] : difference[31:0];
      end
    end
  end

endmodule
