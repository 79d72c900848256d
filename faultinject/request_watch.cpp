// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/request_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "ftsim/board/net/ethernet.hpp"

namespace ftsim {

void RequestWatch::on_frame(std::string_view frame, uint64_t elapsed_cycle) {
    // The first sign of life is the answer to the client's ARP request, or the guest's own.
    if (!asked_at_) asked_at_ = elapsed_cycle + NetHost::kLatency;
    const auto packet = net::parse_ipv4(frame);
    if (!packet || packet->destination != NetHost::kIp) return;
    const auto udp = net::parse_udp(*packet);
    if (!udp || udp->source_port != model_.port || udp->destination_port != RequestHost::kPort) {
        return;
    }
    on_answer(udp->payload, elapsed_cycle);
}

void RequestWatch::on_answer(std::string_view answer, uint64_t elapsed_cycle) {
    uint64_t number = 0;
    const char* end = answer.data() + answer.size();
    const auto [rest, error] = std::from_chars(answer.data(), end, number);
    const bool asked = error == std::errc() && number <= model_.count;
    const std::string_view text(rest, static_cast<std::size_t>(end - rest));
    if (!asked || !is_right(number, text)) ++counts_.wrong;
    if (!asked) return;
    const auto [first, is_new] = answers_.emplace(number, text);
    if (!is_new) {
        ++(first->second == text ? counts_.duplicates : counts_.doubled);
        return;
    }
    const uint64_t arrives = elapsed_cycle + NetHost::kLatency;
    const uint64_t wait = arrives - std::min(arrives, *asked_at_);
    ++counts_.answered;
    counts_.lost += wait > deadline_;
    counts_.longest_wait = std::max(counts_.longest_wait, wait);
    asked_at_ = arrives + model_.interval;
}

bool RequestWatch::is_right(uint64_t number, std::string_view rest) const {
    const uint64_t key = number / 2 % 8;
    const bool last = number == model_.count, put = number % 2 == 0;
    const std::string echo = last  ? " stop"
                             : put ? fmt::format(" put key{} v{}", key, number)
                                   : fmt::format(" get key{}", key);
    const std::string reply = last  ? " bye"
                              : put ? std::string(" ok")
                                    : fmt::format(" value v{}", number - 1);
    return rest == echo || rest == reply;
}

RequestCounts RequestWatch::end(uint64_t elapsed_cycle, bool stopped) const {
    RequestCounts counts = counts_;
    const bool all = answers_.size() == model_.count + 1;
    const bool waits = asked_at_ && elapsed_cycle > *asked_at_ + deadline_;
    if (!all && (stopped || waits)) ++counts.lost;
    return counts;
}

}  // namespace ftsim
