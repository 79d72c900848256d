// SPDX-License-Identifier: Apache-2.0
// A program that ends by itself: sorts, checks the order, prints a checksum.
#include "ftsim.h"

enum { kCount = 512 };
static uint32_t words[kCount];

int main(void) {
    uint32_t random = 2024;
    for (int i = 0; i < kCount; i++) words[i] = next_random(&random);
    sort_words(words, kCount);
    for (int i = 1; i < kCount; i++) {
        if (words[i - 1] > words[i]) return 1;
    }
    print("sorted ");
    print_decimal(kCount);
    print(" words  checksum ");
    print_hex(crc32_words(words, kCount));
    print("\n");
    return 0;
}
