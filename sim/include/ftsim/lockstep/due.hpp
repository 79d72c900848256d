// SPDX-License-Identifier: Apache-2.0
#pragma once

// Why a machine stopped itself (due). It does so by one of a few rules, and a reader of a result
// wants to know which, and what it rested on.

#include <string>
#include <string_view>

namespace ftsim {

enum class DueRule {
    recurs,            ///< the same mismatch came back after every re-execution
    no_progress,       ///< roll-backs for so long, and nothing new was committed
    no_good_snapshot,  ///< no snapshot is left that passes its checksum
    watchdog,          ///< no board in service gives a heartbeat, or no instruction retires
    hardware,          ///< what was found wrong behind the CPU boards cannot be undone
    left_wrong,        ///< a re-execution says something else than what has left the machine
    on_alert,          ///< the first alarm stops this machine: OnAlert::stop
};

std::string_view name(DueRule rule);

struct Due {
    DueRule rule = DueRule::recurs;
    std::string why;  ///< one sentence without a full stop
};

}  // namespace ftsim
