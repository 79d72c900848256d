// SPDX-License-Identifier: Apache-2.0
#pragma once

// The secondary's end of the logging channel: takes messages in their order, checks every chunk as
// a reader of a file would, and gives its events. A message that has overtaken others is kept until
// they have come, where there is room; one that comes again or broken changes nothing. What is in
// order and still no log, or that of another machine, ends the channel: wrong() says what and
// where. Not thread-safe.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ftsim/replay/event.hpp"
#include "ftsim/replay/log_format.hpp"

namespace ftsim::host {

class LogReceiver {
public:
    /// `machine` is the first half of the digest of the machine that is to replay. At most
    /// `buffer_bytes` of chunks wait for their execution.
    LogReceiver(uint64_t machine, uint64_t buffer_bytes)
        : machine_(machine), buffer_bytes_(buffer_bytes) {}

    /// True where the message was the next one and has been taken, with those kept behind it.
    bool take(uint64_t sequence, const std::string& bytes);
    const std::string& wrong() const { return wrong_; }

    uint64_t received() const { return received_; }
    uint64_t room() const { return buffer_bytes_ - std::min(buffer_bytes_, waiting_bytes_); }

    /// The start snapshot, once all of it is there; then never again.
    std::optional<std::vector<std::byte>> take_snapshot();
    /// Events in their order, those of snapshots left out.
    const std::deque<replay::Event>& events() const { return events_; }
    /// events().front() has been executed.
    void pop();
    /// Events that came in all.
    uint64_t events_received() const { return events_received_; }

private:
    void keep(uint64_t sequence, const std::string& bytes);
    bool take_next(const std::string& bytes);
    bool take_header(const std::string& bytes);
    bool take_chunk(const std::string& bytes);
    bool fail(std::string_view what);

    uint64_t machine_;
    uint64_t buffer_bytes_;
    std::string wrong_;
    uint64_t received_ = 0;
    uint64_t log_checksum_ = 0;
    uint64_t previous_ = 0;
    uint64_t start_digest_ = 0;
    uint64_t term_ = 0;
    std::vector<std::byte> snapshot_;
    uint64_t snapshot_bytes_ = UINT64_MAX;  // announced; UINT64_MAX: not yet
    bool snapshot_taken_ = false;
    struct Waiting {
        uint64_t last_event, bytes;
    };
    std::deque<Waiting> chunks_;  // that have events which are not executed
    uint64_t waiting_bytes_ = 0;
    std::map<uint64_t, std::string> early_;
    uint64_t early_bytes_ = 0;
    uint64_t events_received_ = 0;
    uint64_t events_executed_ = 0;
    std::deque<replay::Event> events_;
};

}  // namespace ftsim::host
