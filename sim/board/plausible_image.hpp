// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a file that is no ELF seems to be, where it is no raw image either: an archive, a text, a
// file too short for one instruction. Only a hint: any bytes may be loaded and run.

#include <cstddef>
#include <span>
#include <string_view>

namespace ftsim {

/// As in "starts like a zip archive"; nothing where the bytes may be code.
std::string_view no_image(std::span<const std::byte> file);

}  // namespace ftsim
