// SPDX-License-Identifier: Apache-2.0
// A compressed instruction as the 32-bit instruction that it stands for (RISC-V unprivileged
// specification, "C" extension, RV32 without floating point). What is reserved, or belongs to an
// extension that is not there, is illegal; HINTs become instructions that write x0.

module ftsim_expand (
  input  logic        compressed_i,
  input  logic [15:0] half_i,
  output logic [31:2] instr_o,    // without the bits that say how long it is
  output logic        illegal_o
);

  logic [4:0]  rs1_short, rs2_short, rs1, rs2, link;  // registers 8 to 15 in three bits, all in five
  logic [11:0] imm, word_offset, stack_load, stack_store, stack_step, frame;
  logic [20:1] jump;
  logic [12:1] branch;

  always_comb begin
    rs1_short   = {2'b01, half_i[9:7]};
    rs2_short   = {2'b01, half_i[4:2]};
    rs1         = half_i[11:7];
    rs2         = half_i[6:2];
    link        = half_i[15] ? 5'd0 : 5'd1;
    imm         = {{7{half_i[12]}}, half_i[6:2]};
    word_offset = {5'd0, half_i[5], half_i[12:10], half_i[6], 2'b00};
    stack_load  = {4'd0, half_i[3:2], half_i[12], half_i[6:4], 2'b00};
    stack_store = {4'd0, half_i[8:7], half_i[12:9], 2'b00};
    stack_step  = {{3{half_i[12]}}, half_i[4:3], half_i[5], half_i[2], half_i[6], 4'd0};
    frame       = {2'd0, half_i[10:7], half_i[12:11], half_i[5], half_i[6], 2'b00};
    jump        = {{10{half_i[12]}}, half_i[8], half_i[10:9], half_i[6], half_i[7], half_i[2],
                   half_i[11], half_i[5:3]};
    branch      = {{5{half_i[12]}}, half_i[6:5], half_i[2], half_i[11:10], half_i[4:3]};
    instr_o     = 30'd0;
    illegal_o   = 1'b0;
    if (compressed_i) begin
      case ({half_i[1:0], half_i[15:13]})
        5'b00_000: begin  // C.ADDI4SPN
          instr_o   = {frame, 5'd2, 3'd0, rs2_short, ftsim_pkg::OpImm};
          illegal_o = half_i[12:5] == 8'd0;
        end
        5'b00_010: instr_o = {word_offset, rs1_short, 3'd2, rs2_short, ftsim_pkg::OpLoad};  // C.LW
        5'b00_110: instr_o = {word_offset[11:5], rs2_short, rs1_short, 3'd2,
                              word_offset[4:0], ftsim_pkg::OpStore};  // C.SW
        5'b01_000: instr_o = {imm, rs1, 3'd0, rs1, ftsim_pkg::OpImm};  // C.ADDI
        5'b01_001,  // C.JAL
        // C.J
        5'b01_101: instr_o = {jump[20], jump[10:1], jump[11], jump[19:12], link, ftsim_pkg::OpJal};
        5'b01_010: instr_o = {imm, 5'd0, 3'd0, rs1, ftsim_pkg::OpImm};  // C.LI
        5'b01_011: begin
          instr_o   = (rs1 == 5'd2) ? {stack_step, rs1, 3'd0, rs1, ftsim_pkg::OpImm}  // C.ADDI16SP
                                    : {{8{imm[11]}}, imm, rs1, ftsim_pkg::OpLui};  // C.LUI
          illegal_o = imm[5:0] == 6'd0;
        end
        5'b01_100: begin
          case (half_i[11:10])
            2'd0,  // C.SRLI
            2'd1: begin  // C.SRAI
              instr_o   = {1'b0, half_i[10], 5'd0, rs2, rs1_short, 3'd5, rs1_short, ftsim_pkg::OpImm};
              illegal_o = half_i[12];
            end
            2'd2: instr_o = {imm, rs1_short, 3'd7, rs1_short, ftsim_pkg::OpImm};  // C.ANDI
            default: begin
              illegal_o = half_i[12];
              case (half_i[6:5])
                // C.SUB
                2'd0:    instr_o = {7'h20, rs2_short, rs1_short, 3'd0, rs1_short, ftsim_pkg::OpReg};
                // C.XOR
                2'd1:    instr_o = {7'h00, rs2_short, rs1_short, 3'd4, rs1_short, ftsim_pkg::OpReg};
                // C.OR
                2'd2:    instr_o = {7'h00, rs2_short, rs1_short, 3'd6, rs1_short, ftsim_pkg::OpReg};
                // C.AND
                default: instr_o = {7'h00, rs2_short, rs1_short, 3'd7, rs1_short, ftsim_pkg::OpReg};
              endcase
            end
          endcase
        end
        5'b01_110,  // C.BEQZ
        5'b01_111: instr_o = {branch[12], branch[10:5], 5'd0, rs1_short, 2'b00, half_i[13],
                              branch[4:1], branch[11], ftsim_pkg::OpBranch};  // C.BNEZ
        5'b10_000: begin  // C.SLLI
          instr_o   = {7'h00, rs2, rs1, 3'd1, rs1, ftsim_pkg::OpImm};
          illegal_o = half_i[12];
        end
        5'b10_010: begin  // C.LWSP
          instr_o   = {stack_load, 5'd2, 3'd2, rs1, ftsim_pkg::OpLoad};
          illegal_o = rs1 == 5'd0;
        end
        5'b10_100: begin
          if (rs2 != 5'd0) begin  // C.ADD, C.MV
            instr_o = {7'h00, rs2, half_i[12] ? rs1 : 5'd0, 3'd0, rs1, ftsim_pkg::OpReg};
          end else if (rs1 != 5'd0) begin  // C.JALR, C.JR
            instr_o = {12'd0, rs1, 3'd0, 4'd0, half_i[12], ftsim_pkg::OpJalr};
          end else begin  // C.EBREAK
            instr_o   = {12'd1, 5'd0, 3'd0, 5'd0, ftsim_pkg::OpSystem};
            illegal_o = !half_i[12];
          end
        end
        // C.SWSP
        5'b10_110: instr_o = {stack_store[11:5], rs2, 5'd2, 3'd2,
                              stack_store[4:0], ftsim_pkg::OpStore};
        default:   illegal_o = 1'b1;
      endcase
    end
  end

endmodule
