// SPDX-License-Identifier: Apache-2.0
#pragma once

// The other end of the client network: asks the key-value server one numbered request after the
// other, each again where no answer comes, and judges what it gets.
//
//   lost      no answer within the deadline, or an effect that had been acknowledged is not there
//   doubled   one number took effect twice, or got two different answers
//   wrong     any other answer that should be another
//
// The same answer once more is a duplicate on the wire, which a protected pair may send around
// going live, and is counted apart. Not thread-safe.

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ftsim/host/event_queue.hpp"
#include "ftsim/host/kv_guest.hpp"

namespace ftsim::host {

struct ClientConfig {
    uint64_t requests = 200;
    uint64_t start_ns = 0;                  ///< nothing is sent before
    uint64_t interval_ns = 50'000'000;      ///< from an answer to the next request
    uint64_t patience_ns = 200'000'000;     ///< then the request is sent again
    uint64_t deadline_ns = 60'000'000'000;  ///< then it is lost, and the client stops
    uint64_t hangs_at = UINT64_MAX;         ///< the request that makes the guest hang
    bool counts = true;                     ///< the guest says how often a key has been put
    bool stops = false;                     ///< its last request powers the machine off
    uint64_t bulk_bits_per_second = 0;      ///< of frames beside the requests, nobody answers them
    uint32_t bulk_frame_bytes = 1400;       ///< of their payload

    bool operator==(const ClientConfig&) const = default;
};

struct ClientCounters {
    uint64_t sent = 0;  ///< repetitions included
    uint64_t repeated = 0;
    uint64_t answered = 0;
    uint64_t lost = 0;
    uint64_t doubled = 0;
    uint64_t wrong = 0;
    uint64_t unanswered = 0;  ///< at the end: one that had been sent again, and not lost yet
    uint64_t wire_duplicates = 0;
    uint64_t longest_gap_ns = 0;  ///< from a request to its answer
    uint64_t waited_ns = 0;       ///< likewise, all of them together
    uint64_t bulk_bytes = 0;      ///< sent, as frames

    bool operator==(const ClientCounters&) const = default;
};

class KvClient {
public:
    using Send = std::function<void(std::string frame)>;

    KvClient(EventQueue& queue, const ClientConfig& config, Send send);

    void start();
    void on_frame(const std::string& frame);

    /// As they are now.
    ClientCounters counters() const;
    /// All has been answered, or one never will.
    bool finished() const { return finished_; }
    uint64_t finished_at() const { return finished_at_; }
    /// Of a key: puts whose answer has come.
    uint64_t acknowledged(unsigned key) const { return acknowledged_[key]; }
    /// Of a key: the value of the last one; empty before the first.
    const std::string& value(unsigned key) const { return values_[key]; }
    /// The put that waits for its answer, if it is one.
    bool waits_for_put(unsigned key) const;

private:
    std::string request(uint64_t number) const;
    static unsigned key_of(uint64_t number) { return static_cast<unsigned>(number / 2 % kKvKeys); }
    void ask();
    void repeat_later(uint64_t number);
    void judge(const std::string& text);
    void send_udp(uint16_t port, std::string_view payload);
    void send_bulk();

    EventQueue& queue_;
    ClientConfig config_;
    Send send_;
    ClientCounters counters_;
    uint64_t next_ = 0;
    bool waiting_ = false;
    bool finished_ = false;
    uint64_t finished_at_ = 0;
    uint64_t asked_at_ = 0;
    std::vector<std::string> answers_;
    std::array<uint64_t, kKvKeys> acknowledged_{};
    std::array<std::string, kKvKeys> values_;
};

}  // namespace ftsim::host
