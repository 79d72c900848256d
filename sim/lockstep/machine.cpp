// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/machine.hpp"

#include <fmt/format.h>

#include "ftsim/error.hpp"
#include "ftsim/lockstep/offset_kernel.hpp"
#include "ftsim/lockstep/plain_kernel.hpp"

namespace ftsim {

std::string_view name(Topology topology) {
    return topology == Topology::simplex ? "simplex" : "duplex";
}

unsigned most_offset(Topology topology) { return topology == Topology::simplex ? 0 : kMostOffset; }

std::unique_ptr<Kernel> make_plain_kernel(const KernelShape& shape, Backplane& backplane) {
    if (shape.lockstep_offset == 0) {
        return std::make_unique<PlainKernel<CoreModel, Backplane>>(shape.replicas, backplane);
    }
    if (shape.replicas != 2 || shape.lockstep_offset > kMostOffset) {
        throw Error(ErrorKind::usage,
                    fmt::format("a lockstep offset of {} with {} boards: a pair can have 0 to {}",
                                shape.lockstep_offset, shape.replicas, kMostOffset));
    }
    return std::make_unique<OffsetKernel<CoreModel, Backplane>>(shape.lockstep_offset, backplane);
}

Machine::Machine(const Program& program, const MachineConfig& config, Observer& observer)
    : backplane_(program, config.backplane),
      kernel_(config.kernel(
          {config.topology == Topology::simplex ? 1U : 2U, config.engine.lockstep_offset},
          backplane_)),
      parts_(kernel_->boards(), kernel_->site_map(), config.backplane),
      engine_(*kernel_, backplane_, config.engine, observer) {}

FaultParts fault_parts(const MachineConfig& config) {
    const unsigned boards = config.topology == Topology::simplex ? 1 : 2;
    return {boards, CoreModel::site_map(), config.backplane};
}

void Machine::flip(const BoardBit& bit) {
    switch (parts_.parts()[bit.board].kind) {
        case FaultParts::Kind::cpu: return engine_.flip(bit.board, bit.bit);
        case FaultParts::Kind::memory_board: backplane_.flip_memory_board(bit.bit); break;
        case FaultParts::Kind::io_board: backplane_.flip_io_board(bit.bit); break;
        case FaultParts::Kind::ram: backplane_.flip_ram(bit.bit); break;
    }
    kernel_->backplane_changed();
}

std::vector<std::byte> Machine::replica_state(unsigned replica) const {
    std::vector<std::byte> state(state_map().bytes());
    kernel_->save_state(replica, state);
    return state;
}

uint32_t Machine::read_register(std::string_view site) const {
    const std::vector<std::byte> state = replica_state(0);
    const Site* at = state_map().find(site);
    uint32_t value = 0;
    std::memcpy(&value, state.data() + at->offset, (at->width + 7) / 8);
    return value;
}

TrapState Machine::trap_state() const {
    return {read_register("u_csr.mepc_q"), read_register("u_csr.mcause_q")};
}

}  // namespace ftsim
