// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/wave_scratch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "ftsim/error.hpp"

namespace ftsim {

namespace {

/// The writer maps what it has just written to files of its own; where they could not grow, the
/// process would die. So it is stopped while there is still room for what it writes at once.
constexpr uint64_t kReserveBytes = 32 << 20;

// What a full disk, a limit or a broken disk says; the writer leaves it behind in errno, among
// things that mean nothing.
bool is_about_writing(int error) {
    return error == ENOSPC || error == EDQUOT || error == EFBIG || error == EIO;
}

/// 0, or why there is not enough room.
int lack_of_room(const char* folder) {
    struct statvfs disk = {};
    if (statvfs(folder, &disk) == 0 && disk.f_bavail * uint64_t{disk.f_frsize} < kReserveBytes) {
        return ENOSPC;
    }
    return 0;
}

int lack_of_file_size(off_t now) {
    struct rlimit limit = {};
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 0;
    return limit.rlim_cur < static_cast<rlim_t>(now) + kReserveBytes ? EFBIG : 0;
}

}  // namespace

void fail_waves(const std::string& name, int error) {
    throw Error(ErrorKind::file,
                fmt::format("{}: cannot be written to its end: {}", name, std::strerror(error)));
}

WaveScratch::WaveScratch() {
    std::error_code error;
    const auto place = std::filesystem::temp_directory_path(error);
    std::string name = ((error ? "/tmp" : place) / "ftsim-waves-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw Error(ErrorKind::file,
                    fmt::format("{}: waves need a folder there: {}", name, std::strerror(errno)));
    }
    folder_ = name;
}

WaveScratch::~WaveScratch() {
    forget_names();
    if (file_ >= 0) ::close(file_);
}

void WaveScratch::forget_names() {
    unlink(name().c_str());
    unlink((name().string() + ".hier").c_str());
    rmdir(folder_.c_str());
}

void WaveScratch::take() {
    file_ = open(name().c_str(), O_RDONLY | O_CLOEXEC);
    const int error = errno;
    forget_names();
    if (file_ < 0) fail(error);
}

void WaveScratch::fail(int error) const { fail_waves(folder_.parent_path().string(), error); }

void WaveScratch::checked(const std::function<void()>& write) const {
    if (int error = lack_of_room(folder_.parent_path().c_str())) fail(error);
    if (int error = lack_of_room(P_tmpdir)) fail_waves(P_tmpdir, error);
    const off_t now = file_ < 0 ? 0 : lseek(file_, 0, SEEK_END);
    if (int error = lack_of_file_size(now)) fail(error);
    errno = 0;
    write();
    if (is_about_writing(errno)) fail(errno);
}

std::string WaveScratch::reopened() const { return fmt::format("/proc/self/fd/{}", file_); }

void WaveScratch::copy(int to, const std::string& to_name) const {
    std::array<char, 1 << 16> buffer;
    for (off_t at = 0;;) {
        const ssize_t got = pread(file_, buffer.data(), buffer.size(), at);
        if (got < 0) fail(errno);
        if (got == 0) return;
        at += got;
        for (ssize_t done = 0; done < got;) {
            const ssize_t put =
                write(to, buffer.data() + done, static_cast<std::size_t>(got - done));
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) fail_waves(to_name, errno);
            done += put;
        }
    }
}

}  // namespace ftsim
