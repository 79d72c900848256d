// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/disk_image.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "ftsim/error.hpp"
#include "sim/board/image_lock.hpp"

namespace ftsim {

DiskImage::DiskImage(const std::filesystem::path& path, bool read_only)
    : path_(path), read_only_(read_only) {
    struct stat status = {};
    // Before it is opened: to open a pipe or a device may do something, or wait.
    if (stat(path.c_str(), &status) != 0) {
        fail(fmt::format("cannot be opened: {}", std::strerror(errno)));
    }
    if (!S_ISREG(status.st_mode)) fail("is not a regular file: a disk image is one");
    file_ = open(path.c_str(), (read_only ? O_RDONLY : O_RDWR) | O_CLOEXEC);
    if (file_ < 0) {
        fail(fmt::format("cannot be opened for {}: {}", read_only ? "reading" : "writing",
                         std::strerror(errno)));
    }
    if (const auto in_use = lock_image(file_, read_only)) {
        ::close(file_);
        fail(*in_use);
    }
    const auto bytes = static_cast<uint64_t>(status.st_size);
    if (bytes == 0 || bytes % kSectorBytes != 0) {
        ::close(file_);
        fail(
            fmt::format("has {} bytes: a disk image is a whole number of sectors of {} bytes, at "
                        "least one",
                        bytes, kSectorBytes));
    }
    sectors_ = bytes / kSectorBytes;
}

DiskImage::~DiskImage() {
    if (file_ >= 0) ::close(file_);
}

void DiskImage::fail(const std::string& what) const {
    throw Error(ErrorKind::file, fmt::format("{}: {}", path_.string(), what));
}

bool DiskImage::read_file(uint64_t sector, std::span<std::byte> to) const {
    auto at = static_cast<off_t>(sector * kSectorBytes);
    while (!to.empty()) {
        const ssize_t got = pread(file_, to.data(), to.size(), at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        to = to.subspan(static_cast<std::size_t>(got));
        at += got;
    }
    return true;
}

bool DiskImage::read(uint64_t sector, std::span<std::byte> to) const {
    const std::lock_guard lock(mutex_);
    while (!to.empty()) {
        const auto kept = originals_.lower_bound(sector);
        uint64_t count = to.size() / kSectorBytes;
        if (kept != originals_.end() && kept->first == sector) {
            if (!kept->second) return false;
            std::memcpy(to.data(), kept->second->data(), kSectorBytes);
            count = 1;
        } else {
            if (kept != originals_.end()) count = std::min(count, kept->first - sector);
            if (!read_file(sector, to.first(count * kSectorBytes))) return false;
        }
        to = to.subspan(count * kSectorBytes);
        sector += count;
    }
    return true;
}

void DiskImage::keep_original(uint64_t sector) {
    const auto [kept, fresh] = originals_.try_emplace(sector);
    if (!fresh) return;
    Sector bytes;
    if (read_file(sector, bytes)) kept->second = bytes;
}

// Nothing, or what went wrong.
std::optional<std::string> DiskImage::write_file(uint64_t sector, std::span<const std::byte> data) {
    struct stat status = {};
    if (fstat(file_, &status) == 0 &&
        static_cast<uint64_t>(status.st_size) < sectors_ * kSectorBytes) {
        return fmt::format("was cut from {} to {} bytes while the machine ran",
                           sectors_ * kSectorBytes, status.st_size);
    }
    auto at = static_cast<off_t>(sector * kSectorBytes);
    while (!data.empty()) {
        const ssize_t put = pwrite(file_, data.data(), data.size(), at);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return fmt::format("cannot be written: {}", std::strerror(errno));
        data = data.subspan(static_cast<std::size_t>(put));
        at += put;
    }
    return std::nullopt;
}

void DiskImage::commit(uint64_t sector, std::span<const std::byte> data) {
    const std::lock_guard lock(mutex_);
    for (uint64_t i = 0; i < data.size() / kSectorBytes; ++i) keep_original(sector + i);
    const auto failure = write_file(sector, data);
    if (failure && !failure_) {
        failure_ = fmt::format("{}; a write to sector {} is lost", *failure, sector);
    }
}

void DiskImage::become(const DiskImage& other) {
    for (uint64_t sector = 0; sector < sectors_; ++sector) {
        Sector opened, now;
        if (!other.read(sector, opened)) continue;
        {
            const std::lock_guard lock(other.mutex_);
            if (!other.read_file(sector, now)) continue;
        }
        const std::lock_guard lock(mutex_);
        if (opened == now) {
            originals_.erase(sector);
        } else {
            originals_[sector] = opened;
        }
        const auto failure = write_file(sector, now);
        if (failure && !failure_) failure_ = fmt::format("{}; it is no mirror", *failure);
    }
}

void DiskImage::close() {
    std::optional<std::string> failure;
    {
        const std::lock_guard lock(mutex_);
        std::swap(failure, failure_);
    }
    if (failure) fail(*failure);
}

}  // namespace ftsim
