// SPDX-License-Identifier: Apache-2.0
// A GTKWave save file: a line a trace, "-text" a heading, "@22" what follows in hexadecimal.
#include <fmt/format.h>

#include "ftsim/trace/wave_writer.hpp"

namespace ftsim {

namespace {

constexpr std::size_t kMostDiffering = 64;

constexpr const char* kMachine[] = {"clk_i",         "elapsed_cycle_i[63:0]",
                                    "cycle_i[63:0]", "instruction_i[63:0]",
                                    "mismatch_i",    "states_differ_i"};
constexpr const char* kPins[] = {"ftsim_core.pc_q[31:0]",
                                 "instr_req_o",
                                 "instr_addr_o[31:0]",
                                 "data_req_o",
                                 "data_we_o",
                                 "data_be_o[3:0]",
                                 "data_addr_o[31:0]",
                                 "data_wdata_o[31:0]",
                                 "data_rdata_i[31:0]",
                                 "retired_o[1:0]",
                                 "trap_o",
                                 "sleep_o"};

}  // namespace

std::string gtkwave_save_file(const std::filesystem::path& wave,
                              const std::vector<std::string>& boards,
                              const std::vector<std::string>& differing) {
    std::string text = fmt::format("[dumpfile] \"{}\"\n", wave.filename().string());
    if (!differing.empty()) text += "@200\n-differing\n@22\n";
    for (std::size_t i = 0; i < differing.size() && i < kMostDiffering; ++i) {
        for (const std::string& board : boards) text += fmt::format("{}.{}\n", board, differing[i]);
    }
    text += "@200\n-machine\n@24\n";
    for (const char* name : kMachine) text += fmt::format("machine.{}\n", name);
    for (const std::string& board : boards) {
        text += fmt::format("@200\n-{}\n@22\n", board);
        for (const char* name : kPins) text += fmt::format("{}.{}\n", board, name);
    }
    return text;
}

}  // namespace ftsim
