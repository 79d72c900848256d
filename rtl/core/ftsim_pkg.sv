// SPDX-License-Identifier: Apache-2.0
// Encodings that more than one module of the core must agree on.

package ftsim_pkg;

  // Major opcodes, bits 6:2 of a 32-bit instruction.
  localparam logic [4:0] OpLoad   = 5'h00;
  localparam logic [4:0] OpFence  = 5'h03;
  localparam logic [4:0] OpImm    = 5'h04;
  localparam logic [4:0] OpAuipc  = 5'h05;
  localparam logic [4:0] OpStore  = 5'h08;
  localparam logic [4:0] OpAmo    = 5'h0b;
  localparam logic [4:0] OpReg    = 5'h0c;
  localparam logic [4:0] OpLui    = 5'h0d;
  localparam logic [4:0] OpBranch = 5'h18;
  localparam logic [4:0] OpJalr   = 5'h19;
  localparam logic [4:0] OpJal    = 5'h1b;
  localparam logic [4:0] OpSystem = 5'h1c;

  // Exception causes as mcause numbers them.
  localparam logic [4:0] CauseFetchFault      = 5'd1;
  localparam logic [4:0] CauseIllegal         = 5'd2;
  localparam logic [4:0] CauseBreakpoint      = 5'd3;
  localparam logic [4:0] CauseLoadMisaligned  = 5'd4;
  localparam logic [4:0] CauseLoadFault       = 5'd5;
  localparam logic [4:0] CauseStoreMisaligned = 5'd6;
  localparam logic [4:0] CauseStoreFault      = 5'd7;
  localparam logic [4:0] CauseEcallU          = 5'd8;
  localparam logic [4:0] CauseEcallM          = 5'd11;

  // Interrupt causes; the top bit of mcause is kept apart.
  localparam logic [4:0] IrqSoftware = 5'd3;
  localparam logic [4:0] IrqTimer    = 5'd7;
  localparam logic [4:0] IrqExternal = 5'd11;

endpackage
