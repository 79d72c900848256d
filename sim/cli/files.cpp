// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/files.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "ftsim/error.hpp"

namespace ftsim::cli {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
    throw Error(ErrorKind::file,
                fmt::format("{}: {}: {}", path.string(), what, std::strerror(errno)));
}

}  // namespace

std::string read_input(const std::string& path) {
    std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
    if (file == nullptr) fail(path, "cannot be opened");
    std::string text;
    std::array<char, 1 << 16> buffer;
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file)) {
        text.append(buffer.data(), got);
    }
    const bool bad = std::ferror(file) != 0;
    if (bad) fail(path, "cannot be read");
    if (file != stdin) std::fclose(file);
    return text;
}

void print_out(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        throw Error(ErrorKind::file, "stdout: cannot be written to its end");
    }
}

OutputFile::OutputFile(const std::filesystem::path& path)
    : path_(path), file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) fail(path, "cannot be written");
}

OutputFile::~OutputFile() {
    if (file_ != nullptr) std::fclose(file_);
}

void OutputFile::write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), file_); }

void OutputFile::flush() { std::fflush(file_); }

void OutputFile::close() {
    const bool failed = std::fflush(file_) != 0 || std::ferror(file_) != 0;
    const bool close_failed = std::fclose(file_) != 0;
    file_ = nullptr;
    if (failed || close_failed) fail(path_, "cannot be written to its end");
}

}  // namespace ftsim::cli
