// SPDX-License-Identifier: Apache-2.0
#include "sim/host/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/replay/encoding.hpp"

namespace ftsim::host {

void Observations::add(std::string what, std::string where, std::string detail, uint64_t term) {
    result_.timeline.push_back(
        {queue_.now(), std::move(what), std::move(where), std::move(detail), term});
}

void Observations::on_failure(const Failure& failure, const Host* host, bool hits_the_pair) {
    add("failure", host == nullptr ? "" : host->name(), std::string(name(failure.kind)), 0);
    if (hits_the_pair) failed_at_ = queue_.now();
}

void Observations::on_repair(const Failure& failure, const Host* host) {
    add("repair", host == nullptr ? "" : host->name(), std::string(name(failure.kind)), 0);
}

void Observations::on_logging(std::string_view message, const NetworkConfig& wire) {
    constexpr std::size_t kKindAt = 5;  // docs/reference/virtual-lockstep.md
    const uint64_t frames =
        std::max<uint64_t>(1, (message.size() + wire.frame_bytes - 1) / wire.frame_bytes);
    const uint64_t bytes = message.size() + frames * wire.frame_overhead;
    const bool ack =
        message.size() > kKindAt && message[kKindAt] == static_cast<char>(MessageKind::ack);
    (ack ? result_.ack_bytes : result_.log_bytes) += bytes;
}

// The window without protection begins with the failure that took it.
void Observations::pair_is_whole(bool whole) {
    if (whole == whole_) return;
    const uint64_t now = queue_.now();
    if (whole) {
        if (was_whole_) result_.unprotected_ns += now - since_;
        since_ = now;
        was_whole_ = true;
        failed_at_.reset();
        ++result_.protections;
    } else {
        const uint64_t at = std::max(since_, failed_at_.value_or(now));
        result_.protected_ns += at - since_;
        since_ = at;
    }
    whole_ = whole;
}

void Observations::on_note(const Replica& copy, Note what, const std::string& detail) {
    if (what == Note::channel_refused) {
        ++result_.messages_refused;
        if (!refused_.emplace(copy.id(), detail).second) return;
    }
    add(std::string(name(what)), copy.host().name(),
        detail.empty() ? std::string(name(copy.role()))
                       : fmt::format("{}: {}", name(copy.role()), detail),
        copy.term());
    const uint64_t now = queue_.now();
    switch (what) {
        case Note::protects: pair_is_whole(true); break;
        case Note::heartbeat_lost:
            going_[copy.id()].lost_at = now;
            pair_is_whole(false);
            break;
        case Note::arbitration: going_[copy.id()].drained_at = now; break;
        case Note::live: {
            const auto [lost_at, drained_at, ordered] = going_[copy.id()];
            const uint64_t failed_at =
                ordered ? lost_at : std::min(failed_at_.value_or(lost_at), lost_at);
            result_.failovers.push_back(
                {failed_at, lost_at - failed_at, drained_at - lost_at, now - drained_at});
            pair_is_whole(false);
            break;
        }
        case Note::handed_over: going_[copy.peer()->id()] = {now, now, true}; break;
        case Note::unprotected: pair_is_whole(false); break;
        case Note::diverged:
            going_[copy.id()].lost_at = now;
            pair_is_whole(false);
            break;
        case Note::lost: checker_.on_lost(copy); break;
        case Note::halted:
        case Note::powered_off:
            copy.host().give_memory(copy.memory_bytes());
            // A machine that is off needs no protection.
            if (what == Note::powered_off) {
                pair_is_whole(false);
                was_whole_ = false;
            }
            break;
        default: break;
    }
}

void Observations::on_output(const Replica& copy, uint64_t index, const std::string& frame) {
    checker_.on_output(queue_.now(), copy, index, frame);
}

void Observations::on_announcement(const Replica& copy) {
    checker_.on_announcement(queue_.now(), copy);
}

void Observations::on_power_on(const Replica&) { checker_.on_power_on(); }

void Observations::on_won(const Replica& copy, uint64_t term, uint64_t outputs) {
    checker_.on_won(queue_.now(), copy, term, outputs);
}

WorldResult Observations::take_result() {
    WorldResult result = result_;
    const uint64_t passed = queue_.now() - since_;
    if (whole_) {
        result.protected_ns += passed;
    } else if (was_whole_) {
        result.unprotected_ns += passed;
    }
    return result;
}

uint64_t digest_of(const WorldResult& result, uint64_t guest) {
    const ClientCounters& client = result.client;
    std::string all = fmt::format(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", guest, result.exit_code, result.ended_at,
        result.instructions, result.events, result.log_bytes, result.ack_bytes,
        result.received_bytes, result.actions, client.sent, client.answered, client.lost,
        client.doubled, client.wrong, client.wire_duplicates, client.longest_gap_ns);
    for (const TimelineEntry& each : result.timeline) {
        all +=
            fmt::format("\n{} {} {} {} {}", each.ns, each.what, each.where, each.detail, each.term);
    }
    for (const Violation& each : result.violations)
        all += fmt::format("\n{} {} {}", each.ns, each.rule, each.detail);
    for (const uint64_t each : result.lags_ns) all += fmt::format(" {}", each);
    all += fmt::format("\n{}", result.messages_refused);
    for (const Failover& each : result.failovers) {
        all += fmt::format("\n{} {} {} {}", each.failed_at, each.detection_ns, each.drain_ns,
                           each.arbitration_ns);
    }
    all += fmt::format("\n{} {} {} {} {} {} {} {} {} {} {}\n{}", result.protected_ns,
                       result.unprotected_ns, result.clone_pause_ns, result.stalled_ns,
                       result.old_writes_refused, result.protections, result.speaks, result.waits,
                       result.powered_off, client.repeated, client.waited_ns, result.console);
    return replay::xxh3(std::as_bytes(std::span(all)));
}

}  // namespace ftsim::host
