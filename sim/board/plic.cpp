// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/plic.hpp"

#include <bit>

namespace ftsim {

namespace {

constexpr uint32_t kPriority = 0x00'0000;
constexpr uint32_t kPending = 0x00'1000;
constexpr uint32_t kEnable = 0x00'2000;
constexpr uint32_t kThreshold = 0x20'0000;
constexpr uint32_t kClaimComplete = 0x20'0004;

constexpr uint32_t kPriorityMask = 7;  // of any word written the bits that exist count
constexpr uint32_t kSourcesBytes = sizeof(Plic::Sources);

uint32_t bit(unsigned source) { return 1U << source % 32; }

// One flop for each source that exists.
void add_sources(RegisterMap& map, std::string_view name, Plic::Sources Plic::State::*field) {
    for (unsigned source = 1; source < Plic::kSources; ++source) {
        map.add_at(RegisterMap::element(name, source), offset_in(field) + source / 32 * 4, 4, 1,
                   source % 32);
    }
}

}  // namespace

const RegisterMap& Plic::registers() {
    static const RegisterMap map = [] {
        RegisterMap of(sizeof(State));
        of.none_at(offset_in(&State::priority), 1);
        of.add_each("priority", &State::priority, 3, 1);
        of.none(&State::level);
        add_sources(of, "pending", &State::pending);
        add_sources(of, "claimed", &State::claimed);
        add_sources(of, "enable", &State::enable);
        of.add("threshold", &State::threshold, 3);
        return of;
    }();
    return map;
}

uint32_t Plic::load(uint32_t offset) {
    if (offset - kPriority < 4 * kSources) return state_.priority[(offset - kPriority) / 4];
    if (offset - kPending < kSourcesBytes) return state_.pending[(offset - kPending) / 4];
    if (offset - kEnable < kSourcesBytes) return state_.enable[(offset - kEnable) / 4];
    if (offset == kThreshold) return state_.threshold;
    if (offset == kClaimComplete) return claim();
    return 0;
}

void Plic::store(uint32_t offset, uint32_t word) {
    if (const uint32_t source = (offset - kPriority) / 4; source < kSources) {
        if (source != 0) state_.priority[source] = static_cast<uint8_t>(word & kPriorityMask);
    } else if (offset - kEnable < kSourcesBytes) {
        const uint32_t nobody = offset == kEnable ? bit(0) : 0;
        state_.enable[(offset - kEnable) / 4] = word & ~nobody;
    } else if (offset == kThreshold) {
        state_.threshold = word & kPriorityMask;
    } else if (offset == kClaimComplete) {
        complete(word);
    }
    choose();
}

void Plic::change_level(unsigned source) {
    if (source == 0) return;
    state_.level[source / 32] ^= bit(source);
    if (!has(state_.level, source) || has(state_.claimed, source)) return;
    state_.pending[source / 32] |= bit(source);
    choose();
}

// The threshold has no say in a claim.
uint32_t Plic::claim() {
    const unsigned source = best_;
    if (source == 0) return 0;
    state_.pending[source / 32] &= ~bit(source);
    state_.claimed[source / 32] |= bit(source);
    choose();
    return source;
}

void Plic::complete(uint32_t source) {
    if (source >= kSources || !has(state_.enable, source)) return;
    state_.claimed[source / 32] &= ~bit(source);
    state_.pending[source / 32] |= state_.level[source / 32] & bit(source);
}

// A source that seems to be completed is looked at as one that is.
void Plic::flip(uint64_t bit) {
    const Sources claimed = state_.claimed;
    state_ = registers().flipped(state_, bit);
    for (std::size_t i = 0; i < claimed.size(); ++i) {
        state_.pending[i] |= claimed[i] & ~state_.claimed[i] & state_.level[i];
    }
    choose();
}

// The highest priority wins, the lowest number among equals.
void Plic::choose() {
    best_ = 0;
    unsigned best_priority = 0;
    for (unsigned word = 0; word < state_.pending.size(); ++word) {
        uint32_t waiting = state_.pending[word] & state_.enable[word];
        for (; waiting != 0; waiting &= waiting - 1) {
            const unsigned source = 32 * word + static_cast<unsigned>(std::countr_zero(waiting));
            if (state_.priority[source] <= best_priority) continue;
            best_ = source;
            best_priority = state_.priority[source];
        }
    }
    interrupt_ = best_priority > state_.threshold;
}

}  // namespace ftsim
