// SPDX-License-Identifier: Apache-2.0
// The four functions that the compiler may call on its own, even without a library.
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *to, const void *from, size_t count) {
    uint8_t *target = to;
    const uint8_t *source = from;
    while (count-- != 0) *target++ = *source++;
    return to;
}

void *memmove(void *to, const void *from, size_t count) {
    uint8_t *target = to;
    const uint8_t *source = from;
    if (target <= source) return memcpy(to, from, count);
    while (count-- != 0) target[count] = source[count];
    return to;
}

void *memset(void *to, int byte, size_t count) {
    uint8_t *target = to;
    while (count-- != 0) *target++ = (uint8_t)byte;
    return to;
}

int memcmp(const void *one, const void *other, size_t count) {
    const uint8_t *a = one;
    const uint8_t *b = other;
    for (; count != 0; a++, b++, count--) {
        if (*a != *b) return *a - *b;
    }
    return 0;
}
