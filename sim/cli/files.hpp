// SPDX-License-Identifier: Apache-2.0
#pragma once

// Files from and to the user. Whatever goes wrong names the file and is an Error(file); a write
// that fails late, on a full disk say, is noticed when the file is closed.

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace ftsim::cli {

/// As much as anybody would write by hand, as a scenario.
inline constexpr std::size_t kMostText = std::size_t{16} << 20;
/// As much as a console is ever given.
inline constexpr std::size_t kMostConsoleInput = std::size_t{64} << 20;

/// The whole of a file, or of stdin for "-". What has more than `most` bytes is refused, as it may
/// have no end. On a terminal one Ctrl-D is the end, wherever in a line it comes.
std::string read_input(const std::string& path, std::size_t most);

/// Writes to stdout and makes sure that it got there.
void print_out(const std::string& text);

class OutputFile {
public:
    /// Creates or truncates the file.
    explicit OutputFile(const std::filesystem::path& path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// For a library that writes itself; it does not mix with write().
    int descriptor() const;

    void write(std::string_view text);
    void flush();
    /// Writes what is buffered; throws where any write has failed.
    void close();

private:
    std::filesystem::path path_;
    std::FILE* file_;
    int error_ = 0;  // errno of the first write that failed
};

}  // namespace ftsim::cli
