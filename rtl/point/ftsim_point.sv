// SPDX-License-Identifier: Apache-2.0
// A comparison point: what is between two CPU boards and two sets of memory and I/O boards. The CPU
// boards' requests are compared and go to both sets; both sets' answers come as codewords, are decoded
// and compared, and go to both CPU boards from one register. A machine has two of these, which get the
// same inputs and look at each other's outputs: a flip in one is a difference.
//
//   same cycle   bus_o, mismatch_o and what is said about the answers depend on inputs
//   next cycle   everything else comes from flops
//
// While hold_i is high the machine stands still, and only the isolate switches can be written.

module ftsim_point (
  input  logic         clk_i,
  input  logic         rst_ni,
  input  logic         hold_i,

  // sleep, trap, retired[1:0], data_be[3:0], data_we, data_req, instr_req, data_wdata, data_addr,
  // instr_addr
  input  logic [106:0] cpu0_i,
  input  logic [106:0] cpu1_i,
  output logic [106:0] bus_o,
  output logic         mismatch_o,

  // io1, io0, mem1, mem0, cpu1, cpu0
  input  logic [5:0]   isolate_i,
  input  logic [5:0]   admit_i,
  output logic [5:0]   service_o,

  // of board 1, of board 0; fetches are memory's
  input  logic [1:0]   instr_valid_i,
  input  logic [1:0]   instr_err_i,
  input  logic [38:0]  instr0_i,
  input  logic [38:0]  instr1_i,
  input  logic         data_io_i,      // it is the I/O boards that answer
  input  logic [1:0]   data_valid_i,
  input  logic [1:0]   data_err_i,
  input  logic [38:0]  data0_i,
  input  logic [38:0]  data1_i,
  input  logic [1:0]   scrub_valid_i,
  input  logic [38:0]  scrub0_i,
  input  logic [38:0]  scrub1_i,
  input  logic         reserve_clear_i,

  output logic         instr_undecided_o,
  output logic [1:0]   instr_corrected_o,
  output logic [1:0]   instr_wrong_o,
  output logic         data_undecided_o,
  output logic [1:0]   data_corrected_o,
  output logic [1:0]   data_wrong_o,
  output logic         scrub_undecided_o,
  output logic [1:0]   scrub_corrected_o,
  output logic [1:0]   scrub_wrong_o,

  // to the CPU boards
  output logic         instr_rvalid_o,
  output logic         instr_err_o,
  output logic [31:0]  instr_rdata_o,
  output logic         data_rvalid_o,
  output logic         data_err_o,
  output logic [31:0]  data_rdata_o,
  output logic         reserve_clear_o,

  input  logic [31:0]  scrub_interval_i,  // straps
  input  logic [29:0]  ram_last_word_i,
  output logic         scrub_req_o,
  output logic [29:0]  scrub_word_o
);

  logic [5:0] service;

  ftsim_isolate_switch #(
    .Boards (6)
  ) u_switch (
    .clk_i     (clk_i),
    .rst_ni    (rst_ni),
    .isolate_i (isolate_i),
    .admit_i   (admit_i),
    .service_o (service)
  );

  assign service_o = service;

  ftsim_request_compare #(
    .Width (107)
  ) u_requests (
    .service_i  (service[1:0]),
    .a_i        (cpu0_i),
    .b_i        (cpu1_i),
    .bus_o      (bus_o),
    .mismatch_o (mismatch_o)
  );

  logic        instr_answered, instr_second, data_answered, data_second;
  logic [31:0] instr_word, data_word;

  ftsim_answer_choice u_instr_choice (
    .heard_i     (instr_valid_i & service[3:2]),
    .a_i         (instr0_i),
    .b_i         (instr1_i),
    .answered_o  (instr_answered),
    .second_o    (instr_second),
    .data_o      (instr_word),
    .undecided_o (instr_undecided_o),
    .corrected_o (instr_corrected_o),
    .wrong_o     (instr_wrong_o)
  );

  ftsim_answer_choice u_data_choice (
    .heard_i     (data_valid_i & (data_io_i ? service[5:4] : service[3:2])),
    .a_i         (data0_i),
    .b_i         (data1_i),
    .answered_o  (data_answered),
    .second_o    (data_second),
    .data_o      (data_word),
    .undecided_o (data_undecided_o),
    .corrected_o (data_corrected_o),
    .wrong_o     (data_wrong_o)
  );

  logic        unused_scrub_answered, unused_scrub_second;
  logic [31:0] unused_scrub_word;

  ftsim_answer_choice u_scrub_choice (
    .heard_i     (scrub_valid_i & service[3:2]),
    .a_i         (scrub0_i),
    .b_i         (scrub1_i),
    .answered_o  (unused_scrub_answered),
    .second_o    (unused_scrub_second),
    .data_o      (unused_scrub_word),
    .undecided_o (scrub_undecided_o),
    .corrected_o (scrub_corrected_o),
    .wrong_o     (scrub_wrong_o)
  );

  ftsim_bridge u_instr_bridge (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .hold_i   (hold_i),
    .valid_i  (instr_answered),
    .err_i    (instr_answered && (instr_second ? instr_err_i[1] : instr_err_i[0])),
    .data_i   (instr_word),
    .rvalid_o (instr_rvalid_o),
    .err_o    (instr_err_o),
    .rdata_o  (instr_rdata_o)
  );

  ftsim_bridge u_data_bridge (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .hold_i   (hold_i),
    .valid_i  (data_answered),
    .err_i    (data_answered && (data_second ? data_err_i[1] : data_err_i[0])),
    .data_i   (data_word),
    .rvalid_o (data_rvalid_o),
    .err_o    (data_err_o),
    .rdata_o  (data_rdata_o)
  );

  logic reserve_clear_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      reserve_clear_q <= 1'b0;
    end else if (!hold_i) begin
      reserve_clear_q <= reserve_clear_i;
    end
  end

  assign reserve_clear_o = reserve_clear_q;

  ftsim_scrubber u_scrubber (
    .clk_i      (clk_i),
    .rst_ni     (rst_ni),
    .hold_i     (hold_i),
    .interval_i (scrub_interval_i),
    .last_i     (ram_last_word_i),
    .req_o      (scrub_req_o),
    .word_o     (scrub_word_o)
  );

endmodule
