// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/fault_space.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "ftsim/error.hpp"
#include "ftsim/faultinject/fault_spec.hpp"
#include "ftsim/faultinject/sampler.hpp"
#include "ftsim/model/core_model.hpp"

namespace ftsim {
namespace {

constexpr uint64_t kRamBytes = 64 << 10;

BackplaneConfig small() {
    BackplaneConfig config;
    config.ram_bytes = kRamBytes;
    config.disk = std::make_shared<DiskImage>(1, true);
    return config;
}

/// Two boards of the core over a backplane with a disk.
struct Pair : FaultParts {
    Pair() : FaultParts(2, CoreModel::site_map(), small()) {}
};

TEST(FaultSpace, HasItsPartsAndNoOther) {
    const Pair pair;
    const uint64_t cpu = 2 * CoreModel::site_map().bits();
    const uint64_t boards =
        Backplane::memory_registers(small()).bits() + Backplane::io_registers(small()).bits();
    EXPECT_EQ(FaultSpace(Space::machine, pair).bits(), cpu);
    EXPECT_EQ(FaultSpace(Space::replicas, pair).bits(), cpu);
    EXPECT_EQ(FaultSpace(Space::machine_ram, pair).bits(), cpu + 8 * kRamBytes);
    EXPECT_EQ(FaultSpace(Space::machine_boards, pair).bits(), cpu + boards);
}

// What a seed has drawn once it draws for ever.
TEST(FaultSpace, OfTheMachineIsBoardAfterBoard) {
    const Pair pair;
    const FaultSpace space(Space::machine, pair);
    const uint64_t a_board = CoreModel::site_map().bits();
    for (uint64_t i = 0; i < 1000; ++i) {
        const uint64_t drawn = bit_of(1, i, space.bits());
        EXPECT_EQ(space.at(drawn).board, drawn / a_board);
        EXPECT_EQ(space.at(drawn).bit, drawn % a_board);
    }
}

TEST(FaultSpace, OfReplicasLeavesOutWhatChecksThem) {
    StateMap board;
    board.add("alert", 2, SiteKind::flop, 1);
    board.add("main.pc", 3, SiteKind::flop, 1);
    board.add("main.sp", 4, SiteKind::flop, 1);
    board.add("checker.delay", 5, SiteKind::flop, 1);
    board.add("shadow.pc", 3, SiteKind::flop, 1);
    const FaultParts parts(2, board, small());
    EXPECT_EQ(FaultSpace(Space::machine, parts).bits(), 34U);
    const FaultSpace replicas(Space::replicas, parts);
    ASSERT_EQ(replicas.bits(), 20U);
    std::vector<std::string> names;
    for (uint64_t i = 0; i < replicas.bits(); ++i) names.push_back(parts.describe(replicas.at(i)));
    EXPECT_EQ(names[0], "cpu0.main.pc[0]");
    EXPECT_EQ(names[6], "cpu0.main.sp[3]");
    EXPECT_EQ(names[7], "cpu0.shadow.pc[0]");
    EXPECT_EQ(names[9], "cpu0.shadow.pc[2]");
    EXPECT_EQ(names[10], "cpu1.main.pc[0]");
    EXPECT_EQ(names[19], "cpu1.shadow.pc[2]");
}

TEST(FaultSpace, HasEveryBitOnceByTheNameThatFindsIt) {
    const Pair pair;
    for (const Space space : kSpaces) {
        const FaultSpace bits(space, pair);
        BoardBit before{0, 0};
        for (uint64_t i = 0; i < bits.bits(); ++i) {
            const BoardBit bit = bits.at(i);
            ASSERT_TRUE(pair.has(bit));
            const bool later = bit.board > before.board || bit.bit > before.bit;
            ASSERT_TRUE(i == 0 || later) << name(space) << " " << i;
            before = bit;
            if (i % 7 != 0) continue;
            const FaultSpec spec = parse_fault_spec(pair.describe(bit) + "@1");
            const BoardBit found = pair.find(spec.replica, spec.site, *spec.bit);
            ASSERT_EQ(found.board, bit.board) << pair.describe(bit);
            ASSERT_EQ(found.bit, bit.bit) << pair.describe(bit);
        }
    }
}

TEST(FaultParts, AreNamedInTheFieldsWay) {
    const Pair pair;
    EXPECT_EQ(pair.describe({4, 0x1234 * 8 + 7}), "ram.80001234[7]");
    EXPECT_EQ(pair.describe({4, 0x1235 * 8}), "ram.80001234[8]");
    EXPECT_EQ(pair.describe(pair.find("io0", "uart.ier", 2)), "io0.uart.ier[2]");
    EXPECT_EQ(pair.describe(pair.find("mem0", "pins.instr_rdata", 3)), "mem0.pins.instr_rdata[3]");
    EXPECT_EQ(pair.find("io0", "pins.reserve_clear", 0).board, 3U);
    EXPECT_FALSE(pair.has({5, 0}));
    EXPECT_FALSE(pair.has({4, 8 * kRamBytes}));
    EXPECT_TRUE(pair.has({4, 8 * kRamBytes - 1}));
}

TEST(FaultParts, RefuseWhatIsNotThere) {
    const Pair pair;
    const struct {
        const char *board, *site;
        uint32_t bit;
        const char* told;
    } rows[] = {{"cpu2", "core.pc_q", 0, "cpu0, cpu1, mem0, io0, ram"},
                {"io0", "uart.nothing", 0, "no register \"io0.uart.nothing\""},
                {"io0", "uart.ier", 4, "bits 0 to 3"},
                {"io0", "virtio6.status", 0, "no register"},
                {"ram", "80001234", 32, "bits 0 to 31"},
                {"ram", "80001236", 0, "ram.80000000 to ram.8000fffc"},
                {"ram", "80010000", 0, "ram.8000fffc"},
                {"ram", "7ffffffc", 0, "ram.80000000"},
                {"ram", "0x800000", 0, "no word of RAM"},
                {"ram", "180000000", 0, "no word of RAM"}};
    for (const auto& row : rows) {
        try {
            pair.find(row.board, row.site, row.bit);
            ADD_FAILURE() << row.board << "." << row.site;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::usage);
            EXPECT_NE(std::string(error.what()).find(row.told), std::string::npos) << error.what();
        }
    }
}

// Pearson's statistic against its mean and four deviations.
void expect_in_proportion(const std::vector<uint64_t>& hits, const std::vector<double>& expected) {
    double sum = 0;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        const double off = static_cast<double>(hits[i]) - expected[i];
        sum += off * off / expected[i];
    }
    const auto freedom = static_cast<double>(hits.size() - 1);
    EXPECT_GT(sum, freedom - 4 * std::sqrt(2 * freedom));
    EXPECT_LT(sum, freedom + 4 * std::sqrt(2 * freedom));
}

// Every register by its width.
TEST(FaultSpace, IsDrawnFromByTheBit) {
    const Pair pair;
    const FaultSpace space(Space::machine_boards, pair);
    constexpr uint64_t kDraws = 2'000'000;
    std::vector<std::vector<uint64_t>> hits(pair.parts().size());
    for (unsigned part = 0; part < 4; ++part) {
        hits[part].resize(pair.parts()[part].sites->sites().size());
    }
    for (uint64_t i = 0; i < kDraws; ++i) {
        const BoardBit bit = space.at(bit_of(3, i, space.bits()));
        const StateMap& map = *pair.parts()[bit.board].sites;
        ++hits[bit.board][static_cast<std::size_t>(map.locate(bit.bit).site - map.sites().data())];
    }
    std::vector<uint64_t> all;
    std::vector<double> expected;
    for (unsigned part = 0; part < 4; ++part) {
        const auto sites = pair.parts()[part].sites->sites();
        for (std::size_t i = 0; i < sites.size(); ++i) {
            all.push_back(hits[part][i]);
            expected.push_back(static_cast<double>(kDraws) * sites[i].width /
                               static_cast<double>(space.bits()));
        }
    }
    EXPECT_GT(all.size(), 800U);
    expect_in_proportion(all, expected);
}

// RAM in pages, the boards as a whole.
TEST(FaultSpace, IsDrawnFromRamInProportion) {
    const Pair pair;
    const FaultSpace space(Space::machine_ram, pair);
    constexpr uint64_t kDraws = 500'000;
    constexpr uint64_t kPages = kRamBytes / Ram::kPageBytes;
    std::vector<uint64_t> hits(2 + kPages);
    for (uint64_t i = 0; i < kDraws; ++i) {
        const BoardBit bit = space.at(bit_of(3, i, space.bits()));
        ++hits.at(bit.board < 2 ? bit.board : 2 + bit.bit / 8 / Ram::kPageBytes);
    }
    const double a_bit = static_cast<double>(kDraws) / static_cast<double>(space.bits());
    std::vector<double> expected(2, a_bit * static_cast<double>(CoreModel::site_map().bits()));
    expected.resize(hits.size(), a_bit * 8 * Ram::kPageBytes);
    expect_in_proportion(hits, expected);
}

}  // namespace
}  // namespace ftsim
