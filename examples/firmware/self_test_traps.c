// SPDX-License-Identifier: Apache-2.0
// Control registers, every cause of an exception, and user mode.
#include "self_test.h"

uint32_t compressed_forms(uint32_t *results, uint32_t a, uint32_t b);

void test_compressed(void) {
    static const uint32_t kOperands[][2] = {
        {0, 0}, {1, 0xffffffff}, {0x12345678, 0x9abcdef0}, {0x80000000, 1}, {0xdeadbeef, 0}};
    static uint32_t results[64];
    for (unsigned i = 0; i < sizeof kOperands / sizeof *kOperands; i++) {
        const uint32_t count = compressed_forms(results, kOperands[i][0], kOperands[i][1]);
        for (uint32_t r = 0; r < count; r++) fold(results[r]);
    }
}

// Writes all ones and then all zeros, keeps what was there, and folds the bits that matter.
#define CSR_BITS(csr, bits)                                                                 \
    do {                                                                                    \
        const uint32_t kept = CSR_READ(csr);                                                \
        CSR_WRITE(csr, 0xffffffff);                                                         \
        fold(CSR_READ(csr) & (bits));                                                       \
        CSR_WRITE(csr, 0);                                                                  \
        fold(CSR_READ(csr) & (bits));                                                       \
        CSR_WRITE(csr, kept);                                                               \
    } while (0)

#define CSR_FORM(operation, value)                                                          \
    do {                                                                                    \
        uint32_t old;                                                                       \
        __asm__ volatile(operation : "=r"(old) : "r"(value) : "memory");                    \
        fold(old);                                                                          \
        fold(CSR_READ(mscratch));                                                           \
    } while (0)

void test_csr(void) {
    CSR_FORM("csrrw %0, mscratch, %1", 0x12345678);
    CSR_FORM("csrrs %0, mscratch, %1", 0x0f0f0f0f);
    CSR_FORM("csrrc %0, mscratch, %1", 0x00ff00ff);
    CSR_FORM("csrrwi %0, mscratch, 21", 0);
    CSR_FORM("csrrsi %0, mscratch, 10", 0);
    CSR_FORM("csrrci %0, mscratch, 3", 0);
    CSR_FORM("csrrs %0, mscratch, zero", 0);
    CSR_BITS(mscratch, 0xffffffff);
    CSR_BITS(mepc, 0xfffffffe);
    CSR_BITS(mtval, 0xffffffff);
    CSR_BITS(mcause, INTERRUPT | 15);
    CSR_BITS(mie, 0x888);
    CSR_BITS(mcounteren, 7);
    CSR_BITS(mstatus, 1 << 7 | 3 << 11);  // MPIE, MPP
    fold(CSR_READ(mhartid));
    fold(CSR_READ(misa) & (3u << 30 | 1 << ('i' - 'a') | 1 << ('m' - 'a') | 1 << ('a' - 'a') |
                           1 << ('c' - 'a') | 1 << ('u' - 'a')));
    fold(CSR_READ(mip) & 0x888);
}

#define NOWHERE 0x18000000u  // no device, no memory

ASSEMBLY(returns, "addi a0, a0, 1")
ASSEMBLY(illegal_zero, ".half 0, 0")
ASSEMBLY(illegal_ones, ".word 0xffffffff")
ASSEMBLY(illegal_csr, "csrr a0, 0x123")
ASSEMBLY(illegal_csr_write, "csrw mhartid, a0")
ASSEMBLY(illegal_float, ".word 0x00052507")
ASSEMBLY(illegal_compressed, ".half 0x8002")  // c.jr x0
ASSEMBLY(breakpoint, "c.nop\n.option norvc\nebreak")
ASSEMBLY(compressed_breakpoint, "c.nop\nc.ebreak")
ASSEMBLY(call, "c.nop\necall")
ASSEMBLY(load, "c.nop\nlw a0, 0(a0)")
ASSEMBLY(load_byte, "lbu a0, 0(a0)")
ASSEMBLY(store, "c.nop\nsw a1, 0(a0)\nli a0, 0")
ASSEMBLY(swap_atomically, "amoswap.w a0, a1, (a0)")
ASSEMBLY(reserve, "lr.w a0, (a0)")
ASSEMBLY(jump, "jr a0")

static void fold_value(uint32_t (*function)(uint32_t, uint32_t), uint32_t a) {
    struct trap trap;
    attempt(function, a, 0, &trap);
    fold(trap.cause);
    fold(trap.value);
}

static void fold_atomic(uint32_t address) {
    struct trap trap;
    attempt(swap_atomically, address, 0, &trap);
    fold(trap.value - address);
}

void test_traps(void) {
    fold_attempt(returns, 41, 0);
    fold_attempt(illegal_zero, 0, 0);
    fold_attempt(illegal_ones, 0, 0);
    fold_attempt(illegal_csr, 0, 0);
    fold_attempt(illegal_csr_write, 0, 0);
    fold_attempt(illegal_float, 0, 0);
    fold_attempt(illegal_compressed, 0, 0);
    fold_attempt(breakpoint, 0, 0);
    fold_attempt(compressed_breakpoint, 0, 0);
    fold_attempt(call, 0, 0);
    fold_attempt(load, NOWHERE, 0);
    fold_attempt(load_byte, NOWHERE + 3, 0);
    fold_attempt(store, NOWHERE, 1);
    fold_attempt(reserve, NOWHERE, 0);
    fold_value(illegal_ones, 0);
    fold_value(load, NOWHERE);
    fold_value(store, NOWHERE + 4);
    fold_value(jump, NOWHERE + 8);
    fold_value(call, 0);
    // Which cause an atomic has is not the same everywhere; that it traps is.
    fold_atomic(NOWHERE);
    fold_atomic((uint32_t)(uintptr_t)attempt_vectors + 2);
}

ASSEMBLY(read_mstatus, "csrr a0, mstatus")
ASSEMBLY(write_mscratch, "csrw mscratch, a0")
ASSEMBLY(return_from_trap, "mret")
ASSEMBLY(read_cycle, "csrr t0, cycle")
ASSEMBLY(read_time, "csrr t0, time")
ASSEMBLY(read_instret, "csrr t0, instret")
ASSEMBLY(compute, "mul a0, a0, a1\nc.addi a0, 7")

void test_user_mode(void) {
    static uint32_t word;
    const uint32_t place = (uint32_t)(uintptr_t)&word;
    fold_attempt_as_user(compute, 6, 7);
    fold_attempt_as_user(call, 0, 0);
    fold_attempt_as_user(store, place, 0x600d);
    fold(word);
    fold_attempt_as_user(load, place, 0);
    fold_attempt_as_user(swap_atomically, place, 0xbeef);
    fold_attempt_as_user(load, NOWHERE, 0);
    fold_attempt_as_user(breakpoint, 0, 0);
    fold_attempt_as_user(illegal_ones, 0, 0);
    fold_attempt_as_user(read_mstatus, 0, 0);
    fold_attempt_as_user(write_mscratch, 0, 0);
    fold_attempt_as_user(return_from_trap, 0, 0);
    for (uint32_t counters = 0; counters < 8; counters++) {
        CSR_WRITE(mcounteren, counters);
        fold_attempt_as_user(read_cycle, 0, 0);
        fold_attempt_as_user(read_time, 0, 0);
        fold_attempt_as_user(read_instret, 0, 0);
    }
}
