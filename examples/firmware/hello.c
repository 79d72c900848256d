// SPDX-License-Identifier: Apache-2.0
// The smallest program: one line on the console, then a pass.
#include "ftsim.h"

int main(void) {
    print("hello from two boards\n");
    return 0;
}
