// SPDX-License-Identifier: Apache-2.0
// Software, timer and external interrupts, pending and taken, direct and vectored; their order; and
// wfi.
#include <stdbool.h>

#include "plic.h"
#include "self_test.h"

enum { kUartInterrupts = 1, kUartIdentity = 2, kSendInterrupt = 2 };

ASSEMBLY(allow_interrupts, "csrsi mstatus, 8\nli a0, 0")
ASSEMBLY(allow_and_wait, "csrsi mstatus, 8\n1: wfi\nj 1b")
ASSEMBLY(user_loop, "1: j 1b")

static uint32_t pending(void) { return CSR_READ(mip) & (MI_SOFTWARE | MI_TIMER | MI_EXTERNAL); }

static void set_software(bool on) { *MSIP = on; }
static void set_timer(bool on) { set_alarm(on ? 0 : UINT64_MAX); }

// The UART wants to be fed whenever that is allowed to interrupt.
static void set_external(bool on) { UART[kUartInterrupts] = on ? kSendInterrupt : 0; }

static const struct {
    void (*set)(bool);
    uint32_t bit;
} kRaised[3] = {
    {set_software, MI_SOFTWARE}, {set_timer, MI_TIMER}, {set_external, MI_EXTERNAL}};
enum { kExternal = 1 << 2 };  // its place there

static void set_all(uint32_t which) {
    for (int s = 0; s < 3; s++) kRaised[s].set((which >> s & 1) != 0);
}

// Whatever is pending and enabled, which one is taken? The external interrupt comes first, but not
// in QEMU 7.2, which takes the lowest number: it is looked at only where it is alone.
static void test_priorities(void) {
    for (uint32_t raised = 0; raised < 8; raised++) {
        set_all(raised);
        for (uint32_t enabled = 0; enabled < 8; enabled++) {
            uint32_t mie = 0;
            for (int s = 0; s < 3; s++) mie |= (enabled >> s & 1) != 0 ? kRaised[s].bit : 0;
            CSR_WRITE(mie, mie);
            fold(pending());
            const uint32_t both = raised & enabled;
            if ((both & kExternal) != 0 && both != kExternal) continue;
            fold_attempt(allow_interrupts, 0, 0);
            // A user cannot refuse; one without an interrupt to come would loop for ever.
            if (both != 0) fold_attempt_as_user(user_loop, 0, 0);
        }
    }
    set_all(0);
}

static void test_controller(void) {
    CSR_WRITE(mie, MI_EXTERNAL);
    set_external(true);
    *PLIC_THRESHOLD = 7;
    fold(pending());
    *PLIC_THRESHOLD = 0;
    fold(pending());
    fold_attempt(allow_and_wait, 0, 0);
    fold(*PLIC_CLAIM);
    fold(*PLIC_CLAIM);   // the one there was is being served
    fold(pending());
    fold(UART[kUartIdentity] & 15);  // says "ready to send", and by that withdraws it
    *PLIC_CLAIM = kUartSource;
    fold(pending());
    set_external(false);
}

// With interrupts off, wfi waits for one that is enabled all the same, and takes no trap.
static void test_wait(void) {
    CSR_WRITE(mie, MI_TIMER);
    set_alarm(now() + 3000);
    while (pending() == 0) __asm__ volatile("wfi" ::: "memory");
    fold(pending());
    struct trap trap;
    set_alarm(now() + 3000);
    attempt(allow_and_wait, 0, 0, &trap);  // where it is hit depends on the clock
    fold(trap.cause);
    set_timer(false);
    fold(pending());
}

void test_interrupts(void) {
    set_all(0);
    PLIC_PRIORITY[kUartSource] = 1;
    PLIC_ENABLE[0] = 1u << kUartSource;
    *PLIC_THRESHOLD = 0;
    const uint32_t table = (uint32_t)(uintptr_t)attempt_vectors;
    for (uint32_t vectored = 0; vectored < 2; vectored++) {
        CSR_WRITE(mtvec, table | vectored);
        test_priorities();
        test_controller();
        test_wait();
    }
    CSR_WRITE(mie, 0);
}
