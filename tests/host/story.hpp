// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happened in a world: to be asked, and for the message of a test that failed.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "ftsim/host/world.hpp"

namespace ftsim::host {

inline std::string story(const WorldResult& result) {
    std::string text;
    for (const TimelineEntry& each : result.timeline) {
        text += fmt::format("{:>12} {:<18} {:<4} term {} {}\n", each.ns, each.what, each.where,
                            each.term, each.detail);
    }
    for (const Violation& each : result.violations) {
        text += fmt::format("{:>12} {} {}\n", each.ns, each.rule, each.detail);
    }
    return text + fmt::format("lost {} doubled {} wrong {} answered {} repeated {} gap {}\n",
                              result.client.lost, result.client.doubled, result.client.wrong,
                              result.client.answered, result.client.repeated,
                              result.client.longest_gap_ns);
}

inline uint64_t count(const WorldResult& result, std::string_view what) {
    return static_cast<uint64_t>(
        std::count_if(result.timeline.begin(), result.timeline.end(),
                      [&](const TimelineEntry& each) { return each.what == what; }));
}

inline bool says(const WorldResult& result, std::string_view text) {
    return std::any_of(
        result.timeline.begin(), result.timeline.end(),
        [&](const TimelineEntry& each) { return each.detail.find(text) != std::string::npos; });
}

}  // namespace ftsim::host
