// SPDX-License-Identifier: Apache-2.0
// What a guest program needs of the machine: the console, the clock, the word that ends the run.
// The same addresses as QEMU's riscv32 `virt`. main's result ends the run too, see start.S.
#pragma once

#include <stdint.h>

#define UART ((volatile uint8_t *)0x10000000)      // a 16550A
#define FINISHER ((volatile uint32_t *)0x00100000)
#define MTIMECMP ((volatile uint32_t *)0x02004000)  // low word, high word
#define MTIME ((volatile uint32_t *)0x0200bff8)

enum { UART_DATA = 0, UART_LINE_STATUS = 5, UART_RECEIVED = 0x01, UART_CAN_SEND = 0x20 };

#define CSR_READ(csr)                                                    \
    ({                                                                   \
        uint32_t csr_value;                                              \
        __asm__ volatile("csrr %0, " #csr : "=r"(csr_value)::"memory"); \
        csr_value;                                                       \
    })
#define CSR_SET(csr, bits) __asm__ volatile("csrs " #csr ", %0" ::"r"(bits) : "memory")
#define CSR_CLEAR(csr, bits) __asm__ volatile("csrc " #csr ", %0" ::"r"(bits) : "memory")
#define CSR_WRITE(csr, value) __asm__ volatile("csrw " #csr ", %0" ::"r"(value) : "memory")

static inline void put_char(char c) {
    while ((UART[UART_LINE_STATUS] & UART_CAN_SEND) == 0) {}
    UART[UART_DATA] = (uint8_t)c;
}

static inline char get_char(void) {
    while ((UART[UART_LINE_STATUS] & UART_RECEIVED) == 0) {}
    return (char)UART[UART_DATA];
}

static inline void print(const char *text) {
    while (*text != 0) put_char(*text++);
}

static inline void print_decimal(uint32_t value) {
    char digits[10];
    int n = 0;
    do {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    while (n != 0) put_char(digits[--n]);
}

static inline void print_hex(uint32_t value) {
    for (int shift = 28; shift >= 0; shift -= 4) put_char("0123456789abcdef"[value >> shift & 15]);
}

__attribute__((noreturn)) static inline void pass(void) {
    *FINISHER = 0x5555;
    for (;;) {}
}

// Ends the run with an exit code of 1 to 65535.
__attribute__((noreturn)) static inline void fail(uint32_t code) {
    *FINISHER = code << 16 | 0x3333;
    for (;;) {}
}

// The next word of a sequence that looks random: the state is the word.
static inline uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525 + 1013904223;
    return *state;
}

static inline void sort_words(uint32_t *words, int count) {
    for (int i = 1; i < count; i++) {
        const uint32_t word = words[i];
        int place = i;
        for (; place > 0 && words[place - 1] > word; place--) words[place] = words[place - 1];
        words[place] = word;
    }
}

static inline uint32_t crc32_words(const uint32_t *words, int count) {
    uint32_t crc = 0xffffffff;
    for (int i = 0; i < count; i++) {
        crc ^= words[i];
        for (int bit = 0; bit < 32; bit++) crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
    }
    return ~crc;
}
