// SPDX-License-Identifier: Apache-2.0
// Loads and stores of every width at every offset, aligned and not; atomics; code that is written
// and then run.
#include "self_test.h"

static uint32_t area[16];

static void fill(void) {
    uint32_t random = 1;
    for (int i = 0; i < 16; i++) area[i] = next_random(&random) | 0x80;
}

#define LOAD(operation)                                                                     \
    for (int at = 0; at < 8; at++) {                                                        \
        uint32_t result;                                                                    \
        const char *const place = (const char *)area + 8 + at;                              \
        __asm__ volatile(operation " %0, 0(%1)" : "=r"(result) : "r"(place) : "memory");    \
        fold(result);                                                                       \
        __asm__ volatile(operation " %0, -7(%1)" : "=r"(result) : "r"(place) : "memory");   \
        fold(result);                                                                       \
    }

#define STORE(operation)                                                                    \
    for (int at = 0; at < 8; at++) {                                                        \
        fill();                                                                             \
        char *const place = (char *)area + 8 + at;                                          \
        __asm__ volatile(operation " %0, 3(%1)" ::"r"(0xa1b2c3d4), "r"(place) : "memory");  \
        for (int i = 0; i < 8; i++) fold(area[i]);                                          \
    }

// Across a page too, which is where an emulator takes another path.
static uint8_t pages[8192] __attribute__((aligned(4096)));

static void test_page_border(void) {
    for (int at = 4093; at < 4096; at++) {
        volatile uint32_t *const word = (volatile uint32_t *)(uintptr_t)&pages[at];
        __asm__ volatile("sw %0, 0(%1)" ::"r"(0x01020304 * at), "r"(word) : "memory");
        uint32_t result;
        __asm__ volatile("lw %0, 0(%1)" : "=r"(result) : "r"(word) : "memory");
        fold(result);
        fold(pages[4095] | (uint32_t)pages[4096] << 8);
    }
}

static void test_written_code(void) {
    static uint32_t code[2];
    for (uint32_t value = 1; value < 4; value++) {
        code[0] = 0x513 | value << 20;  // li a0, value
        code[1] = 0x8067;               // ret
        __asm__ volatile("fence.i" ::: "memory");
        fold(((uint32_t(*)(void))(uintptr_t)code)());
    }
}

void test_memory(void) {
    fill();
    LOAD("lb") LOAD("lbu") LOAD("lh") LOAD("lhu") LOAD("lw")
    STORE("sb") STORE("sh") STORE("sw")
    test_page_border();
    test_written_code();
}

static const uint32_t kOperands[] = {0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0x12345678};
enum { kCount = sizeof kOperands / sizeof *kOperands };

#define ATOMIC(operation)                                                                   \
    for (int a = 0; a < kCount; a++) {                                                      \
        for (int b = 0; b < kCount; b++) {                                                  \
            uint32_t old;                                                                   \
            area[3] = kOperands[a];                                                         \
            __asm__ volatile(operation " %0, %1, (%2)"                                      \
                             : "=&r"(old)                                                   \
                             : "r"(kOperands[b]), "r"(&area[3])                             \
                             : "memory");                                                   \
            fold(old);                                                                      \
            fold(area[3]);                                                                  \
        }                                                                                   \
    }

#define ATOMICS(operation) \
    ATOMIC(operation) ATOMIC(operation ".aq") ATOMIC(operation ".rl") ATOMIC(operation ".aqrl")

// a is a place in `area`. The result says which of the stores happened: 0 is success.
ASSEMBLY(reserve_and_store,
         "lr.w t0, (a0)\n"
         "addi t0, t0, 1\n"
         "sc.w t1, t0, (a0)\n"
         "sc.w t2, t0, (a0)\n"       // the reservation is used up
         "lr.w.aq t3, (a0)\n"
         "addi t4, a0, 64\n"
         "sc.w.rl t4, t3, (t4)\n"    // and holds elsewhere for nobody
         "snez t2, t2\n"
         "snez t4, t4\n"
         "slli t2, t2, 1\n"
         "slli t4, t4, 2\n"
         "or a0, t1, t2\n"
         "or a0, a0, t4")

void test_atomics(void) {
    static uint32_t place[32];
    ATOMICS("amoswap.w") ATOMICS("amoadd.w") ATOMICS("amoxor.w") ATOMICS("amoand.w")
    ATOMICS("amoor.w") ATOMICS("amomin.w") ATOMICS("amomax.w") ATOMICS("amominu.w")
    ATOMICS("amomaxu.w")
    place[0] = 41;
    fold(reserve_and_store((uint32_t)(uintptr_t)place, 0));
    fold(place[0]);
    fold(place[16]);
}
