// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/point_self_test.hpp"

#include <algorithm>

#include "ftsim/board/secded.hpp"

namespace ftsim {

namespace {

constexpr uint32_t kOnes = 0xffff'ffff;
// Scrubs that come one after the other: the counter has come round.
constexpr uint32_t kLastWord = 5;
constexpr unsigned kScrubs = 12;

CoreOutputs all_ones() { return {kOnes, kOnes, kOnes, 1, 1, 1, 0xf, 3, 1, 1, 0}; }

// Every wire of the requests alone.
std::vector<CoreOutputs> single_wires() {
    std::vector<CoreOutputs> wires;
    for (unsigned bit = 0; bit < 32; ++bit) {
        for (uint32_t CoreOutputs::*word :
             {&CoreOutputs::instr_addr, &CoreOutputs::data_addr, &CoreOutputs::data_wdata}) {
            wires.emplace_back().*word = 1U << bit;
        }
    }
    const CoreOutputs most = all_ones();
    for (uint8_t CoreOutputs::*field :
         {&CoreOutputs::instr_req, &CoreOutputs::data_req, &CoreOutputs::data_we,
          &CoreOutputs::data_be, &CoreOutputs::retired, &CoreOutputs::trap, &CoreOutputs::sleep}) {
        for (unsigned bit = 1; bit <= most.*field; bit *= 2) {
            wires.emplace_back().*field = static_cast<uint8_t>(bit);
        }
    }
    return wires;
}

PointInputs::Answers answers(uint64_t a, uint64_t b, uint8_t err = 0) {
    return {{a, b}, {1, 1}, {err, err}, {}};
}

std::vector<PointInputs> make_patterns() {
    PointInputs quiet;
    quiet.ram_last_word = kLastWord;
    std::vector<PointInputs> patterns;
    for (unsigned i = 0; i < kScrubs; ++i) patterns.push_back(quiet);

    const auto compare = [&](const CoreOutputs& a, const CoreOutputs& b) {
        PointInputs& pattern = patterns.emplace_back(quiet);
        pattern.cpu = {a, b};
    };
    compare(all_ones(), all_ones());
    for (const CoreOutputs& wire : single_wires()) {
        compare(wire, {});
        compare({}, wire);
        compare(wire, wire);
    }

    const auto answer = [&](const PointInputs::Answers& said) {
        PointInputs& pattern = patterns.emplace_back(quiet);
        pattern.instr = pattern.data = pattern.scrub = said;
        pattern.data_io = patterns.size() % 2;
        pattern.reserve_clear = patterns.size() % 2;
    };
    for (const uint32_t word : {0U, kOnes, 0x5555'5555U, 0xaaaa'aaaaU}) {
        const secded::Codeword good = secded::encode(word);
        answer(answers(good, good));
        answer(answers(good, good, 1));
        for (unsigned bit = 0; bit < secded::kBits; ++bit) {
            const secded::Codeword wrong = good ^ secded::Codeword{1} << bit;
            const secded::Codeword worse = wrong ^ secded::Codeword{1} << (bit + 1) % secded::kBits;
            answer(answers(wrong, good));
            answer(answers(good, wrong));
            answer(answers(worse, good));
            answer(answers(good, worse));
        }
        answer(answers(good, secded::encode(~word)));
    }

    // Whoever is out is not heard, whether the machine stands still or not.
    for (unsigned board = 0; board < kPointBoards; ++board) {
        const auto one = static_cast<uint8_t>(1U << board);
        PointInputs& out = patterns.emplace_back(quiet);
        out.isolate = one;
        out.hold = 1;
        compare(all_ones(), {});
        answer(answers(secded::encode(1), secded::encode(2)));
        answer(answers(secded::encode(1), secded::encode(2)));
        patterns.emplace_back(quiet).admit = one;
    }
    return patterns;
}

}  // namespace

PointSelfTest::PointSelfTest() {
    PointModel good;
    const std::size_t bytes = PointModel::state_map().bytes();
    power_on_.resize(bytes);
    good.save_state(power_on_);
    for (const bool one : {false, true}) {
        good.load_state(power_on_);
        for (uint64_t bit = 0; bit < PointModel::state_map().bits(); ++bit) {
            if (good.bit(bit) != one) good.flip(bit);
        }
        good.save_state(fills_.emplace_back(bytes));
        cycles_ += PointModel::state_map().bits();
    }
    good.load_state(power_on_);
    for (const PointInputs& inputs : make_patterns()) {
        patterns_.push_back({inputs, good.look(inputs)});
        good.step(inputs);
    }
    cycles_ += patterns_.size();
}

bool PointSelfTest::passes(const Subject& point) const {
    std::vector<std::byte> read(power_on_.size());
    const bool holds = std::all_of(fills_.begin(), fills_.end(), [&](const auto& fill) {
        point.load(fill);
        point.save(read);
        return read == fill;
    });
    if (!holds) return false;
    point.load(power_on_);
    return std::all_of(patterns_.begin(), patterns_.end(), [&](const Pattern& pattern) {
        const bool same = point.look(pattern.inputs) == pattern.expected;
        point.step(pattern.inputs);
        return same;
    });
}

}  // namespace ftsim
