// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_spec.hpp"

#include <gtest/gtest.h>

#include "ftsim/error.hpp"

namespace ftsim {
namespace {

TEST(FaultSpec, NamesBoardRegisterBitAndCycle) {
    const FaultSpec spec = parse_fault_spec("cpu1.core.u_regfile.regs_q[5][31]@1e6");
    EXPECT_EQ(spec.replica, "cpu1");
    EXPECT_EQ(spec.site, "core.u_regfile.regs_q[5]");
    EXPECT_EQ(spec.bit, 31U);
    EXPECT_EQ(spec.elapsed_cycle, 1'000'000U);
}

TEST(FaultSpec, RefusesWhatHasAnotherForm) {
    for (const char* text : {"", "@", "cpu0", "cpu0.pc[1]", "cpu0.pc@5", ".pc[1]@5", "cpu0.[1]@5",
                             "cpu0.pc[x]@5", "cpu0.pc[]@5", "cpu0.pc[-1]@5", "cpu0.pc[1]@",
                             "cpu0.pc[1]@1.5", "cpu0.pc[99999999999]@1", "pc[1]@5"}) {
        EXPECT_THROW(parse_fault_spec(text), Error) << text;
    }
}

TEST(FaultSpec, TakesTheBoardUpToTheFirstDot) {
    const FaultSpec spec = parse_fault_spec("cpu0.core.u_csr.mepc_q[3]@123456");
    EXPECT_EQ(spec.replica, "cpu0");
    EXPECT_EQ(spec.site, "core.u_csr.mepc_q");
    EXPECT_EQ(spec.bit, 3U);
    EXPECT_EQ(spec.elapsed_cycle, 123'456U);
}

TEST(FaultSpec, NamesTheTextTheFaultAndAnExample) {
    const struct {
        const char* text;
        const char* place;
        const char* example;
    } rows[] = {{"cpu0.pc[x]@5", "\"x\" where a bit number belongs", "cpu0.core.pc_q[3]@2000"},
                {"cpu0.pc@5", "has no [BIT]", "cpu0.core.pc_q[3]@2000"},
                {"cpu0.pc[1]@1.5", "\"1.5\" is not a whole number", "1_000_000"}};
    for (const auto& row : rows) {
        try {
            parse_fault_spec(row.text);
            ADD_FAILURE() << row.text;
        } catch (const Error& error) {
            const std::string message = error.what();
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            for (const char* part : {"--fault", row.text, row.place, row.example}) {
                EXPECT_NE(message.find(part), std::string::npos) << message;
            }
        }
    }
}

}  // namespace
}  // namespace ftsim
