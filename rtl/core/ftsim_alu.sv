// SPDX-License-Identifier: Apache-2.0
// The arithmetic of one cycle: OP and OP-IMM, and the four multiplications.
// Operations are numbered as funct3 numbers them.

module ftsim_alu (
  input  logic [31:0] a_i,
  input  logic [31:0] b_i,
  input  logic [2:0]  funct3_i,
  input  logic        alt_i,   // SUB for ADD, SRA for SRL
  input  logic        mul_i,   // MUL, MULH, MULHSU, MULHU
  output logic [31:0] result_o
);

  // The low 64 bits of a 64 x 64 product hold every 33 x 33 product there is to choose from.
  logic [63:0] wide_a, wide_b, product;

  always_comb begin
    wide_a  = 64'd0;
    wide_b  = 64'd0;
    product = 64'd0;
    if (mul_i) begin
      wide_a   = {{32{a_i[31] && funct3_i[1:0] != 2'd3}}, a_i};
      wide_b   = {{32{b_i[31] && !funct3_i[1]}}, b_i};
      product  = wide_a * wide_b;
      result_o = (funct3_i[1:0] == 2'd0) ? product[31:0] : product[63:32];
    end else begin
      case (funct3_i)
        3'd0:    result_o = alt_i ? a_i - b_i : a_i + b_i;
        3'd1:    result_o = a_i << b_i[4:0];
        3'd2:    result_o = {31'd0, $signed(a_i) < $signed(b_i)};
        3'd3:    result_o = {31'd0, a_i < b_i};
        3'd4:    result_o = a_i ^ b_i;
        3'd5:    result_o = alt_i ? $signed($signed(a_i) >>> b_i[4:0]) : a_i >> b_i[4:0];
        3'd6:    result_o = a_i | b_i;
        default: result_o = a_i & b_i;
      endcase
    end
  end

endmodule
