// SPDX-License-Identifier: Apache-2.0
// Ends through the finisher's fail word, with code 7.
#include "ftsim.h"

int main(void) {
    print("failing with code 7\n");
    fail(7);
}
