// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who takes the events of a machine as they happen: a writer, who keeps them, or a verifier, who
// compares them with those of a log.

#include "ftsim/replay/event.hpp"
#include "ftsim/replay/log_format.hpp"

namespace ftsim::replay {

class EventSink {
public:
    virtual ~EventSink() = default;
    /// Program points never go back but behind a roll_back, to its target, and behind a
    /// term_change. A payload is at most max_payload() long.
    virtual void add(const Event& event) = 0;
    /// What was added so far must be safe before the machine goes on.
    virtual void seal(Seal) {}
    /// The machine has come so far.
    virtual void passed(const Point&) {}
};

}  // namespace ftsim::replay
