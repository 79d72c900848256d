// SPDX-License-Identifier: Apache-2.0
#pragma once

// `ftsim log`: one function a subcommand, one file each. They throw Error for files that are no
// logs and return an exit status.

#include <cstdint>
#include <optional>
#include <string>

#include "ftsim/replay/log_file.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/open_log.hpp"

namespace ftsim::cli {

/// Columns by which an event goes on in a second line.
constexpr std::size_t kEventIndent = 4;

int log_info(const std::string& path, const std::string& format, const StopRequest& stop);
int log_dump(const std::string& path, bool salvage, const StopRequest& stop);
int log_verify(const std::string& path, const StopRequest& stop);
int log_stat(const std::string& path, const StopRequest& stop);
/// Everything before the machine first came to `cycle`.
int log_cut(const std::string& from, const std::string& to, uint64_t cycle,
            const StopRequest& stop);
int log_diff(const std::string& a, const std::string& b, const StopRequest& stop);

enum class ExportFormat { chrome, pcapng };
int log_export(const std::string& path, const std::string& to, ExportFormat format,
               const StopRequest& stop);

/// What was used of a log that was cut is said, and is no failure.
void say_cut(const replay::LogFile& log);
/// Throws Error(usage) where what is written would take the place of what is read, also by a link,
/// and Error(file) where it cannot be written.
void check_files(const std::string& from, const std::string& to);
/// What the log says of its machine, as "clock_hz"; nothing where it says nothing.
std::optional<std::string> machine_field(const replay::LogFile& log, std::string_view name);
/// Cycles a second. Throws Error(file) where the log does not say.
uint64_t clock_of(const replay::LogFile& log);

}  // namespace ftsim::cli
