// SPDX-License-Identifier: Apache-2.0
#pragma once

// A program from a file that a user named: loaded, and what its loader noticed said on stderr.

#include <cstdint>
#include <filesystem>

#include "ftsim/board/program.hpp"

namespace ftsim::cli {

/// Throws Error(file).
Program load_program_file(const std::filesystem::path& path, uint64_t ram_bytes);

}  // namespace ftsim::cli
