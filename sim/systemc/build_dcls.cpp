// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/dcls_kernel.hpp"
#include "sim/systemc/build.hpp"

namespace ftsim::systemc {

namespace {

template <unsigned... Offsets>
void build_with(Modules& all, const KernelShape& shape, Backplane& backplane, uint64_t quantum,
                std::integer_sequence<unsigned, Offsets...>) {
    const auto try_one = [&]<unsigned Offset>() {
        if (shape.lockstep_offset != Offset) return;
        using Model = DclsModel<Offset>;
        build<Model>(all, shape.boards, backplane, quantum, [&](auto boards) {
            return std::make_unique<DclsKernel<Offset, Backplane, OnPort<Model>>>(std::move(boards),
                                                                                  backplane);
        });
    };
    (try_one.template operator()<Offsets>(), ...);
}

}  // namespace

void build_dcls(Modules& all, const KernelShape& shape, Backplane& backplane, uint64_t quantum) {
    build_with(all, shape, backplane, quantum,
               std::make_integer_sequence<unsigned, kMostOffset + 1>());
}

}  // namespace ftsim::systemc
