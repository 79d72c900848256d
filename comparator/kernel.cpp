// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/kernel.hpp"

#include <stdexcept>
#include <string>

#include "comparator/operations.hpp"

namespace ftsim {
namespace {

const Operations* built(VectorKernel kernel) {
    switch (kernel) {
        case VectorKernel::portable: return portable_operations();
#ifdef FTSIM_X86_KERNELS
        case VectorKernel::avx2: return avx2_operations();
        case VectorKernel::avx512: return avx512_operations();
#endif
        default: return nullptr;
    }
}

// The compiler's own test looks at what the operating system saves, too.
bool processor_has(VectorKernel kernel) {
    switch (kernel) {
        case VectorKernel::portable: return true;
#ifdef FTSIM_X86_KERNELS
        case VectorKernel::avx2: return __builtin_cpu_supports("avx2");
        case VectorKernel::avx512:
            return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
                   __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
#endif
        default: return false;
    }
}

}  // namespace

std::string_view name(VectorKernel kernel) {
    switch (kernel) {
        case VectorKernel::portable: return "portable";
        case VectorKernel::avx2: return "avx2";
        case VectorKernel::avx512: return "avx512";
    }
    return "unknown";
}

bool runs_here(VectorKernel kernel) { return built(kernel) != nullptr && processor_has(kernel); }

VectorKernel best_kernel() {
    if (runs_here(VectorKernel::avx512)) return VectorKernel::avx512;
    return runs_here(VectorKernel::avx2) ? VectorKernel::avx2 : VectorKernel::portable;
}

const Operations& operations(VectorKernel kernel) {
    if (!runs_here(kernel)) {
        throw std::invalid_argument("kernel " + std::string(name(kernel)) +
                                    " does not run on this processor");
    }
    return *built(kernel);
}

}  // namespace ftsim
