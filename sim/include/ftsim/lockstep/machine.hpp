// SPDX-License-Identifier: Apache-2.0
#pragma once

// The default machine put together: CPU boards with the in-house core, a backplane with memory and
// devices, a kernel that moves them on one clock, and the engine that keeps them in step. Start
// here when you link libftsim and want the whole; take Engine, PlainKernel and your own model and
// backplane when you bring your own. Not thread-safe; machines share nothing, so each may have its
// own thread.

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ftsim/board/backplane.hpp"
#include "ftsim/lockstep/engine.hpp"
#include "ftsim/lockstep/fault_parts.hpp"
#include "ftsim/model/core_model.hpp"

namespace ftsim {

enum class Topology {
    simplex,         ///< one unprotected CPU board
    dcls,            ///< one CPU board that has two cores and a comparator, in RTL
    duplex,          ///< two CPU boards and a comparator, over one memory and one I/O board
    tmr,             ///< three CPU boards and a voter, over the same
    pair_and_spare,  ///< two CPU boards that check themselves as in dcls, over the same
    server,          ///< two CPU, two memory and two I/O boards, cross-connected
};

inline constexpr std::array kTopologies = {Topology::simplex,        Topology::dcls,
                                           Topology::duplex,         Topology::tmr,
                                           Topology::pair_and_spare, Topology::server};

constexpr std::string_view name(Topology topology) {
    switch (topology) {
        case Topology::simplex: return "simplex";
        case Topology::dcls: return "dcls";
        case Topology::duplex: return "duplex";
        case Topology::tmr: return "tmr";
        case Topology::pair_and_spare: return "pair_and_spare";
        case Topology::server: return "server";
    }
    return "";
}
/// Each CPU board has two cores and a checker. A server's boards are as they are asked for.
constexpr bool has_dcls_boards(Topology topology, CpuBoard of_server = CpuBoard::single) {
    if (topology == Topology::server) return of_server == CpuBoard::dcls;
    return topology == Topology::dcls || topology == Topology::pair_and_spare;
}
/// The largest lockstep offset that a topology can have, in cycles.
unsigned most_offset(Topology topology);

/// The registers of such a CPU board, without a machine.
const StateMap& site_map(CpuBoard board, unsigned lockstep_offset);

/// Makes a kernel in front of a backplane that outlives it. Throws Error(usage) for a shape that it
/// does not have.
using KernelFactory = std::function<std::unique_ptr<Kernel>(const KernelShape&, Backplane&)>;

/// Throws Error(usage) for a lockstep offset or a number of boards that no kernel has.
void check_shape(const KernelShape& shape);

/// The plain loop; for boards with core-level lockstep, theirs. Offsets up to kMostOffset.
std::unique_ptr<Kernel> make_plain_kernel(const KernelShape& shape, Backplane& backplane);

struct MachineConfig {
    Topology topology = Topology::duplex;
    CpuBoard cpu_board = CpuBoard::single;  ///< of a server
    BackplaneConfig backplane;  ///< how often there is what, and whether every answer is worked
                                ///< out, is the topology's and the engine's to say
    EngineConfig engine;
    KernelFactory kernel = make_plain_kernel;
};

/// What a machine like that is made of, without making one.
FaultParts fault_parts(const MachineConfig& config);

class Machine {
public:
    /// Throws Error where the program does not fit. The observer must outlive the machine.
    Machine(const Program& program, const MachineConfig& config, Observer& observer);

    Engine& engine() { return engine_; }
    const Engine& engine() const { return engine_; }

    unsigned boards() const { return kernel_->boards(); }
    /// Registers of a CPU board: what faults can hit.
    const StateMap& site_map() const { return kernel_->site_map(); }
    /// Registers of one replica of the core.
    const StateMap& state_map() const { return kernel_->state_map(); }
    unsigned replicas() const { return kernel_->replicas(); }
    /// "cpu1"; where it has two cores "cpu0.main" and "cpu0.shadow".
    std::string replica_name(unsigned replica) const;
    /// All that faults can hit, RAM and the boards behind the comparison point included.
    const FaultParts& fault_parts() const { return parts_; }
    /// The number in state_map() of a core's bit of a CPU board.
    uint64_t bit_of_replica(const BoardBit& bit) const;
    /// Inverts one bit now.
    void flip(const BoardBit& bit);
    /// A flop of a CPU board or of one of two comparison points has that value from now on, through
    /// every roll-back; it is good again.
    void stick(const BoardBit& bit, bool value);
    void unstick(const BoardBit& bit);

    /// At a trap loop: where the program stands, and the trap that it began with.
    TrapState trap_state() const;
    TrapState first_trap() const { return kernel_->first_trap(); }

    /// A register of the first replica in service of up to 32 bits, by its name in the state map.
    uint32_t read_register(std::string_view site) const;
    /// Complete state of a replica's registers, as its state map has it.
    std::vector<std::byte> replica_state(unsigned replica) const;
    /// Likewise of the first replica in service: what it is, the machine is.
    std::vector<std::byte> lead_state() const;
    /// Another state for one replica, now.
    void set_replica_state(unsigned replica, std::span<const std::byte> state) {
        kernel_->load_state(replica, state);
    }
    /// What is behind the comparison point.
    Backplane& backplane() { return backplane_; }
    const Backplane& backplane() const { return backplane_; }
    /// Where input enters.
    replay::Gate& gate() { return backplane_.gate(); }

private:
    void flip_interrupts(unsigned board, uint64_t bit);

    Backplane backplane_;
    std::unique_ptr<Kernel> kernel_;
    FaultParts parts_;
    Engine engine_;
};

}  // namespace ftsim
