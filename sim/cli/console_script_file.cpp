// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/console_script_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "faultinject/scenario_reader.hpp"
#include "ftsim/board/io_board.hpp"
#include "ftsim/error.hpp"

namespace ftsim::cli {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostSteps = 10'000;
constexpr int64_t kDefaultSpeed = 960;        // bytes a second: 9600 baud
constexpr int64_t kLongestPause = 3'600'000;  // milliseconds

class Parser : private ScenarioReader {
public:
    Parser(std::string_view file, uint64_t clock_hz) : ScenarioReader(file), clock_hz_(clock_hz) {}

    ConsoleScript parse(std::string_view text) {
        const toml::table root = read(text, "[[step]]");
        only(root, {"speed", "step"});
        if (const toml::node* speed = root.get("speed")) cycles_a_byte_ = cycles_a_byte(*speed);
        for_each(root, "step", [&](const toml::table& table) { step(table); });
        if (script_.empty()) {
            throw Error(ErrorKind::file,
                        fmt::format("{}: no [[step]], of which a console script is made", file()));
        }
        return std::move(script_);
    }

private:
    void step(const toml::table& table) {
        only(table, {"wait", "send", "after_ms", "speed"});
        ConsoleStep step;
        if (const toml::node* node = table.get("wait")) step.wait = text(*node, "wait");
        if (const toml::node* node = table.get("send")) step.send = text(*node, "send");
        if (step.wait.empty() && step.send.empty()) {
            fail(table, "this [[step]] neither waits nor sends: give \"wait\", \"send\" or both");
        }
        step.cycles_a_byte = cycles_a_byte_;
        if (const toml::node* node = table.get("speed")) step.cycles_a_byte = cycles_a_byte(*node);
        if (const toml::node* node = table.get("after_ms")) {
            const int64_t pause = number(*node, "after_ms", 0, kLongestPause);
            const Wide cycles = Wide{static_cast<uint64_t>(pause)} * clock_hz_ / 1000;
            if (cycles > std::numeric_limits<uint64_t>::max() / 2) {
                fail(*node, fmt::format("\"after_ms\" is {}: more cycles than there are", pause));
            }
            step.after_cycles = static_cast<uint64_t>(cycles);
        }
        if (script_.size() == kMostSteps) {
            fail(table, fmt::format("more than {} steps are too many", kMostSteps));
        }
        script_.push_back(std::move(step));
    }

    int64_t number(const toml::node& node, std::string_view key, int64_t least, int64_t most) {
        const auto value = node.value_exact<int64_t>();
        if (!value) fail(node, fmt::format("\"{}\" is no whole number", key));
        if (*value < least || *value > most) {
            fail(node, fmt::format("\"{}\" is {}: it must be {} to {}", key, *value, least, most));
        }
        return *value;
    }

    // The console takes a byte in so many cycles at the soonest.
    uint64_t cycles_a_byte(const toml::node& node) {
        const uint64_t most = std::max<uint64_t>(clock_hz_ / IoBoard::kInputPollCycles, 1);
        const auto speed = static_cast<uint64_t>(
            number(node, "speed", 1, static_cast<int64_t>(std::min<uint64_t>(most, INT64_MAX))));
        return of_speed(speed);
    }
    uint64_t of_speed(uint64_t speed) const { return clock_hz_ / speed + (clock_hz_ % speed != 0); }

    uint64_t clock_hz_;
    uint64_t cycles_a_byte_ = of_speed(kDefaultSpeed);
    ConsoleScript script_;
};

}  // namespace

ConsoleScript parse_console_script(std::string_view text, const std::string& file,
                                   uint64_t clock_hz) {
    if (text.size() > kMostBytes) {
        throw Error(ErrorKind::file, fmt::format("{}: has more than {} bytes, too many for a "
                                                 "console script",
                                                 file, kMostBytes));
    }
    return Parser(file, clock_hz).parse(text);
}

}  // namespace ftsim::cli
