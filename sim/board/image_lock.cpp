// SPDX-License-Identifier: Apache-2.0
#include "sim/board/image_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace ftsim {

namespace {

// QEMU's permissions on an image, one byte each from two places on.
constexpr unsigned kConsistentRead = 1, kWrite = 2, kResize = 8;
constexpr unsigned kPermissions = 4;
constexpr off_t kUsed = 100;       // a permission that somebody uses
constexpr off_t kNotShared = 200;  // one that somebody lets no other use

struct flock byte_lock(short type, off_t at) {
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = at;
    lock.l_len = 1;
    return lock;
}

// File systems without locks exist; QEMU does without them there, too.
bool has_no_locks(int error) {
    return error == EINVAL || error == ENOLCK || error == ENOSYS || error == EOPNOTSUPP;
}

std::optional<std::string> take(int file, off_t at) {
    struct flock lock = byte_lock(F_RDLCK, at);
    if (fcntl(file, F_OFD_SETLK, &lock) == 0 || has_no_locks(errno)) return std::nullopt;
    return fmt::format("cannot be locked: {}", std::strerror(errno));
}

bool is_taken(int file, off_t at) {
    struct flock lock = byte_lock(F_WRLCK, at);
    return fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

std::string_view verb(unsigned permission) {
    return permission == kWrite    ? "writes to it"
           : permission == kResize ? "resizes it"
                                   : "reads it";
}

}  // namespace

std::optional<std::string> lock_image(int file, bool read_only) {
    const unsigned used = kConsistentRead | (read_only ? 0 : kWrite);
    const unsigned not_shared = kWrite | kResize;
    // First the locks, then the look at the others': of two who come at once, one at least sees it.
    for (unsigned i = 0; i < kPermissions; ++i) {
        for (const auto& [set, at] : {std::pair{used, kUsed}, std::pair{not_shared, kNotShared}}) {
            if ((set >> i & 1) == 0) continue;
            if (auto failure = take(file, at + i)) return failure;
        }
    }
    for (unsigned i = 0; i < kPermissions; ++i) {
        const unsigned permission = 1U << i;
        if ((not_shared & permission) != 0 && is_taken(file, kUsed + i)) {
            return fmt::format("is in use: another process, as a second ftsim or a QEMU, {}",
                               verb(permission));
        }
    }
    for (unsigned i = 0; i < kPermissions; ++i) {
        if ((used >> i & 1) != 0 && is_taken(file, kNotShared + i)) {
            return fmt::format(
                "is in use: another process, as a second ftsim or a QEMU, allows "
                "nobody else {} it",
                1U << i == kWrite ? "to write to" : "to read");
        }
    }
    return std::nullopt;
}

}  // namespace ftsim
