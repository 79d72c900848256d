// SPDX-License-Identifier: Apache-2.0
// The tasks, in user mode: they own nothing but their stack, and reach the kernel by system calls.
#include "tasks.h"

#include "text.h"

// "text number", as a line of this task's.
static void say(const char *text, uint32_t number) {
    char line[64];
    append_decimal(append(line, text), number);
    system_call(kPrint, (uint32_t)(uintptr_t)line);
}

static bool is_prime(uint32_t n) {
    for (uint32_t d = 2; d * d <= n; d++) {
        if (n % d == 0) return false;
    }
    return n > 1;
}

static void primes(void) {
    uint32_t count = 0;
    for (uint32_t n = 0; n < 6000; n++) count += is_prime(n);
    say("primes below 6000: ", count);
}

// Halve what is even, triple what is odd and add one: from which start does it take longest?
static void collatz(void) {
    uint32_t longest = 0;
    uint32_t best = 0;
    for (uint32_t start = 1; start < 2000; start++) {
        uint32_t steps = 0;
        for (uint32_t n = start; n != 1; steps++) n = n % 2 == 0 ? n / 2 : 3 * n + 1;
        if (steps > longest) {
            longest = steps;
            best = start;
        }
        if (start % 100 == 0) system_call(kYield, 0);
    }
    say("below 2000 the longest way down begins at ", best);
    say("its steps: ", longest);
}

static void metronome(void) {
    for (uint32_t beat = 1; beat <= 4; beat++) {
        system_call(kSleep, 20000);  // 2 ms
        say("beat ", beat);
    }
}

// Never gives the processor away. Only the timer can take it from this task, and must, or the
// others would never end.
static void impatient(void) {
    while (*kTasksEnded < 2) {}
    say("others ended while this task held on: ", 2);
}

// Reaches for the kernel's memory. Where no PMP forbids that, the control register does.
static void intruder(void) {
    say("opening door ", 1);
    kernel_secret = 0;
    CSR_WRITE(mtvec, 0);
    say("inside", 0);
}

const struct task_program kPrograms[kTasks] = {
    {"primes", primes},       {"collatz", collatz},   {"metronome", metronome},
    {"impatient", impatient}, {"intruder", intruder},
};
