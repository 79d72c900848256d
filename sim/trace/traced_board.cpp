// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/traced_board.hpp"

#include <cstring>

#include "Vftsim_traced_core.h"
#include "Vftsim_traced_core__Syms.h"
#include "Vftsim_traced_core___024root.h"
#include "ftsim/model/verilated_model.hpp"
#include "sim/model/core_pins.hpp"

// Generated, but not declared in the generated headers.
void Vftsim_traced_core___024root___eval_settle(Vftsim_traced_core___024root* root);

namespace ftsim {

namespace {

using TracedRoot = Vftsim_traced_core___024root;

constexpr VerilatedRegister kRegisters[] = {
#include "traced_core_registers.inc"
};

// Everything may have changed: generated code would say what did, but none of it has run.
void mark_all_changed(TracedRoot& root) {
    root.vlSymsp->__Vm_activity = true;
    for (CData& activity : root.__Vm_traceActivity.m_storage) activity = 1;
}

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
    TracedRoot& root = *top_->rootp;
    const std::byte* from = state.data();
    for (const VerilatedRegister& reg : kRegisters) {
        const std::size_t bytes = reg.element_bytes * (reg.depth == 0 ? 1 : reg.depth);
        std::memcpy(reinterpret_cast<std::byte*>(&root) + reg.root_offset, from, bytes);
        from += bytes;
    }
    drive_core(root, inputs);
    Vftsim_traced_core___024root___eval_settle(&root);
    mark_all_changed(root);
    CoreOutputs outputs;
    sample_core(root, outputs);
    return outputs;
}

void TracedBoard::show_clock(bool high) {
    top_->rootp->clk_i = high;
    mark_all_changed(*top_->rootp);
}

}  // namespace ftsim
