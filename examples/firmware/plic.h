// SPDX-License-Identifier: Apache-2.0
// Interrupts of devices. A source gets a handler, which runs in the trap with interrupts off; the
// program waits for what handlers change with WAIT_UNTIL.
#pragma once

#include "ftsim.h"

enum { kVirtioSource = 1, kUartSource = 10 };  // the slots of virtio are sources 1 to 8
enum { kSources = 12 };

enum { MSTATUS_MIE = 1 << 3, MI_SOFTWARE = 1 << 3, MI_TIMER = 1 << 7, MI_EXTERNAL = 1 << 11 };

// Context 0 of the controller is the hart's machine mode.
#define PLIC_PRIORITY ((volatile uint32_t *)0x0c000000)
#define PLIC_ENABLE ((volatile uint32_t *)0x0c002000)
#define PLIC_THRESHOLD ((volatile uint32_t *)0x0c200000)
#define PLIC_CLAIM ((volatile uint32_t *)0x0c200004)

void on_interrupt(unsigned source, void (*handler)(void *), void *argument);

// Sleeps until the condition holds. Looking at it and falling asleep must not be parted by the
// interrupt that makes it true: both happen with interrupts off, and wfi wakes up all the same.
#define WAIT_UNTIL(condition)                                                     \
    do {                                                                          \
        CSR_CLEAR(mstatus, MSTATUS_MIE);                                          \
        while (!(condition)) {                                                    \
            __asm__ volatile("wfi" ::: "memory");                                 \
            CSR_SET(mstatus, MSTATUS_MIE); /* here the interrupt is taken */      \
            CSR_CLEAR(mstatus, MSTATUS_MIE);                                      \
        }                                                                         \
        CSR_SET(mstatus, MSTATUS_MIE);                                            \
    } while (0)
