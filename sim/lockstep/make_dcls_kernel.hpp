// SPDX-License-Identifier: Apache-2.0
#pragma once

// The kernel of one board with core-level lockstep, for an offset that is known when it is made. A
// source of its own, as it is compiled once for each.

#include <memory>

#include "ftsim/board/backplane.hpp"
#include "ftsim/lockstep/kernel.hpp"

namespace ftsim {

/// Offset: 0 to kMostOffset. Throws Error(usage) for more than one board.
std::unique_ptr<Kernel> make_dcls_kernel(const KernelShape& shape, Backplane& backplane);

/// Of the board at that offset, at most kMostOffset.
const StateMap& dcls_site_map(unsigned lockstep_offset);

}  // namespace ftsim
