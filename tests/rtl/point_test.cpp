// SPDX-License-Identifier: Apache-2.0
// The comparison point's RTL: every compared wire, every verdict over two codewords, who is heard,
// what holds while the machine stands still, and the words that are scrubbed.
#include <gtest/gtest.h>

#include <random>

#include "ftsim/board/point_self_test.hpp"
#include "ftsim/board/secded.hpp"
#include "ftsim/model/point_model.hpp"

namespace ftsim {
namespace {

using secded::Codeword;
using secded::Verdict;

constexpr uint8_t kAll = (1U << kPointBoards) - 1;
enum : uint8_t { kCpu0 = 1, kCpu1 = 2, kMem0 = 4, kMem1 = 8, kIo0 = 16, kIo1 = 32 };

PointInputs straps() {
    PointInputs inputs;
    inputs.ram_last_word = 999;
    return inputs;
}

CoreOutputs random_requests(std::mt19937_64& random) {
    const auto some = [&](unsigned bits) {
        return static_cast<uint8_t>(random() & ((1U << bits) - 1));
    };
    return {static_cast<uint32_t>(random()),
            static_cast<uint32_t>(random()),
            static_cast<uint32_t>(random()),
            some(1),
            some(1),
            some(1),
            some(4),
            some(2),
            some(1),
            some(1),
            0};
}

TEST(PointRtl, ComparesEveryWire) {
    PointModel point;
    std::mt19937_64 random(1);
    for (int i = 0; i < 1000; ++i) {
        PointInputs inputs = straps();
        const CoreOutputs requests = random_requests(random);
        inputs.cpu = {requests, requests};
        EXPECT_EQ(point.look(inputs).mismatch, 0);
        EXPECT_EQ(point.look(inputs).bus, requests);
        for (const OutputField& field : kCoreOutputFields) {
            CoreOutputs other = requests;
            // 107 wires: retired has two, data_be four.
            const unsigned width = field.size == 4           ? 32
                                   : field.name == "data_be" ? 4
                                   : field.name == "retired" ? 2
                                                             : 1;
            const unsigned bit = static_cast<unsigned>(random()) % width;
            reinterpret_cast<uint8_t*>(&other)[field.offset + bit / 8] ^=
                static_cast<uint8_t>(1U << bit % 8);
            inputs.cpu[i % 2] = other;
            inputs.cpu[1 - i % 2] = requests;
            EXPECT_EQ(point.look(inputs).mismatch, 1) << field.name << " " << bit;
            EXPECT_EQ(point.look(inputs).bus, inputs.cpu[0]);
        }
    }
}

TEST(PointRtl, HearsWhoeverIsInService) {
    PointModel point;
    std::mt19937_64 random(2);
    uint8_t service = kAll;
    for (int i = 0; i < 5000; ++i) {
        PointInputs inputs = straps();
        inputs.hold = random() % 2;
        inputs.isolate = random() & kAll & random();
        inputs.admit = random() & kAll;
        inputs.cpu = {random_requests(random), random_requests(random)};
        inputs.instr.valid = inputs.data.valid = {1, 1};
        inputs.data_io = random() % 2;
        inputs.instr.word = {secded::encode(1), secded::encode(2)};
        inputs.data.word = inputs.instr.word;
        inputs.instr.err = {1, 0};
        const PointOutputs out = point.look(inputs);
        ASSERT_EQ(out.service, service);
        const unsigned cpus = service & 3U;
        ASSERT_EQ(out.mismatch, cpus == 3);
        ASSERT_EQ(out.bus, (cpus & 1U) != 0 ? inputs.cpu[0]
                           : cpus == 2      ? inputs.cpu[1]
                                            : CoreOutputs{});
        const PointOutputs before = point.outputs();
        point.step(inputs);
        const PointOutputs& after = point.outputs();
        const auto heard = [&](unsigned boards) {
            return boards == 0 ? 0U : (boards & 1U) != 0 ? 1U : 2U;
        };
        const unsigned mems = service >> 2U & 3U, ios = service >> 4U & 3U;
        const unsigned data = inputs.data_io ? ios : mems;
        if (inputs.hold) {
            ASSERT_EQ(after.instr_rdata, before.instr_rdata);
            ASSERT_EQ(after.data_rvalid, before.data_rvalid);
        } else {
            ASSERT_EQ(after.instr_rvalid, mems != 0);
            ASSERT_EQ(after.instr_rdata, heard(mems));
            ASSERT_EQ(after.instr_err, heard(mems) == 1);
            ASSERT_EQ(after.data_rdata, heard(data));
            ASSERT_EQ(after.data_rvalid, data != 0);
        }
        ASSERT_EQ(out.instr.undecided, mems == 3);
        service = static_cast<uint8_t>((service | inputs.admit) & ~inputs.isolate);
    }
}

// What the words and their code say, and nothing else.
TEST(PointRtl, TakesTheWordInWhichTheCodeFindsLess) {
    PointModel point;
    std::mt19937_64 random(3);
    std::array<int, 6> seen = {};
    for (int i = 0; i < 200'000; ++i) {
        const auto word = static_cast<uint32_t>(random());
        std::array<Codeword, 2> said;
        std::array<secded::Decoded, 2> decoded;
        for (unsigned side = 0; side < 2; ++side) {
            Codeword wrong = 0;
            for (uint64_t bits = random() % 4; bits > 0; --bits) {
                wrong ^= Codeword{1} << random() % secded::kBits;
            }
            said[side] = secded::encode(word) ^ wrong;
            decoded[side] = secded::decode(said[side]);
        }
        PointInputs inputs = straps();
        inputs.instr.word = said;
        inputs.instr.valid = {1, 1};
        const PointOutputs out = point.look(inputs);
        const auto is = [&](unsigned side, Verdict verdict) {
            return decoded[side].verdict == verdict;
        };
        ASSERT_EQ(out.instr.corrected, is(0, Verdict::corrected) + 2 * is(1, Verdict::corrected));
        const bool lost_a = is(0, Verdict::uncorrectable), lost_b = is(1, Verdict::uncorrectable);
        unsigned takes = 0, wrong = 0;
        bool undecided = false;
        if (lost_a != lost_b) {
            takes = lost_a;
            wrong = lost_a ? 1 : 2;
            ++seen[0];
        } else if (lost_a) {
            undecided = true;
            ++seen[1];
        } else if (decoded[0].data == decoded[1].data) {
            ++seen[2];
        } else if (decoded[0].verdict == decoded[1].verdict) {
            undecided = true;
            ++seen[3];
        } else {
            takes = is(0, Verdict::corrected);
            wrong = is(0, Verdict::corrected) ? 1 : 2;
            ++seen[4];
        }
        ASSERT_EQ(out.instr.undecided, undecided);
        ASSERT_EQ(out.instr.wrong, wrong);
        point.step(inputs);
        ASSERT_EQ(point.outputs().instr_rdata, decoded[takes].data);
    }
    for (int kind = 0; kind < 5; ++kind) EXPECT_GT(seen[static_cast<unsigned>(kind)], 100) << kind;
}

TEST(PointRtl, ScrubsOneWordAfterTheOther) {
    for (const uint32_t interval : {1U, 3U, 64U}) {
        PointModel point;
        PointInputs inputs = straps();
        inputs.scrub_interval = interval;
        inputs.ram_last_word = 9;
        uint64_t cycle = 0;
        for (uint64_t edge = 0; edge < 25 * interval; ++edge) {
            const bool asks = cycle % interval == 0;
            ASSERT_EQ(point.outputs().scrub_req, asks);
            ASSERT_EQ(point.outputs().scrub_word, asks ? cycle / interval % 10 : 0);
            inputs.hold = edge % 5 == 2;
            point.step(inputs);
            cycle += !inputs.hold;
        }
    }
}

// Every flop that is stuck is found, and a good point is never blamed.
TEST(PointRtl, ItsSelfTestFindsEveryStuckFlop) {
    const PointSelfTest test;
    PointModel point;
    std::optional<std::pair<uint64_t, bool>> stuck;
    std::optional<bool> says;
    const auto hold = [&] {
        if (stuck && point.bit(stuck->first) != stuck->second) point.flip(stuck->first);
    };
    const PointSelfTest::Subject subject = {[&](std::span<const std::byte> state) {
                                                point.load_state(state);
                                                hold();
                                            },
                                            [&](std::span<std::byte> to) { point.save_state(to); },
                                            [&](const PointInputs& inputs) {
                                                PointOutputs outputs = point.look(inputs);
                                                if (says) outputs.mismatch = *says;
                                                return outputs;
                                            },
                                            [&](const PointInputs& inputs) {
                                                point.step(inputs);
                                                hold();
                                            }};
    EXPECT_TRUE(test.passes(subject));
    EXPECT_TRUE(test.passes(subject));
    EXPECT_LT(test.cycles(), 2000U);
    for (uint64_t bit = 0; bit < PointModel::state_map().bits(); ++bit) {
        for (const bool value : {false, true}) {
            stuck = {bit, value};
            EXPECT_FALSE(test.passes(subject)) << PointModel::state_map().locate(bit).site->name;
        }
    }
    stuck.reset();
    for (const bool always : {false, true}) {
        says = always;
        EXPECT_FALSE(test.passes(subject));
    }
}

}  // namespace
}  // namespace ftsim
