// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/delay_line.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ftsim::testing {
namespace {

TEST(OffsetComparator, IsBlindForItsOffsetAndThenSaysWhatWasThen) {
    for (unsigned offset = 0; offset <= 4; ++offset) {
        OffsetComparator<int> comparator(offset);
        for (int start = 0; start < 2; ++start) {
            for (int cycle = 0; cycle < 50; ++cycle) {
                const int past = cycle - static_cast<int>(offset);
                const int wrong = past == 23 ? 1 : 0;
                const OffsetVerdict expected = past < 0     ? OffsetVerdict::blind
                                               : past == 23 ? OffsetVerdict::different
                                                            : OffsetVerdict::equal;
                EXPECT_EQ(comparator.step(7 * cycle, 7 * past + wrong), expected)
                    << offset << " " << cycle;
            }
            comparator.restart();
        }
    }
    EXPECT_THROW(OffsetComparator<int>(5), std::invalid_argument);
}

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
}

}  // namespace
}  // namespace ftsim::testing
