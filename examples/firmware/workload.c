// SPDX-License-Identifier: Apache-2.0
// The program behind the benchmark's iterations per second. One iteration sorts 256 words that
// look random and takes a CRC-32 of them, a byte's worth of steps a word, as the figures of the
// other cores were taken. Each iteration sends one byte, the lowest of its CRC, unpolled: bytes on
// the console count iterations.
#include "ftsim.h"

enum { kWords = 256 };
static uint32_t words[kWords];

int main(void) {
    uint32_t random = 1;
    for (;;) {
        for (int i = 0; i < kWords; i++) words[i] = next_random(&random);
        sort_words(words, kWords);
        uint32_t crc = 0xffffffff;
        for (int i = 0; i < kWords; i++) {
            crc ^= words[i];
            for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
        }
        UART[UART_DATA] = (uint8_t)crc;
    }
}
