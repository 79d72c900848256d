// SPDX-License-Identifier: Apache-2.0
// The word in a codeword, one wrong bit put right. Two wrong bits are uncorrectable, and so are those
// of more whose syndrome is no column; others look like one wrong bit, or none, and the data is wrong.
// No flops.

module ftsim_secded_decode (
  input  logic [38:0] codeword_i,
  output logic [31:0] data_o,
  output logic        corrected_o,
  output logic        uncorrectable_o
);

  logic [38:0] expected;
  logic [6:0]  syndrome;
  logic        is_column;

  ftsim_secded_encode u_encode (
    .data_i     (codeword_i[31:0]),
    .codeword_o (expected)
  );

  assign syndrome = expected[38:32] ^ codeword_i[38:32];

  always_comb begin
    data_o    = expected[31:0];
    is_column = 1'b0;
    for (int unsigned i = 0; i < 32; i++) begin
      if (syndrome == ftsim_secded_pkg::Columns[7*i +: 7]) begin
        data_o[i] = !data_o[i];
        is_column = 1'b1;
      end
    end
    for (int unsigned i = 0; i < 7; i++) begin
      if (syndrome == 7'd1 << i) is_column = 1'b1;
    end
  end

  assign corrected_o     = is_column;
  assign uncorrectable_o = syndrome != '0 && !is_column;

endmodule
