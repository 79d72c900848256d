// SPDX-License-Identifier: Apache-2.0
// Instruction fetch: asks for words ahead of the pipeline and queues what comes back.
// The head of the queue is the instruction register of the execute stage. An instruction may begin
// in the upper half of a word and end in the next one, so two words can be in execute while one
// arrives and one has just been asked for: four places.
// Requests depend on flops alone, so an answer of this cycle never reaches the bus in this cycle.

module ftsim_fetch #(
  parameter logic [31:0] ResetAddr = 32'h0000_1000
) (
  input  logic        clk_i,
  input  logic        rst_ni,

  // Instruction bus (OBI names).
  output logic        instr_req_o,
  output logic [31:0] instr_addr_o,
  input  logic        instr_gnt_i,
  input  logic        instr_rvalid_i,
  input  logic [31:0] instr_rdata_i,
  input  logic        instr_err_i,

  // A jump: drop what is queued and fetch from elsewhere, at once.
  input  logic        redirect_i,
  input  logic [29:0] redirect_addr_i,  // of a word

  // The instruction at the head, taken with pop_i at the end of the cycle.
  input  logic        upper_i,       // it begins in the upper half of the first word
  output logic        valid_o,
  output logic [31:0] instr_o,       // a compressed one in the lower half
  output logic        compressed_o,
  output logic        err_o,
  output logic        err_second_o,  // in the second of its words
  input  logic        pop_i
);

  logic [29:0] addr_q;      // of the next word to ask for
  logic [31:0] word0_q, word1_q, word2_q, word3_q;
  logic        err0_q, err1_q, err2_q, err3_q;
  logic [2:0]  count_q;     // words queued
  logic [1:0]  inflight_q;  // requests not yet answered
  logic [1:0]  stale_q;     // how many of these are to be dropped

  logic [15:0] first;
  assign first        = upper_i ? word0_q[31:16] : word0_q[15:0];
  assign compressed_o = first[1:0] != 2'b11;
  assign instr_o      = {upper_i ? word1_q[15:0] : word0_q[31:16], first};

  logic straddles;
  assign straddles    = upper_i && !compressed_o && !err0_q;
  assign valid_o      = straddles ? count_q > 3'd1 : count_q != 3'd0;
  assign err_second_o = straddles && err1_q;
  assign err_o        = err0_q || err_second_o;

  logic [2:0] claimed;
  assign claimed      = count_q + {1'b0, inflight_q};
  assign instr_req_o  = (inflight_q != 2'd3) && (redirect_i || claimed < 3'd4);
  assign instr_addr_o = redirect_i ? {redirect_addr_i, 2'b00} : {addr_q, 2'b00};

  logic       push, shift;
  logic [2:0] place;
  assign push  = instr_rvalid_i && stale_q == 2'd0 && !redirect_i;
  assign shift = pop_i && (upper_i || !compressed_o);
  assign place = count_q - {2'd0, shift};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      addr_q     <= ResetAddr[31:2];
      inflight_q <= 2'd0;
      stale_q    <= 2'd0;
      count_q    <= 3'd0;
    end else begin
      if (instr_req_o && instr_gnt_i) begin
        addr_q <= instr_addr_o[31:2] + 30'd1;
      end else if (redirect_i) begin
        addr_q <= redirect_addr_i;
      end

      inflight_q <= inflight_q + {1'b0, instr_req_o && instr_gnt_i} - {1'b0, instr_rvalid_i};

      if (redirect_i) begin
        stale_q <= inflight_q - {1'b0, instr_rvalid_i};
        count_q <= 3'd0;
      end else begin
        if (instr_rvalid_i && stale_q != 2'd0) stale_q <= stale_q - 2'd1;
        count_q <= place + {2'd0, push};
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      word0_q <= 32'd0;
      word1_q <= 32'd0;
      word2_q <= 32'd0;
      word3_q <= 32'd0;
      err0_q  <= 1'b0;
      err1_q  <= 1'b0;
      err2_q  <= 1'b0;
      err3_q  <= 1'b0;
    end else begin
      if (shift) begin
        word0_q <= word1_q;
        word1_q <= word2_q;
        word2_q <= word3_q;
        err0_q  <= err1_q;
        err1_q  <= err2_q;
        err2_q  <= err3_q;
      end
      if (push) begin
        case (place)
          3'd0: begin
            word0_q <= instr_rdata_i;
            err0_q  <= instr_err_i;
          end
          3'd1: begin
            word1_q <= instr_rdata_i;
            err1_q  <= instr_err_i;
          end
          3'd2: begin
            word2_q <= instr_rdata_i;
            err2_q  <= instr_err_i;
          end
          default: begin
            word3_q <= instr_rdata_i;
            err3_q  <= instr_err_i;
          end
        endcase
      end
    end
  end

endmodule
