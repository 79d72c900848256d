// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which instructions compare. Every kernel gives the same answers; they differ in bytes a cycle.
// Whoever builds a comparator may force one and ask which one has run. Nothing is remembered
// between calls: no state, safe from any thread.

#include <cstdint>
#include <string_view>

namespace ftsim {

enum class Kernel : std::uint8_t {
    portable,  // 64-bit words, any processor
    avx2,
    avx512,  // F, BW, VL and VBMI: Ice Lake, Zen 4 and later
};

inline constexpr Kernel kKernels[] = {Kernel::portable, Kernel::avx2, Kernel::avx512};

std::string_view name(Kernel kernel);

/// Whether this library has the kernel, and this processor and operating system can run it.
bool runs_here(Kernel kernel);

/// The widest kernel that runs here.
Kernel best_kernel();

}  // namespace ftsim
