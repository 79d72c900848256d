// SPDX-License-Identifier: Apache-2.0
// What a primary is told to do by who manages it, and how its power goes off.
#include <fmt/format.h>

#include <utility>

#include "ftsim/host/replica.hpp"

namespace ftsim::host {

using replay::EventKind;

void Replica::hand_over() {
    if (!speaks() || state_ != ReplicaState::protects || ended_ || parts_) return;
    parts_ = true;
    note(Note::handed_over, fmt::format("to {}", peer_->host_.name()));
    inputs_.push_back({EventKind::control, 0, std::string(kHandOver)});
    proceed();
}

void Replica::release_secondary() {
    if (!speaks() || peer_ == nullptr || parts_) return;
    if (state_ == ReplicaState::protects) {
        parts_ = true;
        note(Note::released, fmt::format("from {}", peer_->host_.name()));
        inputs_.push_back({EventKind::control, 0, std::string(kRelease)});
        proceed();
    } else if (state_ == ReplicaState::syncing) {
        note(Note::released, fmt::format("from {}", peer_->host_.name()));
        state_ = ReplicaState::unprotected;
        drop_peer();
    }
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

}  // namespace ftsim::host
