// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one place where input enters a machine: recorder and player in one. While the window holds
// events behind its position, the machine is re-executing and every answer comes from there; at its
// end the outside is asked, or the recording that is being replayed, and what it gives is recorded
// at the present program point. What was asked before is not asked again, so what arrives while the
// machine re-executes waits until it is back where it was.
//
// Every event of one clock edge carries the cycle that the edge ends; cycles never decrease. A
// machine that passes a logged event without taking it is another machine than the one recorded (a
// common fault has been undone): what was recorded from there on is forgotten. Not thread-safe.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "ftsim/replay/input_player.hpp"
#include "ftsim/replay/window.hpp"

namespace ftsim::replay {

class Gate {
public:
    /// The outside, asked for input: nothing where it has none now.
    using Ask = std::function<std::optional<std::string>()>;
    /// The outside, asked for input that always comes.
    using AskForData = std::function<std::string()>;

    /// What enters at this cycle from one source of one kind, if something does. The outside is
    /// asked once a cycle for every kind and source, the first time the machine comes by.
    std::optional<std::string> poll(uint64_t cycle, EventKind kind, uint8_t source, const Ask& ask);

    /// As poll(), for an input that always comes and may come several times in a cycle.
    std::string take(uint64_t cycle, EventKind kind, uint8_t source, const AskForData& ask);

    /// The cycle at which a device has to poll next: that of the next logged event of its kind and
    /// source if there is one, else `outside_next`, where the outside will have something, but no
    /// cycle that was asked before.
    uint64_t next_cycle(EventKind kind, uint8_t source, uint64_t outside_next) const;

    Window& window() { return window_; }
    const Window& window() const { return window_; }

    /// Whoever counts the instructions that the machine retires says how many up to this cycle.
    void count_with(std::function<uint64_t()> retired) { retired_ = std::move(retired); }
    /// Hears every input once, when it enters for the first time.
    void record_to(std::function<void(const Event&)> recorder) { recorder_ = std::move(recorder); }
    /// What comes next is new, and from outside: neither re-execution nor replay.
    bool asks_outside() const { return recording_ == nullptr && window_.at_end(); }

    /// From now on a recording takes the outside's place. It must outlive the gate.
    void play(InputPlayer* recording) { recording_ = recording; }

    /// Everything that recording has changed, for a caller that wants it undone.
    struct Mark {
        Window window;
        std::map<std::pair<EventKind, uint8_t>, uint64_t> frontiers;
    };
    Mark mark() const { return {window_, frontiers_}; }
    /// As if nothing had been recorded, repeated or trimmed since the mark.
    void forget_since(const Mark& mark);

private:
    void record(uint64_t cycle, EventKind kind, uint8_t source, const std::string& payload);
    /// The event to be played next, or nullptr at the end of the recording.
    const Event* playing(uint64_t cycle);

    std::map<std::pair<EventKind, uint8_t>, uint64_t> frontiers_;  // first cycle not asked yet
    Window window_;
    std::function<uint64_t()> retired_ = [] { return uint64_t{0}; };
    std::function<void(const Event&)> recorder_;
    InputPlayer* recording_ = nullptr;
};

}  // namespace ftsim::replay
