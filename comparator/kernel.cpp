// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/kernel.hpp"

#include <stdexcept>
#include <string>

#include "comparator/kernels/table.hpp"

namespace ftsim {

std::string_view name(Kernel kernel) {
    switch (kernel) {
        case Kernel::portable: return "portable";
        case Kernel::avx2: return "avx2";
        case Kernel::avx512: return "avx512";
    }
    return "";
}

bool supported(Kernel kernel) {
    if (kernel == Kernel::portable) return true;
#ifdef FTSIM_X86_KERNELS
    if (kernel == Kernel::avx2) return __builtin_cpu_supports("avx2") != 0;
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vbmi") != 0;
#else
    return false;
#endif
}

Kernel best_kernel() {
    if (supported(Kernel::avx512)) return Kernel::avx512;
    return supported(Kernel::avx2) ? Kernel::avx2 : Kernel::portable;
}

const kernels::Table& kernels::table(Kernel kernel) {
    if (!supported(kernel)) {
        throw std::invalid_argument("the " + std::string(name(kernel)) +
                                    " kernel is not supported here");
    }
#ifdef FTSIM_X86_KERNELS
    if (kernel == Kernel::avx512) return avx512();
    if (kernel == Kernel::avx2) return avx2();
#endif
    return portable();
}

}  // namespace ftsim
