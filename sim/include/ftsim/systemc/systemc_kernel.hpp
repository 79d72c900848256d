// SPDX-License-Identifier: Apache-2.0
#pragma once

// The same machine as SystemC modules: CPU boards, memory, devices and the comparator on one
// sc_clock, their outputs on pins, compared at every edge. It runs the parts that the plain loop
// runs, under the same engine, and gives the same event log byte for byte; it is slower, because
// every board is woken at every edge and every pin is a channel.
//
// SystemC keeps its simulation in the process: one such kernel in the life of a process, on one
// thread.

#include <memory>

#include "ftsim/board/backplane.hpp"
#include "ftsim/lockstep/kernel.hpp"

namespace ftsim {

/// A KernelFactory for MachineConfig. Every replica is evaluated in every cycle, so the engine's
/// `evaluate` is to be `all`. Throws Error(usage) for a lockstep offset, std::logic_error at the
/// second call in a process.
std::unique_ptr<Kernel> make_systemc_kernel(const KernelShape& shape, Backplane& backplane);

}  // namespace ftsim
