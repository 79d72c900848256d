// SPDX-License-Identifier: Apache-2.0
// What the scheduler and its tasks know of each other: the system calls, and one word that the
// kernel shows to everybody.
#pragma once

#include "ftsim.h"

enum { kTasks = 5 };

enum system_call { kYield, kPrint, kSleep, kExit };  // in a7, its argument in a0

struct task_program {
    const char *name;
    void (*run)(void);
};
extern const struct task_program kPrograms[kTasks];

// How many tasks have ended. In memory that tasks may read and not write.
extern volatile const uint32_t *const kTasksEnded;

// Somewhere in the kernel.
extern volatile uint32_t kernel_secret;

static inline void system_call(enum system_call what, uint32_t argument) {
    register uint32_t a0 __asm__("a0") = argument;
    register uint32_t a7 __asm__("a7") = what;
    __asm__ volatile("ecall" ::"r"(a0), "r"(a7) : "memory");
}
