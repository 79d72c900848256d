// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/machine.hpp"

#include <fmt/format.h>

#include <bit>

#include "ftsim/error.hpp"
#include "ftsim/lockstep/offset_kernel.hpp"
#include "ftsim/lockstep/plain_kernel.hpp"
#include "sim/lockstep/make_dcls_kernel.hpp"

namespace ftsim {

unsigned most_offset(Topology topology) {
    const bool pair = topology == Topology::duplex || topology == Topology::server;
    return has_dcls_boards(topology) || pair ? kMostOffset : 0;
}

namespace {

unsigned boards_of(Topology topology) {
    switch (topology) {
        case Topology::simplex:
        case Topology::dcls: return 1;
        case Topology::duplex:
        case Topology::server:
        case Topology::pair_and_spare: return 2;
        case Topology::tmr: return 3;
    }
    return 0;
}

KernelShape shape_of(const MachineConfig& config) {
    KernelShape shape;
    shape.boards = boards_of(config.topology);
    const bool dcls = has_dcls_boards(config.topology, config.cpu_board);
    shape.board = dcls ? CpuBoard::dcls : CpuBoard::single;
    shape.lockstep_offset = config.engine.lockstep_offset;
    return shape;
}

// What compares the outputs of CPU boards.
unsigned points_of(Topology topology) {
    switch (topology) {
        case Topology::simplex:
        case Topology::dcls: return 0;
        case Topology::duplex:
        case Topology::tmr:
        case Topology::pair_and_spare: return 1;
        case Topology::server: return 2;
    }
    return 0;
}

// A server has everything behind its CPU boards twice.
BackplaneConfig backplane_of(const MachineConfig& config) {
    BackplaneConfig backplane = config.backplane;
    backplane.sets = config.topology == Topology::server ? 2 : 1;
    backplane.points = points_of(config.topology);
    backplane.every_answer = config.engine.evaluate == Evaluate::all;
    return backplane;
}

}  // namespace

void check_shape(const KernelShape& shape) {
    const bool pair = shape.boards == 2 || shape.board == CpuBoard::dcls;
    if (shape.lockstep_offset > (pair ? kMostOffset : 0)) {
        throw Error(ErrorKind::usage,
                    fmt::format("a lockstep offset of {}: a pair can have 0 to {}, no other any",
                                shape.lockstep_offset, kMostOffset));
    }
    if (shape.board == CpuBoard::dcls && shape.boards > 2) {
        throw Error(ErrorKind::usage, "boards with core-level lockstep: one or two are possible");
    }
}

std::unique_ptr<Kernel> make_plain_kernel(const KernelShape& shape, Backplane& backplane) {
    check_shape(shape);
    if (shape.board == CpuBoard::dcls) return make_dcls_kernel(shape, backplane);
    if (shape.lockstep_offset == 0) {
        return std::make_unique<PlainKernel<CoreModel, Backplane>>(shape.boards, backplane);
    }
    return std::make_unique<OffsetKernel<CoreModel, Backplane>>(shape.lockstep_offset, backplane);
}

Machine::Machine(const Program& program, const MachineConfig& config, Observer& observer)
    : backplane_(program, backplane_of(config)),
      kernel_(config.kernel(shape_of(config), backplane_)),
      parts_(kernel_->boards(), kernel_->site_map(), backplane_of(config)),
      engine_(*kernel_, backplane_, config.engine, observer) {}

const StateMap& site_map(CpuBoard board, unsigned lockstep_offset) {
    if (board == CpuBoard::dcls) return dcls_site_map(lockstep_offset);
    return CoreModel::site_map();
}

FaultParts fault_parts(const MachineConfig& config) {
    const KernelShape shape = shape_of(config);
    return {shape.boards, site_map(shape.board, shape.lockstep_offset), backplane_of(config)};
}

void Machine::flip(const BoardBit& bit) {
    const FaultParts::Part& part = parts_.parts()[bit.board];
    const unsigned side = side_of(part.component);
    switch (part.kind) {
        case FaultParts::Kind::cpu: return engine_.flip(bit.board, bit.bit);
        case FaultParts::Kind::interrupts: flip_interrupts(side, bit.bit); break;
        case FaultParts::Kind::memory_board: backplane_.flip_memory_board(side, bit.bit); break;
        case FaultParts::Kind::io_board: backplane_.flip_io_board(side, bit.bit); break;
        case FaultParts::Kind::ram: backplane_.flip_ram(side, bit.bit); break;
        case FaultParts::Kind::point: backplane_.flip_point(side, bit.bit); break;
    }
    kernel_->backplane_changed();
}

// A board that is isolated gets the others' when it comes back.
void Machine::flip_interrupts(unsigned board, uint64_t bit) {
    using Holder = Backplane::Holder;
    const unsigned serve = kernel_->in_service();
    if ((serve >> board & 1U) == 0) return;
    const bool alone = std::popcount(serve) == 1;
    const bool first = board == static_cast<unsigned>(std::countr_zero(serve));
    backplane_.flip_interrupts(alone ? Holder::only : first ? Holder::first : Holder::second, bit);
}

void Machine::stick(const BoardBit& bit, bool value) {
    const FaultParts::Part& part = parts_.parts()[bit.board];
    if (part.kind == FaultParts::Kind::cpu) return engine_.stick(bit.board, bit.bit, value);
    backplane_.stick_point(side_of(part.component), bit.bit, value);
    kernel_->backplane_changed();
}

void Machine::unstick(const BoardBit& bit) {
    const FaultParts::Part& part = parts_.parts()[bit.board];
    if (part.kind == FaultParts::Kind::cpu) return engine_.unstick(bit.board, bit.bit);
    backplane_.unstick_point(side_of(part.component), bit.bit);
}

uint64_t Machine::bit_of_replica(const BoardBit& bit) const {
    const SiteBit at = site_map().locate(bit.bit);
    const std::string_view name = at.site->name;  // "core.pc_q", "main.pc_q"
    return state_map().find(name.substr(name.find('.') + 1))->first_bit + at.bit;
}

std::string Machine::replica_name(unsigned replica) const {
    if (boards() == replicas()) return fmt::format("cpu{}", replica);
    return fmt::format("cpu{}.{}", replica / 2, replica % 2 == 0 ? "main" : "shadow");
}

std::vector<std::byte> Machine::replica_state(unsigned replica) const {
    std::vector<std::byte> state(state_map().bytes());
    kernel_->save_state(replica, state);
    return state;
}

std::vector<std::byte> Machine::lead_state() const {
    const unsigned board = static_cast<unsigned>(std::countr_zero(kernel_->in_service()));
    return replica_state(board * (replicas() / boards()));
}

uint32_t Machine::read_register(std::string_view site) const {
    const std::vector<std::byte> state = lead_state();
    const Site* at = state_map().find(site);
    uint32_t value = 0;
    std::memcpy(&value, state.data() + at->offset, (at->width + 7) / 8);
    return value;
}

TrapState Machine::trap_state() const {
    return {read_register("u_csr.mepc_q"),
            read_register("u_csr.mcause_irq_q") << 31U | read_register("u_csr.mcause_q")};
}

}  // namespace ftsim
