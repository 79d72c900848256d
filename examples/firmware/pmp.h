// SPDX-License-Identifier: Apache-2.0
// Physical memory protection, for the cores that have it.
#pragma once

#include <stdbool.h>

#include "ftsim.h"

enum { kRead = 1, kWrite = 2, kExecute = 4 };                // what user mode may do there
enum { kUpToHere = 1 << 3, kWord = 2 << 3, kPowerOfTwo = 3 << 3, kLocked = 1 << 7 };

// The address register of a power-of-two region of at least 8 bytes, aligned to its size.
static inline uint32_t power_of_two_region(const volatile void *start, uint32_t size) {
    return (uint32_t)(uintptr_t)start >> 2 | (size / 8 - 1);
}

// A core without PMP reads zero there, or does not know the register: the trap goes to the label.
static inline bool pmp_is_there(void) {
    uint32_t value = 0;
    __asm__ volatile(
        "la t0, 1f\n"
        "csrrw t0, mtvec, t0\n"
        "csrw pmpaddr0, %1\n"
        "csrr %0, pmpaddr0\n"
        ".balign 4\n"
        "1: csrw mtvec, t0"
        : "+r"(value)
        : "r"(0x20000000)
        : "t0", "memory");
    return value != 0;
}
