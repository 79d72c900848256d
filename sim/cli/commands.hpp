// SPDX-License-Identifier: Apache-2.0
#pragma once

// The subcommands: each parses its arguments, calls the library, prints, and gives an exit status.

#include <string>
#include <vector>

namespace ftsim::cli {

inline constexpr int kExitFine = 0;
inline constexpr int kExitFailed = 1;  ///< the program's own word, or sdc, due, hang, crash
inline constexpr int kExitUsage = 2;
inline constexpr int kExitTrapLoop = 3;
inline constexpr int kExitTimeout = 4;
inline constexpr int kExitFile = 5;
inline constexpr int kExitBug = 70;
inline constexpr int kExitInterrupted = 130;

class StopRequest;

/// Arguments come without the subcommand's name. They throw Error for what comes from outside, and
/// Stopped where they were asked to stop and have nothing to show.
int run_command(const std::vector<std::string>& arguments, StopRequest& stop);
int replay_command(const std::vector<std::string>& arguments, StopRequest& stop);
int log_command(const std::vector<std::string>& arguments, StopRequest& stop);
int audit_command(const std::vector<std::string>& arguments, StopRequest& stop);
int sites_command(const std::vector<std::string>& arguments, StopRequest& stop);
int virtual_command(const std::vector<std::string>& arguments, StopRequest& stop);

}  // namespace ftsim::cli
