// SPDX-License-Identifier: Apache-2.0
#pragma once

// The comparison points of a machine: none, one that is a comparator and no more, or the two of a
// server, which are RTL (ftsim_point). Both of two get the same inputs in the same cycle and look
// at each other's outputs. Where these differ the clock stops before anything of the cycle happens,
// both run a self-test from patterns, and the one that fails it is out of service; where both pass
// it was a transient, and the machine rolls back. Nobody looks at a fault here, only at outputs.
//
// While nothing is wrong with a point it does what Backplane and HardwareSets work out in C++, so
// evaluating these is evaluating it. When something happens to one, both begin with the state that
// the machine has, and the RTL is evaluated until their states are the machine's again. Where
// everything is to be evaluated it always is, and held against C++. Not thread-safe.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ftsim/board/comparison.hpp"
#include "ftsim/board/hardware_sets.hpp"
#include "ftsim/board/point_self_test.hpp"
#include "ftsim/model/point_model.hpp"

namespace ftsim {

struct PointsConfig {
    unsigned count = 0;  ///< 0, 1, or 2 in RTL
    bool always = false;
    uint64_t scrub_cycles = 64;
    uint64_t ram_bytes = 0;
};

class Points {
public:
    /// What the machine is at: the cycle that comes next, and the answers on its CPU boards' pins.
    struct Now {
        uint64_t cycle;
        CoreInputs pins;
    };
    /// A cycle, and what C++ has made of it.
    struct Cycle {
        CoreOutputs requests;  ///< of the CPU boards in service: they are equal
        std::optional<HardwareSets::Heard> instr, data, scrub;  ///< none: as good boards answer
        bool data_is_io = false;
        Now next;
    };

    /// The sets outlive it.
    Points(const PointsConfig& config, HardwareSets& hardware);

    // What happens to them, of two in RTL but for the comparison. All at once.
    void flip(unsigned side, uint64_t bit, const Now& now);
    void stick(unsigned side, uint64_t bit, bool value, const Now& now);
    void unstick(unsigned side, uint64_t bit);
    /// It says that from now on, or again what is so.
    void stick_comparison(unsigned side, Comparison says, const Now& now);
    /// Nothing of it is stuck any more.
    void replace(unsigned side);

    /// step() is to be called in every cycle.
    bool evaluated() const { return config_.always || apart_; }
    /// What those in service say together. Where two differ they find it out by themselves.
    Comparison comparison() const {
        return broken_comparisons_ == 0 ? Comparison::works : comparison_of_all();
    }
    /// CPU boards in service, a bit each.
    void serve(unsigned cpu_boards) { cpu_boards_ = cpu_boards; }

    /// A clock edge. The pins of the next cycle, as the first one in service drives them.
    CoreInputs step(const Cycle& cycle);
    /// Both start from there: after a roll-back, a reset.
    void start_from(const Now& now);
    /// The CPU boards' requests differ in this cycle: does everybody hear it?
    void boards_differ();
    /// At a commit, while the registers are copied: equal requests and different ones.
    void test_comparison();
    /// A register in which the states differ; nothing where they agree.
    std::string differing_state() const;
    /// A difference has been found between two cycles: the next one must not come.
    bool stopped() const { return stopped_; }
    void go_on() { stopped_ = false; }

    /// For snapshots in a log. load() is false where the bytes are none of such points.
    void save(std::vector<std::byte>& to) const;
    bool load(std::span<const std::byte>& from);

private:
    using Registers = std::vector<std::byte>;
    struct Stuck {
        unsigned side;
        uint64_t bit;
        bool value;
    };

    bool listens(unsigned side) const;
    /// The first that does, or nothing.
    std::optional<unsigned> lead() const;
    bool both_listen() const { return listens(0) && listens(1); }
    Comparison comparison_of_all() const;
    uint8_t service() const;
    Registers registers_at(const Now& now) const;
    Registers registers_of(unsigned side) const;
    void come_apart(const Now& now);
    void make_models();
    void settle(const Now& now);
    void hold(unsigned side);
    void write_service();
    PointInputs straps() const;
    PointInputs inputs_of(const Cycle& cycle) const;
    PointOutputs look(unsigned side, const PointInputs& inputs);
    bool look_at_cycle(const PointInputs& inputs);
    bool does_as_it_should(const PointOutputs& outputs, const Now& now) const;
    bool cross_check_registers();
    void diagnose();
    void count_broken();

    PointsConfig config_;
    HardwareSets& hardware_;
    std::vector<PointModel> models_;  // made when they are first needed
    std::optional<PointSelfTest> self_test_;
    std::vector<Stuck> stuck_;
    std::array<Comparison, 2> says_ = {};
    unsigned broken_comparisons_ = 0;
    unsigned cpu_boards_ = 3;
    uint8_t written_ = 0;   // who serves, as the points know
    uint8_t listened_ = 3;  // which of them served when they were last looked at
    bool apart_ = false;    // not what C++ says, or may be
    bool stopped_ = false;
};

}  // namespace ftsim
