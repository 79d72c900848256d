// SPDX-License-Identifier: Apache-2.0
// Physical memory protection (RISC-V privileged specification 1.12, section 3.7): 8 or 16 regions
// with a granularity of four bytes. An access is checked word by word. In machine mode only locked
// regions say anything, so a program that uses none pays nothing.

module ftsim_pmp #(
  parameter int unsigned Regions = 16
) (
  input  logic        clk_i,
  input  logic        rst_ni,

  // pmpcfg0..3 (0x3a0) and pmpaddr0..15 (0x3b0), told apart by bit 4.
  input  logic        csr_en_i,
  input  logic [4:0]  csr_addr_i,
  output logic [31:0] csr_rdata_o,
  input  logic        csr_write_i,
  input  logic [31:0] csr_wdata_i,

  // The word in which an instruction or an access begins, and whether it goes on in the next.
  input  logic        fetch_i,
  input  logic        fetch_user_i,
  input  logic [29:0] fetch_first_i,
  input  logic        fetch_straddles_i,
  output logic        fetch_fault_first_o,
  output logic        fetch_fault_second_o,

  input  logic        data_i,
  input  logic        data_user_i,
  input  logic        data_store_i,
  input  logic [29:0] data_first_i,
  input  logic        data_crosses_i,
  output logic        data_fault_o
);

  // Each register pmpcfgN as four groups of five bits: matching, X, W, R. The locks stand apart,
  // and the two bits between them are always zero.
  localparam int unsigned Words = Regions / 4;
  localparam int unsigned Bits  = $clog2(Regions);
  localparam int unsigned R = 0;
  localparam int unsigned W = 1;
  localparam int unsigned X = 2;
  localparam logic [1:0]  Tor = 2'd1;

  logic [19:0]        cfg_q  [0:Words-1];
  logic [31:0]        addr_q [0:Regions-1];
  logic [Regions-1:0] lock_q;

  // What a region covers is worked out only where somebody asks. The lowest match decides.
  logic        fetch_free, data_free;
  logic [31:0] below, ones, fetch_first, fetch_second, data_first, data_second;
  logic [3:0]  hit, may;  // of fetch_first, fetch_second, data_first, data_second
  logic [1:0]  match;
  always_comb begin
    may        = {{2{!data_user_i}}, {2{!fetch_user_i}}};
    below      = 32'd0;
    ones       = 32'd0;
    hit        = 4'd0;
    match      = 2'd0;
    fetch_first  = {2'b00, fetch_first_i};
    fetch_second = {2'b00, fetch_first_i + {29'd0, fetch_straddles_i}};
    data_first   = {2'b00, data_first_i};
    data_second  = {2'b00, data_first_i + {29'd0, data_crosses_i}};
    fetch_free = 1'b0;
    data_free  = 1'b0;
    if ((fetch_i && fetch_user_i) || (data_i && data_user_i) || lock_q != '0) begin
      for (int i = Regions - 1; i >= 0; i--) begin
        match      = cfg_q[i/4][5*(i%4) + 3 +: 2];
        below      = (i == 0) ? 32'd0 : addr_q[(i == 0) ? 0 : i - 1];
        ones       = match[0] ? addr_q[i] ^ (addr_q[i] + 32'd1) : 32'd0;
        hit        = 4'd0;
        fetch_free = !lock_q[i] && !fetch_user_i;
        data_free  = !lock_q[i] && !data_user_i;
        if (match[1]) begin  // NA4, NAPOT
          hit[0] = ((fetch_first ^ addr_q[i]) & ~ones) == 32'd0;
          hit[1] = ((fetch_second ^ addr_q[i]) & ~ones) == 32'd0;
          hit[2] = ((data_first ^ addr_q[i]) & ~ones) == 32'd0;
          hit[3] = ((data_second ^ addr_q[i]) & ~ones) == 32'd0;
        end else if (match == Tor) begin
          hit[0] = fetch_first >= below && fetch_first < addr_q[i];
          hit[1] = fetch_second >= below && fetch_second < addr_q[i];
          hit[2] = data_first >= below && data_first < addr_q[i];
          hit[3] = data_second >= below && data_second < addr_q[i];
        end
        if (hit[0]) may[0] = cfg_q[i/4][5*(i%4) + X] || fetch_free;
        if (hit[1]) may[1] = cfg_q[i/4][5*(i%4) + X] || fetch_free;
        if (hit[2]) may[2] = (data_store_i ? cfg_q[i/4][5*(i%4) + W] : cfg_q[i/4][5*(i%4) + R]) || data_free;
        if (hit[3]) may[3] = (data_store_i ? cfg_q[i/4][5*(i%4) + W] : cfg_q[i/4][5*(i%4) + R]) || data_free;
      end
    end
  end
  assign fetch_fault_first_o  = !may[0];
  assign fetch_fault_second_o = !may[1];
  assign data_fault_o         = !may[2] || !may[3];

  logic            is_addr, exists;
  logic [Bits-1:0] region;
  logic [Bits-3:0] word;
  assign is_addr = csr_addr_i[4];
  assign region  = csr_addr_i[Bits-1:0];
  assign word    = csr_addr_i[Bits-3:0];
  assign exists  = Regions == 16 || !(is_addr ? csr_addr_i[3] : csr_addr_i[1]);

  always_comb begin
    csr_rdata_o = 32'd0;
    if (csr_en_i && exists) begin
      if (is_addr) begin
        csr_rdata_o = addr_q[region];
      end else begin
        for (int n = 0; n < 4; n++) begin
          csr_rdata_o[8*n +: 8] = {lock_q[{word, 2'(n)}], 2'b00, cfg_q[word][5*n +: 5]};
        end
      end
    end
  end

  // A lock holds until reset; it also holds the address below its region where that is its lower
  // end. Writable but not readable is reserved: such a region is not writable either.
  logic [3:0]  lock_d;
  logic [19:0] cfg_d;
  logic        addr_locked;
  always_comb begin
    lock_d      = 4'd0;
    cfg_d       = 20'd0;
    addr_locked = 1'b0;
    if (csr_write_i) begin
      for (int n = 0; n < 4; n++) begin
        lock_d[n] = csr_wdata_i[8*n + 7] || lock_q[{word, 2'(n)}];
        cfg_d[5*n +: 5] = lock_q[{word, 2'(n)}] ? cfg_q[word][5*n +: 5]
                        : csr_wdata_i[8*n +: 5] & {3'b111, csr_wdata_i[8*n], 1'b1};
      end
      for (int i = 0; i < Regions; i++) begin
        if (region == Bits'(i)) begin
          addr_locked = lock_q[i] || (i + 1 < Regions && lock_q[(i + 1) % Regions] &&
                        cfg_q[(i + 1) % Regions / 4][5*((i + 1) % 4) + 3 +: 2] == Tor);
        end
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      lock_q <= '0;
      for (int i = 0; i < Words; i++) cfg_q[i] <= 20'd0;
      for (int i = 0; i < Regions; i++) addr_q[i] <= 32'd0;
    end else if (csr_write_i && exists) begin
      if (!is_addr) begin
        lock_q[{word, 2'b00} +: 4] <= lock_d;
        cfg_q[word]                <= cfg_d;
      end else if (!addr_locked) begin
        addr_q[region] <= csr_wdata_i;
      end
    end
  end

endmodule
