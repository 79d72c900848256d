// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/kv_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace ftsim::host {

namespace {

constexpr net::Mac kMac = {0x52, 0x55, 0x0a, 0x00, 0x02, 0x02};
constexpr net::Ip kIp = net::ip(10, 0, 2, 2);
constexpr uint16_t kPort = 40'000;

std::string value_of(uint64_t number) { return fmt::format("value{}", number); }

}  // namespace

KvClient::KvClient(EventQueue& queue, const ClientConfig& config, Send send)
    : queue_(queue), config_(config), send_(std::move(send)) {}

void KvClient::start() {
    const uint64_t first = config_.start_ns + config_.interval_ns;
    if (config_.requests != 0) queue_.after(first, [this] { ask(); });
    if (config_.bulk_bits_per_second != 0) queue_.after(first, [this] { send_bulk(); });
}

std::string KvClient::request(uint64_t number) const {
    if (number == config_.hangs_at) return fmt::format("{} hang", number);
    if (number == config_.requests) return fmt::format("{} stop", number);
    return number % 2 == 0
               ? fmt::format("{} put key{} {}", number, key_of(number), value_of(number))
               : fmt::format("{} get key{}", number, key_of(number));
}

bool KvClient::waits_for_put(unsigned key) const {
    return waiting_ && next_ < config_.requests && next_ % 2 == 0 && key_of(next_) == key;
}

ClientCounters KvClient::counters() const {
    ClientCounters counters = counters_;
    const bool overdue = queue_.now() - asked_at_ > config_.patience_ns;
    counters.unanswered = waiting_ && !finished_ && overdue ? 1 : 0;
    return counters;
}

void KvClient::ask() {
    waiting_ = true;
    asked_at_ = queue_.now();
    ++counters_.sent;
    send_udp(kKvPort, request(next_));
    repeat_later(next_);
}

void KvClient::repeat_later(uint64_t number) {
    queue_.after(config_.patience_ns, [this, number] {
        if (finished_ || !waiting_ || next_ != number) return;
        if (queue_.now() - asked_at_ > config_.deadline_ns) {
            ++counters_.lost;
            finished_ = true;
            finished_at_ = queue_.now();
            return;
        }
        ++counters_.sent;
        ++counters_.repeated;
        send_udp(kKvPort, request(number));
        repeat_later(number);
    });
}

void KvClient::on_frame(const std::string& frame) {
    const auto packet = net::parse_ipv4(frame);
    const auto udp = packet ? net::parse_udp(*packet) : std::nullopt;
    if (!udp || packet->destination != kIp || udp->source_port != kKvPort) return;
    const std::string text(udp->payload);
    uint64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number > next_ || (number == next_ && !waiting_)) {
        ++counters_.wrong;
        return;
    }
    if (number < next_) {
        ++(answers_[number] == text ? counters_.wire_duplicates : counters_.doubled);
        return;
    }
    judge(text);
    answers_.push_back(text);
    ++counters_.answered;
    const uint64_t gap = queue_.now() - asked_at_;
    counters_.longest_gap_ns = std::max(counters_.longest_gap_ns, gap);
    counters_.waited_ns += gap;
    waiting_ = false;
    ++next_;
    if (next_ == config_.requests + (config_.stops ? 1 : 0)) {
        finished_ = true;
        finished_at_ = queue_.now();
        return;
    }
    queue_.after(config_.interval_ns, [this] { ask(); });
}

void KvClient::judge(const std::string& text) {
    const unsigned key = key_of(next_);
    if (next_ == config_.requests) {
        if (text != fmt::format("{} bye", next_)) ++counters_.wrong;
        return;
    }
    const bool put = next_ % 2 == 0;
    if (put) {
        ++acknowledged_[key];
        values_[key] = value_of(next_);
    }
    const std::string plain =
        put ? fmt::format("{} ok", next_) : fmt::format("{} value {}", next_, values_[key]);
    if (!config_.counts) {
        if (text != plain) ++counters_.wrong;
        return;
    }
    const std::string before = plain + " ";
    uint64_t count = 0;
    const char* end = text.data() + text.size();
    const bool as_expected = text.starts_with(before) &&
                             std::from_chars(text.data() + before.size(), end, count).ptr == end;
    if (!as_expected) {
        ++counters_.wrong;
    } else if (count < acknowledged_[key]) {
        ++counters_.lost;
    } else if (count > acknowledged_[key]) {
        ++counters_.doubled;
    }
    // Counted once, not with every answer from here on.
    if (as_expected) acknowledged_[key] = count;
}

void KvClient::send_udp(uint16_t port, std::string_view payload) {
    send_(net::ipv4_frame(kGuestMac, kMac, kIp, kGuestIp, net::Ipv4::kUdp,
                          net::udp_datagram(kIp, kGuestIp, {kPort, port, payload})));
}

void KvClient::send_bulk() {
    constexpr uint64_t kNsPerSecond = 1'000'000'000;
    if (finished_) return;
    const std::string payload(config_.bulk_frame_bytes, 'b');
    counters_.bulk_bytes += payload.size();
    send_udp(kBulkPort, payload);
    queue_.after(payload.size() * 8 * kNsPerSecond / config_.bulk_bits_per_second,
                 [this] { send_bulk(); });
}

}  // namespace ftsim::host
