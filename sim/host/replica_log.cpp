// SPDX-License-Identifier: Apache-2.0
// The primary's end of the log: from the copy that it begins with to what the secondary says of it.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ftsim/host/replica.hpp"

namespace ftsim::host {

using replay::Event;
using replay::EventKind;

namespace {

constexpr uint64_t kNsPerSecond = 1'000'000'000;
// The slow feedback loop: so much of the host is taken away or given back at a time, and so often
// within the time that the limit allows.
constexpr unsigned kShareStep = 5, kLeastShare = 10, kLagLooks = 10;

}  // namespace

void Replica::protect_with(Replica& secondary) {
    peer_ = &secondary;
    secondary.peer_ = this;
    const NetworkConfig& wire = around_.logging.config();
    const CloneTimes times = clone_times(protocol(), wire.bits_per_second, wire.latency_ns);
    note(Note::cloning, fmt::format("to {}", secondary.host_.name()));
    host_.after(times.copy_ns, [this] {
        copied_ = true;
        proceed();
    });
}

void Replica::begin_pause() {
    copied_ = false;
    if (peer_ == nullptr || state_ != ReplicaState::unprotected) return proceed();
    busy_ = true;
    const NetworkConfig& wire = around_.logging.config();
    const uint64_t pause = clone_times(protocol(), wire.bits_per_second, wire.latency_ns).pause_ns;
    paused_ns_ += pause;
    host_.after(pause, [this] {
        busy_ = false;
        if (!speaks()) return;
        begin_log();
        proceed();
    });
}

// The copy is the start snapshot of the log, and travels in front of it.
void Replica::begin_log() {
    state_ = ReplicaState::syncing;
    ++logs_;
    acked_ = {};
    events_recorded_ = digests_recorded_ = 0;
    digest_at_ = guest_->retired();
    recorded_at_.clear();
    heard_at_ = now();
    note(Note::record, fmt::format("to {}", peer_->host_.name()));
    sender_ = std::make_unique<LogSender>(
        [this](uint64_t sequence, const std::string& bytes) {
            send(MessageKind::log, sequence, bytes);
        },
        around_.header, save(history_, *guest_), term_, protocol().codec);
    retry_log(0, protocol().log_retry_ns);
    control_lag();
    watch();
}

// Twice as long after every time in vain, but not longer than a heartbeat.
void Replica::retry_log(uint64_t before, uint64_t patience_ns) {
    if (retrying_log_) return;
    retrying_log_ = true;
    // What is underway needs its time on the wire.
    const auto wire =
        static_cast<uint64_t>(static_cast<unsigned __int128>(sender_->underway_bytes()) * 8 *
                              kNsPerSecond / around_.logging.config().bits_per_second);
    host_.after(patience_ns + 2 * wire, [this, before, patience_ns] {
        retrying_log_ = false;
        if (!active() || !sender_) return;
        const bool in_vain = sender_->kept_bytes() != 0 && acked_.received == before;
        if (in_vain) sender_->send_again();
        const uint64_t most = std::max(protocol().log_retry_ns, protocol().heartbeat_ns);
        retry_log(acked_.received,
                  in_vain ? std::min(2 * patience_ns, most) : protocol().log_retry_ns);
    });
}

void Replica::record(Event event) {
    if (!sender_) return;
    cost_cycles_ += protocol().record_cycles;
    cost_cycles_ += event.payload.size() / std::max(1U, protocol().record_bytes_per_cycle);
    ++events_recorded_;
    ++all_events_;
    recorded_at_.push_back(now());
    sender_->log().add(event);
    if (flush_due_) return;
    flush_due_ = true;
    host_.after(protocol().flush_ns, [this] {
        flush_due_ = false;
        seal(replay::Seal::age);
    });
}

void Replica::seal(replay::Seal reason) {
    if (sender_) sender_->log().seal(reason);
}

bool Replica::must_stall() const {
    return sender_ && sender_->kept_bytes() > protocol().log_buffer_bytes;
}

void Replica::on_ack(const Ack& ack) {
    if (ack.received < acked_.received || ack.executed < acked_.executed) return;  // overtaken
    for (uint64_t i = acked_.executed; i < ack.executed && !recorded_at_.empty(); ++i) {
        if (i + 1 == ack.executed) around_.observer.on_lag(now() - recorded_at_.front());
        recorded_at_.pop_front();
    }
    acked_ = ack;
    sender_->acknowledged(ack.received, ack.room);
    release();
    if (ack.diverged) return settle_divergence(ack);
    if (released_at_ && ack.digests >= *released_at_ && state_ == ReplicaState::protects) {
        released_at_.reset();
        return arbitrate();
    }
    // What it has not executed may be underway, or wait for its chunk.
    const uint64_t underway = 4 * around_.logging.config().latency_ns + protocol().flush_ns;
    const bool near = recorded_at_.empty() ||
                      now() - recorded_at_.front() < underway + protocol().lag_limit_ns / kLagLooks;
    if (state_ == ReplicaState::syncing && ack.received > 0 && near) {
        // From here on nothing leaves that the secondary does not have; only with this word in its
        // log may it go on alone. The word has its place in the log at the end of this slice.
        state_ = ReplicaState::protects;
        inputs_.push_back({EventKind::control, 0, "protected"});
        note(Note::protects, fmt::format("by {}", peer_->host_.name()));
        proceed();
    }
    if (stalled_ && !must_stall()) {
        stalled_ = false;
        stalled_ns_ += now() - stalled_since_;
        proceed();
    }
    power_off();
}

void Replica::settle_divergence(const Ack& ack) {
    note(Note::diverged,
         ack.primary_is_wrong ? "the primary was wrong" : "the secondary was wrong");
    if (protocol().on_divergence == OnDivergence::stop) return halt("the copies differ");
    if (ack.primary_is_wrong) return halt("a third replay gave what the secondary has");
    if (state_ == ReplicaState::protects) return arbitrate();
    state_ = ReplicaState::unprotected;
    drop_peer();
}

// What was to be said to it, or done with it, is over too.
void Replica::drop_peer() {
    peer_ = nullptr;
    parts_ = false;
    released_at_.reset();
    std::erase_if(inputs_, [](const Input& in) {
        return in.kind == EventKind::control && in.payload != kPowerOff;
    });
    sender_.reset();
    recorded_at_.clear();
    share_ = 100;
    if (stalled_) stalled_ns_ += now() - stalled_since_;
    stalled_ = false;
    release();
    power_off();
    proceed();
}

void Replica::control_lag() {
    host_.after(protocol().lag_limit_ns / kLagLooks, [this, log = logs_] {
        if (!speaks() || sender_ == nullptr || log != logs_) return;
        const uint64_t lag = recorded_at_.empty() ? 0 : now() - recorded_at_.front();
        if (lag > protocol().lag_limit_ns) {
            share_ = std::max(kLeastShare, share_ - kShareStep);
        } else if (lag < protocol().lag_limit_ns / 2) {
            share_ = std::min(100U, share_ + kShareStep);
        }
        control_lag();
    });
}

}  // namespace ftsim::host
