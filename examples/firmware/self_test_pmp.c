// SPDX-License-Identifier: Apache-2.0
// Physical memory protection with eight regions: every way to say where one is, every permission,
// which of two counts, and a locked one, that binds machine mode too.
#include "pmp.h"
#include "self_test.h"

static uint32_t area[64] __attribute__((aligned(256)));

ASSEMBLY(load, "lw a0, 0(a0)")
ASSEMBLY(store, "sw a1, 0(a0)\nli a0, 0")
ASSEMBLY(run, "mv t0, a0\nli a0, 0\njr t0")

// Machine mode with mstatus.MPRV loads as the mode in MPP would, here user mode.
ASSEMBLY(load_for_user,
         "li t0, 3 << 11\n"
         "csrc mstatus, t0\n"
         "li t0, 1 << 17\n"
         "csrs mstatus, t0\n"
         "lw a0, 0(a0)\n"
         "csrc mstatus, t0")

enum { kAll = kRead | kWrite | kExecute };

static uint32_t address(int word) { return (uint32_t)(uintptr_t)&area[word]; }

static void fold_cause(uint32_t (*function)(uint32_t, uint32_t), int word) {
    struct trap trap;
    attempt(function, address(word), 1, &trap);
    fold(trap.cause);
}

// Loads, stores and runs as a user in the words 0 to 15; only where it traps matters.
static void fold_accesses(void) {
    for (int word = 0; word < 16; word++) {
        struct trap trap;
        area[word] = 0x8082;  // ret
        __asm__ volatile("fence.i" ::: "memory");
        attempt_as_user(load, address(word), 0, &trap);
        fold(trap.cause);
        attempt_as_user(run, address(word), 0, &trap);
        fold(trap.cause);
        attempt_as_user(store, address(word), 0, &trap);
        fold(trap.cause);
        fold(area[word]);
    }
}

// Region 7 lets the user do everything; regions 0 and 1 take something away again.
static void set_regions(uint32_t first, uint32_t second) {
    CSR_WRITE(pmpcfg0, second << 8 | first);
    CSR_WRITE(pmpcfg1, (uint32_t)(kPowerOfTwo | kAll) << 24);
}

void test_pmp(void) {
    static const uint32_t kPermissions[] = {0, kRead, kRead | kWrite, kExecute, kRead | kExecute,
                                            kAll};
    CSR_WRITE(pmpaddr7, 0x1fffffff);
    for (unsigned p = 0; p < sizeof kPermissions / sizeof *kPermissions; p++) {
        const uint32_t may = kPermissions[p];
        CSR_WRITE(pmpaddr0, address(4) >> 2);
        CSR_WRITE(pmpaddr1, address(8) >> 2);
        set_regions(kWord | may, 0);
        fold_accesses();
        set_regions(0, kUpToHere | may);
        fold_accesses();
        CSR_WRITE(pmpaddr0, power_of_two_region(&area[4], 16));
        CSR_WRITE(pmpaddr1, power_of_two_region(&area[0], 32));
        set_regions(kPowerOfTwo | may, kPowerOfTwo | kRead);
        fold_accesses();
    }
    fold(CSR_READ(pmpcfg0));
    fold(CSR_READ(pmpcfg1));
    fold(CSR_READ(pmpaddr0) - (address(0) >> 2));

    CSR_WRITE(pmpaddr0, address(4) >> 2);
    set_regions(kWord | kExecute, 0);
    for (int word = 3; word < 6; word++) {
        fold_cause(load, word);
        fold_cause(load_for_user, word);
        CSR_CLEAR(mstatus, 1 << 17);
    }

    // Machine mode may do what it likes, until a region is locked; and that stays.
    CSR_WRITE(pmpaddr1, power_of_two_region(&area[48], 64));
    set_regions(0, kPowerOfTwo | kRead);
    fold_cause(store, 50);
    set_regions(0, kLocked | kPowerOfTwo | kRead);
    fold_cause(store, 50);
    fold_cause(load, 50);
    fold_cause(run, 50);
    set_regions(0, kPowerOfTwo | kAll);
    CSR_WRITE(pmpaddr1, 0);
    fold(CSR_READ(pmpcfg0));
    fold(CSR_READ(pmpaddr1) - (address(48) >> 2));
    fold_cause(store, 50);
}
