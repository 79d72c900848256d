// SPDX-License-Identifier: Apache-2.0
#pragma once

// A machine as a replay log describes it: what it is made of, field by field, and what it starts
// with. From both a replay builds the same machine without any other file.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ftsim/board/program.hpp"
#include "ftsim/lockstep/machine.hpp"
#include "ftsim/replay/log_file.hpp"

namespace ftsim {

/// The inverse of start_bytes(), for a start snapshot. Throws Error(file); `name` stands for the
/// log.
Program program_from(const replay::LoggedSnapshot& start, std::string_view name);

/// `digest_instructions`: see Recorder.
replay::LogHeader describe_machine(const Program& program, const MachineConfig& config,
                                   uint64_t digest_instructions, uint64_t seed);

struct LoggedMachine {
    MachineConfig config;
    uint64_t digest_instructions;
};

/// The inverse, for a replay: without inputs, disk image or network. Throws Error(file) where a
/// field is missing or makes no sense, or where this build has another core: it names the field.
LoggedMachine machine_from(const replay::LogFile& log);

}  // namespace ftsim
