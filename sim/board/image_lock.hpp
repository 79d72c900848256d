// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps two programs from working on one disk image: locks of its open file on the bytes, and with
// the meaning, that QEMU has for them (block/file-posix.c), so that each refuses the other. Two who
// only read are fine. The locks go with the open file, however its process ends.

#include <optional>
#include <string>

namespace ftsim {

/// Locks an image that has just been opened. Nothing, or why it must not be used.
std::optional<std::string> lock_image(int file, bool read_only);

}  // namespace ftsim
