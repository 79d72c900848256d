// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run has shown, for a person or for a program: the same facts twice. The JSON's fields and
// their meaning are in docs/reference/run-json.md.

#include <string>
#include <vector>

#include "ftsim/faultinject/injected_run.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

/// A fault as the report lists it.
struct ListedFault {
    std::string site;
    LandedFault landed;
};

/// So many faults are listed one by one in the report; all are counted.
inline constexpr std::size_t kListedFaults = 10'000;

/// A fault that was asked for at a time that the run did not reach.
struct MissedFault {
    std::string site;
    uint64_t elapsed_cycle;
};

struct Report {
    const RunOptions& options;
    const RunResult& result;
    std::string program;  ///< its file, or that it is built in
    uint64_t program_digest;
    double wall_seconds;  ///< until both the run and the golden run had ended
    bool timed_out;
    const std::vector<ListedFault>& faults;  ///< the first ones
    std::vector<MissedFault> not_landed;     ///< likewise
};

/// Why the run ended, as JSON and the event log spell it.
std::string_view exit_reason(const RunResult& result, bool timed_out);

std::string text_report(const Report& report);
std::string json_report(const Report& report);

}  // namespace ftsim::cli
