// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything that is simulated is a deterministic clocked machine of Moore's kind: its outputs are
// a function of its state alone, and one step takes the inputs of a cycle to the state after the
// clock edge. The lockstep engine asks for nothing else, so our core, a user's core and thirty
// lines of C++ run on it alike, without a virtual call in the cycle loop.
//
// Outputs are packed (no padding) so that the comparator sees every bit. State is moved in and out
// as one run of bytes laid out by the state map: equal bytes mean equal machines from then on. A
// flip inverts one bit of the state at once, what depends on it included. The outputs of a cycle
// stay readable, through the reference taken in it, during the step that ends it. Not thread-safe;
// two models share nothing.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ftsim/comparator/compare.hpp"
#include "ftsim/model/state_map.hpp"

namespace ftsim {

template <class M>
concept ClockedModel = PackedOutputs<typename M::Outputs> &&
    std::is_trivially_copyable_v<typename M::Inputs> &&
    requires(M model, const M constant, const typename M::Inputs& inputs, uint64_t bit,
             std::span<std::byte> to, std::span<const std::byte> from) {
    { constant.outputs() } -> std::same_as<const typename M::Outputs&>;  // of this cycle
    { model.step(inputs) } -> std::same_as<void>;                        // one clock edge
    { constant.save_state(to) } -> std::same_as<void>;
    { model.load_state(from) } -> std::same_as<void>;
    { model.flip(bit) } -> std::same_as<void>;  // bit of the state map
    { M::state_map() } -> std::same_as<const StateMap&>;
    { M::output_fields() } -> std::same_as<std::span<const OutputField>>;
};

/// The registers of a board that has one such model: the model's own, or as the model names them.
template <ClockedModel M>
const StateMap& site_map_of() {
    if constexpr (requires { M::site_map(); }) {
        return M::site_map();
    } else {
        return M::state_map();
    }
}

/// A model that can stand still, as a core in WFI does. Optional: the engine's kernel asks it to
/// skip what it would otherwise step through, cycle by cycle, to the same state.
template <class M>
concept IdlingModel = ClockedModel<M> &&
    requires(M model, const typename M::Inputs& inputs, const typename M::Outputs& outputs,
             uint64_t cycles) {
    { M::idle(outputs) } -> std::same_as<bool>;          // worth a try
    { model.step_idle(inputs) } -> std::same_as<bool>;   // a step; true: only counters have moved
    { model.count_idle(cycles) } -> std::same_as<void>;  // so many more such steps at once
};

/// What drives a model's inputs and takes its outputs, likewise a Moore machine: inputs() belong to
/// the present cycle, step() is the clock edge that consumes the outputs of that cycle.
template <class B, class M>
concept BackplaneOf = requires(B backplane, const B constant, const typename M::Outputs& outputs) {
    { constant.inputs() } -> std::same_as<const typename M::Inputs&>;
    { backplane.step(outputs) } -> std::same_as<void>;
    { constant.attention() } -> std::same_as<bool>;  // something for the engine to look at
};

/// A backplane that knows for how many cycles nothing happens there while nobody asks it anything:
/// its inputs() stay as they are, and as many steps are one skip.
template <class B>
concept QuietBackplane = requires(B backplane, const B constant, uint64_t cycles) {
    { constant.quiet_cycles() } -> std::same_as<uint64_t>;
    { backplane.skip(cycles) } -> std::same_as<void>;
};

}  // namespace ftsim
