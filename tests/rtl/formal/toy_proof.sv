// SPDX-License-Identifier: Apache-2.0
// One flop of the toy lockstep is flipped once, any one at any time, while inputs, self-test and
// injected errors come as they like: a wrong output has its alert Offset + 2 cycles later at the
// latest. Without a flip and an injected error there is no alert, and an error always has one.

module toy_proof #(
  parameter int unsigned Offset = 0,
  parameter int unsigned Flops  = 1,
  parameter logic        Flips  = 1'b1
) (
  input logic       clk,
  input logic [1:0] in,
  input logic       inject,
  input logic       self_test
);

  logic [1:0] out, golden_out;
  logic [1:0] alert;
  logic       busy, failed;

  (* anyconst *) logic [4:0] when;
  (* anyconst *) logic [7:0] which;
  logic [4:0]       now = 5'd0;
  logic             rst_n;
  logic [Flops-1:0] flip;

  assign rst_n = now != 5'd0;
  for (genvar i = 0; i < Flops; i++) begin : gen_flip
    assign flip[i] = Flips && now == when && which == i;
  end

  toy_dcls dut (.clk(clk), .rst_n(rst_n), .in(in), .out(out), .inject(inject),
                .self_test(self_test), .busy(busy), .failed(failed), .alert(alert), .flip(flip));
  toy_core golden (.clk(clk), .rst_n(rst_n), .in(in), .out(golden_out));

  logic [Offset+1:0] wrong = '0;       // in the cycles before
  logic [1:0]        injected = 2'b00;
  logic              injected_ever = 1'b0;

  always_ff @(posedge clk) begin
    now           <= (now == 5'd31) ? 5'd31 : now + 5'd1;
    wrong         <= {wrong[Offset:0], rst_n && out != golden_out};
    injected      <= {injected[0], rst_n && inject && now > Offset};
    injected_ever <= injected_ever || inject;
  end

  always_comb begin
    if (now != 5'd0) begin
      assert (!wrong[Offset+1] || alert != 2'b01);
      if (!Flips) begin
        assert (injected_ever || (alert == 2'b01 && !failed));
        assert (!injected[1] || alert != 2'b01);
      end
    end
  end

endmodule
