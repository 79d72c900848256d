// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where a program's console goes: to the user's file, or to stdout in front of a text report, or
// nowhere beside a JSON one.

#include <filesystem>
#include <optional>
#include <string_view>

#include "sim/cli/files.hpp"

namespace ftsim::cli {

class Console {
public:
    /// Throws Error(file) for a file that cannot be written.
    Console(const std::optional<std::filesystem::path>& file, bool text_report);

    bool on_stdout() const { return on_stdout_; }
    void write(std::string_view bytes);
    /// A report begins a line.
    void end_line();
    /// Of a file; throws where any write has failed.
    void close();

private:
    std::optional<OutputFile> file_;
    bool on_stdout_;
    char last_ = '\n';
};

}  // namespace ftsim::cli
