// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a replay has shown, for a person or for a program.

#include <string>

#include "ftsim/faultinject/bisect.hpp"
#include "ftsim/faultinject/last_write.hpp"

namespace ftsim::cli {

struct Replayed {
    std::string path;
    const replay::LogFile& log;
    ReplayedRun& run;
    ReplayStatus status;
    uint64_t first_cycle;  ///< of the snapshot from which it came
    double seconds;
    Diagnosis diagnosis;            ///< after a divergence
    const char* stopped = nullptr;  ///< why, where it was asked to stop before its end
};

std::string text_report(const Replayed& replayed);
std::string json_report(const Replayed& replayed);

/// Who wrote to an address.
std::string text_report(uint32_t address, const std::optional<MemoryWrite>& write);
std::string json_report(uint32_t address, const std::optional<MemoryWrite>& write);

}  // namespace ftsim::cli
