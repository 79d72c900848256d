// SPDX-License-Identifier: Apache-2.0
#pragma once

// One board in the traced build of the core: shows a state and inputs, and never runs.

#include <verilated_fst_c.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "ftsim/model/core_ports.hpp"

class Vftsim_traced_core;

namespace ftsim {

class TracedBoard {
public:
    /// All boards of a file share a context. Registers itself with the file, not yet open.
    TracedBoard(VerilatedContext& context, const std::string& name, VerilatedFstC& file);
    ~TracedBoard();
    TracedBoard(TracedBoard&&) noexcept;

    /// The outputs that follow from registers and inputs.
    CoreOutputs show(std::span<const std::byte> state, const CoreInputs& inputs);
    void show_clock(bool high);

private:
    std::unique_ptr<Vftsim_traced_core> top_;
};

}  // namespace ftsim
