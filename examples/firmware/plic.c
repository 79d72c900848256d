// SPDX-License-Identifier: Apache-2.0
#include "plic.h"

enum { kExternalInterrupt = 11, kUnexpected = 64 };

static struct {
    void (*handler)(void *);
    void *argument;
} sources[kSources];

// Claiming gives the source to serve, and 0 when none is left; writing it back lets it come again.
__attribute__((interrupt, aligned(4))) static void on_trap(void) {
    const uint32_t cause = CSR_READ(mcause);
    if (cause != (1u << 31 | kExternalInterrupt)) fail(kUnexpected + (cause & 0xff));
    for (uint32_t source; (source = *PLIC_CLAIM) != 0; *PLIC_CLAIM = source) {
        sources[source].handler(sources[source].argument);
    }
}

void on_interrupt(unsigned source, void (*handler)(void *), void *argument) {
    CSR_CLEAR(mstatus, MSTATUS_MIE);
    sources[source].handler = handler;
    sources[source].argument = argument;
    PLIC_PRIORITY[source] = 1;
    PLIC_ENABLE[0] |= 1u << source;
    *PLIC_THRESHOLD = 0;
    CSR_WRITE(mtvec, on_trap);
    CSR_SET(mie, MI_EXTERNAL);
    CSR_SET(mstatus, MSTATUS_MIE);
}
