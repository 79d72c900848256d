// SPDX-License-Identifier: Apache-2.0
#include "sim/lockstep/make_dcls_kernel.hpp"

#include <utility>

#include "ftsim/error.hpp"
#include "ftsim/lockstep/dcls_kernel.hpp"

namespace ftsim {

namespace {

template <unsigned... Offsets>
std::unique_ptr<Kernel> make(const KernelShape& shape, Backplane& backplane,
                             std::integer_sequence<unsigned, Offsets...>) {
    std::unique_ptr<Kernel> kernel;
    const auto try_one = [&]<unsigned Offset>() {
        if (shape.lockstep_offset != Offset) return;
        kernel = std::make_unique<DclsKernel<Offset, Backplane>>(shape.boards, backplane);
    };
    (try_one.template operator()<Offsets>(), ...);
    return kernel;
}

}  // namespace

std::unique_ptr<Kernel> make_dcls_kernel(const KernelShape& shape, Backplane& backplane) {
    return make(shape, backplane, std::make_integer_sequence<unsigned, kMostOffset + 1>());
}

const StateMap& dcls_site_map(unsigned lockstep_offset) {
    switch (lockstep_offset) {
        case 1: return DclsModel<1>::state_map();
        case 2: return DclsModel<2>::state_map();
        case 3: return DclsModel<3>::state_map();
        case 4: return DclsModel<4>::state_map();
        default: return DclsModel<0>::state_map();
    }
}

}  // namespace ftsim
