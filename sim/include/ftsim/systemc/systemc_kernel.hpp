// SPDX-License-Identifier: Apache-2.0
#pragma once

// The same machine as SystemC modules: clock sources, the comparison point, CPU, memory and I/O
// boards, in SystemC's time. It runs the loops of the plain kernels under the same engine and gives
// the same event log byte for byte, in every topology and with every fault. This header knows
// nothing of SystemC; machine.hpp has the modules for a model of your own.
//
// SystemC keeps its simulation in the process: one such kernel in the life of a process, on one
// thread.

#include <cstdint>
#include <memory>

#include "ftsim/board/backplane.hpp"
#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/lockstep/machine.hpp"

namespace ftsim {

struct SystemcConfig {
    /// Clock cycles that the machine runs each time that SystemC wakes it; pins show the last one.
    uint64_t quantum = 1;
    /// What a cycle lasts in SystemC's time, to the nearest picosecond, and no less than one.
    uint64_t clock_hz = 10'000'000;
    unsigned mem_latency = 0;  ///< as BackplaneConfig has it
};

/// A KernelFactory for MachineConfig. Every replica is evaluated in every cycle, so the engine's
/// `evaluate` is to be `all`. What it gives throws std::logic_error at the second call in a
/// process.
KernelFactory systemc_kernel(const SystemcConfig& config = {});

}  // namespace ftsim
