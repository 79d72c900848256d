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

struct Report {
    const RunOptions& options;
    const RunResult& result;
    std::string program;  ///< its file, or that it is built in
    uint64_t program_digest;
    double wall_seconds;  ///< until both the run and the golden run had ended
    bool timed_out;
    const std::vector<ListedFault>& faults;  ///< the first ones
};

/// Why the run ended, as JSON and the event log spell it.
std::string_view exit_reason(const RunResult& result, bool timed_out);

std::string text_report(const Report& report);
std::string json_report(const Report& report);

}  // namespace ftsim::cli
