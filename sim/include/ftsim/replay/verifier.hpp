// SPDX-License-Identifier: Apache-2.0
#pragma once

// Compares what a replayed machine does with what the log says that the recorded one did, event by
// event: inputs, outputs, roll-backs, faults, digests of the state. The first difference is where
// the two parted, or the first sign of it. The log must outlive it. Not thread-safe.

#include <cstdint>
#include <optional>
#include <string>

#include "ftsim/replay/event_sink.hpp"
#include "ftsim/replay/log_file.hpp"

namespace ftsim::replay {

/// Where a replay left the way of the recording.
struct Divergence {
    std::optional<Event> expected;  ///< from the log
    std::optional<Event> found;     ///< from the replay
    Point agreed;                   ///< of the last event that was the same
    Point digest_agreed;            ///< of the last state digest that was the same
};

class Verifier final : public EventSink {
public:
    enum class Digests { compare, ignore };

    /// From a chunk on.
    explicit Verifier(const LogFile& log, std::size_t chunk = 0,
                      Digests digests = Digests::compare);

    void add(const Event& event) override;

    /// What the log says comes next; nullptr behind its last event.
    const Event* next() const { return next_ ? &*next_ : nullptr; }
    const std::optional<Divergence>& divergence() const { return divergence_; }
    /// Program points of the last event, and of the last state digest, that were the same.
    const Point& last() const { return last_; }
    const Point& last_digest() const { return last_digest_; }
    /// Events that were the same.
    uint64_t agreed() const { return agreed_; }
    uint64_t digests_agreed() const { return digests_agreed_; }

private:
    void advance();

    LogCursor cursor_;
    Digests digests_;
    bool cut_;
    std::optional<Event> next_;
    std::optional<Divergence> divergence_;
    Point last_;
    Point last_digest_;
    uint64_t agreed_ = 0;
    uint64_t digests_agreed_ = 0;
};

/// One line: the program point, the kind and what the payload says.
std::string describe(const Event& event);
/// Likewise, or "nothing".
std::string describe(const std::optional<Event>& event);

}  // namespace ftsim::replay
