// SPDX-License-Identifier: Apache-2.0
// What a 32-bit instruction asks for, and whether it is one of RV32IMA_Zicsr_Zifencei at all.

module ftsim_decode #(
  parameter logic [31:0] MtimeAddr = 32'h0200_bff8
) (
  input  logic [31:2] instr_i,  // without the bits that say how long it is

  output logic        illegal_o,
  output logic        uses_rs1_o,
  output logic        uses_rs2_o,
  output logic        writes_rd_o,
  output logic [31:0] imm_o,
  output logic        is_load_o,
  output logic        is_store_o,
  output logic        is_lr_o,       // and is_load_o
  output logic        is_sc_o,       // and is_store_o
  output logic        is_amo_o,      // a load, then a store
  output logic        is_branch_o,
  output logic        is_jump_o,     // JAL, JALR
  output logic        is_muldiv_o,
  output logic        is_fence_i_o,
  output logic        is_csr_o,
  output logic        is_time_o,     // and is_load_o: `time` and `timeh` are read from the CLINT
  output logic        is_ecall_o,
  output logic        is_ebreak_o,
  output logic        is_mret_o,
  output logic        is_wfi_o
);

  logic [4:0]  opcode;
  logic [2:0]  funct3;
  logic [6:0]  funct7;
  assign opcode = instr_i[6:2];
  assign funct3 = instr_i[14:12];
  assign funct7 = instr_i[31:25];

  logic [31:0] imm_i, imm_s, imm_b, imm_u, imm_j;
  assign imm_i = {{20{instr_i[31]}}, instr_i[31:20]};
  assign imm_s = {{20{instr_i[31]}}, instr_i[31:25], instr_i[11:7]};
  assign imm_b = {{20{instr_i[31]}}, instr_i[7], instr_i[30:25], instr_i[11:8], 1'b0};
  assign imm_u = {instr_i[31:12], 12'd0};
  assign imm_j = {{12{instr_i[31]}}, instr_i[19:12], instr_i[20], instr_i[30:21], 1'b0};

  always_comb begin
    illegal_o    = 1'b0;
    uses_rs1_o   = 1'b0;
    uses_rs2_o   = 1'b0;
    writes_rd_o  = 1'b0;
    imm_o        = imm_i;
    is_load_o    = 1'b0;
    is_store_o   = 1'b0;
    is_lr_o      = 1'b0;
    is_sc_o      = 1'b0;
    is_amo_o     = 1'b0;
    is_branch_o  = 1'b0;
    is_jump_o    = 1'b0;
    is_muldiv_o  = 1'b0;
    is_fence_i_o = 1'b0;
    is_csr_o     = 1'b0;
    is_time_o    = 1'b0;
    is_ecall_o   = 1'b0;
    is_ebreak_o  = 1'b0;
    is_mret_o    = 1'b0;
    is_wfi_o     = 1'b0;

    case (opcode)
      ftsim_pkg::OpImm: begin
        uses_rs1_o  = 1'b1;
        writes_rd_o = 1'b1;
        if (funct3 == 3'd1) illegal_o = funct7 != 7'h00;
        if (funct3 == 3'd5) illegal_o = funct7 != 7'h00 && funct7 != 7'h20;
      end
      ftsim_pkg::OpReg: begin
        uses_rs1_o  = 1'b1;
        uses_rs2_o  = 1'b1;
        writes_rd_o = 1'b1;
        is_muldiv_o = funct7 == 7'h01;
        illegal_o   = funct7 != 7'h00 && funct7 != 7'h01 &&
                      !(funct7 == 7'h20 && (funct3 == 3'd0 || funct3 == 3'd5));
      end
      ftsim_pkg::OpLoad: begin
        uses_rs1_o  = 1'b1;
        writes_rd_o = 1'b1;
        is_load_o   = 1'b1;
        illegal_o   = funct3 == 3'd3 || funct3 == 3'd6 || funct3 == 3'd7;
      end
      ftsim_pkg::OpStore: begin
        uses_rs1_o = 1'b1;
        uses_rs2_o = 1'b1;
        is_store_o = 1'b1;
        imm_o      = imm_s;
        illegal_o  = funct3 > 3'd2;
      end
      ftsim_pkg::OpAmo: begin
        uses_rs1_o  = 1'b1;
        uses_rs2_o  = 1'b1;
        writes_rd_o = 1'b1;
        imm_o       = 32'd0;
        illegal_o   = funct3 != 3'd2;
        case (instr_i[31:27])
          5'h02: begin
            is_load_o = 1'b1;
            is_lr_o   = 1'b1;
            if (instr_i[24:20] != 5'd0) illegal_o = 1'b1;
          end
          5'h03: begin
            is_store_o = 1'b1;
            is_sc_o    = 1'b1;
          end
          5'h00, 5'h01, 5'h04, 5'h08, 5'h0c, 5'h10, 5'h14, 5'h18, 5'h1c: is_amo_o = 1'b1;
          default: illegal_o = 1'b1;
        endcase
      end
      ftsim_pkg::OpBranch: begin
        uses_rs1_o  = 1'b1;
        uses_rs2_o  = 1'b1;
        is_branch_o = 1'b1;
        imm_o       = imm_b;
        illegal_o   = funct3 == 3'd2 || funct3 == 3'd3;
      end
      ftsim_pkg::OpJal: begin
        writes_rd_o = 1'b1;
        is_jump_o   = 1'b1;
        imm_o       = imm_j;
      end
      ftsim_pkg::OpJalr: begin
        uses_rs1_o  = 1'b1;
        writes_rd_o = 1'b1;
        is_jump_o   = 1'b1;
        illegal_o   = funct3 != 3'd0;
      end
      ftsim_pkg::OpLui, ftsim_pkg::OpAuipc: begin
        writes_rd_o = 1'b1;
        imm_o       = imm_u;
      end
      ftsim_pkg::OpFence: begin
        is_fence_i_o = funct3 == 3'd1;
        illegal_o    = funct3 > 3'd1;
      end
      ftsim_pkg::OpSystem: begin
        if (funct3 == 3'd0) begin
          is_ecall_o  = instr_i[31:7] == 25'h000_0000;
          is_ebreak_o = instr_i[31:7] == 25'h000_2000;
          is_mret_o   = instr_i[31:7] == 25'h060_4000;
          is_wfi_o    = instr_i[31:7] == 25'h020_a000;
          illegal_o   = !is_ecall_o && !is_ebreak_o && !is_mret_o && !is_wfi_o;
        end else begin
          is_csr_o    = funct3 != 3'd4;
          uses_rs1_o  = !funct3[2];
          writes_rd_o = 1'b1;
          illegal_o   = funct3 == 3'd4;
          // A read alone: a write is illegal in ftsim_csr. The source is x0, so the immediate is the
          // address.
          if (funct3[1] && instr_i[19:15] == 5'd0 &&
              (instr_i[31:20] == 12'hc01 || instr_i[31:20] == 12'hc81)) begin
            is_time_o = 1'b1;
            is_load_o = 1'b1;
            imm_o     = MtimeAddr | {29'd0, instr_i[27], 2'b00};
          end
        end
      end
      default: illegal_o = 1'b1;
    endcase
  end

endmodule
