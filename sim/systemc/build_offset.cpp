// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/offset_kernel.hpp"
#include "sim/systemc/build.hpp"

namespace ftsim::systemc {

void build_offset(Modules& all, const KernelShape& shape, Backplane& backplane, uint64_t quantum) {
    build<CoreModel>(all, shape.boards, backplane, quantum, [&](auto boards) {
        return std::make_unique<OffsetKernel<OnPort<CoreModel>, Backplane>>(
            boards[0], boards[1], shape.lockstep_offset, backplane);
    });
}

}  // namespace ftsim::systemc
