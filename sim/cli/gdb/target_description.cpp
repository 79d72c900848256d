// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/target_description.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/cli/gdb/csrs.hpp"

namespace ftsim::cli {

namespace {

constexpr std::array<const char*, 32> kNames = {"zero", "ra", "sp",  "gp",  "tp", "t0", "t1", "t2",
                                                "fp",   "s1", "a0",  "a1",  "a2", "a3", "a4", "a5",
                                                "a6",   "a7", "s2",  "s3",  "s4", "s5", "s6", "s7",
                                                "s8",   "s9", "s10", "s11", "t3", "t4", "t5", "t6"};

}  // namespace

std::string target_description(const StateMap& map) {
    std::string xml =
        "<?xml version=\"1.0\"?><!DOCTYPE target SYSTEM \"gdb-target.dtd\"><target>"
        "<architecture>riscv:rv32</architecture>"
        "<feature name=\"org.gnu.gdb.riscv.cpu\">";
    for (unsigned i = 0; i < kNames.size(); ++i) {
        xml += fmt::format("<reg name=\"{}\" bitsize=\"32\" type=\"int\" regnum=\"{}\"/>",
                           kNames[i], i);
    }
    xml +=
        "<reg name=\"pc\" bitsize=\"32\" type=\"code_ptr\" regnum=\"32\"/></feature>"
        "<feature name=\"org.gnu.gdb.riscv.csr\">";
    for (const Csr& csr : csrs_of(map)) {
        xml += fmt::format("<reg name=\"{}\" bitsize=\"32\" type=\"int\" regnum=\"{}\"/>", csr.name,
                           kFirstCsr + csr.number);
    }
    return xml + "</feature></target>";
}

}  // namespace ftsim::cli
