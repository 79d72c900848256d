// SPDX-License-Identifier: Apache-2.0
#pragma once

// The primary's end of the logging channel: a LogWriter whose sink is a buffer of messages. They
// are sent as the secondary has room for them, again where no acknowledgement comes, and forgotten
// once it does. A full buffer is for the primary to wait for. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>

#include "ftsim/replay/log_writer.hpp"

namespace ftsim::host {

class LogSender final : public replay::ByteSink {
public:
    /// Puts log message number `sequence` on the wire.
    using Send = std::function<void(uint64_t sequence, const std::string& bytes)>;

    LogSender(Send send, replay::LogHeader header, std::span<const std::byte> start_snapshot,
              uint64_t term, replay::Codec codec);

    replay::LogWriter& log() { return writer_; }
    /// Number of the log message that the next event will be in, counted from 0.
    uint64_t next_message() const { return first_ + kept_.size(); }
    uint64_t kept_bytes() const { return kept_bytes_; }
    uint64_t underway_bytes() const { return underway_bytes_; }

    /// The secondary has so many messages, and room for so many bytes more.
    void acknowledged(uint64_t received, uint64_t room);
    /// Sends what may be sent and has not been.
    void pump();
    /// No acknowledgement came: from the first message on once more.
    void send_again();

    void write(std::span<const std::byte> bytes) override;
    void sync() override {}

private:
    Send send_;
    std::deque<std::string> kept_;
    uint64_t first_ = 0;  // the number of kept_.front()
    uint64_t sent_ = 0;   // the number of the next one to be sent
    uint64_t kept_bytes_ = 0;
    uint64_t underway_bytes_ = 0;  // sent, not acknowledged
    uint64_t room_ = UINT64_MAX;
    replay::LogWriter writer_;
};

}  // namespace ftsim::host
