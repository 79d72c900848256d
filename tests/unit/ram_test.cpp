// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/ram.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "ftsim/error.hpp"

namespace ftsim {
namespace {

constexpr uint32_t kBytes = 8 * Ram::kPageBytes;

std::vector<uint32_t> words(const Ram& ram) {
    std::vector<uint32_t> all;
    for (uint32_t at = 0; at < kBytes; at += 4) all.push_back(ram.load(at));
    return all;
}

/// The digest of a memory that came to these contents by one write a word.
uint64_t digest_from_scratch(const std::vector<uint32_t>& content) {
    Ram ram(kBytes);
    for (uint32_t i = 0; i < content.size(); ++i) ram.store(4 * i, content[i], 0xf);
    ram.begin_interval();
    return ram.digest();
}

TEST(Ram, StoresByteLanes) {
    Ram ram(kBytes);
    ram.store(8, 0x11223344, 0xf);
    ram.store(8, 0xaabbccdd, 0x5);
    EXPECT_EQ(ram.load(8), 0x11bb33ddU);
    EXPECT_EQ(ram.load(11), ram.load(8)) << "a word access takes the word around it";
}

TEST(Ram, CountsWritesToWatchedBytesAndNothingElse) {
    Ram ram(kBytes);
    ram.store(4096, 1, 0xf);
    ram.watch(4098, 2);
    ram.store(4096, 1, 0xf);
    ram.store(4096, 1, 0x4);
    EXPECT_EQ(ram.watched_writes(), (Ram::WatchedWrites{2, 0}));
    ram.store(4096, 7, 0x3);
    ram.store(4100, 7, 0xf);
    ram.store(8192, 7, 0xf);
    ram.store(4096, 7, 0);
    EXPECT_EQ(ram.watched_writes(), (Ram::WatchedWrites{2, 0}));
    const std::array<std::byte, 3> bytes = {};
    ram.write(4096, bytes);
    ram.write(4100, bytes);
    ram.clear(4099, 1);
    EXPECT_EQ(ram.watched_writes(), (Ram::WatchedWrites{2, 2}));
}

TEST(Ram, AWatchedMemoryGoesAsOneThatIsNot) {
    Ram watched(kBytes), plain(kBytes);
    std::mt19937 source(5);
    const auto random = [&] { return static_cast<uint32_t>(source()); };
    for (unsigned step = 0; step < 20'000; ++step) {
        const uint32_t offset = random() % kBytes & ~3U, word = random(), what = random() % 1000;
        for (Ram* ram : {&watched, &plain}) {
            if (what < 5) {
                ram->begin_interval();
            } else if (what < 8 && step > 5000) {
                ram->roll_back(1);
            } else if (what < 12) {
                ram->clear(offset, std::min<uint32_t>(5000, kBytes - offset));
            } else {
                ram->store(offset, word, (word & 1) != 0 ? 0xf : 0x6);
            }
        }
        if (step % 997 == 0) watched.watch(random() % (kBytes - 8), 8);
        ASSERT_EQ(watched.digest_now(), plain.digest_now()) << step;
        ASSERT_EQ(watched.changed_pages(), plain.changed_pages()) << step;
    }
    EXPECT_EQ(words(watched), words(plain));
}

TEST(Ram, RefusesSizesThatItCannotHave) {
    EXPECT_THROW(Ram(0), Error);
    EXPECT_THROW(Ram(Ram::kPageBytes + 1), Error);
    EXPECT_THROW(Ram(uint64_t{1} << 33), Error);
}

TEST(Ram, APageOfZerosIsAnUntouchedPage) {
    Ram touched(kBytes), untouched(kBytes);
    touched.store(4096, 1, 0xf);
    touched.store(4096, 0, 0xf);
    touched.begin_interval();
    untouched.begin_interval();
    EXPECT_EQ(touched.digest(), untouched.digest());
}

TEST(Ram, ClearsWhatIsNotZeroAndTouchesNothingElse) {
    Ram ram(kBytes);
    for (uint32_t at = 2 * Ram::kPageBytes; at < 4 * Ram::kPageBytes; at += 4) {
        ram.store(at, ~0U, 0xf);
    }
    ram.begin_interval();
    ram.clear(6, 2 * Ram::kPageBytes + 5);
    EXPECT_EQ(ram.changed_pages(), 1U);
    EXPECT_EQ(ram.load(2 * Ram::kPageBytes + 8), 0xff00'0000U);
    EXPECT_EQ(ram.load(2 * Ram::kPageBytes + 12), ~0U);
    ram.store(kBytes - 4, 7, 0xf);
    ram.clear(0, kBytes);
    EXPECT_EQ(ram.digest_now(), Ram(kBytes).digest());
    ram.roll_back(1);
    EXPECT_EQ(ram.load(2 * Ram::kPageBytes), ~0U);
}

TEST(Ram, GoesBackAsACopyWould) {
    // Random writes, snapshots and roll-backs beside whole copies of memory.
    Ram ram(kBytes);
    std::mt19937 random(3);
    ram.begin_interval();
    std::vector<std::vector<uint32_t>> copies = {words(ram)};  // the newest last, two at most
    for (int step = 0; step < 3000; ++step) {
        for (int i = 0; i < 3; ++i) {
            ram.store(random() % kBytes & ~3U, static_cast<uint32_t>(random()), random() % 16);
        }
        if (random() % 4 == 0) ram.flip(random() % (kBytes * 8));
        const auto what = static_cast<unsigned>(random() % 20);
        if (what == 0) {
            ram.begin_interval();
            copies.push_back(words(ram));
            if (copies.size() > 2) copies.erase(copies.begin());
            EXPECT_EQ(ram.digest(), digest_from_scratch(copies.back()));
        } else if (what == 1 || (what == 2 && copies.size() == 2)) {
            ASSERT_TRUE(ram.intact(what));
            ram.roll_back(what);
            if (what == 2) copies.pop_back();
            ASSERT_EQ(words(ram), copies.back());
            EXPECT_EQ(ram.digest(), digest_from_scratch(copies.back()));
        } else if (what == 3) {
            EXPECT_EQ(ram.digest_now(), digest_from_scratch(words(ram)));
        }
    }
}

// Two memories go the same way; one makes experiments in between, and nobody can tell which.
TEST(Ram, AnExperimentLeavesNothing) {
    std::mt19937 random(7);
    const auto drift = [&](auto& step) {
        switch (random() % 9) {
            case 8: {
                const uint64_t bit = random() % (kBytes * 8);
                step([=](Ram& ram) { ram.flip(bit); });
                break;
            }
            case 0: step([](Ram& ram) { ram.begin_interval(); }); break;
            case 1: step([](Ram& ram) { ram.roll_back(1); }); break;
            case 2:
                step([](Ram& ram) {
                    ram.begin_interval();
                    ram.begin_interval();
                    ram.roll_back(2);
                });
                break;
            default: {
                const auto at = static_cast<uint32_t>(random() % (kBytes / 4) * 4);
                const auto word = static_cast<uint32_t>(random());
                step([=](Ram& ram) { ram.store(at, word, 0xf); });
            }
        }
    };
    Ram plain(kBytes), tried(kBytes);
    const auto both = [&](auto change) {
        change(plain);
        change(tried);
    };
    const auto one = [&](auto change) { change(tried); };
    for (int round = 0; round < 300; ++round) {
        for (unsigned i = 0; i < random() % 20; ++i) drift(both);
        tried.begin_experiment();
        for (unsigned i = 0; i < random() % 40; ++i) drift(one);
        tried.end_experiment();
        ASSERT_EQ(words(tried), words(plain));
        ASSERT_EQ(tried.digest(), plain.digest());
        ASSERT_EQ(tried.digest_now(), plain.digest_now());
        ASSERT_EQ(tried.changed_pages(), plain.changed_pages());
        ASSERT_TRUE(tried.intact(1));
    }
}

TEST(Ram, KnowsWhenASavedPageIsCorrupt) {
    Ram ram(kBytes);
    ram.begin_interval();
    ram.store(0, 1, 0xf);  // page 0 is put aside in the older interval
    ram.begin_interval();
    ram.store(0, 2, 0xf);     // and in the newer
    ram.store(4096, 3, 0xf);  // page 1 in the newer only
    EXPECT_TRUE(ram.intact(1));
    EXPECT_TRUE(ram.intact(2));

    // Bits count from the older interval's pages on: the newer copy of page 0 is the second.
    ASSERT_TRUE(ram.flip_saved_bit(Ram::kPageBytes * 8 + 7));
    EXPECT_FALSE(ram.intact(1));
    EXPECT_TRUE(ram.intact(2)) << "the older interval has its own copy of that page";
    ASSERT_TRUE(ram.flip_saved_bit(2 * Ram::kPageBytes * 8 + 7));
    EXPECT_FALSE(ram.intact(2)) << "nothing else knows what page 1 was";
    EXPECT_FALSE(ram.flip_saved_bit(3 * Ram::kPageBytes * 8));
}

}  // namespace
}  // namespace ftsim
