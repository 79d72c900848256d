// SPDX-License-Identifier: Apache-2.0
#pragma once

// What libFuzzer calls, and our own driver where there is none.

#include <cstddef>
#include <cstdint>

extern "C" {
/// Reads these bytes as a log. Whatever they are, it returns.
int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size);
/// Changes the log in `data`; returns its new size.
std::size_t LLVMFuzzerCustomMutator(uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed);
}
