// SPDX-License-Identifier: Apache-2.0
// An in-order RV32IMAC_Zicsr_Zifencei_Zicntr core with machine and user mode, in three stages:
//
//   fetch     | asks for words ahead, queues them; the head of the queue is the next instruction
//   execute   | expands, decodes, reads registers, computes, jumps, puts accesses on the bus
//   write-back| one memory access waits for its answer
//
// Instructions complete strictly in order, and pc_q is always the address of the next one to
// complete: a trap, an interrupt or a stop at a program point finds exactly the registers that the
// retired instructions give, whatever the wait states.
//
// No output depends on an input of the same cycle. What stalls for a reason known from flops is
// `go`; what an answer of this cycle still decides is `done`, which feeds flops only.

module ftsim_core #(
  parameter logic [31:0] HartId     = 32'd0,
  parameter logic [31:0] ResetAddr  = 32'h0000_1000,
  parameter logic [31:0] MtimeAddr  = 32'h0200_bff8,  // where `time` is read
  parameter int unsigned PmpRegions = 16              // 0, 8 or 16
) (
  input  logic        clk_i,
  input  logic        rst_ni,

  output logic        instr_req_o,
  output logic [31:0] instr_addr_o,
  input  logic        instr_gnt_i,
  input  logic        instr_rvalid_i,
  input  logic [31:0] instr_rdata_i,
  input  logic        instr_err_i,

  output logic        data_req_o,
  output logic        data_we_o,
  output logic [3:0]  data_be_o,
  output logic [31:0] data_addr_o,
  output logic [31:0] data_wdata_o,
  input  logic        data_gnt_i,
  input  logic        data_rvalid_i,
  input  logic [31:0] data_rdata_i,
  input  logic        data_err_i,

  input  logic        irq_software_i,
  input  logic        irq_timer_i,
  input  logic        irq_external_i,
  input  logic [31:0] ram_last_i,     // last byte of main memory, a strap
  input  logic        reserve_clear_i,  // a device has written to memory: SC must not succeed

  output logic [1:0]  retired_o,      // instructions retired at the last edge
  output logic        trap_o,         // a trap was taken at the last edge
  output logic        sleep_o         // in WFI
);

  logic [31:0] pc_q;
  logic        issued_q;      // the access in execute is on the bus and waits for its turn
  logic        second_q;      // the first of the instruction's two accesses has been made
  logic        sleep_q;
  logic        was_compressed_q;  // the instruction whose access waits
  logic        reserved_q;    // by LR
  logic [29:0] reserved_addr_q;
  logic [1:0]  retired_q;
  logic        trap_q;

  // ---------------------------------------------------------------------------------- decode
  logic        valid, compressed, fetch_err, fetch_err_second, expand_illegal;
  logic [31:0] fetched;
  logic [31:2] expanded, instr;  // without the bits that say how long it is

  ftsim_expand u_expand (
    .compressed_i (compressed),
    .half_i       (fetched[15:0]),
    .instr_o      (expanded),
    .illegal_o    (expand_illegal)
  );
  assign instr = compressed ? expanded : fetched[31:2];

  logic        decode_illegal, illegal, uses_rs1, uses_rs2, writes_rd;
  logic [31:0] imm;
  logic        is_load, is_store, is_lr, is_sc, is_amo;
  logic        is_branch, is_jump, is_muldiv, is_fence_i;
  logic        is_csr, is_time, is_ecall, is_ebreak, is_mret, is_wfi;
  assign illegal = compressed ? expand_illegal : decode_illegal;

  ftsim_decode #(
    .MtimeAddr (MtimeAddr)
  ) u_decode (
    .instr_i     (instr),
    .illegal_o   (decode_illegal),
    .uses_rs1_o  (uses_rs1),
    .uses_rs2_o  (uses_rs2),
    .writes_rd_o (writes_rd),
    .imm_o       (imm),
    .is_load_o   (is_load),
    .is_store_o  (is_store),
    .is_lr_o     (is_lr),
    .is_sc_o     (is_sc),
    .is_amo_o    (is_amo),
    .is_branch_o (is_branch),
    .is_jump_o   (is_jump),
    .is_muldiv_o (is_muldiv),
    .is_fence_i_o(is_fence_i),
    .is_csr_o    (is_csr),
    .is_time_o   (is_time),
    .is_ecall_o  (is_ecall),
    .is_ebreak_o (is_ebreak),
    .is_mret_o   (is_mret),
    .is_wfi_o    (is_wfi)
  );

  logic [4:0] opcode, rs1, rs2, rd;
  logic [2:0] funct3;
  assign opcode = instr[6:2];
  assign rs1    = instr[19:15];
  assign rs2    = instr[24:20];
  assign rd     = instr[11:7];
  assign funct3 = instr[14:12];

  logic is_mem, is_atomic, is_div, accesses, crosses, twice;
  assign is_mem    = is_load || is_store || is_amo;
  assign is_atomic = is_lr || is_sc || is_amo;
  assign is_div    = is_muldiv && funct3[2];
  assign twice     = is_amo || (is_mem && crosses);

  // ------------------------------------------------------------------------------- registers
  logic [31:0] rs1_data, rs2_data, result, load_data;
  logic        done, load_we, rf_we;
  logic        waiting, waiting_rd_we, waiting_store, waiting_main, waiting_first;
  logic        answered, failed;
  logic [4:0]  waiting_rd;
  logic [31:0] waiting_addr;

  assign rf_we = done && writes_rd && !accesses;

  ftsim_regfile u_regfile (
    .clk_i     (clk_i),
    .rst_ni    (rst_ni),
    .raddr_a_i (rs1),
    .rdata_a_o (rs1_data),
    .raddr_b_i (rs2),
    .rdata_b_o (rs2_data),
    .we_a_i    (load_we),
    .waddr_a_i (waiting_rd),
    .wdata_a_i (load_data),
    .we_b_i    (rf_we),
    .waddr_b_i (rd),
    .wdata_b_i (result)
  );

  // ------------------------------------------------------------------- who may act this cycle
  logic irq_pending, irq_enabled, started;
  logic exception, alone, hazard, go;

  assign started = issued_q || second_q;
  assign alone   = is_csr || is_mret || is_wfi || is_fence_i || exception || taken ||
                   (is_mem && (!waiting_main || is_atomic || crosses));
  assign hazard  = waiting && (alone ||
                   (waiting_rd_we && ((uses_rs1 && rs1 == waiting_rd) ||
                                      (uses_rs2 && rs2 == waiting_rd))));
  assign go      = valid && !hazard && !failed && !sleep_q && (!irq_enabled || started);

  // -------------------------------------------------------------------------------- jumps
  logic        equal, less, taken;
  logic [31:0] branch_target, jump_target, next_pc;

  assign equal = rs1_data == rs2_data;
  assign less  = funct3[1] ? rs1_data < rs2_data : $signed(rs1_data) < $signed(rs2_data);
  assign taken = is_jump || (is_branch && ((funct3[2] ? less : equal) != funct3[0]));

  assign branch_target = pc_q + imm;
  assign jump_target   = (opcode == ftsim_pkg::OpJalr)
                       ? (rs1_data + imm) & 32'hffff_fffe : branch_target;

  logic [31:0] following_pc, mepc;
  assign following_pc = pc_q + (compressed ? 32'd2 : 32'd4);
  assign next_pc      = taken ? jump_target : is_mret ? mepc : following_pc;

  // --------------------------------------------------------------------------- memory access
  // An SC without its reservation makes no access. An AMO reads, then stores what u_amo says.
  logic [31:0] mem_addr, held, amo_result;
  logic        misaligned, mem_req, stores, sc_fails, accept_first;
  assign mem_addr = rs1_data + imm;
  assign sc_fails = is_sc && !(reserved_q && reserved_addr_q == mem_addr[31:2]);
  assign accesses = is_mem && !sc_fails;
  assign stores   = is_store || (is_amo && second_q);
  assign mem_req  = go && accesses && !exception && !issued_q;
  assign accept_first = mem_req && data_gnt_i && twice && !second_q;

  ftsim_amo u_amo (
    .en_i       (is_amo),
    .funct5_i   (instr[31:27]),
    .memory_i   (held),
    .register_i (rs2_data),
    .result_o   (amo_result)
  );

  ftsim_lsu u_lsu (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .data_req_o     (data_req_o),
    .data_we_o      (data_we_o),
    .data_be_o      (data_be_o),
    .data_addr_o    (data_addr_o),
    .data_wdata_o   (data_wdata_o),
    .data_rvalid_i  (data_rvalid_i),
    .data_rdata_i   (data_rdata_i),
    .data_err_i     (data_err_i),
    .ram_last_i     (ram_last_i),
    .req_i          (mem_req),
    .mem_i          (is_mem),
    .store_i        (stores),
    .atomic_i       (is_atomic),
    .addr_i         (mem_addr),
    .wdata_i        (is_amo ? amo_result : rs2_data),
    .funct3_i       (funct3),
    .second_i       (second_q),
    .rd_i           (rd),
    .accept_i       (done && accesses),
    .accept_first_i (accept_first),
    .crosses_o      (crosses),
    .misaligned_o   (misaligned),
    .waiting_o      (waiting),
    .waiting_rd_we_o(waiting_rd_we),
    .waiting_store_o(waiting_store),
    .waiting_main_o (waiting_main),
    .waiting_first_o(waiting_first),
    .waiting_rd_o   (waiting_rd),
    .waiting_addr_o (waiting_addr),
    .answered_o     (answered),
    .failed_q_o     (failed),
    .held_o         (held),
    .rf_we_o        (load_we),
    .rf_wdata_o     (load_data)
  );

  // ------------------------------------------------------------------------------ arithmetic
  logic [31:0] alu_b, alu_result, div_result, csr_rdata;
  logic        is_reg, alu_alt, div_done;
  assign is_reg  = opcode == ftsim_pkg::OpReg;
  assign alu_b   = is_reg ? rs2_data : imm;
  assign alu_alt = instr[30] && (is_reg || funct3 == 3'd5);

  ftsim_alu u_alu (
    .a_i      (rs1_data),
    .b_i      (alu_b),
    .funct3_i (funct3),
    .alt_i    (alu_alt),
    .mul_i    (is_muldiv),
    .result_o (alu_result)
  );

  logic trap;
  ftsim_div u_div (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .start_i     (go && is_div),
    .clear_i     (done || trap),
    .dividend_i  (rs1_data),
    .divisor_i   (rs2_data),
    .unsigned_i  (funct3[0]),
    .remainder_i (funct3[1]),
    .done_o      (div_done),
    .result_o    (div_result)
  );

  always_comb begin
    case (opcode)
      ftsim_pkg::OpLui:    result = imm;
      ftsim_pkg::OpAuipc:  result = branch_target;
      ftsim_pkg::OpJal,
      ftsim_pkg::OpJalr:   result = following_pc;
      ftsim_pkg::OpSystem: result = csr_rdata;
      ftsim_pkg::OpAmo:    result = 32'd1;  // an SC that fails
      default:             result = is_div ? div_result : alu_result;
    endcase
  end

  // ------------------------------------------------------------- physical memory protection
  logic        user, data_user, fetch_denied, fetch_denied_second, data_denied;
  logic [31:0] pmp_rdata, csr_wdata;
  logic        pmp_write;

  if (PmpRegions != 0) begin : gen_pmp
    ftsim_pmp #(
      .Regions (PmpRegions)
    ) u_pmp (
      .clk_i                (clk_i),
      .rst_ni               (rst_ni),
      .csr_en_i             (valid && is_csr),
      .csr_addr_i           (instr[24:20]),
      .csr_rdata_o          (pmp_rdata),
      .csr_write_i          (pmp_write),
      .csr_wdata_i          (csr_wdata),
      .fetch_i              (valid),
      .fetch_user_i         (user),
      .fetch_first_i        (pc_q[31:2]),
      .fetch_straddles_i    (pc_q[1] && !compressed),
      .fetch_fault_first_o  (fetch_denied),
      .fetch_fault_second_o (fetch_denied_second),
      .data_i               (valid && is_mem),
      .data_user_i          (data_user),
      .data_store_i         (is_store || is_amo),
      .data_first_i         (mem_addr[31:2]),
      .data_crosses_i       (crosses),
      .data_fault_o         (data_denied)
    );
  end else begin : gen_no_pmp
    logic unused;
    assign unused              = ^{user, data_user, pmp_write, csr_wdata};
    assign pmp_rdata           = 32'd0;
    assign fetch_denied        = 1'b0;
    assign fetch_denied_second = 1'b0;
    assign data_denied         = 1'b0;
  end

  // -------------------------------------------------------------------------- exceptions, CSRs
  logic        csr_illegal, wfi_illegal, trap_exception, trap_irq;
  logic [4:0]  exception_cause, trap_cause, irq_cause;
  logic [31:0] exception_tval, trap_tval, trap_epc, trap_addr;

  always_comb begin
    exception       = 1'b1;
    exception_cause = ftsim_pkg::CauseIllegal;
    exception_tval  = 32'd0;
    if (fetch_err || fetch_denied || fetch_denied_second) begin
      exception_cause = ftsim_pkg::CauseFetchFault;
      exception_tval  = (fetch_denied || !(fetch_err_second || fetch_denied_second))
                      ? pc_q : following_pc & ~32'd3;
    end else if (illegal || (is_csr && csr_illegal) || (is_mret && user) ||
                 (is_wfi && wfi_illegal)) begin
      exception_tval  = compressed ? {16'd0, fetched[15:0]} : fetched;
    end else if (is_ecall) begin
      exception_cause = user ? ftsim_pkg::CauseEcallU : ftsim_pkg::CauseEcallM;
    end else if (is_ebreak) begin
      exception_cause = ftsim_pkg::CauseBreakpoint;
      exception_tval  = pc_q;
    end else if (is_mem && misaligned && is_atomic) begin
      exception_cause = is_load ? ftsim_pkg::CauseLoadMisaligned : ftsim_pkg::CauseStoreMisaligned;
      exception_tval  = mem_addr;
    end else if (is_mem && (misaligned || (data_denied && !is_time))) begin
      exception_cause = is_load ? ftsim_pkg::CauseLoadFault : ftsim_pkg::CauseStoreFault;
      exception_tval  = mem_addr;
    end else begin
      exception = 1'b0;
    end
  end

  // The failed access is older than whatever execute holds; an interrupt waits for both.
  assign trap_exception = go && exception;
  assign trap_irq       = irq_enabled && !waiting && !failed && !started;
  assign trap           = failed || trap_exception || trap_irq;

  always_comb begin
    if (failed) begin
      trap_cause = waiting_store ? ftsim_pkg::CauseStoreFault : ftsim_pkg::CauseLoadFault;
      trap_epc   = waiting_first ? pc_q : pc_q - (was_compressed_q ? 32'd2 : 32'd4);
      trap_tval  = waiting_addr;
    end else if (trap_irq) begin
      trap_cause = irq_cause;
      trap_epc   = pc_q;
      trap_tval  = 32'd0;
    end else begin
      trap_cause = exception_cause;
      trap_epc   = pc_q;
      trap_tval  = exception_tval;
    end
  end

  logic [1:0] retired;
  assign retired = {1'b0, done && !accesses} + {1'b0, answered};

  ftsim_csr #(
    .HartId (HartId)
  ) u_csr (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .irq_software_i (irq_software_i),
    .irq_timer_i    (irq_timer_i),
    .irq_external_i (irq_external_i),
    .en_i           (valid && is_csr),
    .addr_i         (instr[31:20]),
    .op_i           (funct3[1:0]),
    .writes_i       (funct3[1:0] == 2'd1 || rs1 != 5'd0),
    .commit_i       (done),
    .operand_i      (funct3[2] ? {27'd0, rs1} : rs1_data),
    .rdata_o        (csr_rdata),
    .illegal_o      (csr_illegal),
    .pmp_rdata_i    (pmp_rdata),
    .pmp_write_o    (pmp_write),
    .wdata_o        (csr_wdata),
    .trap_i         (trap),
    .trap_irq_i     (trap_irq),
    .trap_cause_i   (trap_cause),
    .trap_epc_i     (trap_epc),
    .trap_tval_i    (trap_tval),
    .mret_i         (done && is_mret),
    .trap_addr_o    (trap_addr),
    .mepc_o         (mepc),
    .user_o         (user),
    .data_user_o    (data_user),
    .wfi_illegal_o  (wfi_illegal),
    .irq_pending_o  (irq_pending),
    .irq_enabled_o  (irq_enabled),
    .irq_cause_o    (irq_cause),
    .retired_i      (retired)
  );

  // ---------------------------------------------------------------------------- fetch and pc
  logic jump, redirect;
  assign jump     = go && !exception && (taken || is_mret || is_fence_i);
  assign redirect = trap || jump;

  assign done = go && !exception && (!waiting || answered) &&
                (!accesses || issued_q || data_gnt_i) && (!twice || second_q) &&
                (!is_div || div_done);

  ftsim_fetch #(
    .ResetAddr (ResetAddr)
  ) u_fetch (
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .instr_req_o     (instr_req_o),
    .instr_addr_o    (instr_addr_o),
    .instr_gnt_i     (instr_gnt_i),
    .instr_rvalid_i  (instr_rvalid_i),
    .instr_rdata_i   (instr_rdata_i),
    .instr_err_i     (instr_err_i),
    .redirect_i      (redirect),
    .redirect_addr_i (trap ? trap_addr[31:2] : next_pc[31:2]),
    .upper_i         (pc_q[1]),
    .valid_o         (valid),
    .instr_o         (fetched),
    .compressed_o    (compressed),
    .err_o           (fetch_err),
    .err_second_o    (fetch_err_second),
    .pop_i           (done)
  );

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      pc_q         <= ResetAddr;
      issued_q     <= 1'b0;
      second_q     <= 1'b0;
      sleep_q      <= 1'b0;
      retired_q    <= 2'd0;
      trap_q       <= 1'b0;
      was_compressed_q <= 1'b0;
      reserved_q       <= 1'b0;
      reserved_addr_q  <= 30'd0;
    end else begin
      retired_q <= retired;
      trap_q    <= trap;
      if (trap) begin
        pc_q <= trap_addr;
      end else if (done) begin
        pc_q <= next_pc;
      end
      if (done) was_compressed_q <= compressed;
      if (trap || done) begin
        issued_q <= 1'b0;
        second_q <= 1'b0;
      end else if (accept_first) begin
        second_q <= 1'b1;
      end else if (mem_req && data_gnt_i) begin
        issued_q <= 1'b1;
      end
      if (done && is_lr) begin
        reserved_q      <= 1'b1;
        reserved_addr_q <= mem_addr[31:2];
      end else if ((done && is_sc) || reserve_clear_i) begin
        reserved_q      <= 1'b0;
      end
      if (sleep_q) begin
        sleep_q <= !irq_pending;
      end else begin
        sleep_q <= done && is_wfi;
      end
    end
  end

  assign retired_o = retired_q;
  assign trap_o    = trap_q;
  assign sleep_o   = sleep_q;

endmodule
