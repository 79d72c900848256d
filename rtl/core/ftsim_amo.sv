// SPDX-License-Identifier: Apache-2.0
// What an AMO stores, from what memory held and the register.

module ftsim_amo (
  input  logic        en_i,
  input  logic [4:0]  funct5_i,
  input  logic [31:0] memory_i,
  input  logic [31:0] register_i,
  output logic [31:0] result_o
);

  // The comparison is signed where bit 3 of funct5 is clear: MIN, MAX, then MINU, MAXU.
  logic less;

  always_comb begin
    less     = 1'b0;
    result_o = 32'd0;
    if (en_i) begin
      less = funct5_i[3] ? memory_i < register_i : $signed(memory_i) < $signed(register_i);
      case (funct5_i)
        5'h00:   result_o = memory_i + register_i;
        5'h04:   result_o = memory_i ^ register_i;
        5'h08:   result_o = memory_i | register_i;
        5'h0c:   result_o = memory_i & register_i;
        5'h10,
        5'h18:   result_o = less ? memory_i : register_i;
        5'h14,
        5'h1c:   result_o = less ? register_i : memory_i;
        default: result_o = register_i;  // AMOSWAP
      endcase
    end
  end

endmodule
