// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is seen of a world while it runs: the timeline, the checker, and times between the two.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "ftsim/host/failure.hpp"
#include "ftsim/host/invariants.hpp"
#include "ftsim/host/world.hpp"

namespace ftsim::host {

class Observations final : public ReplicaObserver {
public:
    explicit Observations(const EventQueue& queue) : queue_(queue) {}

    void add(std::string what, std::string where, std::string detail, uint64_t term);
    /// `hits_the_pair`: it may be why the pair is not whole any more.
    void on_failure(const Failure& failure, const Host* host, bool hits_the_pair);
    void on_repair(const Failure& failure, const Host* host);
    void on_logging(std::string_view message, const NetworkConfig& wire);

    void on_note(const Replica& copy, Note what, const std::string& detail) override;
    void on_output(const Replica& copy, uint64_t index, const std::string& frame) override;
    void on_announcement(const Replica& copy) override;
    void on_power_on(const Replica&) override;
    void on_won(const Replica& copy, uint64_t term, uint64_t outputs) override;
    void on_lag(uint64_t ns) override { result_.lags_ns.push_back(ns); }

    InvariantChecker& checker() { return checker_; }
    /// What there is up to now; times that last end here.
    WorldResult take_result();

private:
    void pair_is_whole(bool whole);

    const EventQueue& queue_;
    InvariantChecker checker_;
    WorldResult result_;
    std::optional<uint64_t> failed_at_;  // the last failure since the pair was whole
    bool whole_ = false;
    bool was_whole_ = false;
    uint64_t since_ = 0;  // whole, or not
    // When a copy knew that it has to go on, and had executed its log.
    struct Going {
        uint64_t lost_at = 0, drained_at = 0;
        bool ordered = false;
    };
    std::map<ReplicaId, Going> going_;
    std::set<std::pair<ReplicaId, std::string>>
        refused_;  // said once: a bad wire refuses thousands
};

/// Of everything in the result, and of the guest's state.
uint64_t digest_of(const WorldResult& result, uint64_t guest);

}  // namespace ftsim::host
