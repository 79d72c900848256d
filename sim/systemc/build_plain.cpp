// SPDX-License-Identifier: Apache-2.0
#include "ftsim/lockstep/plain_kernel.hpp"
#include "sim/systemc/build.hpp"

namespace ftsim::systemc {

void build_plain(Modules& all, const KernelShape& shape, Backplane& backplane, uint64_t quantum) {
    build<CoreModel>(all, shape.boards, backplane, quantum, [&](auto boards) {
        return std::make_unique<PlainKernel<OnPort<CoreModel>, Backplane>>(std::move(boards),
                                                                           backplane);
    });
}

}  // namespace ftsim::systemc
