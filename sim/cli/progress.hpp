// SPDX-License-Identifier: Apache-2.0
#pragma once

// One line on a terminal that says how far long work is: share done, rate, time left. Nothing where
// stderr is no terminal. It uses no colour and no escape sequence, so that it needs nothing to know
// about the terminal, and NO_COLOR has nothing to switch off.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace ftsim::cli {

class Progress {
public:
    /// `unit` is what is counted, as in "cycles": a million of them where `in_millions`.
    explicit Progress(std::string_view unit, bool in_millions = false);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    bool on_terminal() const { return terminal_; }
    /// True a few times a second: time for a line, or for whatever else is done as often.
    bool due();
    /// Shows the line now. `all` 0: nobody knows. `more` follows where there is room.
    void show(uint64_t done, uint64_t all, std::string_view more = {});
    /// Both: the line, if it is due.
    void tell(uint64_t done, uint64_t all, std::string_view more = {}) {
        if (due()) show(done, all, more);
    }
    /// Takes the line away, for other text.
    void clear();
    /// Of what follows, rate and time are counted from now.
    void begin(std::string_view unit, bool in_millions = false);

private:
    using Clock = std::chrono::steady_clock;

    std::string unit_;
    bool in_millions_;
    bool terminal_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    std::size_t shown_ = 0;  // characters
};

}  // namespace ftsim::cli
