// SPDX-License-Identifier: Apache-2.0
// A trap handler that faults in its first instruction: a trap loop.
#include "ftsim.h"

__attribute__((naked, aligned(4))) static void faulting_handler(void) {
    __asm__("lw zero, 0(zero)");
}

int main(void) {
    print("faulting in the trap handler\n");
    CSR_WRITE(mtvec, faulting_handler);
    __asm__ volatile("ecall");
    return 0;
}
