// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/outcome.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ftsim {
namespace {

TEST(Outcome, IsNamedInJudgingOrder) {
    std::string names;
    for (const Outcome outcome : kOutcomes) names += std::string(name(outcome)) + ' ';
    EXPECT_EQ(names, "sdc crash hang due detected_recovered latent masked ");
}

TEST(OutcomeCounts, AddUpToTheFaultsInjected) {
    OutcomeCounts counts;
    EXPECT_EQ(counts.total(), 0U);
    uint64_t next = 1;
    for (const Outcome outcome : kOutcomes) counts[outcome] += next++;
    EXPECT_EQ(counts[Outcome::sdc], 1U);
    EXPECT_EQ(counts[Outcome::masked], 7U);
    EXPECT_EQ(counts.total(), 28U);
}

}  // namespace
}  // namespace ftsim
