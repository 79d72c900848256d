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
      engine_(*kernel_, backplane_, config.engine, observer) {}

std::string describe(const StateMap& map, const BoardBit& bit) {
    const SiteBit at = map.locate(bit.bit);
    return fmt::format("cpu{}.{}[{}]", bit.board, at.site->name, at.bit);
}

BoardBit find_board_bit(const StateMap& map, unsigned boards, std::string_view board,
                        std::string_view site, uint32_t bit) {
    unsigned number = 0;
    while (number < boards && board != fmt::format("cpu{}", number)) ++number;
    if (number == boards) {
        throw Error(ErrorKind::usage, fmt::format("no board \"{}\" here: the boards are cpu0{}",
                                                  board, boards > 1 ? " and cpu1" : ""));
    }
    const Site* found = map.find(site);
    if (found == nullptr) {
        throw Error(ErrorKind::usage,
                    fmt::format("no register \"{}.{}\": `ftsim sites` lists them", board, site));
    }
    if (bit >= found->width) {
        throw Error(ErrorKind::usage, fmt::format("{}.{} has bits 0 to {}, not {}", board, site,
                                                  found->width - 1, bit));
    }
    return {number, found->first_bit + bit};
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
