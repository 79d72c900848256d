// SPDX-License-Identifier: Apache-2.0
// The frame of the self-test. A group folds everything that it sees into a signature. What may trap
// runs by `attempt`, which comes back with the trap, as every attempt ends in one.
#pragma once

#include "clint.h"

enum cause {
    kFetchMisaligned, kFetchFault, kIllegal, kBreakpoint, kLoadMisaligned, kLoadFault,
    kStoreMisaligned, kStoreFault, kCallFromUser, kCallFromMachine = 11,
    kSoftwareInterrupt = 3, kTimerInterrupt = 7, kExternalInterrupt = 11,
};
#define INTERRUPT 0x80000000u

// As the trap handler of self_test.S found it.
struct trap {
    uint32_t cause;
    uint32_t pc;
    uint32_t value;   // mtval
    uint32_t status;  // mstatus
    uint32_t entry;   // of a vectored mtvec's table
    uint32_t result;  // a0
};

// Calls the function in machine or in user mode until it traps; if it returns, that is an
// environment call at `attempt_returned`. The mstatus bits of MIE are clear afterwards.
void attempt(uint32_t (*function)(uint32_t, uint32_t), uint32_t a, uint32_t b, struct trap *trap);
void attempt_as_user(uint32_t (*function)(uint32_t, uint32_t), uint32_t a, uint32_t b,
                     struct trap *trap);
extern const char attempt_returned[];
extern const char attempt_vectors[];  // the table, for mtvec

void fold(uint32_t word);
// Folds the trap, its pc as a distance from the function.
void fold_attempt(uint32_t (*function)(uint32_t, uint32_t), uint32_t a, uint32_t b);
void fold_attempt_as_user(uint32_t (*function)(uint32_t, uint32_t), uint32_t a, uint32_t b);

// A function of assembly: a in a0 and its result too, b in a1. t registers are free.
#define ASSEMBLY(name, text)                                                                \
    __attribute__((naked, noipa, aligned(4))) static uint32_t name(uint32_t a, uint32_t b) {       \
        (void)a;                                                                            \
        (void)b;                                                                            \
        __asm__(".option push\n.option norelax\n" text "\nret\n.option pop");               \
    }

// The groups.
void test_arithmetic(void);
void test_memory(void);
void test_atomics(void);
void test_compressed(void);
void test_csr(void);
void test_traps(void);
void test_user_mode(void);
void test_pmp(void);
void test_interrupts(void);
