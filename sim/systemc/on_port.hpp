// SPDX-License-Identifier: Apache-2.0
#pragma once

// A board's model behind a port of the comparison point, for the kernels of the plain loop: a clock
// edge is an interface call, and state is looked at and changed where it is.

#include <cstddef>
#include <cstdint>
#include <span>
#include <systemc>

#include "ftsim/model/core_model.hpp"
#include "ftsim/model/dcls_model.hpp"
#include "ftsim/systemc/interfaces.hpp"

namespace ftsim::systemc {

template <class Model>
using CpuBoardPort = sc_core::sc_port<CpuBoardIf<Model>>;

template <class Model>
class OnPort {
public:
    using Inputs = typename Model::Inputs;
    using Outputs = typename Model::Outputs;

    /// Both must outlive this.
    OnPort(CpuBoardPort<Model>& port, Model& model) : port_(&port), model_(&model) {}

    const Outputs& outputs() const { return model_->outputs(); }
    void step(const Inputs& inputs) { (*port_)->edge(inputs); }
    void save_state(std::span<std::byte> to) const { model_->save_state(to); }
    void load_state(std::span<const std::byte> from) { model_->load_state(from); }
    void flip(uint64_t bit) { model_->flip(bit); }
    bool bit(uint64_t bit) const { return model_->bit(bit); }

    static bool idle(const Outputs& outputs) { return Model::idle(outputs); }
    bool step_idle(const Inputs& inputs) { return model_->step_idle(inputs); }
    void count_idle(uint64_t cycles) { model_->count_idle(cycles); }

    TrapState trap_state() const { return model_->trap_state(); }

    // Of a board with two cores.
    void save_half(Half half, std::span<std::byte> to) const { model_->save_half(half, to); }
    void load_half(Half half, std::span<const std::byte> from) { model_->load_half(half, from); }
    void reset() { model_->reset(); }

    static const StateMap& state_map() { return Model::state_map(); }
    static const StateMap& site_map() { return Model::site_map(); }
    static std::span<const OutputField> output_fields() { return Model::output_fields(); }

private:
    CpuBoardPort<Model>* port_;
    Model* model_;
};

}  // namespace ftsim::systemc
