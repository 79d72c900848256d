// SPDX-License-Identifier: Apache-2.0
// Computes for ever and says nothing, under a clock of 100 Hz: what a busy operating system does to
// a replay log. The alarm goes on from the last one, so that no tick reads the clock.
#include "clint.h"

enum { kPeriod = 100000, kWords = 256 };  // 10 ms of mtime

static uint64_t alarm_at;
static uint32_t words[kWords];

__attribute__((interrupt, aligned(4))) static void tick(void) {
    alarm_at += kPeriod;
    set_alarm(alarm_at);
}

int main(void) {
    uint32_t random = 1;
    CSR_WRITE(mtvec, tick);
    CSR_SET(mie, 1 << 7);
    alarm_at = now() + kPeriod;
    set_alarm(alarm_at);
    CSR_SET(mstatus, 1 << 3);
    for (;;) {
        for (int i = 0; i < kWords; i++) words[i] = next_random(&random);
        sort_words(words, kWords);
    }
}
