// SPDX-License-Identifier: Apache-2.0
#pragma once

// Somebody at the console who waits for a text, then types another, step by step, at a stated
// speed: how a login or a shell is driven without anybody there. All of it is counted in machine
// time. Text is looked for in what the guest says after the step before has found its own, whether
// or not everything has been typed by then. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ftsim/board/console_input.hpp"

namespace ftsim {

struct ConsoleStep {
    std::string wait;            ///< empty: for nothing
    std::string send;            ///< may be empty too
    uint64_t after_cycles = 0;   ///< from the text's last byte to the first that is typed
    uint64_t cycles_a_byte = 1;  ///< typed; at least 1
};
using ConsoleScript = std::vector<ConsoleStep>;

class ConsoleScriptInput final : public ConsoleInput {
public:
    explicit ConsoleScriptInput(ConsoleScript script);

    std::optional<std::string> next(uint64_t cycle) override;
    void entered(uint64_t cycle) override;
    void heard(char byte, uint64_t cycle) override;
    void back_to(uint64_t cycle) override;
    void keep_from(uint64_t cycle) override;
    std::unique_ptr<ConsoleInput> clone() const override;

    /// The step whose text has not been seen yet, counted from 0; all steps: none is left.
    std::size_t waiting() const { return now().waiting; }

private:
    /// How far it is, from the edge at the end of a cycle on.
    struct State {
        uint64_t cycle = 0;
        std::size_t waiting = 0;  // the step whose text is looked for
        std::size_t matched = 0;  // bytes of it
        std::size_t typing = 0;   // the step whose text is typed, or will be
        std::size_t typed = 0;    // bytes of it
        uint64_t due = 0;         // the cycle of the next, once `typing` is behind `waiting`
    };
    const State& now() const { return states_.back(); }
    State& change(uint64_t cycle);
    void settle(State& state, uint64_t cycle) const;
    std::size_t longest_match(const std::string& text, std::size_t matched, char byte) const;

    std::shared_ptr<const ConsoleScript> script_;
    std::deque<State> states_;  // by cycle, from the last before keep_from() on
};

}  // namespace ftsim
