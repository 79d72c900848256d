// SPDX-License-Identifier: Apache-2.0
// Ends by writing to the word named `tohost`: 1 passes, code << 1 | 1 fails with the code.
// Where nothing watches that word (QEMU), main returns the code and the finisher ends the run.
#include "ftsim.h"

#ifndef TOHOST_CODE
#define TOHOST_CODE 0
#endif

__attribute__((section(".tohost"), aligned(64))) volatile uint32_t tohost[2];

int main(void) {
    print("writing to tohost\n");
    tohost[0] = TOHOST_CODE << 1 | 1;
    return TOHOST_CODE;
}
