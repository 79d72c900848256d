// SPDX-License-Identifier: Apache-2.0
// The side that runs, records, and waits before it says anything.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ftsim/host/replica.hpp"
#include "ftsim/replay/payload.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::host {

using replay::Event;
using replay::EventKind;

namespace {

constexpr uint64_t kNsPerSecond = 1'000'000'000;
// The slow feedback loop: so much of the host is taken away or given back at a time, and so often
// within the time that the limit allows.
constexpr unsigned kShareStep = 5, kLeastShare = 10, kLagLooks = 10;

std::string bytes_of(uint64_t value) {
    std::vector<std::byte> bytes;
    replay::ByteWriter(bytes).fixed(value);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void Replica::power_on() {
    note(Note::started);
    tick();
    proceed();
}

void Replica::start() {
    fresh_ = true;
    arbitrate();
}

// One slice after the other. The guest is ahead of its time within a slice, and what it says there
// happens when the time has come; nothing enters in between.
void Replica::proceed() {
    if (!speaks() || busy_ || stalled_ || ended_ || quiesced_) return;
    if (copied_) return begin_pause();
    if (must_stall()) {
        stalled_ = true;
        stalled_since_ = now();
        return;
    }
    enter_inputs();
    if (quiesced_ || ended_) return;
    const uint64_t before = guest_->retired();
    const Stop stop = guest_->run(before + host_.instructions_in(protocol().slice_ns));
    const uint64_t done = guest_->retired() - before;
    if ((stop == Stop::idle || stop == Stop::ended) && done == 0) {
        if (stop == Stop::ended) on_stop(stop);
        return;
    }
    busy_ = true;
    const uint64_t ns = host_.execution_ns(done, std::exchange(cost_cycles_, 0));
    host_.after(ns * 100 / share_, [this, stop] {
        busy_ = false;
        if (!speaks()) return;
        on_stop(stop);
        proceed();
    });
}

void Replica::enter_inputs() {
    for (; !inputs_.empty() && !quiesced_ && !ended_; inputs_.pop_front()) {
        Input& input = inputs_.front();
        if (input.kind == EventKind::control && input.payload == kPowerOff) {
            end();
            continue;
        }
        if (input.transfer) {
            guest_->transfer(input.payload);
            continue;
        }
        Event event{here(), input.kind, input.source, std::move(input.payload)};
        const bool control = input.kind == EventKind::control;
        quiesced_ = control && event.payload == kHandOver;
        if (!control) guest_->enter(event);
        history_.apply(event);
        record(std::move(event));
        if (control) seal(replay::Seal::output);
    }
}

void Replica::on_stop(Stop stop) {
    switch (stop) {
        case Stop::output: {
            const uint64_t index = history_.outputs;
            const std::string frame = guest_->output();
            Event event = output_event(here(), index, frame);
            history_.apply(event);
            record(std::move(event));
            hold({index, frame, {}, false, 0, 0, 0});
            break;
        }
        case Stop::disk_start: {
            const DiskRequest request = guest_->disk_request();
            history_.outstanding[request.id] = request;
            record(disk_event(here(), request));
            if (request.write) {
                hold({0, {}, request, true, 0, 0, 0});
            } else {
                issue(request);
            }
            break;
        }
        case Stop::clock_read: read_clock(); break;
        case Stop::ended: return end();
        case Stop::limit:
        case Stop::idle: break;
    }
    if (sender_ && guest_->retired() - digest_at_ >= protocol().digest_instructions) {
        digest_at_ = guest_->retired();
        record({here(), EventKind::state_digest, 0,
                make_payload(replay::StateDigest{guest_->digest()})});
        ++digests_recorded_;
    }
}

void Replica::read_clock() {
    Event event{here(), EventKind::clock_read, 0, bytes_of(host_.clock_ns())};
    guest_->enter(event);
    record(std::move(event));
}

void Replica::tick() {
    if (protocol().timer_hz == 0 || ticking_) return;
    ticking_ = true;
    host_.after(kNsPerSecond / protocol().timer_hz, [this] {
        ticking_ = false;
        if (!speaks()) return;
        inputs_.push_back(
            {EventKind::timer, 0,
             guest_->follows_time() ? bytes_of(host_.clock_ns()) : std::string(1, '\1')});
        tick();
        proceed();
    });
}

void Replica::on_frame(const std::string& frame) {
    constexpr std::size_t kRing = 256;
    if (!speaks() || inputs_.size() >= kRing) return;
    received_bytes_ += frame.size();
    inputs_.push_back({EventKind::net_receive, 0, frame});
    proceed();
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

void Replica::hold(Held held) {
    if (sender_) {
        if (protocol().output_rule == OutputRule::digest) {
            record({here(), EventKind::state_digest, 0,
                    make_payload(replay::StateDigest{guest_->digest()})});
            ++digests_recorded_;
            digest_at_ = guest_->retired();
        }
        if (protocol().output_rule != OutputRule::off) seal(replay::Seal::output);
        held.message = sender_->next_message() - 1;
        held.events = events_recorded_;
        held.digests = digests_recorded_;
    }
    held_.push_back(std::move(held));
    release();
}

bool Replica::may_leave(const Held& held) const {
    if (state_ == ReplicaState::unprotected || state_ == ReplicaState::syncing) return true;
    switch (protocol().output_rule) {
        case OutputRule::received: return acked_.received > held.message;
        case OutputRule::executed: return acked_.executed >= held.events;
        case OutputRule::digest: return acked_.digests >= held.digests;
        case OutputRule::off: break;
    }
    return true;
}

void Replica::release() {
    while (!held_.empty() && may_leave(held_.front())) {
        const Held held = std::move(held_.front());
        held_.pop_front();
        leave(held);
    }
}

void Replica::leave(const Held& held) {
    if (held.is_write) return issue(held.request);
    around_.observer.on_output(*this, held.index, held.frame);
    around_.clients.send(host_.number(), around_.outside_port, held.frame);
}

void Replica::issue(const DiskRequest& request) {
    StorageRequest ask;
    ask.op = request.write ? StorageOp::write : StorageOp::read;
    ask.id = request.id;
    ask.term = term_;
    ask.sector = request.sector;
    ask.data = request.data;
    ask_storage(std::move(ask));
}

void Replica::complete(const StorageAnswer& answer) {
    if (answer.status == StorageStatus::old_term && answer.term <= term_) {
        // Asked before the present term was won.
        const auto found = history_.outstanding.find(answer.id);
        if (found != history_.outstanding.end()) issue(found->second);
        return;
    }
    if (answer.status == StorageStatus::old_term) {
        note(Note::lost, fmt::format("the storage is in term {}", answer.term));
        return halt("the other copy goes on");
    }
    if (answer.status == StorageStatus::error) note(Note::storage_error, "full or read-only");
    const bool failed = answer.status != StorageStatus::done;
    std::string data = failed                          ? std::string()
                       : answer.op == StorageOp::write ? std::string(1, '\0')
                                                       : answer.data;
    // Without a bounce buffer the guest can see the first half of it while the second is on its
    // way.
    if (!protocol().bounce_buffer && answer.op == StorageOp::read) {
        const std::string half = data.substr(0, std::min<std::size_t>(data.size(), 5));
        inputs_.push_back({EventKind::disk_complete, 0, half, true});
    }
    host_.after(protocol().dma_ns,
                [this, source = static_cast<uint8_t>(answer.id), data = std::move(data)]() mutable {
                    if (!speaks()) return;
                    inputs_.push_back({EventKind::disk_complete, source, data});
                    proceed();
                });
}

void Replica::hand_over() {
    if (!speaks() || state_ != ReplicaState::protects || ended_ || quiesced_) return;
    note(Note::handed_over, fmt::format("to {}", peer_->host_.name()));
    inputs_.push_back({EventKind::control, 0, std::string(kHandOver)});
    proceed();
}

void Replica::release_secondary() {
    if (!speaks() || peer_ == nullptr || quiesced_) return;
    if (state_ == ReplicaState::protects) {
        note(Note::released, fmt::format("from {}", peer_->host_.name()));
        arbitrate();
    } else if (state_ == ReplicaState::syncing) {
        note(Note::released, fmt::format("from {}", peer_->host_.name()));
        state_ = ReplicaState::unprotected;
        drop_peer();
    }
}

bool Replica::must_stall() const {
    return sender_ && sender_->kept_bytes() > protocol().log_buffer_bytes;
}

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
    retry_log(0);
    control_lag();
    watch();
}

void Replica::retry_log(uint64_t before) {
    if (retrying_log_) return;
    retrying_log_ = true;
    // What is underway needs its time on the wire.
    const uint64_t wire =
        sender_->underway_bytes() * 8 * kNsPerSecond / around_.logging.config().bits_per_second;
    host_.after(protocol().log_retry_ns + 2 * wire, [this, before] {
        retrying_log_ = false;
        if (!active() || !sender_) return;
        if (sender_->kept_bytes() != 0 && acked_.received == before) sender_->send_again();
        retry_log(acked_.received);
    });
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
    const bool near =
        recorded_at_.empty() || now() - recorded_at_.front() < protocol().lag_limit_ns / kLagLooks;
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

void Replica::end() {
    ended_ = true;
    record({here(), EventKind::control, 0, std::string(kPowerOff)});
    seal(replay::Seal::close);
    power_off();
}

void Replica::power_off_on_order() {
    if (!speaks() || ended_ || std::exchange(told_off_, true)) return;
    inputs_.push_back({EventKind::control, 0, std::string(kPowerOff)});
    proceed();
}

// Not before the secondary knows of it, or it would go on alone.
void Replica::power_off() {
    if (!ended_ || !active() || !held_.empty()) return;
    if (sender_ && sender_->kept_bytes() != 0) return;
    state_ = ReplicaState::powered_off;
    peer_ = nullptr;
    note(Note::powered_off);
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

void Replica::drop_peer() {
    peer_ = nullptr;
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
    host_.after(protocol().lag_limit_ns / kLagLooks, [this, log = sender_.get()] {
        if (!speaks() || sender_ == nullptr || sender_.get() != log) return;
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
