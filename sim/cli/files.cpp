// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "ftsim/error.hpp"

namespace ftsim::cli {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
    throw Error(ErrorKind::file,
                fmt::format("{}: {}: {}", path.string(), what, std::strerror(errno)));
}

}  // namespace

std::string read_input(const std::string& path, std::size_t most) {
    const bool is_stdin = path == "-";
    const auto close_file = [](const int* file) {
        if (*file > STDIN_FILENO) ::close(*file);
    };
    const int file = is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(path, "cannot be opened");
    const std::unique_ptr<const int, decltype(close_file)> closed(&file, close_file);
    const bool terminal = isatty(file) != 0;
    std::string text;
    std::array<char, 1 << 16> buffer;
    while (true) {
        const ssize_t got = ::read(file, buffer.data(), buffer.size());
        if (got < 0) fail(path, "cannot be read");
        text.append(buffer.data(), static_cast<std::size_t>(got));
        if (text.size() > most) {
            throw Error(ErrorKind::file,
                        fmt::format("{}: more than {} MiB, or without an end: at most that much is "
                                    "read",
                                    is_stdin ? "stdin" : path, most >> 20));
        }
        // A terminal gives whole lines; less than one is what a Ctrl-D has sent.
        const bool cut = terminal && got > 0 && buffer[static_cast<std::size_t>(got) - 1] != '\n';
        if (got == 0 || cut) return text;
    }
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

int OutputFile::descriptor() const { return fileno(file_); }

void OutputFile::write(std::string_view text) {
    const bool whole = std::fwrite(text.data(), 1, text.size(), file_) == text.size();
    if (!whole && error_ == 0) error_ = errno;
}

void OutputFile::flush() {
    if (std::fflush(file_) != 0 && error_ == 0) error_ = errno;
}

void OutputFile::close() {
    flush();
    const bool closed = std::fclose(file_) == 0;
    file_ = nullptr;
    if (!closed && error_ == 0) error_ = errno;
    errno = error_;
    if (error_ != 0) fail(path_, "cannot be written to its end");
}

}  // namespace ftsim::cli
