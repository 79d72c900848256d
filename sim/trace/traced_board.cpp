// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/traced_board.hpp"

#include <cstring>

#include "Vftsim_traced_core_internals.hpp"
#include "ftsim/model/verilated_model.hpp"
#include "sim/model/core_pins.hpp"

namespace ftsim {

namespace {

using Traced = VerilatedInternals<Vftsim_traced_core>;

}  // namespace

TracedBoard::TracedBoard(VerilatedContext& context, const std::string& name, VerilatedFstC& file)
    : top_(std::make_unique<Vftsim_traced_core>(&context, name.c_str())) {
    top_->rst_ni = 0;
    top_->clk_i = 0;
    top_->eval();
    top_->rst_ni = 1;
    top_->trace(&file, 99);
}

TracedBoard::~TracedBoard() = default;
TracedBoard::TracedBoard(TracedBoard&&) noexcept = default;

CoreOutputs TracedBoard::show(std::span<const std::byte> state, const CoreInputs& inputs) {
    Traced::Root& root = *top_->rootp;
    const std::byte* from = state.data();
    for (const VerilatedRegister& reg : Traced::registers()) {
        const std::size_t bytes = reg.element_bytes * (reg.depth == 0 ? 1 : reg.depth);
        std::memcpy(reinterpret_cast<std::byte*>(&root) + reg.root_offset, from, bytes);
        from += bytes;
    }
    drive_core(root, inputs);
    Traced::settle(&root);
    Traced::mark_all_changed(root);  // none of the code that would mark it has run
    CoreOutputs outputs;
    sample_core(root, outputs);
    return outputs;
}

void TracedBoard::show_clock(bool high) {
    top_->rootp->clk_i = high;
    Traced::mark_all_changed(*top_->rootp);
}

}  // namespace ftsim
