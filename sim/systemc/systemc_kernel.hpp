// SPDX-License-Identifier: Apache-2.0
#pragma once

// The kernel that runs a machine's modules in SystemC's time.

#include <memory>

#include "ftsim/systemc/machine.hpp"
#include "sim/systemc/forwarding_kernel.hpp"

namespace ftsim::systemc {

class SystemcKernel final : public ForwardingKernel {
public:
    /// Throws std::logic_error at the second in a process.
    SystemcKernel(const KernelShape& shape, Backplane& backplane, const SystemcConfig& config);

    Advance advance(uint64_t cycles) override;
    Advance drain() override;
    Advance catch_up_without(unsigned boards) override;
    Blame blame() override;

    Modules& modules() { return modules_; }

protected:
    Kernel& to() const override { return modules_.point->kernel(); }

private:
    void pass(uint64_t cycles);

    Backplane& backplane_;
    const CycleTime time_;
    uint64_t passed_ = 0;  // cycles of SystemC's time since the machine was built
    Modules modules_;
};

}  // namespace ftsim::systemc
