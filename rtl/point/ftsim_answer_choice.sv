// SPDX-License-Identifier: Apache-2.0
// The word in the answers of two boards, by what they and their code say and by that alone. Of two that
// are heard the one in which the code finds an error is the wrong one. Where both say the same it is
// right, whatever the code has corrected; where the code finds as much in one as in the other, and they
// differ, or it can correct neither, nobody knows: undecided_o, and both are to be asked again. No flops.

(* keep_hierarchy *)
module ftsim_answer_choice (
  input  logic [1:0]  heard_i,       // board 1, board 0: it answers, and is in service
  input  logic [38:0] a_i,           // codeword of board 0
  input  logic [38:0] b_i,           // of board 1

  output logic        answered_o,
  output logic        second_o,      // the word is board 1's
  output logic [31:0] data_o,        // zeros without an answer
  output logic        undecided_o,
  output logic [1:0]  corrected_o,   // by the code
  output logic [1:0]  wrong_o        // that board has the wrong word
);

  logic [31:0] data_a, data_b;
  logic [1:0]  corrected, uncorrectable;
  logic        both, same;

  ftsim_secded_decode u_decode_a (
    .codeword_i      (a_i),
    .data_o          (data_a),
    .corrected_o     (corrected[0]),
    .uncorrectable_o (uncorrectable[0])
  );

  ftsim_secded_decode u_decode_b (
    .codeword_i      (b_i),
    .data_o          (data_b),
    .corrected_o     (corrected[1]),
    .uncorrectable_o (uncorrectable[1])
  );

  assign both = heard_i == 2'b11;
  assign same = data_a == data_b;

  always_comb begin
    second_o    = heard_i == 2'b10;
    undecided_o = 1'b0;
    wrong_o     = 2'b00;
    if (both) begin
      case (uncorrectable)
        2'b01: begin
          second_o = 1'b1;
          wrong_o  = 2'b01;
        end
        2'b10:   wrong_o     = 2'b10;
        2'b11:   undecided_o = 1'b1;
        default: begin
          if (!same) begin
            case (corrected)
              2'b01: begin
                second_o = 1'b1;
                wrong_o  = 2'b01;
              end
              2'b10:   wrong_o     = 2'b10;
              default: undecided_o = 1'b1;
            endcase
          end
        end
      endcase
    end else begin
      undecided_o = (heard_i & uncorrectable) != 2'b00;
    end
  end

  assign answered_o  = heard_i != 2'b00;
  assign data_o      = second_o ? data_b : (data_a & {32{answered_o}});
  assign corrected_o = heard_i & corrected;

endmodule
