// SPDX-License-Identifier: Apache-2.0
// Instruction fetch: asks for words ahead of the pipeline and queues what comes back.
// The head of the queue is the instruction register of the execute stage. Three places are enough
// to lose nothing when execute stalls: one executes, one arrives, one has just been asked for.
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

  // A jump: drop what is queued behind the head and fetch from elsewhere, at once.
  input  logic        redirect_i,
  input  logic [31:0] redirect_addr_i,

  // The head of the queue, taken with pop_i at the end of the cycle.
  output logic        valid_o,
  output logic [31:0] instr_o,
  output logic        err_o,
  input  logic        pop_i
);

  logic [31:0] addr_q;
  logic [31:0] word0_q, word1_q, word2_q;
  logic        err0_q, err1_q, err2_q;
  logic [1:0]  count_q;     // words queued
  logic [1:0]  inflight_q;  // requests not yet answered
  logic [1:0]  stale_q;     // how many of these are to be dropped

  assign valid_o = count_q != 2'd0;
  assign instr_o = word0_q;
  assign err_o   = err0_q;

  logic [2:0] claimed;
  assign claimed      = {1'b0, count_q} + {1'b0, inflight_q};
  assign instr_req_o  = (inflight_q != 2'd3) && (redirect_i || claimed < 3'd3);
  assign instr_addr_o = redirect_i ? redirect_addr_i : addr_q;

  logic       push;
  logic [1:0] place;
  assign push  = instr_rvalid_i && stale_q == 2'd0 && !redirect_i;
  assign place = count_q - {1'b0, pop_i};

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      addr_q     <= ResetAddr;
      inflight_q <= 2'd0;
      stale_q    <= 2'd0;
      count_q    <= 2'd0;
    end else begin
      if (instr_req_o && instr_gnt_i) begin
        addr_q <= instr_addr_o + 32'd4;
      end else if (redirect_i) begin
        addr_q <= redirect_addr_i;
      end

      inflight_q <= inflight_q + {1'b0, instr_req_o && instr_gnt_i} - {1'b0, instr_rvalid_i};

      if (redirect_i) begin
        stale_q <= inflight_q - {1'b0, instr_rvalid_i};
        count_q <= {1'b0, valid_o && !pop_i};
      end else begin
        if (instr_rvalid_i && stale_q != 2'd0) stale_q <= stale_q - 2'd1;
        count_q <= place + {1'b0, push};
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      word0_q <= 32'd0;
      word1_q <= 32'd0;
      word2_q <= 32'd0;
      err0_q  <= 1'b0;
      err1_q  <= 1'b0;
      err2_q  <= 1'b0;
    end else begin
      if (pop_i) begin
        word0_q <= word1_q;
        word1_q <= word2_q;
        err0_q  <= err1_q;
        err1_q  <= err2_q;
      end
      if (push) begin
        case (place)
          2'd0: begin
            word0_q <= instr_rdata_i;
            err0_q  <= instr_err_i;
          end
          2'd1: begin
            word1_q <= instr_rdata_i;
            err1_q  <= instr_err_i;
          end
          default: begin
            word2_q <= instr_rdata_i;
            err2_q  <= instr_err_i;
          end
        endcase
      end
    end
  end

endmodule
