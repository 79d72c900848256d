// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/log_sender.hpp"

#include <utility>

namespace ftsim::host {

LogSender::LogSender(Send send, replay::LogHeader header, std::span<const std::byte> start_snapshot,
                     uint64_t term, replay::Codec codec)
    : send_(std::move(send)),
      writer_(*this, std::move(header), start_snapshot,
              {.codec = codec, .max_age = UINT64_MAX, .term = term}) {}

void LogSender::write(std::span<const std::byte> bytes) {
    kept_.emplace_back(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    kept_bytes_ += bytes.size();
    pump();
}

void LogSender::pump() {
    for (; sent_ < next_message(); ++sent_) {
        const std::string& bytes = kept_[sent_ - first_];
        if (underway_bytes_ + bytes.size() > room_) return;
        underway_bytes_ += bytes.size();
        send_(sent_, bytes);
    }
}

void LogSender::acknowledged(uint64_t received, uint64_t room) {
    // One that has been overtaken says nothing new, and what was never sent cannot be received.
    if (received < first_ || received > sent_) return;
    for (; first_ < received; ++first_) {
        kept_bytes_ -= kept_.front().size();
        underway_bytes_ -= kept_.front().size();
        kept_.pop_front();
    }
    room_ = room;
    pump();
}

void LogSender::send_again() {
    sent_ = first_;
    underway_bytes_ = 0;
    // The first one whatever the room was last: what comes back says what it is.
    if (!kept_.empty()) {
        underway_bytes_ = kept_.front().size();
        send_(sent_++, kept_.front());
    }
    pump();
}

}  // namespace ftsim::host
