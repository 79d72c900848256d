// SPDX-License-Identifier: Apache-2.0
#pragma once

// What may fail, and what a client notices. Every run is one story beside a golden one, with a
// server that answers a client's numbered requests.
//
//   deaths    every component of every topology dies in turn, for good, at random cycles
//   singles   random single faults of every kind, so many in what the topology has at least twice
//             and, apart, as many in what it has once
//   doubles   two such faults in one run, at independent times, in what there is at least twice: a
//             machine cannot survive everything then, but it can stop before anything wrong leaves

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ftsim/faultinject/injected_run.hpp"
#include "ftsim/faultinject/statistics.hpp"

namespace ftsim {

struct AuditConfig {
    InjectedRunConfig run;                     ///< but for topology, faults and seed
    std::vector<std::string> topologies = {};  ///< their names; none: all of audited_topologies()
    uint64_t deaths = 3;                       ///< of each component in each topology
    uint64_t singles = 0;                      ///< in each topology
    uint64_t doubles = 0;                      ///< in each topology
    uint64_t seed = 1;                         ///< of what is drawn
};

/// What became of some runs.
struct AuditCell {
    bool single = false;  ///< the topology has one of it
    uint64_t runs = 0;
    uint64_t went_on = 0;    ///< to the program's end, and everything that left was right
    uint64_t unnoticed = 0;  ///< of these: without an alarm
    uint64_t stopped = 0;    ///< the machine stopped itself, and nothing wrong had left
    uint64_t silent = 0;     ///< nothing wrong left, but something is missing
    uint64_t failed = 0;     ///< something wrong left
    LatencyStats restored;   ///< of those that went on: elapsed cycles that the fault cost
    uint64_t lost = 0;       ///< requests, of all runs; likewise:
    uint64_t doubled = 0;
    uint64_t wrong = 0;
};

struct AuditedTopology {
    std::string name;  ///< "server, dcls" where its CPU boards are such
    std::vector<std::optional<AuditCell>> deaths = std::vector<std::optional<AuditCell>>(
        kComponents);                          ///< by component; nothing where it has none
    std::map<std::string, AuditCell> singles;  ///< by model and what it hits: "seu cpu"
    AuditCell doubles;
    std::map<std::string, uint64_t> failing_pairs;  ///< of doubles: "seu cpu, board_dead mem"
};

using Audit = std::vector<AuditedTopology>;

std::vector<std::string> audited_topologies();

/// `progress` hears how many of how many runs are done. Throws Error for what is wrong with the
/// configuration. Interrupted, it gives what there is.
Audit run_audit(const Program& program, const AuditConfig& config,
                const std::function<void(uint64_t done, uint64_t all)>& progress,
                const std::function<bool()>& interrupted);

/// All of several cells.
AuditCell sum(const AuditCell& a, const AuditCell& b);

/// "goes on after 16 cycles", "single point of failure: stops itself; 3 lost".
std::string describe(const AuditCell& cell);

}  // namespace ftsim
