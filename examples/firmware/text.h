// SPDX-License-Identifier: Apache-2.0
// Text in buffers and on the console: what the gallery needs of a string library.
#pragma once

#include <stdbool.h>

#include "ftsim.h"

void *memcpy(void *to, const void *from, __SIZE_TYPE__ count);
void *memmove(void *to, const void *from, __SIZE_TYPE__ count);
void *memset(void *to, int byte, __SIZE_TYPE__ count);
int memcmp(const void *one, const void *other, __SIZE_TYPE__ count);

static inline unsigned text_length(const char *text) {
    unsigned length = 0;
    while (text[length] != 0) length++;
    return length;
}

static inline bool text_equal(const char *one, const char *other) {
    while (*one != 0 && *one == *other) one++, other++;
    return *one == *other;
}

// Where `text` goes on behind `start`, or null where it does not begin so.
static inline const char *text_after(const char *text, const char *start) {
    while (*start != 0) {
        if (*text++ != *start++) return 0;
    }
    return text;
}

// Writes the text and a final zero; gives the place of that zero, where more can follow.
static inline char *append(char *to, const char *text) {
    while ((*to = *text++) != 0) to++;
    return to;
}

static inline char *append_decimal(char *to, uint32_t value) {
    char digits[11];
    int n = sizeof digits - 1;
    digits[n] = 0;
    do {
        digits[--n] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    return append(to, &digits[n]);
}

static inline uint32_t digit_value(char c) {
    if (c >= '0' && c <= '9') return (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'f') return (uint32_t)(c - 'a' + 10);
    return 16;  // not a digit
}

// Reads a decimal number, or a hexadecimal one after 0x, and moves `*text` behind it; false, with
// nothing moved, where there is none or it does not fit.
static inline bool read_number(const char **text, uint32_t *value) {
    const char *const hexadecimal = text_after(*text, "0x");
    const uint32_t base = hexadecimal != 0 ? 16 : 10;
    const char *const start = hexadecimal != 0 ? hexadecimal : *text;
    const char *at = start;
    uint64_t number = 0;
    for (; digit_value(*at) < base; at++) {
        number = number * base + digit_value(*at);
        if (number > 0xffffffff) return false;
    }
    if (at == start) return false;
    *value = (uint32_t)number;
    *text = at;
    return true;
}

// "label number" and "label 0123abcd", for lines of several such parts.
static inline void print_count(const char *label, uint32_t value) {
    print(label);
    print_decimal(value);
}

static inline void print_sum(const char *label, uint32_t value) {
    print(label);
    print_hex(value);
}
