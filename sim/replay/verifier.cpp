// SPDX-License-Identifier: Apache-2.0
#include "ftsim/replay/verifier.hpp"

#include <fmt/format.h>

#include "ftsim/replay/payload.hpp"

namespace ftsim::replay {

namespace {

// What a replay does not do itself.
bool is_about_the_log(EventKind kind) {
    return kind == EventKind::snapshot || kind == EventKind::snapshot_part ||
           kind == EventKind::clean_end || kind == EventKind::control ||
           kind == EventKind::disk_start;
}

}  // namespace

Verifier::Verifier(const LogFile& log, std::size_t chunk, Digests digests)
    : cursor_(log, chunk), digests_(digests), cut_(log.cut().has_value()) {
    advance();
}

void Verifier::advance() {
    const Event* event = cursor_.next();
    while (event != nullptr && is_about_the_log(event->kind)) event = cursor_.next();
    next_ = event == nullptr ? std::nullopt : std::optional(*event);
}

void Verifier::add(const Event& event) {
    if (divergence_) return;
    // Behind a cut nobody knows what happened.
    if (!next_ && cut_) return;
    const bool digest = event.kind == EventKind::state_digest;
    const bool same =
        next_ && (*next_ == event || (digest && digests_ == Digests::ignore &&
                                      next_->kind == event.kind && next_->at == event.at));
    if (!same) {
        divergence_ = Divergence{next_, event, last_, last_digest_};
        return;
    }
    ++agreed_;
    last_ = event.at;
    if (digest && digests_ == Digests::compare) {
        ++digests_agreed_;
        last_digest_ = event.at;
    }
    advance();
}

}  // namespace ftsim::replay
