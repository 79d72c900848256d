// SPDX-License-Identifier: Apache-2.0
// Which word a server's memory gives when more than one thing is wrong with it: a right one, or
// none.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "ftsim/board/hardware_sets.hpp"

namespace ftsim {
namespace {

using What = Finding::What;

class Answers : public ::testing::Test {
protected:
    static constexpr uint64_t kRamBytes = 64 << 10;

    static HardwareConfig config() {
        HardwareConfig config;
        config.sets = 2;
        config.scrub_cycles = UINT32_MAX;
        return config;
    }
    void next() { sets.at(++cycle); }
    void step() {
        next();
        sets.step(false, std::nullopt, ram);
    }
    void leave_alone(unsigned side) {
        sets.kill(component_of(Unit::mem, 1 - side));
        step();
        sets.take_findings();
    }
    // A right word, or none.
    bool has(uint32_t offset, uint32_t word) {
        const uint32_t delivered = sets.deliver_from_ram(offset, word).word;
        if (sets.refused()) return false;
        EXPECT_EQ(delivered, word);
        return true;
    }
    std::vector<What> found() {
        std::vector<What> kinds;
        for (const Finding& finding : sets.take_findings()) kinds.push_back(finding.what);
        return kinds;
    }

    uint64_t cycle = 0;
    Ram ram{kRamBytes};
    HardwareSets sets{config(), kRamBytes};
    std::mt19937 random{1};
};

TEST_F(Answers, OfALastBoardWithADeadChipAreNone) {
    for (unsigned lane = 0; lane < HardwareSets::kLanes; ++lane) {
        sets = HardwareSets(config(), kRamBytes);
        leave_alone(1);
        sets.kill_lane(1, lane, true);
        // Some of these are good codewords of other words, or look like one wrong bit.
        for (unsigned i = 0; i < 5'000; ++i) {
            next();
            EXPECT_FALSE(has(64, static_cast<uint32_t>(random())));
        }
        EXPECT_EQ(sets.counters().wrong_words, 0U);
        sets.kill_lane(1, lane, false);
        next();
        EXPECT_TRUE(has(64, 0x1234'5678));
    }
}

TEST_F(Answers, OfALastBoardThatIsWildAreNone) {
    leave_alone(0);
    sets.go_wild(Component::mem0);
    for (unsigned i = 0; i < 20'000; ++i) {
        next();
        EXPECT_FALSE(has(64, static_cast<uint32_t>(random())));
    }
    sets.go_wild(Component::io1);
    sets.kill(Component::io0);
    step();
    for (unsigned i = 0; i < 20'000; ++i) {
        next();
        sets.deliver(Unit::io, 0);
        EXPECT_TRUE(sets.refused());
    }
}

// One is corrected as long as nothing else is wrong with the word.
TEST_F(Answers, OverALastPathWithStuckLinesAreRightOrNone) {
    leave_alone(0);
    sets.stick_line(0, 7, true);
    for (unsigned i = 0; i < 1'000; ++i) {
        next();
        EXPECT_TRUE(has(64, static_cast<uint32_t>(random())));
    }
    sets.flip_stored(0, 128, 3);
    sets.flip_stored(0, 128, 30);
    for (unsigned i = 0; i < 1'000; ++i) {
        next();
        EXPECT_FALSE(has(128, static_cast<uint32_t>(random())));
    }
    sets.stick_line(0, 9, false);
    for (unsigned i = 0; i < 1'000; ++i) {
        next();
        EXPECT_FALSE(has(64, static_cast<uint32_t>(random())));
    }
}

TEST_F(Answers, OfBoardsWithTheSameDeadChipAreNone) {
    sets.kill_lane(0, 1, true);
    sets.kill_lane(1, 1, true);
    for (unsigned i = 0; i < 1'000; ++i) {
        next();
        EXPECT_FALSE(has(64, static_cast<uint32_t>(random())));
    }
    EXPECT_EQ(sets.counters().wrong_words, 0U);
}

// A word of a bad chip may look better than one with a wrong bit.
TEST_F(Answers, ComeFromTheBoardWhoseChipsAreGood) {
    for (unsigned i = 0; i < 20'000; ++i) {
        sets = HardwareSets(config(), kRamBytes);
        sets.kill_lane(0, i % 5, true);
        sets.flip_stored(1, 64, static_cast<unsigned>(random() % secded::kBits));
        next();
        EXPECT_TRUE(has(64, static_cast<uint32_t>(random())));
    }
    sets = HardwareSets(config(), kRamBytes);
    sets.go_wild(Component::mem0);
    sets.flip_stored(1, 64, 3);
    sets.flip_stored(1, 64, 4);
    next();
    EXPECT_FALSE(has(64, 0x1234'5678));
}

// Three at once on the lines look like one wrong bit, and are not there the next time.
TEST_F(Answers, OfALastBoardThatLookCorrectedAreAskedForAgain) {
    leave_alone(0);
    for (unsigned i = 0; i < 10'000; ++i) {
        std::array<unsigned, 3> bits;
        for (unsigned& bit : bits) bit = static_cast<unsigned>(random() % secded::kBits);
        for (const unsigned bit : bits) sets.flip_answer(Unit::mem, 0, bit);
        next();
        has(64, static_cast<uint32_t>(random()));
        EXPECT_EQ(sets.counters().wrong_words, 0U);
    }
}

TEST_F(Answers, ThatNobodyHasUndoTwiceAndThenAreLost) {
    leave_alone(0);
    sets.flip_stored(0, 64, 3);
    sets.flip_stored(0, 64, 30);
    for (const What what : {What::undo, What::undo, What::lost}) {
        sets.at(100);
        EXPECT_FALSE(has(64, 0x1234'5678));
        EXPECT_FALSE(has(64, 0x1234'5678));
        EXPECT_EQ(found(), (std::vector<What>{what}));
        sets.rolled_back({});
    }
    EXPECT_EQ(sets.counters().wrong_words, 0U);
}

// What the source had lost is lost in the copy, what it could correct is right there.
TEST_F(Answers, OfABoardThatWasCopiedAreThoseOfItsSource) {
    const std::vector<std::byte> bytes(8 * Ram::kPageBytes, std::byte{1});
    ram.write(0, bytes);
    sets.flip_stored(1, 256, 9);
    leave_alone(0);
    sets.flip_stored(0, 64, 3);
    sets.flip_stored(0, 64, 30);
    sets.flip_stored(0, 128, 3);
    sets.mend(Component::mem1);
    while (!sets.serves(Unit::mem, 1)) step();
    for (const unsigned alone : {0U, 1U}) {
        HardwareSets both = sets;
        leave_alone(alone);
        next();
        EXPECT_FALSE(has(64, 0x0101'0101));
        next();
        EXPECT_TRUE(has(128, 0x0101'0101));
        next();
        EXPECT_TRUE(has(256, 0x0101'0101));
        EXPECT_EQ(sets.counters().corrected, alone == 0 ? 1U : 0U);
        sets = both;
    }
}

TEST_F(Answers, AreNotCopiedFromADeadChip) {
    const std::vector<std::byte> bytes(8 * Ram::kPageBytes, std::byte{1});
    ram.write(0, bytes);
    leave_alone(0);
    sets.mend(Component::mem1);
    step();
    sets.kill_lane(0, 4, true);
    for (unsigned i = 0; i < 100'000; ++i) step();
    EXPECT_FALSE(sets.serves(Unit::mem, 1));
    sets.kill_lane(0, 4, false);
    for (unsigned i = 0; i < 100'000; ++i) step();
    EXPECT_TRUE(sets.serves(Unit::mem, 1));
}

}  // namespace
}  // namespace ftsim
