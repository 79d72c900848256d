// SPDX-License-Identifier: Apache-2.0
#pragma once

// What can be wrong with a machine's hardware beyond its state: flops that are stuck, clock edges
// that do not come or come twice, boards that stand still. A kernel keeps one of these; while it is
// empty() the cycle loop knows nothing of it, otherwise the kernel goes cycle by cycle. Not
// thread-safe.

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
    bool empty() const { return empty_for(UINT32_MAX); }
    /// Nothing is wrong with these owners, a bit each.
    bool empty_for(unsigned owners) const {
        return ((missing_edges_ | doubled_edges_ | frozen_ | wild_) & owners) == 0 &&
               std::none_of(stuck_.begin(), stuck_.end(), [owners](const Stuck& stuck) {
                   return (owners >> stuck.owner & 1U) != 0;
               });
    }
    void stick(unsigned owner, uint64_t bit, bool value) { stuck_.push_back({owner, bit, value}); }
    /// The flop is good again, and keeps what it has.
    void unstick(unsigned owner, uint64_t bit) {
        std::erase_if(stuck_,
                      [&](const Stuck& stuck) { return stuck.owner == owner && stuck.bit == bit; });
    }
    /// The model stands still, whatever comes, until it is let go.
    void freeze(unsigned owner, bool frozen) {
        frozen_ = frozen ? frozen_ | 1U << owner : frozen_ & ~(1U << owner);
        silent_ &= frozen_;
    }
    /// A clock edge: whoever stands still has missed a beat.
    void beat() { silent_ = frozen_; }
    /// Those whose heartbeat is missed, a bit each.
    unsigned silent() const { return silent_; }
    bool frozen(unsigned owner) const { return (frozen_ >> owner & 1U) != 0; }
    /// Registers of the model change at random, until it is tame again.
    void go_wild(unsigned owner, bool wild) {
        wild_ = wild ? wild_ | 1U << owner : wild_ & ~(1U << owner);
    }
    /// The next edge of that model comes twice.
    void double_edge(unsigned owner) { doubled_edges_ |= 1U << owner; }
    /// The next edge of that model does not come.
    void miss_edge(unsigned owner) { missing_edges_ |= 1U << owner; }
    /// Other hardware is in its place.
    void replace(unsigned owner) {
        std::erase_if(stuck_, [owner](const Stuck& stuck) { return stuck.owner == owner; });
        missing_edges_ &= ~(1U << owner);
        doubled_edges_ &= ~(1U << owner);
        freeze(owner, false);
        go_wild(owner, false);
    }
    /// The clock stops for all: no edge to be missed or doubled any more.
    void all_stop() { missing_edges_ = doubled_edges_ = 0; }

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

    /// True once for a model to which the edge that comes now comes twice.
    bool take_doubled_edge(unsigned owner) {
        const bool twice = (doubled_edges_ >> owner & 1U) != 0;
        doubled_edges_ &= ~(1U << owner);
        return twice;
    }

    /// A step with what is wrong with that model.
    template <ClockedModel Model>
    void step(unsigned owner, Model& model, const typename Model::Inputs& inputs) {
        if (frozen(owner)) return;
        const bool missed = take_missed_edge(owner);
        const int edges = take_doubled_edge(owner) ? 2 : 1;
        for (int edge = missed ? 1 : 0; edge < edges; ++edge) {
            model.step(inputs);
            disturb(owner, model);
            hold(owner, model);
        }
    }

    /// What an edge does to a model that is wild: a few bits anywhere are inverted (SplitMix64).
    template <ClockedModel Model>
    void disturb(unsigned owner, Model& model) {
        constexpr int kBitsAnEdge = 4;
        if ((wild_ >> owner & 1U) == 0) return;
        for (int i = 0; i < kBitsAnEdge; ++i) {
            uint64_t z = ++disturbed_ * 0x9e37'79b9'7f4a'7c15;
            z = (z ^ z >> 30) * 0xbf58'476d'1ce4'e5b9;
            z = (z ^ z >> 27) * 0x94d0'49bb'1331'11eb;
            model.flip((z ^ z >> 31) % Model::state_map().bits());
        }
    }

private:
    struct Stuck {
        unsigned owner;
        uint64_t bit;
        bool value;
    };
    std::vector<Stuck> stuck_;
    // A bit for each owner.
    unsigned missing_edges_ = 0;
    unsigned doubled_edges_ = 0;
    unsigned frozen_ = 0;
    unsigned silent_ = 0;
    unsigned wild_ = 0;
    uint64_t disturbed_ = 0;  // bits so far
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
