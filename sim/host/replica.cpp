// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/replica.hpp"

#include <fmt/format.h>

#include <utility>

namespace ftsim::host {

std::string_view name(Role role) { return role == Role::primary ? "primary" : "secondary"; }

std::string_view name(ReplicaState state) {
    switch (state) {
        case ReplicaState::unprotected: return "unprotected";
        case ReplicaState::syncing: return "syncing";
        case ReplicaState::protects: return "protected";
        case ReplicaState::catching_up: return "catching_up";
        case ReplicaState::arbitrating: return "arbitrating";
        case ReplicaState::halted: return "halted";
        case ReplicaState::powered_off: return "powered_off";
    }
    return {};
}

std::string_view name(Note note) {
    switch (note) {
        case Note::started: return "started";
        case Note::cloning: return "cloning";
        case Note::record: return "record";
        case Note::protects: return "protected";
        case Note::heartbeat_lost: return "heartbeat_lost";
        case Note::falls_silent: return "falls_silent";
        case Note::arbitration: return "arbitration";
        case Note::waits_for_storage: return "waits_for_storage";
        case Note::won: return "won";
        case Note::lost: return "lost";
        case Note::live: return "live";
        case Note::unprotected: return "unprotected";
        case Note::clone_given_up: return "clone_given_up";
        case Note::diverged: return "diverged";
        case Note::channel_refused: return "channel_refused";
        case Note::storage_error: return "storage_error";
        case Note::powered_off: return "powered_off";
        case Note::handed_over: return "handed_over";
        case Note::released: return "released";
        case Note::halted: return "halted";
    }
    return {};
}

Replica::Replica(Surroundings& around, Host& host, ReplicaId id, Role role, uint64_t term)
    : around_(around),
      host_(host),
      id_(id),
      role_(role),
      state_(role == Role::primary ? ReplicaState::unprotected : ReplicaState::syncing),
      term_(term),
      guest_(around.factory(host.config())) {}

void Replica::note(Note what, const std::string& detail) {
    around_.observer.on_note(*this, what, detail);
}

void Replica::halt(const std::string& why) {
    if (!active()) return;
    state_ = ReplicaState::halted;
    note(Note::halted, why);
}

void Replica::send(MessageKind kind, uint64_t sequence, std::string payload) {
    // Who asks for a term neither listens nor talks.
    if (peer_ == nullptr || silent_ || !active() || state_ == ReplicaState::arbitrating) return;
    const Message message{kind, id_, peer_->id_, term_, sequence, std::move(payload)};
    around_.logging.send(host_.number(), peer_->host_.number(),
                         encode(message, machine_digest(around_.header, false)));
}

// Heartbeats go out and time-outs are looked at together, on the host's own clock.
void Replica::watch() {
    if (watching_) return;
    watching_ = true;
    host_.after(protocol().heartbeat_ns, [this] {
        watching_ = false;
        if (!active() || peer_ == nullptr) return;
        const bool hears = state_ == ReplicaState::syncing || state_ == ReplicaState::protects;
        if (around_.clients.up(host_.number())) clients_seen_at_ = now();
        const bool alone = !asked_.empty() && now() - storage_silent_since_ > protocol().timeout_ns;
        const bool unheard = now() - clients_seen_at_ > protocol().timeout_ns;
        const bool useless =
            role_ == Role::primary && state_ == ReplicaState::protects && (alone || unheard);
        if (useless && !silent_) {
            note(Note::falls_silent, alone ? "no storage" : "no clients");
        }
        silent_ = useless;
        if (hears) send(MessageKind::heartbeat, 0, {});
        if (hears && now() - heard_at_ > protocol().timeout_ns) suspect();
        watch();
    });
}

void Replica::suspect() {
    note(Note::heartbeat_lost,
         fmt::format("nothing from {} for {} us", peer_->host_.name(), (now() - heard_at_) / 1000));
    if (state_ == ReplicaState::syncing) {
        if (role_ == Role::secondary) return halt("its primary is gone and did not need it yet");
        note(Note::clone_given_up);
        state_ = ReplicaState::unprotected;
        drop_peer();
        return;
    }
    if (role_ == Role::primary) return arbitrate();
    // From here on nothing is acknowledged any more: what it has is what it goes on from.
    state_ = ReplicaState::catching_up;
    replay();
}

void Replica::arbitrate() {
    state_ = ReplicaState::arbitrating;
    said_it_waits_ = false;
    note(Note::arbitration, fmt::format("for term {}", term_ + 1));
    if (!protocol().arbitration) return won(term_ + 1);
    StorageRequest request;
    request.op = StorageOp::test_and_set;
    request.term = term_;
    ask_storage(std::move(request));
}

void Replica::ask_storage(StorageRequest request) {
    request.who = id_;
    if (asked_.empty()) storage_silent_since_ = now();
    around_.storage.send(host_.number(), around_.outside_port, encode(request));
    asked_[request.id] = std::move(request);
    ask_storage_again();
}

void Replica::ask_storage_again() {
    if (retrying_storage_) return;
    retrying_storage_ = true;
    host_.after(protocol().storage_retry_ns, [this] {
        retrying_storage_ = false;
        if (!active() || asked_.empty()) return;
        // What was asked just now has had no time yet.
        if (now() - storage_silent_since_ >= protocol().storage_retry_ns) {
            if (asked_.contains(0) && !said_it_waits_) note(Note::waits_for_storage);
            said_it_waits_ = asked_.contains(0);
            for (const auto& [id, request] : asked_) {
                around_.storage.send(host_.number(), around_.outside_port, encode(request));
            }
        }
        ask_storage_again();
    });
}

void Replica::on_storage(const StorageAnswer& answer) {
    const auto found = asked_.find(answer.id);
    if (!active() || found == asked_.end()) return;
    storage_silent_since_ = now();
    const bool asks_for_term = answer.op == StorageOp::test_and_set;
    const bool granted = asks_for_term && answer.status == StorageStatus::done;
    // What was asked before, and again and again, is answered as often.
    if (granted && answer.term != found->second.term + 1) return;
    asked_.erase(found);
    if (granted) return won(answer.term);
    if (!asks_for_term) return complete(answer);
    note(Note::lost, fmt::format("term {} is another's", answer.term));
    if (!protocol().loser_halts) return won(term_);
    halt("the other copy goes on");
    term_ = answer.term;  // it has learnt it: who starts after it asks for the one behind
}

void Replica::won(uint64_t term) {
    term_ = term;
    for (auto& [id, request] : asked_) request.term = term;
    if (fresh_) around_.observer.on_power_on(*this);
    around_.observer.on_won(*this, term, history_.outputs);
    note(Note::won, fmt::format("term {}", term));
    go_on_alone();
}

void Replica::go_on_alone() {
    silent_ = quiesced_ = false;
    state_ = ReplicaState::unprotected;
    if (std::exchange(fresh_, false)) {
        announce();
        return power_on();
    }
    if (role_ == Role::primary) {
        note(Note::unprotected);
        return drop_peer();
    }
    role_ = Role::primary;
    peer_ = nullptr;
    note(Note::live, fmt::format("at instruction {}", guest_->retired()));
    announce();
    if (protocol().reissue) {
        for (const auto& [id, request] : history_.outstanding) issue(request);
    }
    digest_at_ = guest_->retired();
    tick();
    proceed();
}

void Replica::on_message(const Message& message) {
    if (!active() || peer_ == nullptr || message.from != peer_->id_ || message.term != term_)
        return;
    if (state_ == ReplicaState::catching_up || state_ == ReplicaState::arbitrating) return;
    heard_at_ = now();
    switch (message.kind) {
        case MessageKind::heartbeat: break;
        case MessageKind::log:
            if (role_ == Role::secondary) on_log(message);
            break;
        case MessageKind::ack: {
            Ack ack;
            if (role_ != Role::primary || !sender_) break;
            if (decode(message.payload, ack)) {
                on_ack(ack);
            } else {
                on_refused("an invalid acknowledgement");
            }
            break;
        }
    }
}

void Replica::on_refused(const std::string& why) { note(Note::channel_refused, why); }

}  // namespace ftsim::host
