// SPDX-License-Identifier: Apache-2.0
#pragma once

// Files from and to the user. Whatever goes wrong names the file and is an Error(file); a write
// that fails late, on a full disk say, is noticed when the file is closed.

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace ftsim::cli {

/// The whole of a file, or of stdin for "-".
std::string read_input(const std::string& path);

/// Writes to stdout and makes sure that it got there.
void print_out(const std::string& text);

class OutputFile {
public:
    /// Creates or truncates the file.
    explicit OutputFile(const std::filesystem::path& path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    void write(std::string_view text);
    void flush();
    /// Writes what is buffered; throws where any write has failed.
    void close();

private:
    std::filesystem::path path_;
    std::FILE* file_;
};

}  // namespace ftsim::cli
