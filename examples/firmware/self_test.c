// SPDX-License-Identifier: Apache-2.0
// Touches every part of the core and prints a signature, group by group: what every instruction
// gives for many operands, every compressed form, every cause of a trap, user mode, physical memory
// protection and interrupts. Two machines that print the same are the same in all of this. Nothing
// is in it that may differ from core to core, such as counters, times and identities, and nothing
// that depends on where the linker put things.
#include "self_test.h"

#include "checksum.h"
#include "pmp.h"
#include "text.h"

static uint32_t signature;

void fold(uint32_t word) { signature = crc32(signature, &word, sizeof word); }

static void fold_trap(const struct trap *trap, uint32_t (*function)(uint32_t, uint32_t)) {
    const bool returned = trap->pc == (uint32_t)(uintptr_t)attempt_returned;
    fold(trap->cause);
    fold(trap->entry);
    fold(trap->status & 3 << 11);
    fold(returned ? 0xffffffff : trap->pc - (uint32_t)(uintptr_t)function);
    if (returned) fold(trap->result);
}

void fold_attempt(uint32_t (*function)(uint32_t, uint32_t), uint32_t a, uint32_t b) {
    struct trap trap;
    attempt(function, a, b, &trap);
    fold_trap(&trap, function);
}

void fold_attempt_as_user(uint32_t (*function)(uint32_t, uint32_t), uint32_t a, uint32_t b) {
    struct trap trap;
    attempt_as_user(function, a, b, &trap);
    fold_trap(&trap, function);
}

static const struct {
    const char *name;
    void (*run)(void);
} kGroups[] = {
    {"arithmetic", test_arithmetic}, {"memory", test_memory}, {"atomics", test_atomics},
    {"compressed", test_compressed}, {"csr", test_csr},       {"traps", test_traps},
    {"user", test_user_mode},        {"pmp", test_pmp},       {"interrupts", test_interrupts},
};

int main(void) {
    // User mode may do everything, where a core with PMP would let it do nothing.
    const bool has_pmp = pmp_is_there();
    if (has_pmp) {
        CSR_WRITE(pmpaddr0, 0x1fffffff);
        CSR_WRITE(pmpcfg0, kPowerOfTwo | kRead | kWrite | kExecute);
    }
    CSR_WRITE(mtvec, attempt_vectors);

    uint32_t all = 0;
    for (unsigned g = 0; g < sizeof kGroups / sizeof *kGroups; g++) {
        print(kGroups[g].name);
        if (kGroups[g].run == test_pmp && !has_pmp) {
            print(" none\n");
            continue;
        }
        signature = 0;
        kGroups[g].run();
        print_sum(" ", signature);
        print("\n");
        all = crc32(all, &signature, sizeof signature);
    }
    print_sum("signature ", all);
    print("\n");
    return 0;
}
