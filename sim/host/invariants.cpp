// SPDX-License-Identifier: Apache-2.0
#include "ftsim/host/invariants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/replay/encoding.hpp"

namespace ftsim::host {

namespace {

// One broken rule may break it in every request from then on.
constexpr std::size_t kMostViolations = 1000;

}  // namespace

void InvariantChecker::broken(uint64_t ns, std::string rule, std::string detail) {
    if (violations_.size() < kMostViolations) {
        violations_.push_back({ns, std::move(rule), std::move(detail)});
    }
}

void InvariantChecker::on_output(uint64_t ns, const Replica& from, uint64_t index,
                                 const std::string& frame) {
    if (losers_.contains(from.id())) {
        broken(ns, "loser_speaks", fmt::format("copy {}, output {}", from.id(), index));
    }
    for (const auto& [term, outputs] : outputs_at_) {
        if (term > from.term() && index >= outputs) {
            broken(ns, "output_unknown",
                   fmt::format("copy {} of term {} says output {}, the winner of term {} had {}",
                               from.id(), from.term(), index, term, outputs));
        }
    }
    const uint64_t digest = replay::xxh3(std::as_bytes(std::span(frame)));
    const auto [said, is_new] = said_.try_emplace(index, digest);
    if (!is_new && said->second != digest) {
        broken(ns, "output_differs", fmt::format("output {} by copy {}", index, from.id()));
    }
}

void InvariantChecker::on_announcement(uint64_t ns, const Replica& from) {
    if (losers_.contains(from.id())) {
        broken(ns, "loser_speaks", fmt::format("copy {} announces its address", from.id()));
    }
}

void InvariantChecker::on_won(uint64_t ns, const Replica& who, uint64_t term, uint64_t outputs) {
    const auto [winner, is_new] = winners_.try_emplace(term, who.id());
    if (!is_new) {
        broken(ns, "one_winner",
               fmt::format("copies {} and {} of term {}", winner->second, who.id(), term));
    }
    if (!said_.empty() && said_.rbegin()->first >= outputs) {
        broken(ns, "output_unknown",
               fmt::format("output {} has left, copy {} has only the {} before",
                           said_.rbegin()->first, who.id(), outputs));
    }
    outputs_at_[term] = outputs;
    term_ = std::max(term_, term);
}

void InvariantChecker::on_power_on() {
    said_.clear();
    outputs_at_.clear();
    memory_lost_ = true;
}

void InvariantChecker::on_write(uint64_t ns, ReplicaId from, uint64_t term) {
    if (term < term_ || losers_.contains(from)) {
        broken(ns, "loser_writes",
               fmt::format("copy {} of term {}, in term {}", from, term, term_));
    }
}

namespace {

// As either server has it there: behind its mark, up to a zero or to the end.
std::string_view value_in(std::string_view sector) {
    for (const std::string_view mark : {"KV ", "KVV1"}) {
        if (sector.starts_with(mark)) {
            sector.remove_prefix(mark.size());
            return sector.substr(0, sector.find('\0'));
        }
    }
    return {};
}

}  // namespace

void InvariantChecker::on_end(uint64_t ns, const KvGuest* guest, const KvClient& client,
                              const SharedStorage& storage) {
    for (unsigned key = 0; key < kKvKeys; ++key) {
        const uint64_t acknowledged = client.acknowledged(key);
        const uint64_t found = guest == nullptr || memory_lost_ ? acknowledged : guest->count(key);
        const uint64_t underway = client.waits_for_put(key) ? 1 : 0;
        if (found < acknowledged) {
            broken(ns, "effect_missing",
                   fmt::format("key{}: {} puts of {}", key, found, acknowledged));
        } else if (found > acknowledged + underway) {
            broken(ns, "effect_doubled",
                   fmt::format("key{}: {} puts of {}", key, found, acknowledged));
        }
        const auto sector = storage.sectors().find(kKvFirstSector + key);
        const std::string& value = client.value(key);
        if (value.empty() || underway != 0) continue;
        if (sector == storage.sectors().end() || value_in(sector->second) != value) {
            broken(ns, "effect_missing", fmt::format("key{}: not \"{}\" on the disk", key, value));
        }
    }
}

}  // namespace ftsim::host
