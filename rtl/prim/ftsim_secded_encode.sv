// SPDX-License-Identifier: Apache-2.0
// A word and its check bits. No flops.

module ftsim_secded_encode (
  input  logic [31:0] data_i,
  output logic [38:0] codeword_o
);

  logic [6:0] check;

  always_comb begin
    check = ftsim_secded_pkg::Inverted;
    for (int unsigned i = 0; i < 32; i++) begin
      if (data_i[i]) check ^= ftsim_secded_pkg::Columns[7*i +: 7];
    end
  end

  assign codeword_o = {check, data_i};

endmodule
