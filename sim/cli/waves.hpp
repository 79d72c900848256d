// SPDX-License-Identifier: Apache-2.0
#pragma once

// --wave and --window: a stretch of a recording as waves, played again from its nearest snapshot.

#include <filesystem>
#include <optional>
#include <string>

#include "ftsim/replay/log_file.hpp"
#include "sim/cli/file_set.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/stop.hpp"

namespace ftsim::cli {

struct WaveOrder {
    std::filesystem::path file;  ///< .vcd: VCD, else FST; beside it a .gtkw
    uint64_t from, to;           ///< machine cycles, each as often as the machine came there
};

/// Nothing without `file`. Throws Error(usage) for one without the other, and for a window that is
/// none.
std::optional<WaveOrder> parse_waves(const std::optional<std::string>& file,
                                     const std::optional<std::string>& window);

/// The files that it is to be written to, as outputs.
void add_waves(FileSet& files, const WaveOrder& order);

/// The files of an order, open.
struct WaveFiles {
    /// Creates or truncates them. Throws Error(file).
    explicit WaveFiles(const WaveOrder& order);

    OutputFile waves;
    std::optional<OutputFile> view;  ///< the .gtkw; beside a device or a pipe there is none
};

/// Throws Error(file). Says what it wrote in one line; asked to stop, it ends the files with what
/// it has by then, and says so. Files that are not open yet are opened once it is known that the
/// recording has the window.
std::string write_waves(const replay::LogFile& log, const WaveOrder& order,
                        std::optional<WaveFiles>& files, const StopRequest& stop);

}  // namespace ftsim::cli
