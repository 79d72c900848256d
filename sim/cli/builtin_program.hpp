// SPDX-License-Identifier: Apache-2.0
#pragma once

// The program that runs when none is given: examples/firmware/rounds.c, built with the project.

#include <cstdint>

#include "ftsim/board/program.hpp"

namespace ftsim::cli {

/// Throws Error(file) where RAM is too small for it.
Program builtin_program(uint64_t ram_bytes);

/// The key-value server, examples/firmware/kv_server.c: it needs a network and a disk. Likewise.
Program builtin_server(uint64_t ram_bytes);

}  // namespace ftsim::cli
