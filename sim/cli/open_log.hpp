// SPDX-License-Identifier: Apache-2.0
#pragma once

// A recording that stops being read when the command is asked to stop: whoever walks through it,
// for however long, gets Stopped at its next chunk.

#include <string>

#include "ftsim/replay/log_file.hpp"
#include "sim/cli/stop.hpp"

namespace ftsim::cli {

/// The request must outlive it. Throws as replay::LogFile::open() does.
replay::LogFile open_log(const std::string& path, const StopRequest& stop,
                         replay::LogFile::Holes holes = replay::LogFile::Holes::refuse);

}  // namespace ftsim::cli
