// SPDX-License-Identifier: Apache-2.0
// Control and status registers of machine and user mode, the trap state, and the counters.
// Everything that decides about an interrupt is a flop here, so a trap never depends on an input
// of the same cycle. Reads are exact because the core lets a CSR instruction in only when every
// older instruction has retired.

module ftsim_csr #(
  parameter logic [31:0] HartId = 32'd0
) (
  input  logic        clk_i,
  input  logic        rst_ni,

  input  logic        irq_software_i,
  input  logic        irq_timer_i,
  input  logic        irq_external_i,

  // A CSR instruction in execute; it takes effect with commit_i, when nothing older is in flight.
  input  logic        en_i,
  input  logic        commit_i,
  input  logic [11:0] addr_i,
  input  logic [1:0]  op_i,      // 1 write, 2 set, 3 clear, as funct3[1:0]
  input  logic        writes_i,  // false for a set or clear of x0 or zero
  input  logic [31:0] operand_i,
  output logic [31:0] rdata_o,
  output logic        illegal_o,

  // Registers of ftsim_pmp are read and written through here.
  input  logic [31:0] pmp_rdata_i,
  output logic        pmp_write_o,
  output logic [31:0] wdata_o,

  // A trap is taken, or MRET executed, at the end of this cycle.
  input  logic        trap_i,
  input  logic        trap_irq_i,
  input  logic [4:0]  trap_cause_i,
  input  logic [31:0] trap_epc_i,
  input  logic [31:0] trap_tval_i,
  input  logic        mret_i,
  output logic [31:0] trap_addr_o,
  output logic [31:0] mepc_o,

  output logic        user_o,         // in user mode
  output logic        data_user_o,    // loads and stores have user mode's rights
  output logic        wfi_illegal_o,

  output logic        irq_pending_o,  // enabled in mie: wakes WFI
  output logic        irq_enabled_o,  // and mstatus.MIE or user mode: to be taken
  output logic [4:0]  irq_cause_o,

  input  logic [1:0]  retired_i       // instructions that retire at the end of this cycle
);

  // RV32IMAC with user mode.
  localparam logic [31:0] Misa = 32'h4010_1105;

  logic        user_q;
  logic        mie_q, mpie_q;                        // mstatus.MIE, mstatus.MPIE
  logic        mpp_q;                                // mstatus.MPP is 3, not 0
  logic        mprv_q, tw_q;                         // mstatus.MPRV, mstatus.TW
  logic [2:0]  mcounteren_q;
  logic        msie_q, mtie_q, meie_q;               // mie
  logic        msip_q, mtip_q, meip_q;               // mip
  logic [29:0] mtvec_base_q;
  logic        mtvec_vectored_q;
  logic [31:0] mscratch_q, mepc_q, mtval_q;
  logic        mcause_irq_q;
  logic [4:0]  mcause_q;
  logic [63:0] mcycle_q, minstret_q;

  logic software, timer, external;
  assign software = msip_q && msie_q;
  assign timer    = mtip_q && mtie_q;
  assign external = meip_q && meie_q;

  assign irq_pending_o = software || timer || external;
  assign irq_enabled_o = irq_pending_o && (mie_q || user_q);
  assign irq_cause_o   = external ? ftsim_pkg::IrqExternal
                       : software ? ftsim_pkg::IrqSoftware : ftsim_pkg::IrqTimer;

  assign user_o        = user_q;
  assign data_user_o   = mprv_q ? !mpp_q : user_q;   // mprv_q is never set in user mode
  assign wfi_illegal_o = user_q && tw_q;

  assign mepc_o      = mepc_q;
  always_comb begin
    trap_addr_o = 32'd0;
    if (trap_i) begin
      trap_addr_o = (mtvec_vectored_q && trap_irq_i)
                  ? {mtvec_base_q + {25'd0, trap_cause_i}, 2'b00} : {mtvec_base_q, 2'b00};
    end
  end

  // The counters that user mode may read are its only registers.
  logic known, pmp;
  always_comb begin
    rdata_o   = 32'd0;
    known     = 1'b1;
    pmp       = 1'b0;
    illegal_o = 1'b0;
    if (en_i) begin
      case (addr_i)
        12'h300: rdata_o = {10'd0, tw_q, 3'd0, mprv_q, 4'd0, {2{mpp_q}}, 3'd0, mpie_q, 3'd0,
                            mie_q, 3'd0};
        12'h301: rdata_o = Misa;
        12'h304: rdata_o = {20'd0, meie_q, 3'd0, mtie_q, 3'd0, msie_q, 3'd0};
        12'h305: rdata_o = {mtvec_base_q, 1'b0, mtvec_vectored_q};
        12'h306: rdata_o = {29'd0, mcounteren_q};
        12'h30a, 12'h31a: rdata_o = 32'd0;           // menvcfg
        12'h310: rdata_o = 32'd0;                    // mstatush
        12'h320: rdata_o = 32'd0;                    // mcountinhibit
        12'h340: rdata_o = mscratch_q;
        12'h341: rdata_o = mepc_q;
        12'h342: rdata_o = {mcause_irq_q, 26'd0, mcause_q};
        12'h343: rdata_o = mtval_q;
        12'h344: rdata_o = {20'd0, meip_q, 3'd0, mtip_q, 3'd0, msip_q, 3'd0};
        12'hb00, 12'hc00: rdata_o = mcycle_q[31:0];
        12'hb02, 12'hc02: rdata_o = minstret_q[31:0];
        12'hb80, 12'hc80: rdata_o = mcycle_q[63:32];
        12'hb82, 12'hc82: rdata_o = minstret_q[63:32];
        12'hc01, 12'hc81: rdata_o = 32'd0;           // time is a load, see ftsim_decode
        12'hf11, 12'hf12, 12'hf13, 12'hf15: rdata_o = 32'd0;  // no vendor, no configuration
        12'hf14: rdata_o = HartId;
        default: begin
          rdata_o = pmp_rdata_i;
          pmp     = addr_i[11:4] == 8'h3b || addr_i[11:2] == 10'h0e8;
          known   = pmp || (addr_i[4:0] > 5'd2 &&    // mhpmcounter3..31, their halves and events
                    (addr_i[11:5] == 7'h58 || addr_i[11:5] == 7'h5c || addr_i[11:5] == 7'h19));
        end
      endcase
      illegal_o = !known || (writes_i && addr_i[11:10] == 2'b11) ||
                  (user_q && (addr_i[9:8] != 2'b00 || !mcounteren_q[addr_i[1:0]]));
    end
  end


  logic        write;
  logic [31:0] wdata;
  assign write       = en_i && commit_i && writes_i;
  assign pmp_write_o = write && pmp;
  assign wdata_o     = wdata;
  always_comb begin
    wdata = 32'd0;
    if (en_i) begin
      wdata = (op_i == 2'd1) ? operand_i
            : (op_i == 2'd2) ? rdata_o | operand_i : rdata_o & ~operand_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      user_q           <= 1'b0;
      mie_q            <= 1'b0;
      mpie_q           <= 1'b0;
      mpp_q            <= 1'b0;
      mprv_q           <= 1'b0;
      tw_q             <= 1'b0;
      mcounteren_q     <= 3'd0;
      msie_q           <= 1'b0;
      mtie_q           <= 1'b0;
      meie_q           <= 1'b0;
      mtvec_base_q     <= 30'd0;
      mtvec_vectored_q <= 1'b0;
      mscratch_q       <= 32'd0;
      mepc_q           <= 32'd0;
      mtval_q          <= 32'd0;
      mcause_irq_q     <= 1'b0;
      mcause_q         <= 5'd0;
    end else if (trap_i) begin
      user_q       <= 1'b0;
      mie_q        <= 1'b0;
      mpie_q       <= mie_q;
      mpp_q        <= !user_q;
      mepc_q       <= trap_epc_i;
      mtval_q      <= trap_tval_i;
      mcause_irq_q <= trap_irq_i;
      mcause_q     <= trap_cause_i;
    end else if (mret_i) begin
      user_q <= !mpp_q;
      mie_q  <= mpie_q;
      mpie_q <= 1'b1;
      mpp_q  <= 1'b0;
      if (!mpp_q) mprv_q <= 1'b0;
    end else if (write) begin
      case (addr_i)
        12'h300: begin
          mie_q  <= wdata[3];
          mpie_q <= wdata[7];
          if (wdata[12:11] == 2'b11 || wdata[12:11] == 2'b00) mpp_q <= wdata[11];
          mprv_q <= wdata[17];
          tw_q   <= wdata[21];
        end
        12'h304: begin
          msie_q <= wdata[3];
          mtie_q <= wdata[7];
          meie_q <= wdata[11];
        end
        12'h306: mcounteren_q <= wdata[2:0];
        12'h305: begin
          mtvec_base_q     <= wdata[31:2];
          mtvec_vectored_q <= wdata[0];
        end
        12'h340: mscratch_q <= wdata;
        12'h341: mepc_q     <= {wdata[31:1], 1'b0};
        12'h342: begin
          mcause_irq_q <= wdata[31];
          mcause_q     <= wdata[4:0];
        end
        12'h343: mtval_q <= wdata;
        default: ;                                   // the counters below, PMP, the read-only
      endcase
    end
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      msip_q     <= 1'b0;
      mtip_q     <= 1'b0;
      meip_q     <= 1'b0;
      mcycle_q   <= 64'd0;
      minstret_q <= 64'd0;
    end else begin
      msip_q     <= irq_software_i;
      mtip_q     <= irq_timer_i;
      meip_q     <= irq_external_i;
      mcycle_q   <= mcycle_q + 64'd1;
      minstret_q <= minstret_q + {62'd0, retired_i};
      if (write) begin
        case (addr_i)
          12'hb00: mcycle_q   <= {mcycle_q[63:32], wdata};
          12'hb80: mcycle_q   <= {wdata, mcycle_q[31:0]};
          12'hb02: minstret_q <= {minstret_q[63:32], wdata};
          12'hb82: minstret_q <= {wdata, minstret_q[31:0]};
          default: ;
        endcase
      end
    end
  end

endmodule
