// SPDX-License-Identifier: Apache-2.0
#pragma once

// Random bytes, and the kernels that this processor has.

#include <random>
#include <vector>

#include "ftsim/comparator/kernel.hpp"

namespace ftsim::testing {

using ByteString = std::vector<std::byte>;

inline ByteString random_bytes(std::mt19937& random, std::size_t size) {
    ByteString bytes(size);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    return bytes;
}

inline std::vector<Kernel> supported_kernels() {
    std::vector<Kernel> kernels;
    for (const Kernel kernel : {Kernel::portable, Kernel::avx2, Kernel::avx512}) {
        if (supported(kernel)) kernels.push_back(kernel);
    }
    return kernels;
}

}  // namespace ftsim::testing
