// SPDX-License-Identifier: Apache-2.0
#pragma once

// What can be wrong with a machine's hardware beyond its state: flops that are stuck, and clock
// edges that do not come. A kernel keeps one of these; while it is empty() the cycle loop knows
// nothing of it, otherwise the kernel goes cycle by cycle. Not thread-safe.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ftsim/model/clocked_model.hpp"

namespace ftsim {

/// The value of a bit of a model's state map.
template <ClockedModel Model>
bool bit_of(const Model& model, uint64_t bit) {
    if constexpr (requires { model.bit(bit); }) {
        return model.bit(bit);
    } else {
        std::vector<std::byte> state(Model::state_map().bytes());
        model.save_state(state);
        const SiteBit at = Model::state_map().locate(bit);
        const auto byte = std::to_integer<unsigned>(state[at.site->offset + at.bit / 8]);
        return (byte >> at.bit % 8 & 1) != 0;
    }
}

class HardFaults {
public:
    bool empty() const { return stuck_.empty() && missing_edges_ == 0; }
    /// Nothing is wrong with these owners, a bit each.
    bool empty_for(unsigned owners) const {
        return (missing_edges_ & owners) == 0 &&
               std::none_of(stuck_.begin(), stuck_.end(), [owners](const Stuck& stuck) {
                   return (owners >> stuck.owner & 1U) != 0;
               });
    }
    bool any_stuck() const { return !stuck_.empty(); }

    void stick(unsigned owner, uint64_t bit, bool value) { stuck_.push_back({owner, bit, value}); }
    /// The next edge of that model does not come.
    void miss_edge(unsigned owner) { missing_edges_ |= 1U << owner; }
    /// Other hardware is in its place.
    void replace(unsigned owner) {
        std::erase_if(stuck_, [owner](const Stuck& stuck) { return stuck.owner == owner; });
        missing_edges_ &= ~(1U << owner);
    }
    /// The clock stops for all: no edge to be missed any more.
    void all_stop() { missing_edges_ = 0; }

    /// Gives every stuck bit of a model its value.
    template <ClockedModel Model>
    void hold(unsigned owner, Model& model) const {
        for (const Stuck& stuck : stuck_) {
            if (stuck.owner == owner && bit_of(model, stuck.bit) != stuck.value) {
                model.flip(stuck.bit);
            }
        }
    }

    /// True once for a model that misses the edge that comes now.
    bool take_missed_edge(unsigned owner) {
        const bool missed = (missing_edges_ >> owner & 1U) != 0;
        missing_edges_ &= ~(1U << owner);
        return missed;
    }

    /// A step with what is wrong with that model.
    template <ClockedModel Model>
    void step(unsigned owner, Model& model, const typename Model::Inputs& inputs) {
        if (!take_missed_edge(owner)) model.step(inputs);
        hold(owner, model);
    }

private:
    struct Stuck {
        unsigned owner;
        uint64_t bit;
        bool value;
    };
    std::vector<Stuck> stuck_;
    unsigned missing_edges_ = 0;
};

/// A model with what is wrong with it, as a self-test steps it.
template <ClockedModel Model>
struct HardBoard {
    unsigned owner;
    Model& model;
    HardFaults& hard;

    const typename Model::Outputs& outputs() const { return model.outputs(); }
    void step(const typename Model::Inputs& inputs) { hard.step(owner, model, inputs); }
};

}  // namespace ftsim
