// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/hardware_sets.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ftsim {
namespace {

using What = Finding::What;

constexpr uint32_t kWord = 0x1234'5678;

class Hardware : public ::testing::Test {
protected:
    static constexpr uint64_t kRamBytes = 64 << 10;

    static HardwareConfig config(unsigned sets) {
        HardwareConfig config;
        config.sets = sets;
        config.scrub_cycles = 1;
        return config;
    }
    void step(unsigned cycles = 1, bool used = true) {
        for (unsigned i = 0; i < cycles; ++i) {
            sets.at(cycle++);
            sets.step(used, std::nullopt, ram);
        }
    }
    uint32_t read(uint32_t offset) { return sets.deliver_from_ram(offset, kWord).word; }
    std::vector<What> found() {
        std::vector<What> kinds;
        for (const Finding& finding : sets.take_findings()) kinds.push_back(finding.what);
        return kinds;
    }

    uint64_t cycle = 0;
    Ram ram{kRamBytes};
    HardwareSets sets{config(2), kRamBytes};
};

TEST_F(Hardware, IsLeftAloneWhileNothingDiffers) {
    EXPECT_FALSE(sets.active());
    sets.flip_stored(0, 64, 3);
    EXPECT_TRUE(sets.active());
    sets.stored(64, 0xfU);
    step();
    EXPECT_FALSE(sets.active());
}

TEST_F(Hardware, OneBitIsCorrectedWhereItIsRead) {
    for (unsigned bit = 0; bit < secded::kBits; ++bit) {
        sets.flip_stored(bit % 2, 64, bit);
        EXPECT_FALSE(sets.sound());
        EXPECT_EQ(read(64), kWord);
        EXPECT_TRUE(sets.sound());
    }
    EXPECT_EQ(sets.counters().corrected, secded::kBits);
    EXPECT_TRUE(found().empty());
}

TEST_F(Hardware, ABoardWithTooManyWrongBitsIsOut) {
    for (uint64_t i = 0; i <= HardwareSets::kErrorsAllowed; ++i) {
        EXPECT_TRUE(found().empty());
        sets.flip_stored(1, 64, 5);
        read(64);
    }
    EXPECT_EQ(found(), (std::vector<What>{What::out}));
}

TEST_F(Hardware, TwoBitsComeFromTheOtherBoard) {
    sets.flip_stored(1, 64, 3);
    sets.flip_stored(1, 64, 30);
    EXPECT_EQ(read(64), kWord);
    EXPECT_TRUE(sets.sound());
    EXPECT_EQ(found(), (std::vector<What>{What::repaired}));
    EXPECT_EQ(sets.counters().repaired, 1U);
}

// Bits 0, 1 and 3 of a byte have, for some words of three, the syndrome of another bit.
TEST_F(Hardware, AWordThatTheCodeGetsWrongIsTheWrongOne) {
    uint64_t wrong_alone = 0;
    for (unsigned a = 0; a < 8; ++a) {
        for (unsigned b = 0; b < a; ++b) {
            for (unsigned c = 0; c < b; ++c) {
                HardwareSets two(config(2), kRamBytes);
                for (const unsigned bit : {a, b, c}) two.flip_stored(0, 64, bit);
                EXPECT_EQ(two.deliver_from_ram(64, kWord).word, kWord);
                wrong_alone += two.counters().miscorrected;
                EXPECT_TRUE(two.sound());
            }
        }
    }
    EXPECT_GT(wrong_alone, 0U);
}

TEST_F(Hardware, NobodyHasTheWord) {
    for (const unsigned side : {0U, 1U}) {
        sets.flip_stored(side, 64, 3);
        sets.flip_stored(side, 64, 30);
    }
    read(64);
    const std::vector<What> kinds = found();
    EXPECT_EQ(kinds.back(), What::undo);
    EXPECT_FALSE(sets.sound());
}

TEST_F(Hardware, PartOfAWordIsWrittenOverWhatCanBeRead) {
    sets.flip_stored(0, 64, 3);
    sets.stored(64, 0x8U);
    EXPECT_TRUE(sets.sound());
    sets.flip_stored(0, 64, 3);
    sets.flip_stored(0, 64, 4);
    sets.stored(64, 0x8U);
    EXPECT_FALSE(sets.sound());
    sets.stored(62, uint64_t{6});
    EXPECT_TRUE(sets.sound());
}

TEST_F(Hardware, TheScrubberFindsWhatNobodyReads) {
    sets.flip_stored(0, 64, 3);
    sets.flip_stored(1, 4096, 3);
    sets.flip_stored(1, 4096, 8);
    step(2000);
    EXPECT_TRUE(sets.sound());
    EXPECT_EQ(sets.counters().corrected, 1U);
    EXPECT_EQ(sets.counters().repaired, 1U);
}

TEST_F(Hardware, ADeadLaneIsFoundByItsErrors) {
    sets.kill_lane(1, 2, true);
    for (unsigned i = 0; i < 100; ++i) {
        EXPECT_EQ(sets.deliver_from_ram(4 * i, kWord + 0x10'0000 * i).word, kWord + 0x10'0000 * i);
    }
    step();
    EXPECT_FALSE(sets.serves(Unit::mem, 1));
    const auto findings = sets.take_findings();
    EXPECT_EQ(findings.back().what, What::out);
    EXPECT_EQ(findings.back().trouble, Trouble::errors);
    EXPECT_TRUE(findings.back().for_good);
}

TEST_F(Hardware, AWildBoardNeverGetsItsWordThrough) {
    for (const Unit unit : {Unit::mem, Unit::io}) {
        HardwareSets two(config(2), kRamBytes);
        two.go_wild(component_of(unit, 0));
        for (uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(two.deliver(unit, i * 977).word, i * 977);
        EXPECT_FALSE(two.serves(unit, 0));
        EXPECT_TRUE(two.serves(unit, 1));
    }
}

TEST_F(Hardware, AStuckLineIsCorrected) {
    sets.stick_line(0, 7, true);
    for (uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(sets.deliver(Unit::mem, i * 977).word, i * 977);
    EXPECT_FALSE(sets.serves(Unit::mem, 0));
}

TEST_F(Hardware, WhatIsSilentIsOutAndItsPartnerGoesOn) {
    for (const Unit unit : {Unit::mem, Unit::io, Unit::path, Unit::clock, Unit::power}) {
        for (const unsigned side : {0U, 1U}) {
            HardwareSets two(config(2), kRamBytes);
            two.kill(component_of(unit, side));
            two.step(true, std::nullopt, ram);
            const auto findings = two.take_findings();
            ASSERT_EQ(findings.size(), 1U);
            EXPECT_EQ(findings[0].what, What::out);
            EXPECT_EQ(findings[0].component, component_of(unit, side));
            // The clock that is not taken can go without anybody noticing more.
            const bool gap = unit == Unit::clock && side == 0;
            EXPECT_EQ(findings[0].standstill, gap ? HardwareSets::kClockGap : 0);
            EXPECT_TRUE(two.answers(Unit::mem));
            EXPECT_TRUE(two.answers(Unit::io));
            // And then there was none.
            two.kill(component_of(unit, 1 - side));
            two.step(true, std::nullopt, ram);
            EXPECT_EQ(two.take_findings().back().what, What::lost);
        }
    }
}

TEST_F(Hardware, OfOneEachTheBusTimesOut) {
    HardwareSets one(config(1), kRamBytes);
    one.kill(Component::mem0);
    EXPECT_FALSE(one.answers(Unit::mem));
    for (uint64_t i = 0; i + 1 < HardwareSets::kBusTimeout; ++i) {
        one.step(true, Unit::mem, ram);
        ASSERT_FALSE(one.has_findings());
    }
    one.step(true, Unit::mem, ram);
    const auto findings = one.take_findings();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].what, What::lost);
    EXPECT_EQ(findings[0].trouble, Trouble::no_reply);
}

TEST_F(Hardware, MemoryComesBackBehindTheWrites) {
    const std::vector<std::byte> bytes(8 * Ram::kPageBytes, std::byte{1});
    ram.write(0, bytes);
    sets.kill(Component::mem1);
    step();
    EXPECT_EQ(found(), (std::vector<What>{What::out}));
    sets.replace(Component::mem1);
    const unsigned words = 8 * Ram::kPageBytes / 4;
    step(words - HardwareSets::kLastWords - 1, false);
    EXPECT_FALSE(sets.serves(Unit::mem, 1));
    step(2, false);
    EXPECT_TRUE(sets.serves(Unit::mem, 1));
    const auto findings = sets.take_findings();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].what, What::back);
    EXPECT_EQ(findings[0].standstill, HardwareSets::kReturnCost + HardwareSets::kLastWords);
    EXPECT_EQ(sets.counters().copied_words, words);
    step();
    EXPECT_FALSE(sets.active());
}

TEST_F(Hardware, WhereTheBusIsNeverIdleTheMachineIsThrottled) {
    const std::vector<std::byte> bytes(kRamBytes, std::byte{1});
    ram.write(0, bytes);
    sets.pull(Component::mem1);
    step();
    sets.mend(Component::mem1);
    for (unsigned i = 0; i < 1'000'000 && !sets.serves(Unit::mem, 1); ++i) step(1, true);
    EXPECT_TRUE(sets.serves(Unit::mem, 1));
    const uint64_t words = kRamBytes / 4;
    EXPECT_EQ(sets.counters().copied_words, words);
    EXPECT_EQ(sets.counters().throttle_cycles, words - HardwareSets::kLastWords);
}

TEST_F(Hardware, ABoardThatIsPulledComesBackEmpty) {
    sets.flip_stored(1, 64, 3);
    sets.pull(Component::mem1);
    step();
    sets.mend(Component::mem1);
    EXPECT_TRUE(sets.sound());
    EXPECT_FALSE(sets.serves(Unit::mem, 1));
}

TEST_F(Hardware, ItsStateIsBytes) {
    sets.flip_stored(1, 64, 3);
    sets.kill(Component::io1);
    step();
    std::vector<std::byte> bytes;
    sets.save(bytes);
    HardwareSets other(config(2), kRamBytes);
    std::span<const std::byte> from = bytes;
    ASSERT_TRUE(other.load(from));
    EXPECT_TRUE(from.empty());
    std::vector<std::byte> again;
    other.save(again);
    EXPECT_EQ(bytes, again);
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
        from = std::span(bytes).first(cut);
        EXPECT_FALSE(other.load(from)) << cut;
    }
}

TEST(Component, HasOneNameEach) {
    std::set<std::string_view> names(kComponentNames.begin(), kComponentNames.end());
    EXPECT_EQ(names.size(), kComponents);
    for (std::size_t i = 0; i < kComponents; ++i) {
        const auto component = static_cast<Component>(i);
        EXPECT_EQ(component_of(unit_of(component), side_of(component)), component);
        EXPECT_EQ(name(component).back() - '0', static_cast<int>(side_of(component)));
    }
}

}  // namespace
}  // namespace ftsim
