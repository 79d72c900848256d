// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happened in a world, for the message of a test that failed.

#include <fmt/format.h>

#include <string>

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

}  // namespace ftsim::host
