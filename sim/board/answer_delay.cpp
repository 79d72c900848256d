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
        under_way_ += answer.rvalid;
    }
    next_ = 0;
}

}  // namespace ftsim
