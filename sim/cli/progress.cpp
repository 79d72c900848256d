// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace ftsim::cli {

namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr auto kEvery = 200ms;

// A longer line would wrap, and then no longer be one line.
constexpr std::size_t kLineWidth = 79;

}  // namespace

Progress::Progress(std::string_view unit, bool in_millions)
    : unit_(unit), in_millions_(in_millions), terminal_(isatty(STDERR_FILENO) != 0) {}

void Progress::begin(std::string_view unit, bool in_millions) {
    clear();
    unit_ = unit;
    in_millions_ = in_millions;
    start_ = Clock::now();
}

bool Progress::due() {
    const auto now = Clock::now();
    if (now - last_ < kEvery) return false;
    last_ = now;
    return true;
}

void Progress::show(uint64_t done, uint64_t all, std::string_view more) {
    if (!terminal_) return;
    const double seconds = Seconds(Clock::now() - start_).count();
    const auto count = static_cast<double>(done);
    const double rate = seconds > 0 ? count / seconds : 0;
    std::string line;
    if (all != 0) line = fmt::format("{:3.0f} %  ", 100.0 * count / static_cast<double>(all));
    line += in_millions_ ? fmt::format("{:.1f} M {}/s", rate / 1e6, unit_)
            : all != 0   ? fmt::format("{} of {} {}", done, all, unit_)
                         : fmt::format("{} {}", done, unit_);
    if (all != 0 && rate > 0) {
        line +=
            fmt::format("  {:.0f} s left", static_cast<double>(all - std::min(done, all)) / rate);
    }
    if (!more.empty() && line.size() + 2 < kLineWidth) {
        line += "  ";
        line += more.substr(0, kLineWidth - line.size());
    }
    line.resize(std::min(line.size(), kLineWidth));
    const std::size_t size = line.size();
    line.resize(std::max(size, shown_), ' ');
    fmt::print(stderr, "\r{}", line);
    std::fflush(stderr);
    shown_ = size;
}

void Progress::clear() {
    if (shown_ != 0) fmt::print(stderr, "\r{:{}}\r", "", shown_);
    shown_ = 0;
}

}  // namespace ftsim::cli
