// SPDX-License-Identifier: Apache-2.0
#pragma once

// The loops under the comparators exist three times: for AVX-512, for AVX2, and portable. All give
// the same answers; a test holds each against a plain reference. Which one runs is chosen when a
// comparator is made, by what the processor has or by what the caller names, and never changes.
// Safe from any thread.

#include <string_view>

namespace ftsim {

enum class Kernel { portable, avx2, avx512 };

std::string_view name(Kernel kernel);
/// This build has it, and this processor can run it.
bool supported(Kernel kernel);
/// The fastest one that is supported.
Kernel best_kernel();

}  // namespace ftsim
