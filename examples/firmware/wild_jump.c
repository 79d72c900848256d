// SPDX-License-Identifier: Apache-2.0
// Jumps to where nothing is, with mtvec as reset leaves it: the trap goes nowhere as well, and
// the machine takes trap after trap without retiring an instruction.
#include "ftsim.h"

int main(void) {
    print("jumping into nowhere\n");
    CSR_WRITE(mtvec, 0);
    ((void (*)(void))0x18000000)();
    return 0;
}
