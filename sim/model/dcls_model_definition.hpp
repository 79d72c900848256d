// SPDX-License-Identifier: Apache-2.0
#pragma once

// The definition of DclsModel, for the sources that instantiate it, one an offset. Each gives its
// generated class in a specialisation of DclsGenerated.

#include <verilated.h>

#include <cstring>
#include <string>
#include <vector>

#include "ftsim/model/dcls_model.hpp"
#include "ftsim/model/verilated_model.hpp"
#include "sim/model/core_pins.hpp"
#include "sim/model/dcls_halves.hpp"

namespace ftsim {

/// The VerilatedInternals of its class.
template <unsigned Offset>
struct DclsGenerated;

template <unsigned Offset>
struct DclsTraits : DclsGenerated<Offset> {
    using Context = VerilatedContext;
    using Top = typename DclsGenerated<Offset>::Top;
    using Root = typename DclsGenerated<Offset>::Root;
    using Inputs = DclsInputs;
    using Outputs = DclsOutputs;

    static std::unique_ptr<Context> make_context() { return std::make_unique<Context>(); }
    static std::unique_ptr<Top> make_top(Context& context) {
        return std::make_unique<Top>(&context);
    }
    static void set_clock(Top& top, bool high) { top.clk_i = high; }
    static void set_reset(Top& top, bool asserted) { top.rst_ni = !asserted; }
    static void drive(Root& root, const DclsInputs& in) {
        drive_core(root, in.core);
        root.self_test_i = in.self_test;
        root.error_inject_i = in.error_inject;
    }
    static void sample(const Root& root, DclsOutputs& out) {
        sample_core(root, out.core);
        out.alert = root.alert_o;
        out.self_test_busy = root.self_test_busy_o;
        out.self_test_failed = root.self_test_failed_o;
    }
    static std::span<const OutputField> output_fields() { return kCoreOutputFields; }
};

template <unsigned Offset>
struct DclsModel<Offset>::Verilated : VerilatedModel<DclsTraits<Offset>> {
    Verilated() : power_on(DclsModel::state_map().bytes()) { this->save_state(power_on); }

    static const std::vector<HalfPiece>& pieces(Half half) {
        static const std::vector<HalfPiece> main = pieces_of(Half::main, state_map());
        static const std::vector<HalfPiece> shadow = pieces_of(Half::shadow, state_map());
        return half == Half::main ? main : shadow;
    }

    std::vector<std::byte> power_on;
};

template <unsigned Offset>
DclsModel<Offset>::DclsModel()
    : verilated_(std::make_unique<Verilated>()), outputs_(&verilated_->outputs()) {}
template <unsigned Offset>
DclsModel<Offset>::~DclsModel() = default;
template <unsigned Offset>
DclsModel<Offset>::DclsModel(DclsModel&&) noexcept = default;
template <unsigned Offset>
DclsModel<Offset>& DclsModel<Offset>::operator=(DclsModel&&) noexcept = default;

template <unsigned Offset>
void DclsModel<Offset>::step(const DclsInputs& inputs) {
    verilated_->step(inputs);
    outputs_ = &verilated_->outputs();
}
template <unsigned Offset>
void DclsModel<Offset>::save_state(std::span<std::byte> to) const {
    verilated_->save_state(to);
}
template <unsigned Offset>
void DclsModel<Offset>::load_state(std::span<const std::byte> from) {
    verilated_->load_state(from);
}
template <unsigned Offset>
void DclsModel<Offset>::flip(uint64_t bit) {
    verilated_->flip(bit);
}
template <unsigned Offset>
bool DclsModel<Offset>::bit(uint64_t bit) const {
    return verilated_->bit(bit);
}
template <unsigned Offset>
void DclsModel<Offset>::reset() {
    verilated_->load_state(verilated_->power_on);
}

template <unsigned Offset>
void DclsModel<Offset>::save_half(Half half, std::span<std::byte> to) const {
    std::vector<std::byte> board(state_map().bytes());
    save_state(board);
    for (const HalfPiece& piece : Verilated::pieces(half)) {
        std::memcpy(to.data() + piece.in_half, board.data() + piece.in_board, piece.bytes);
    }
}

template <unsigned Offset>
void DclsModel<Offset>::load_half(Half half, std::span<const std::byte> from) {
    std::vector<std::byte> board(state_map().bytes());
    save_state(board);
    for (const HalfPiece& piece : Verilated::pieces(half)) {
        std::memcpy(board.data() + piece.in_board, from.data() + piece.in_half, piece.bytes);
    }
    load_state(board);
}

template <unsigned Offset>
TrapState DclsModel<Offset>::trap_state() const {
    static const typename Verilated::TrapRegisters registers("u_main.");
    return verilated_->trap_state(registers);
}

template <unsigned Offset>
bool DclsModel<Offset>::step_idle(const DclsInputs& inputs) {
    std::vector<std::byte> before(state_map().bytes());
    std::vector<std::byte> after(state_map().bytes());
    save_state(before);
    step(inputs);
    save_state(after);
    count_cycles(before, state_map().find("main.u_csr.mcycle_q")->offset, 1);
    count_cycles(before, state_map().find("shadow.u_csr.mcycle_q")->offset, 1);
    return before == after;
}

template <unsigned Offset>
void DclsModel<Offset>::count_idle(uint64_t cycles) {
    std::vector<std::byte> state(state_map().bytes());
    save_state(state);
    count_cycles(state, state_map().find("main.u_csr.mcycle_q")->offset, cycles);
    count_cycles(state, state_map().find("shadow.u_csr.mcycle_q")->offset, cycles);
    load_state(state);
}

template <unsigned Offset>
const StateMap& DclsModel<Offset>::state_map() {
    static const StateMap map = board_names(VerilatedModel<DclsTraits<Offset>>::state_map());
    return map;
}

}  // namespace ftsim
