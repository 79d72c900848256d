// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/answer_delay.hpp"

#include "ftsim/board/state_bytes.hpp"

namespace ftsim {

// Saved from the answer due next on, so that equal lines give equal bytes wherever they start.
void AnswerDelay::save(std::vector<std::byte>& to) const {
    for (std::size_t i = 0; i < line_.size(); ++i) {
        put_state(to, line_[(next_ + i) % line_.size()]);
    }
}

void AnswerDelay::load(std::span<const std::byte>& from) {
    under_way_ = 0;
    for (Answer& answer : line_) {
        answer = take_state<Answer>(from);
        answer.rvalid &= 1U;
        answer.err &= 1U;
        under_way_ += is_something(answer);
    }
    next_ = 0;
}

RegisterMap AnswerDelay::registers(std::size_t cycles) {
    RegisterMap answer(sizeof(Answer));
    answer.add("rdata", &Answer::rdata);
    answer.add("rvalid", &Answer::rvalid, 1);
    answer.add("err", &Answer::err, 1);
    answer.none_at(offsetof(Answer, unused), sizeof(Answer::unused));
    RegisterMap map;
    for (std::size_t i = 0; i < cycles; ++i) map.append(RegisterMap::element("", i) + ".", answer);
    return map;
}

void AnswerDelay::flip(uint64_t bit) {
    std::vector<std::byte> state;
    save(state);
    registers().flip(state, bit);
    std::span<const std::byte> from = state;
    load(from);
}

}  // namespace ftsim
