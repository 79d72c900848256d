// SPDX-License-Identifier: Apache-2.0
#pragma once

// A whole machine as one SystemC module, for an sc_main() of your own: build it, bind what you
// bring to its boards' sockets and pins, open a trace file, and let the engine run; that calls
// sc_start(). docs/reference/systemc.md has all of it, examples/systemc a program. One in a
// process, on its thread.

#include <memory>
#include <systemc>
#include <vector>

#include "ftsim/lockstep/machine.hpp"
#include "ftsim/systemc/boards.hpp"
#include "ftsim/systemc/clocking.hpp"
#include "ftsim/systemc/systemc_kernel.hpp"

namespace ftsim::systemc {

/// The modules of a machine, in no hierarchy of their own: clock0, point, cpu0, mem0, io0 and so
/// on. They live as long as the machine's kernel.
struct Modules {
    Followers followers;
    std::unique_ptr<ComparisonPoint> point;
    std::vector<std::unique_ptr<ClockSource>> clocks;
    std::vector<std::unique_ptr<CpuBoardPins>> cpus;
    std::vector<std::shared_ptr<void>> ports;  ///< of the comparison point, to these
    std::vector<std::unique_ptr<MemoryModule>> memories;
    std::vector<std::unique_ptr<IoModule>> ios;
};

class Machine final : public sc_core::sc_module {
public:
    /// As ftsim::Machine; `kernel` and `evaluate` of the configuration are this module's to say.
    Machine(const sc_core::sc_module_name& name, const Program& program, MachineConfig config,
            Observer& observer, uint64_t quantum = 1);

    ftsim::Machine& machine() { return *machine_; }
    Engine& engine() { return machine_->engine(); }

    ComparisonPoint& point() { return *modules_->point; }
    CpuBoardPins& cpu(unsigned number) { return *modules_->cpus.at(number); }
    MemoryModule& memory(unsigned side = 0) { return *modules_->memories.at(side); }
    IoModule& io(unsigned side = 0) { return *modules_->ios.at(side); }

    /// All pins, into a file made by sc_create_vcd_trace_file(). Before the machine runs.
    void trace_pins(sc_core::sc_trace_file* file) const;

private:
    Modules* modules_ = nullptr;  // the kernel's
    std::unique_ptr<ftsim::Machine> machine_;
};

}  // namespace ftsim::systemc
