// SPDX-License-Identifier: Apache-2.0
#pragma once

// The program that runs when none is given: examples/firmware/rounds.c, built with the project.

#include "ftsim/board/program.hpp"

namespace ftsim::cli {

Program builtin_program();

}  // namespace ftsim::cli
