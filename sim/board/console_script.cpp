// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/console_script.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ftsim {

ConsoleScriptInput::ConsoleScriptInput(ConsoleScript script)
    : script_(std::make_shared<const ConsoleScript>(std::move(script))), states_(1) {
    settle(states_.back(), 0);
}

// Steps that wait for nothing have found it, steps that type nothing have typed it.
void ConsoleScriptInput::settle(State& state, uint64_t cycle) const {
    const ConsoleScript& script = *script_;
    const auto begin_typing = [&] {
        if (state.typing < script.size()) {
            state.due = std::max(state.due, cycle + script[state.typing].after_cycles);
        }
    };
    bool moved = true;
    while (moved) {
        moved = false;
        if (state.waiting < script.size() && state.matched == script[state.waiting].wait.size()) {
            if (state.typing == state.waiting) begin_typing();
            ++state.waiting;
            state.matched = 0;
            moved = true;
        }
        if (state.typing < state.waiting && state.typed == script[state.typing].send.size()) {
            ++state.typing;
            state.typed = 0;
            if (state.typing < state.waiting) begin_typing();
            moved = true;
        }
    }
}

ConsoleScriptInput::State& ConsoleScriptInput::change(uint64_t cycle) {
    if (now().cycle != cycle) {
        State later = now();
        later.cycle = cycle;
        states_.push_back(later);
    }
    return states_.back();
}

std::optional<std::string> ConsoleScriptInput::next(uint64_t cycle) {
    const State& state = now();
    if (state.typing >= state.waiting || cycle < state.due) return std::nullopt;
    return std::string(1, (*script_)[state.typing].send[state.typed]);
}

// A repeated byte is the one that next() would give: both follow from the same past. A machine that
// has become another one may take more than there is.
void ConsoleScriptInput::entered(uint64_t cycle) {
    if (now().typing >= now().waiting) return;
    State& state = change(cycle);
    state.due = cycle + (*script_)[state.typing].cycles_a_byte;
    ++state.typed;
    settle(state, cycle);
}

void ConsoleScriptInput::heard(char byte, uint64_t cycle) {
    if (now().waiting == script_->size()) return;
    const std::string& text = (*script_)[now().waiting].wait;
    const std::size_t matched = longest_match(text, now().matched, byte);
    if (matched == now().matched) return;
    State& state = change(cycle);
    state.matched = matched;
    settle(state, cycle);
}

// Of the text's beginnings the longest that what was heard, and now this byte, ends with.
std::size_t ConsoleScriptInput::longest_match(const std::string& text, std::size_t matched,
                                              char byte) const {
    const std::string heard = text.substr(0, matched) + byte;
    const std::string_view all = heard;
    for (std::size_t length = all.size(); length > 0; --length) {
        if (std::string_view(text).starts_with(all.substr(all.size() - length))) return length;
    }
    return 0;
}

void ConsoleScriptInput::back_to(uint64_t cycle) {
    while (states_.size() > 1 && now().cycle >= cycle) states_.pop_back();
}

void ConsoleScriptInput::keep_from(uint64_t cycle) {
    while (states_.size() > 1 && states_[1].cycle < cycle) states_.pop_front();
}

std::unique_ptr<ConsoleInput> ConsoleScriptInput::clone() const {
    return std::make_unique<ConsoleScriptInput>(*this);
}

}  // namespace ftsim
