// SPDX-License-Identifier: Apache-2.0
// What the boards say to a request, and which word of it goes to the CPU boards. A word that no
// board has said in a way that can be believed goes nowhere: the machine rolls back in that cycle.
//
// The code alone cannot tell that: of a chip that reads as zeros, or of a board that says anything,
// some words look good and many like one wrong bit. So beside every answer comes a test word and
// its inverse, through the same chips and over the same lines. Which bits do not follow is known
// with the answer.
#include <algorithm>
#include <bit>
#include <utility>

#include "ftsim/board/hardware_sets.hpp"

namespace ftsim {

using secded::Codeword;
using secded::Verdict;
using What = Finding::What;

namespace {

constexpr Codeword kAllBits = (Codeword{1} << secded::kBits) - 1;
constexpr Codeword kTestWord = 0x55'5555'5555;

// What a wild board says: any 39 bits, and others every time (SplitMix64).
Codeword noise(uint64_t number) {
    uint64_t z = (number + 1) * 0x9e37'79b9'7f4a'7c15;
    z = (z ^ z >> 30) * 0xbf58'476d'1ce4'e5b9;
    z = (z ^ z >> 27) * 0x94d0'49bb'1331'11eb;
    return (z ^ z >> 31) & kAllBits;
}

}  // namespace

// What comes of a word on its way through that board's chips and over its path.
Codeword HardwareSets::carried(const Where& where, unsigned side, Codeword word,
                               uint64_t look) const {
    if (where.unit == Unit::mem && where.offset) {
        for (unsigned lane = 0; lane < kLanes; ++lane) {
            if (state_.dead_lane[side][lane]) word &= ~(Codeword{0xff} << 8 * lane);
        }
    }
    if (damage(where.unit, side).wild) word = noise(look);
    return word;
}

Codeword HardwareSets::on_the_line(const Where& where, unsigned side, Codeword word) {
    if (where.unit == Unit::mem && where.offset) {
        const auto wrong = wrong_bits_[side].find(*where.offset);
        if (wrong != wrong_bits_[side].end()) word ^= wrong->second;
    }
    word = carried(where, side, word, state_.looks);
    state_.looks += damage(where.unit, side).wild;
    Codeword& glitch = state_.glitch[index_of(component_of(where.unit, side))];
    word ^= std::exchange(glitch, 0);
    const Line& line = state_.line[side];
    return (word & ~line.mask) | line.value;
}

// The bits in which the test word or its inverse is not what it should be.
Codeword HardwareSets::faulty_bits(const Where& where, unsigned side) const {
    Codeword faulty = state_.line[side].mask;
    const auto& dead = state_.dead_lane[side];
    const bool whole = std::none_of(dead.begin(), dead.end(), [](bool lane) { return lane; });
    if (whole && !damage(where.unit, side).wild) [[likely]]
        return faulty;
    for (const Codeword test : {kTestWord, kTestWord ^ kAllBits}) {
        // A wild board says something else to these than to what was asked.
        faulty |= carried(where, side, test, ~(2 * state_.looks + (test & 1))) ^ test;
    }
    return faulty;
}

HardwareSets::View HardwareSets::view(const Where& where, unsigned side, uint32_t word) {
    const Codeword said = on_the_line(where, side, secded::encode(word));
    return {side, said, secded::decode(said)};
}

// With one faulty line the code has nothing to spare for another wrong bit.
bool HardwareSets::believable(const View& view, Codeword faulty) {
    if (view.decoded.verdict == Verdict::uncorrectable) return false;
    if (faulty == 0) return true;
    if (!std::has_single_bit(faulty)) return false;
    return ((secded::encode(view.decoded.data) ^ view.word) & ~faulty) == 0;
}

HardwareSets::Delivered HardwareSets::deliver(Unit unit, uint32_t word) {
    if (!answers(unit)) return {0, false};
    if (config_.sets == 1) return deliver_uncoded({unit}, word);
    return {arbitrate({unit}, word)};
}

uint32_t HardwareSets::deliver_good(uint32_t word) const {
    const secded::Decoded a = secded::decode(secded::encode(word));
    const secded::Decoded b = secded::decode(secded::encode(word));
    return a.data & b.data;
}

HardwareSets::Delivered HardwareSets::deliver_from_ram(uint32_t offset, uint32_t word) {
    if (!answers(Unit::mem)) return {0, false};
    const Where where{Unit::mem, offset & ~3U};
    if (config_.sets == 1) return deliver_uncoded(where, word);
    const uint32_t delivered = arbitrate(where, word);
    counters_.wrong_words += delivered != word && !refused_;
    return {delivered};
}

// A machine with one set has no code.
HardwareSets::Delivered HardwareSets::deliver_uncoded(const Where& where, uint32_t word) {
    return {static_cast<uint32_t>(on_the_line(where, 0, word))};
}

// The word of the boards that serve, by what they and the code say, and by that alone.
uint32_t HardwareSets::arbitrate(const Where& where, uint32_t word) {
    heard_.emplace();
    const auto says = [&](unsigned side) { return works(where.unit, side); };
    if (!says(0) || !says(1)) return alone(where, says(0) ? 0 : 1, word);
    View a, b;
    bool good_a = false, good_b = false;
    for (unsigned look = 0; look <= kLookAgain; ++look) {
        const Codeword faulty_a = faulty_bits(where, 0), faulty_b = faulty_bits(where, 1);
        a = view(where, 0, word);
        b = view(where, 1, word);
        hear(a);
        hear(b);
        if (look != 0) find(What::stood, where.unit, 0, {}, 1);
        good_a = believable(a, faulty_a);
        good_b = believable(b, faulty_b);
        if (!good_a && !good_b) continue;
        const bool has_a = a.decoded.verdict != Verdict::uncorrectable;
        const bool has_b = b.decoded.verdict != Verdict::uncorrectable;
        if (has_a && has_b && a.decoded.data == b.decoded.data) {
            if (a.decoded.verdict == Verdict::corrected) put_right(where, a);
            if (b.decoded.verdict == Verdict::corrected) put_right(where, b);
            return a.decoded.data;
        }
        if (good_a != good_b) return take_from(where, good_a ? a : b, good_a ? b : a);
        if (a.decoded.verdict != b.decoded.verdict) {
            const bool a_clean = a.decoded.verdict == Verdict::clean;
            return take_from(where, a_clean ? a : b, a_clean ? b : a);
        }
    }
    // The code cannot tell: both run a self-test.
    find(What::stood, where.unit, 0, {}, kMemoryTest);
    const bool wrong_a = fails_test(where.unit, 0);
    const bool wrong_b = fails_test(where.unit, 1);
    const bool one = wrong_a != wrong_b;
    if (one) {
        take_out(where.unit, wrong_a ? 0 : 1, Trouble::mirror, true);
        heard_->said[wrong_a ? 0 : 1] = false;
        if (wrong_a ? good_b : good_a) return (wrong_a ? b : a).decoded.data;
    } else {
        heard_->said[1] = false;
    }
    refuse(where.unit, one && wrong_a ? 1 : 0, Trouble::mirror);
    return (one && wrong_a ? b : a).decoded.data;
}

// The other board's word is wrong, although the code may take it for good.
uint32_t HardwareSets::take_from(const Where& where, const View& right, const View& wrong) {
    const bool looks_good = wrong.decoded.verdict != Verdict::uncorrectable;
    counters_.miscorrected += looks_good;
    if (looks_good) heard_->said[wrong.side] = false;
    repair(where, wrong, looks_good ? Trouble::mirror : Trouble::code);
    return right.decoded.data;
}

void HardwareSets::hear(const View& view) {
    heard_->word[view.side] = view.word;
    heard_->said[view.side] = true;
}

// What looks like one wrong bit is asked for again: several at once on the lines do not stay.
uint32_t HardwareSets::alone(const Where& where, unsigned side, uint32_t word) {
    const Codeword faulty = faulty_bits(where, side);
    View said = view(where, side, word);
    hear(said);
    if (said.decoded.verdict == Verdict::corrected && faulty == 0) {
        find(What::stood, where.unit, side, {}, 1);
        said = view(where, side, word);
        hear(said);
    }
    if (!believable(said, faulty)) {
        refuse(where.unit, side, Trouble::code);
    } else if (said.decoded.verdict == Verdict::corrected) {
        put_right(where, said);
    }
    return said.decoded.data;
}

// Nobody has that word. Once or twice the machine goes back to where it may not have been lost yet;
// where that does not help it stops itself.
void HardwareSets::refuse(Unit unit, unsigned side, Trouble trouble) {
    if (std::exchange(refused_, true)) return;
    const bool again = state_.refused_times != 0 && state_.refused_at == state_.cycle;
    state_.refused_times = again ? state_.refused_times + 1 : 1;
    state_.refused_at = state_.cycle;
    find(state_.refused_times > kMostUndone ? What::lost : What::undo, unit, side, trouble);
}

// The code is linear: what it makes of wrong bits does not depend on the word that they are in. It
// has corrected a bit, and the word is written anew. Where it was wrong about it, what is
// written is a good codeword of a wrong word.
void HardwareSets::put_right(const Where& where, const View& view) {
    ++counters_.corrected;
    if (where.offset) {
        auto& bits = wrong_bits_[view.side];
        const auto wrong = bits.find(*where.offset);
        if (wrong != bits.end()) {
            const uint32_t left = secded::decode(secded::encode(0) ^ wrong->second).data;
            wrong->second = secded::encode(left) ^ secded::encode(0);
            if (wrong->second == 0) bits.erase(wrong);
        }
    }
    count_error(where.unit, view.side, 1);
}

void HardwareSets::repair(const Where& where, const View& wrong, Trouble trouble) {
    if (where.unit == Unit::io) return take_out(Unit::io, wrong.side, trouble);
    ++counters_.repaired;
    if (where.offset) wrong_bits_[wrong.side].erase(*where.offset);
    find(What::repaired, where.unit, wrong.side, trouble);
    count_error(where.unit, wrong.side, kUncorrectable);
}

// A machine that goes back keeps the count.
void HardwareSets::count_error(Unit unit, unsigned side, uint64_t weight) {
    Errors& errors = state_.errors[index_of(component_of(unit, side))];
    if (errors.seen == 0 || state_.cycle > errors.since + kErrorWindow) errors = {0, state_.cycle};
    errors.seen += weight;
    if (errors.seen <= kErrorsAllowed) return;
    if (serves(unit, side) && serves(unit, 1 - side)) take_out(unit, side, Trouble::errors, true);
}

// Patterns and their inverse, on the lines and in spare words.
bool HardwareSets::fails_test(Unit unit, unsigned side) {
    const Where spare{unit, static_cast<uint32_t>(ram_words_ * kWordBytes)};
    for (const uint32_t pattern : {0x5555'5555U, 0xaaaa'aaaaU, 0x0000'0000U, 0xffff'ffffU}) {
        const View seen = view(spare, side, pattern);
        if (seen.decoded.verdict != Verdict::clean || seen.decoded.data != pattern) return true;
    }
    return false;
}

// Reads the word there on every board that serves, and puts right what can be.
void HardwareSets::scrub(const Ram& ram) {
    if (config_.sets < 2 || state_.cycle % config_.scrub_cycles != 0) return;
    const auto offset =
        static_cast<uint32_t>(state_.cycle / config_.scrub_cycles % ram_words_ * kWordBytes);
    const Where where{Unit::mem, offset};
    const uint32_t word = ram.load(offset);
    bool wrong = false, right = false;
    heard_.emplace();
    for (unsigned side = 0; side < 2; ++side) {
        if (!works(Unit::mem, side)) continue;
        const Codeword faulty = faulty_bits(where, side);
        const View said = view(where, side, word);
        hear(said);
        wrong = wrong || said.decoded.verdict != Verdict::clean;
        right = right || believable(said, faulty);
    }
    // What nobody has is left for whoever wants it.
    if (wrong && right) arbitrate(where, word);
}

}  // namespace ftsim
