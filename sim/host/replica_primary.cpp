// SPDX-License-Identifier: Apache-2.0
// The side that runs its guest, gives it what comes in, and waits before it says anything.
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
constexpr std::size_t kFirstBytes = 5;  // the small server's mark, and two letters of a value

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
        if (input.kind == EventKind::control && input.payload == kRelease) {
            record_digest();
            seal(replay::Seal::output);
            released_at_ = digests_recorded_;
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
        record_digest();
    }
}

void Replica::record_digest() {
    digest_at_ = guest_->retired();
    record(
        {here(), EventKind::state_digest, 0, make_payload(replay::StateDigest{guest_->digest()})});
    ++digests_recorded_;
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
    constexpr std::ptrdiff_t kRing = 256;
    const auto is_frame = [](const Input& in) { return in.kind == EventKind::net_receive; };
    if (!speaks() || std::count_if(inputs_.begin(), inputs_.end(), is_frame) >= kRing) return;
    received_bytes_ += frame.size();
    inputs_.push_back({EventKind::net_receive, 0, frame});
    proceed();
}

void Replica::hold(Held held) {
    if (sender_) {
        if (protocol().output_rule == OutputRule::digest) {
            record_digest();
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
    // Without a bounce buffer the guest can see the first of it while the rest is on its way.
    if (!protocol().bounce_buffer && answer.op == StorageOp::read) {
        inputs_.push_back({EventKind::disk_complete, 0, data.substr(0, kFirstBytes), true});
    }
    host_.after(protocol().dma_ns,
                [this, source = static_cast<uint8_t>(answer.id), data = std::move(data)]() mutable {
                    if (!speaks()) return;
                    inputs_.push_back({EventKind::disk_complete, source, std::move(data)});
                    proceed();
                });
}

}  // namespace ftsim::host
