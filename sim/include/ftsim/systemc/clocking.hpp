// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who gives the machine its clock: a source that SystemC wakes, and the comparison point that it
// calls. One process is woken a quantum, and all boards get their edges from it by interface calls;
// so a board is no process, and what SystemC sees of it between two quanta is its pins.

#include <algorithm>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <systemc>
#include <utility>
#include <vector>

#include "ftsim/lockstep/kernel.hpp"
#include "ftsim/systemc/boards.hpp"
#include "ftsim/systemc/cycle_time.hpp"
#include "ftsim/systemc/interfaces.hpp"
#include "ftsim/systemc/pins.hpp"

namespace ftsim::systemc {

class ClockSource final : public sc_core::sc_module {
public:
    sc_core::sc_port<ComparisonPointIf> point{"point"};

    SC_HAS_PROCESS(ClockSource);
    ClockSource(const sc_core::sc_module_name& name, const CycleTime& time)
        : sc_module(name), time_(time) {
        SC_METHOD(tick);
        sensitive << due_;
        dont_initialize();
    }

    /// The first edge comes now, so many cycles after the machine was built.
    void start(uint64_t cycle) {
        cycle_ = cycle;
        due_.notify(sc_core::SC_ZERO_TIME);
    }

private:
    void tick() {
        const uint64_t edges = point->edges();
        if (edges == 0) return;
        due_.notify(time_.between(cycle_, cycle_ + edges));
        cycle_ += edges;
    }

    const CycleTime time_;
    uint64_t cycle_ = 0;
    sc_core::sc_event due_;
};

/// Compares, votes, and passes requests and answers on: the kernel of the plain loop, whose boards
/// are behind ports.
class ComparisonPoint final : public sc_core::sc_module,
                              public ComparisonPointIf,
                              private BoardModules {
public:
    /// Makes ports to the CPU boards, and the loop that reaches them through these.
    using MakeKernel = std::function<std::unique_ptr<Kernel>()>;

    sc_core::sc_export<ComparisonPointIf> clock{"clock"};
    sc_core::sc_port<MemoryBoardIf, 2> memory{"memory"};
    sc_core::sc_port<IoBoardIf, 2> io{"io"};
    Pins<uint64_t> cycle;        ///< of the machine
    Pins<unsigned> in_service;   ///< CPU boards, a bit each
    Pins<bool> mismatch;         ///< outputs differ; the cycle has not happened
    Pins<CoreInputs> to_boards;  ///< what all CPU boards get

    ComparisonPoint(const sc_core::sc_module_name& name, Backplane& backplane, Followers& followers,
                    uint64_t quantum, const MakeKernel& make_kernel);

    Kernel& kernel() const { return *kernel_; }
    /// Everything on a memory board's own bus, once.
    void set_memory(MemoryModule& module) { bus_ = &module; }
    void plug(std::unique_ptr<Plugged> target);

    /// So many edges are wanted; then what has become of them.
    void want(uint64_t cycles) {
        wanted_ = cycles;
        result_ = {0, Halt::budget};
        last_ = 0;
    }
    uint64_t edges() override;
    /// Rethrows what came out of them.
    Advance result();
    /// Edges that have come at the present time.
    uint64_t last_edges() const { return last_; }
    /// Pins follow what was changed between edges.
    void follow() const { followers_.follow(); }

private:
    void end_of_elaboration() override;
    void memory_edge(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins) override;
    CoreInputs io_edge(const CoreOutputs& out, bool addressed, uint64_t cycle) override;
    bool owns(uint32_t address) const override { return owner(address) != nullptr; }
    void begin_interval() override;
    void roll_back(unsigned intervals) override;
    void resumed(uint64_t cycle) override;
    void begin_experiment() override;
    void end_experiment() override;

    void memory_boards(const CoreOutputs& out, uint64_t cycle, CoreInputs& pins,
                       const OthersAnswers* others);
    void edge_with_plugged(CoreOutputs out, uint64_t cycle, CoreInputs& pins);
    Plugged* owner(uint32_t address) const;

    Backplane& backplane_;
    Followers& followers_;
    const uint64_t quantum_;
    // What is on the ports, once all is bound.
    std::vector<MemoryBoardIf*> memories_;
    std::vector<IoBoardIf*> ios_;
    std::unique_ptr<Kernel> kernel_;
    MemoryModule* bus_ = nullptr;
    std::vector<std::unique_ptr<Plugged>> plugged_;
    bool entered_ = false;  // something in RAM, with this edge
    uint64_t wanted_ = 0;
    uint64_t last_ = 0;
    Advance result_ = {0, Halt::budget};
    std::exception_ptr failed_;
    uint64_t cycle_now_ = 0;
    unsigned in_service_now_ = 0;
    bool mismatch_now_ = false;
};

}  // namespace ftsim::systemc
