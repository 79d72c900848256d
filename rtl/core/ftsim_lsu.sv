// SPDX-License-Identifier: Apache-2.0
// Loads and stores: byte lanes on the way out, one access waiting for its answer, alignment and
// sign on the way back. `waiting` is the write-back stage of the pipeline: the core completes
// nothing younger before the access has answered, which keeps traps precise and the number of
// retired instructions a program point.
//
// An instruction may need two accesses: an AMO reads and then writes, a misaligned load or store
// touches two words. The answer to the first of them is held here until the second goes out.
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
  input  logic        mem_i,          // that instruction is one
  input  logic        store_i,
  input  logic        atomic_i,
  input  logic [31:0] addr_i,
  input  logic [31:0] wdata_i,
  input  logic [2:0]  funct3_i,
  input  logic        second_i,       // of two accesses
  input  logic [4:0]  rd_i,
  input  logic        accept_i,
  input  logic        accept_first_i, // the first of two is on the bus
  output logic        crosses_o,      // into the next word
  output logic        misaligned_o,   // where that cannot be done: an atomic, a device

  // The access that waits for its answer.
  output logic        waiting_o,
  output logic        waiting_rd_we_o,  // and will write a register
  output logic        waiting_store_o,
  output logic        waiting_main_o,
  output logic        waiting_first_o,  // of two
  output logic [4:0]  waiting_rd_o,
  output logic [31:0] waiting_addr_o,
  output logic        answered_o,     // without error, now: the instruction is complete
  output logic        failed_q_o,     // with an error, in the cycle before

  output logic [31:0] held_o,         // what the first access read
  output logic        rf_we_o,
  output logic [31:0] rf_wdata_o
);

  logic        waiting_q, rd_we_q, store_q, main_q, first_q, second_q, failed_q;
  logic [2:0]  funct3_q;
  logic [4:0]  rd_q;
  logic [31:0] addr_q, held_q;

  // Byte lanes of the two words that the access may touch, and the register turned to them.
  logic       aligned, main, other;
  logic [7:0] lanes;
  always_comb begin
    aligned      = 1'b1;
    crosses_o    = 1'b0;
    lanes        = 8'd0;
    data_wdata_o = 32'd0;
    if (mem_i) begin
      aligned      = (addr_i[1:0] & {funct3_i[1], funct3_i[1:0] != 2'd0}) == 2'd0;
      crosses_o    = !aligned && (funct3_i[1] || addr_i[1:0] == 2'd3);
      lanes        = {4'd0, {2{funct3_i[1]}}, funct3_i[1:0] != 2'd0, 1'b1} << addr_i[1:0];
      data_wdata_o = 32'(({wdata_i, wdata_i} << {addr_i[1:0], 3'b000}) >> 32);
    end
  end
  assign misaligned_o = !aligned && (atomic_i || !addr_i[31]);

  assign other        = second_i && !atomic_i;
  assign data_req_o   = req_i;
  assign data_we_o    = store_i;
  assign data_be_o    = other ? lanes[7:4] : lanes[3:0];
  assign data_addr_o  = other ? {addr_i[31:2] + 30'd1, 2'b00} : addr_i;
  assign main         = data_addr_o[31] && data_addr_o <= ram_last_i;

  assign waiting_o       = waiting_q;
  assign waiting_rd_we_o = rd_we_q;
  assign waiting_store_o = store_q;
  assign waiting_main_o  = main_q;
  assign waiting_first_o = first_q;
  assign waiting_rd_o    = rd_q;
  assign waiting_addr_o  = addr_q;
  assign failed_q_o      = failed_q;
  assign held_o          = held_q;

  logic good;
  assign good       = waiting_q && data_rvalid_i && !data_err_i;
  assign answered_o = good && !first_q;
  assign rf_we_o    = answered_o && rd_we_q;

  logic [31:0] shifted;
  always_comb begin
    shifted    = 32'd0;
    rf_wdata_o = 32'd0;
    if (store_q) begin
      rf_wdata_o = held_q;  // an AMO's old value, or the zero of an SC that succeeds
    end else if (rf_we_o) begin
      shifted = 32'({data_rdata_i, second_q ? held_q : data_rdata_i} >> {addr_q[1:0], 3'b000});
      case (funct3_q)
        3'd0:    rf_wdata_o = {{24{shifted[7]}}, shifted[7:0]};
        3'd1:    rf_wdata_o = {{16{shifted[15]}}, shifted[15:0]};
        3'd4:    rf_wdata_o = {24'd0, shifted[7:0]};
        3'd5:    rf_wdata_o = {16'd0, shifted[15:0]};
        default: rf_wdata_o = shifted;
      endcase
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      waiting_q <= 1'b0;
      failed_q  <= 1'b0;
      rd_we_q   <= 1'b0;
      store_q   <= 1'b0;
      main_q    <= 1'b0;
      first_q   <= 1'b0;
      second_q  <= 1'b0;
      funct3_q  <= 3'd0;
      rd_q      <= 5'd0;
      addr_q    <= 32'd0;
      held_q    <= 32'd0;
    end else begin
      failed_q <= waiting_q && data_rvalid_i && data_err_i;
      if (accept_i || accept_first_i) begin
        waiting_q <= 1'b1;
        rd_we_q   <= !store_i || atomic_i;
        store_q   <= store_i || (accept_first_i && atomic_i);
        main_q    <= main;
        first_q   <= accept_first_i;
        second_q  <= second_i;
        funct3_q  <= funct3_i;
        rd_q      <= rd_i;
        addr_q    <= addr_i;
        if (atomic_i && !second_i) held_q <= 32'd0;
      end else if (data_rvalid_i) begin
        waiting_q <= 1'b0;
      end
      if (good && first_q) held_q <= data_rdata_i;
    end
  end

endmodule
