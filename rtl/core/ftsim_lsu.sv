// SPDX-License-Identifier: Apache-2.0
// Loads and stores: byte lanes on the way out, one access waiting for its answer, alignment and
// sign on the way back. `waiting` is the write-back stage of the pipeline: the core completes
// nothing younger before the access has answered, which keeps traps precise and the number of
// retired instructions a program point.
//
// An access to main memory (0x8000_0000 to ram_last_i) never answers with an error, so the next
// access may go out behind it. Elsewhere the core waits, and an error is still precise.

module ftsim_lsu (
  input  logic        clk_i,
  input  logic        rst_ni,

  // Data bus (OBI names).
  output logic        data_req_o,
  output logic        data_we_o,
  output logic [3:0]  data_be_o,
  output logic [31:0] data_addr_o,
  output logic [31:0] data_wdata_o,
  input  logic        data_rvalid_i,
  input  logic [31:0] data_rdata_i,
  input  logic        data_err_i,
  input  logic [31:0] ram_last_i,

  // From execute: an access to put on the bus, and the end of its stay in execute.
  input  logic        req_i,
  input  logic        store_i,
  input  logic [31:0] addr_i,
  input  logic [31:0] wdata_i,
  input  logic [2:0]  funct3_i,
  input  logic [4:0]  rd_i,
  input  logic        accept_i,
  output logic        misaligned_o,

  // The access that waits for its answer.
  output logic        waiting_o,
  output logic        waiting_load_o,
  output logic        waiting_main_o,
  output logic [4:0]  waiting_rd_o,
  output logic [31:0] waiting_addr_o,
  output logic        answered_o,     // without error, now
  output logic        failed_q_o,     // with an error, in the cycle before

  output logic        rf_we_o,
  output logic [31:0] rf_wdata_o
);

  logic        waiting_q, load_q, main_q, failed_q;
  logic [2:0]  funct3_q;
  logic [4:0]  rd_q;
  logic [31:0] addr_q;

  assign misaligned_o = (funct3_i[1:0] == 2'd1 && addr_i[0]) ||
                        (funct3_i[1:0] == 2'd2 && addr_i[1:0] != 2'd0);

  assign data_req_o  = req_i;
  assign data_we_o   = store_i;
  assign data_addr_o = addr_i;

  always_comb begin
    case (funct3_i[1:0])
      2'd0: begin
        data_be_o    = 4'b0001 << addr_i[1:0];
        data_wdata_o = {4{wdata_i[7:0]}};
      end
      2'd1: begin
        data_be_o    = addr_i[1] ? 4'b1100 : 4'b0011;
        data_wdata_o = {2{wdata_i[15:0]}};
      end
      default: begin
        data_be_o    = 4'b1111;
        data_wdata_o = wdata_i;
      end
    endcase
  end

  assign waiting_o      = waiting_q;
  assign waiting_load_o = load_q;
  assign waiting_main_o = main_q;
  assign waiting_rd_o   = rd_q;
  assign waiting_addr_o = addr_q;
  assign failed_q_o     = failed_q;
  assign answered_o     = waiting_q && data_rvalid_i && !data_err_i;

  logic [31:0] shifted;
  assign rf_we_o = answered_o && load_q;
  assign shifted = data_rdata_i >> {addr_q[1:0], 3'b000};

  always_comb begin
    case (funct3_q)
      3'd0:    rf_wdata_o = {{24{shifted[7]}}, shifted[7:0]};
      3'd1:    rf_wdata_o = {{16{shifted[15]}}, shifted[15:0]};
      3'd4:    rf_wdata_o = {24'd0, shifted[7:0]};
      3'd5:    rf_wdata_o = {16'd0, shifted[15:0]};
      default: rf_wdata_o = shifted;
    endcase
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      waiting_q <= 1'b0;
      failed_q  <= 1'b0;
      load_q    <= 1'b0;
      main_q    <= 1'b0;
      funct3_q  <= 3'd0;
      rd_q      <= 5'd0;
      addr_q    <= 32'd0;
    end else begin
      failed_q <= waiting_q && data_rvalid_i && data_err_i;
      if (accept_i) begin
        waiting_q <= 1'b1;
        load_q    <= !store_i;
        main_q    <= addr_i[31] && addr_i <= ram_last_i;
        funct3_q  <= funct3_i;
        rd_q      <= rd_i;
        addr_q    <= addr_i;
      end else if (data_rvalid_i) begin
        waiting_q <= 1'b0;
      end
    end
  end

endmodule
