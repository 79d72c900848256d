// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/file_set.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "ftsim/error.hpp"

namespace ftsim::cli {

namespace {

using std::filesystem::path;

constexpr int kMostLinks = 40;  // as many as Linux follows

/// Which file it is; one that does not exist is a name in a folder.
struct Identity {
    dev_t device;
    ino_t inode;
    path name;
    bool operator==(const Identity&) const = default;
};

path folder_of(const path& file) {
    const path folder = file.parent_path();
    return folder.empty() ? path(".") : folder;
}

/// Where a file that does not exist would come to be: behind the links that lead nowhere.
path end_of_links(path file) {
    for (int links = 0; links < kMostLinks; ++links) {
        std::error_code none;
        if (!std::filesystem::is_symlink(file, none)) break;
        const path target = std::filesystem::read_symlink(file, none);
        file = folder_of(file) / target;  // a target that begins with / stands alone
    }
    return file;
}

/// Nothing for what may serve twice, and for what cannot be there.
std::optional<Identity> identity(const path& file, int inherited) {
    struct stat status = {};
    const int failed = inherited >= 0 ? fstat(inherited, &status) : stat(file.c_str(), &status);
    if (failed == 0) {
        if (!S_ISREG(status.st_mode)) return std::nullopt;
        return Identity{status.st_dev, status.st_ino, {}};
    }
    if (inherited >= 0 || errno != ENOENT) return std::nullopt;
    const path end = end_of_links(file);
    if (stat(folder_of(end).c_str(), &status) != 0) return std::nullopt;
    return Identity{status.st_dev, status.st_ino, end.filename()};
}

[[noreturn]] void fail(const path& file, int error) {
    throw Error(ErrorKind::file,
                fmt::format("{}: cannot be written: {}", file.string(), std::strerror(error)));
}

void refuse_unwritable(const path& file) {
    struct stat status = {};
    if (stat(file.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) fail(file, EISDIR);
        if (S_ISSOCK(status.st_mode)) fail(file, ENXIO);
        if (S_ISFIFO(status.st_mode)) {  // to open it may wait
            if (access(file.c_str(), W_OK) != 0) fail(file, errno);
            return;
        }
        const int opened = open(file.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (opened < 0) fail(file, errno);
        ::close(opened);
        return;
    }
    if (errno != ENOENT) fail(file, errno);
    const path end = end_of_links(file);
    const path folder = folder_of(end);
    if (!end.has_filename()) fail(file, EISDIR);
    if (stat(folder.c_str(), &status) != 0) fail(file, errno);
    if (!S_ISDIR(status.st_mode)) fail(file, ENOTDIR);
    if (access(folder.c_str(), W_OK | X_OK) != 0) fail(file, errno);
}

}  // namespace

FileSet::FileSet() {
    files_.push_back({"stdout", {}, Use::written, STDOUT_FILENO});
    files_.push_back({"stderr", {}, Use::written, STDERR_FILENO});
}

void FileSet::input(const std::string& option, const path& file) {
    files_.push_back({option, file, Use::read, file == "-" ? STDIN_FILENO : -1});
}

void FileSet::output(const std::string& option, const path& file) {
    files_.push_back({option, file, Use::written});
}

void FileSet::image(const std::string& option, const path& file, bool read_only) {
    files_.push_back({option, file, read_only ? Use::read : Use::updated});
}

void FileSet::refuse_same(const File& a, const File& b) {
    const auto named = [](const File& file) {
        return file.path.empty() ? file.option
                                 : fmt::format("{} {}", file.option, file.path.string());
    };
    const bool input_lost = a.use == Use::read || b.use == Use::read;
    throw Error(ErrorKind::usage, fmt::format("{} and {} are the same file: {}", named(a), named(b),
                                              input_lost ? "what is read would be overwritten"
                                                         : "each of them needs a file of its own"));
}

void FileSet::check() const {
    std::vector<std::optional<Identity>> identities;
    for (const File& file : files_) identities.push_back(identity(file.path, file.inherited));
    for (std::size_t i = 0; i < files_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const File &one = files_[j], &other = files_[i];
            if (!identities[i] || identities[i] != identities[j]) continue;
            if (one.use == Use::read && other.use == Use::read) continue;
            // What the shell has joined, as in 2>&1, is as the user wants it.
            const bool shell = one.inherited > STDIN_FILENO && other.inherited > STDIN_FILENO;
            if (!shell) refuse_same(other, one);
        }
    }
    for (const File& file : files_) {
        if (file.use == Use::written && file.inherited < 0) refuse_unwritable(file.path);
    }
}

}  // namespace ftsim::cli
