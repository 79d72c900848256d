// SPDX-License-Identifier: Apache-2.0
// The machine's clock and its alarm, and the software interrupt.
#pragma once

#include "ftsim.h"

#define MSIP ((volatile uint32_t *)0x02000000)

static inline uint64_t now(void) {
    for (;;) {
        const uint32_t high = MTIME[1];
        const uint32_t low = MTIME[0];
        if (MTIME[1] == high) return (uint64_t)high << 32 | low;
    }
}

// Never an instant in between that lies in the past.
static inline void set_alarm(uint64_t time) {
    MTIMECMP[1] = 0xffffffff;
    MTIMECMP[0] = (uint32_t)time;
    MTIMECMP[1] = (uint32_t)(time >> 32);
}
