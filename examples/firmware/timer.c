// SPDX-License-Identifier: Apache-2.0
// Timer interrupts while computing: ten ticks land wherever they land, and what is computed
// must come out the same every time. The output does not depend on the clock.
#include "clint.h"

enum { kTicks = 10, kPeriod = 10000, kWords = 64 };  // the period is 1 ms of mtime

static volatile uint32_t ticks;

__attribute__((interrupt, aligned(4))) static void tick(void) {
    ticks++;
    set_alarm(ticks < kTicks ? now() + kPeriod : ~(uint64_t)0);
}

static uint32_t compute(void) {
    uint32_t words[kWords];
    uint32_t random = 7;
    for (int i = 0; i < kWords; i++) words[i] = next_random(&random);
    sort_words(words, kWords);
    return crc32_words(words, kWords);
}

int main(void) {
    const uint32_t expected = compute();
    CSR_WRITE(mtvec, tick);
    CSR_SET(mie, 1 << 7);
    set_alarm(now() + kPeriod);
    CSR_SET(mstatus, 1 << 3);
    while (ticks < kTicks) {
        if (compute() != expected) return 1;
    }
    print("10 ticks  checksum ");
    print_hex(expected);
    print("\n");
    return 0;
}
