// SPDX-License-Identifier: Apache-2.0
#pragma once

// Watches a world and says which promise was broken, and when. It sees everything at once, as no
// copy can, and changes nothing.
//
//   one_winner         two copies have won the same term, or one has twice
//   loser_speaks       a copy that has lost an arbitration says something
//   loser_writes       the storage took a write of a term that is over
//   output_unknown     something left that is not in the history of who goes on: the output rule
//   output_differs     the same thing was said in two ways
//   effect_missing     what a client has an answer for is not there, in memory or on the disk
//   effect_doubled     it is there twice

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ftsim/host/kv_client.hpp"
#include "ftsim/host/replica.hpp"

namespace ftsim::host {

struct Violation {
    uint64_t ns;
    std::string rule;
    std::string detail;
};

class InvariantChecker {
public:
    void on_output(uint64_t ns, const Replica& from, uint64_t index, const std::string& frame);
    void on_announcement(uint64_t ns, const Replica& from);
    void on_won(uint64_t ns, const Replica& who, uint64_t term, uint64_t outputs);
    void on_power_on();
    void on_lost(const Replica& who) { losers_.insert(who.id()); }
    /// A write that the storage took.
    void on_write(uint64_t ns, ReplicaId from, uint64_t term);
    /// At the end, of the copy that speaks.
    void on_end(uint64_t ns, const KvGuest* guest, const KvClient& client,
                const SharedStorage& storage);

    const std::vector<Violation>& violations() const { return violations_; }

private:
    void broken(uint64_t ns, std::string rule, std::string detail);

    std::map<uint64_t, ReplicaId> winners_;    // by term
    std::map<uint64_t, uint64_t> outputs_at_;  // that the winner of a term had in its history
    std::set<ReplicaId> losers_;
    std::map<uint64_t, uint64_t> said_;  // digest, by index
    uint64_t term_ = 1;
    bool memory_lost_ = false;  // with the power
    std::vector<Violation> violations_;
};

}  // namespace ftsim::host
