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

}  // namespace
}  // namespace ftsim
