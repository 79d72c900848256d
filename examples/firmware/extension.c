// SPDX-License-Identifier: Apache-2.0
// Uses a memory and a device that no machine has unless somebody plugs them in, as
// examples/systemc does. The memory is changed by what is in it, and the device counts what it is
// told, so a machine that goes back and runs on must find both as they were.
#include "ftsim.h"

#define MEMORY ((volatile uint32_t *)0x40000000)
#define BYTES ((volatile uint8_t *)0x40000000)
#define SHOWN (((volatile uint32_t *)0x50000000)[0])  // what is written here is shown
#define COUNT (((volatile uint32_t *)0x50000000)[1])  // how often

enum { kWords = 128, kRounds = 6, kAnswer = 42 };

static uint32_t change(uint32_t round) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < kWords; i++) {
        MEMORY[i] = MEMORY[i] * 3 + i + round;
        BYTES[4 * i + 1] ^= (uint8_t)round;
        sum = (sum << 5 | sum >> 27) ^ MEMORY[i];
    }
    return sum;
}

// A function in that memory.
static int answer(void) {
    volatile uint32_t *code = MEMORY + kWords;
    code[0] = 0x00000513 | kAnswer << 20;  // li a0, 42
    code[1] = 0x00008067;                  // ret
    __asm__ volatile("fence.i");
    return ((int (*)(void))(uintptr_t)code)();
}

int main(void) {
    for (uint32_t i = 0; i < kWords; i++) MEMORY[i] = i;
    for (uint32_t round = 1; round <= kRounds; round++) {
        SHOWN = change(round);
        if (COUNT != round) return 1;
    }
    if (answer() != kAnswer) return 2;
    print("sum ");
    print_hex(change(0));
    print("\n");
    return 0;
}
