// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which instructions compare. Every kernel gives the same answers; they differ in bytes a cycle.
// Whoever builds a comparator may force one and ask which one has run. Nothing is remembered
// between calls: no state, safe from any thread.

#include <cstdint>
#include <string_view>

namespace ftsim {

enum class VectorKernel : std::uint8_t {
    portable,  // 64-bit words, any processor
    avx2,
    avx512,  // F, BW, VL and VBMI: Ice Lake, Zen 4 and later
};

inline constexpr VectorKernel kVectorKernels[] = {VectorKernel::portable, VectorKernel::avx2,
                                                  VectorKernel::avx512};

std::string_view name(VectorKernel kernel);

/// Whether this library has the kernel, and this processor and operating system can run it.
bool runs_here(VectorKernel kernel);

/// The widest kernel that runs here.
VectorKernel best_kernel();

}  // namespace ftsim
