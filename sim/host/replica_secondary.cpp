// SPDX-License-Identifier: Apache-2.0
// The side that follows, and says nothing until it is alone.
#include <algorithm>
#include <utility>

#include "ftsim/host/replica.hpp"

namespace ftsim::host {

using replay::Event;
using replay::EventKind;

namespace {

constexpr uint64_t kAcksPerLimit = 100;  // of executed events, within the lag that is allowed

}  // namespace

void Replica::on_log(const Message& message) {
    if (!receiver_) {
        receiver_ = std::make_unique<LogReceiver>(machine_digest(around_.header, false),
                                                  protocol().log_buffer_bytes);
        follower_ = std::make_unique<Follower>(*guest_, history_);
        watch();
    }
    const uint64_t before = receiver_->events_received();
    if (!receiver_->take(message.sequence, message.payload)) {
        if (!receiver_->wrong().empty()) {
            on_refused(receiver_->wrong());
            return halt("its log is not valid");
        }
        return acknowledge();
    }
    if (const auto snapshot = receiver_->take_snapshot()) {
        if (!load(*snapshot, history_, *guest_)) return halt("the snapshot is of another machine");
        agreed_ = *snapshot;
        since_agreed_.clear();
    }
    // Being told is a matter of having the word, as acknowledging is.
    for (uint64_t i = before; i < receiver_->events_received(); ++i) {
        const auto back = static_cast<std::ptrdiff_t>(receiver_->events_received() - i);
        const Event& event = *(receiver_->events().end() - back);
        told_ = told_ || (event.kind == EventKind::control && event.payload == "protected");
    }
    if (told_ && state_ == ReplicaState::syncing) state_ = ReplicaState::protects;
    acknowledge();
    replay();
}

void Replica::acknowledge() {
    if (!receiver_ || state_ == ReplicaState::catching_up) return;
    ack_.received = receiver_->received();
    ack_.room = receiver_->room();
    acked_at_ = now();
    send(MessageKind::ack, 0, encode(ack_));
}

void Replica::replay() {
    if (busy_ || !active() || role_ == Role::primary || ack_.diverged) return;
    if (receiver_) {
        while (!receiver_->events().empty()) {
            const Event& event = receiver_->events().front();
            if (follower_->stands_at(event)) {
                if (!executed(event)) return;
                continue;
            }
            const uint64_t before = guest_->retired();
            if (!follower_->advance(event, host_.instructions_in(protocol().slice_ns))) {
                return diverge(follower_->where());
            }
            busy_ = true;
            host_.after(host_.execution_ns(guest_->retired() - before, 0), [this] {
                busy_ = false;
                replay();
            });
            return;
        }
    }
    caught_up();
}

bool Replica::executed(const Event& event) {
    const bool same = follower_->take(event);
    since_agreed_.push_back(event);
    if (!same) {
        diverge(follower_->where());
        return false;
    }
    const EventKind kind = event.kind;
    const bool off = kind == EventKind::control && event.payload == kPowerOff;
    const bool takes_over = kind == EventKind::control && event.payload == kHandOver;
    receiver_->pop();
    ++ack_.executed;
    if (kind == EventKind::state_digest) {
        ++ack_.digests;
        agreed_ = save(history_, *guest_);
        since_agreed_.clear();
    }
    const bool waited_for =
        (protocol().output_rule == OutputRule::executed && kind != EventKind::timer) ||
        (protocol().output_rule == OutputRule::digest && kind == EventKind::state_digest);
    if (waited_for || now() - acked_at_ > protocol().lag_limit_ns / kAcksPerLimit) acknowledge();
    if (off) {
        acknowledge();
        state_ = ReplicaState::powered_off;
        note(Note::powered_off);
        return false;
    }
    if (takes_over) {
        acknowledge();
        state_ = ReplicaState::catching_up;
        arbitrate();
        return false;
    }
    return true;
}

void Replica::caught_up() {
    if (state_ == ReplicaState::catching_up) return arbitrate();
    acknowledge();
}

// The secondary's copy and the primary's word differ. A third one, from the last state that both
// had, says which of them went wrong: the log is right in either case.
void Replica::diverge(const std::string& where) {
    note(Note::diverged, where);
    ack_.diverged = true;
    ack_.primary_is_wrong = !third_replay_agrees();
    const bool goes_on =
        ack_.primary_is_wrong && told_ && protocol().on_divergence == OnDivergence::right_side;
    if (state_ != ReplicaState::catching_up) acknowledge();
    if (!goes_on) return halt("the copies differ");
    state_ = ReplicaState::catching_up;
    arbitrate();
}

bool Replica::third_replay_agrees() const {
    const std::unique_ptr<Guest> guest = around_.factory(host_.config());
    History history;
    if (agreed_.empty() || !load(agreed_, history, *guest)) return false;
    Follower follower(*guest, history);
    const auto follow = [&](const Event& event) {
        while (!follower.stands_at(event)) {
            if (!follower.advance(event, UINT64_MAX)) return false;
        }
        return follower.take(event);
    };
    for (const Event& event : since_agreed_) {
        if (!follow(event)) return false;
    }
    if (since_agreed_.empty() || since_agreed_.back() != receiver_->events().front()) {
        return follow(receiver_->events().front());
    }
    return true;
}

// A gratuitous ARP: frames for the guest come here from now on. Again with every heartbeat, because
// an old primary that was only paused may still say something that had been acknowledged, and draw
// them back to where nobody answers.
void Replica::announce() {
    if (!speaks()) return;
    around_.observer.on_announcement(*this);
    const net::Arp arp{net::Arp::kRequest, kGuestMac, kGuestIp, kGuestIp};
    around_.clients.send(host_.number(), around_.outside_port,
                         net::arp_frame(arp, net::kBroadcast, {}));
    host_.after(protocol().heartbeat_ns, [this] { announce(); });
}

}  // namespace ftsim::host
