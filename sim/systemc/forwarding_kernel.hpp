// SPDX-License-Identifier: Apache-2.0
#pragma once

// A kernel that is another one in all but how it runs.

#include <string>

#include "ftsim/lockstep/kernel.hpp"

namespace ftsim::systemc {

class ForwardingKernel : public Kernel {
public:
    unsigned replicas() const override { return to().replicas(); }
    const StateMap& state_map() const override { return to().state_map(); }
    unsigned boards() const override { return to().boards(); }
    const StateMap& site_map() const override { return to().site_map(); }
    unsigned snapshot_states() const override { return to().snapshot_states(); }

    unsigned in_service() const override { return to().in_service(); }
    unsigned silent() const override { return to().silent(); }
    Advance catch_up_without(unsigned boards) override { return to().catch_up_without(boards); }
    Blame blame() override { return to().blame(); }
    void isolate(unsigned board) override { to().isolate(board); }
    void reintegrate(unsigned board) override { to().reintegrate(board); }
    uint64_t board_test_cycles() override { return to().board_test_cycles(); }
    bool board_test_passes(unsigned board) override { return to().board_test_passes(board); }
    void replace(unsigned board) override { to().replace(board); }

    Advance advance(uint64_t cycles) override { return to().advance(cycles); }
    unsigned comparison_delay() const override { return to().comparison_delay(); }
    unsigned behind() const override { return to().behind(); }
    Advance drain() override { return to().drain(); }
    std::string differing_output() const override { return to().differing_output(); }

    bool has_self_test() const override { return to().has_self_test(); }
    void start_self_test() override { to().start_self_test(); }
    bool self_test_failed() const override { return to().self_test_failed(); }
    SelfTests take_self_tests() override { return to().take_self_tests(); }

    void save_state(unsigned replica, std::span<std::byte> state) override {
        to().save_state(replica, state);
    }
    void load_state(unsigned replica, std::span<const std::byte> state) override {
        to().load_state(replica, state);
    }
    void flip(unsigned board, uint64_t bit) override { to().flip(board, bit); }
    void flip_all(uint64_t bit) override { to().flip_all(bit); }
    void stick(unsigned board, uint64_t bit, bool value) override { to().stick(board, bit, value); }
    void unstick(unsigned board, uint64_t bit) override { to().unstick(board, bit); }
    void freeze(unsigned board, bool frozen) override { to().freeze(board, frozen); }
    void go_wild(unsigned board, bool wild) override { to().go_wild(board, wild); }
    void double_edge(unsigned replica) override { to().double_edge(replica); }
    void miss_edge(unsigned replica) override { to().miss_edge(replica); }
    void backplane_changed() override { to().backplane_changed(); }

    bool shared() const override { return to().shared(); }
    void split() override { to().split(); }
    void join() override { to().join(); }

    bool idle() const override { return to().idle(); }
    TrapState first_trap() const override { return to().first_trap(); }
    const Progress& progress() const override { return to().progress(); }
    void set_progress(const Progress& progress) override { to().set_progress(progress); }

    void begin_experiment() override { to().begin_experiment(); }
    void end_experiment() override { to().end_experiment(); }

protected:
    virtual Kernel& to() const = 0;
};

}  // namespace ftsim::systemc
