// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/delay_line.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ftsim::testing {
namespace {

TEST(DelayLine, GivesBackInOrder) {
    DelayLine<int, 4> line(3);
    int in = 0, out = 0;
    for (int round = 0; round < 40; ++round) {
        while (!line.full()) line.push(in++);
        EXPECT_EQ(line.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(line[i], out + static_cast<int>(i));
        for (int i = 0; i <= round % 3; ++i) {
            EXPECT_EQ(line.oldest(), out++);
            line.drop_oldest();
        }
    }
    line.clear();
    EXPECT_EQ(line.size(), 0U);
    EXPECT_THROW((DelayLine<int, 4>(5)), std::invalid_argument);
}

}  // namespace
}  // namespace ftsim::testing
