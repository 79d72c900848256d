// SPDX-License-Identifier: Apache-2.0
// The program that ftsim runs when it is given none. It never ends: each round sorts, takes a
// CRC-32, multiplies and divides and walks through memory TURNS times, and prints one line. The
// checksum carries over from round to round, so an error that is not caught shows in every later
// line. With 40 turns a round takes about ten million cycles, a second at 10 MHz.
#include "ftsim.h"

#ifndef TURNS
#define TURNS 40
#endif

enum { kSorted = 192, kWalked = 4096, kSteps = 4096, kQuotients = 512 };

static uint32_t sorted[kSorted];
static uint32_t walked[kWalked];  // 16 KiB

static uint32_t sort_round(uint32_t seed) {
    for (int i = 0; i < kSorted; i++) sorted[i] = next_random(&seed);
    sort_words(sorted, kSorted);
    return crc32_words(sorted, kSorted);
}

static uint32_t divide_round(uint32_t seed) {
    uint32_t sum = 0;
    for (int i = 0; i < kQuotients; i++) {
        const uint32_t dividend = next_random(&seed);
        const uint32_t divisor = next_random(&seed) >> (i & 31) | 1;
        const uint32_t quotient = dividend / divisor;
        sum += quotient ^ (dividend - quotient * divisor);
        sum += (uint32_t)((uint64_t)dividend * divisor >> 32);
        sum ^= (uint32_t)((int32_t)dividend % (int32_t)divisor);
    }
    return sum;
}

// Each place says where the next one is; every visit changes it.
static uint32_t walk_round(uint32_t seed) {
    uint32_t place = seed % kWalked;
    for (int i = 0; i < kSteps; i++) {
        const uint32_t word = walked[place] + seed + (uint32_t)i;
        walked[place] = word << 7 | word >> 25;
        seed ^= word;
        place = (place + word * 2654435761) % kWalked;
    }
    return seed;
}

int main(void) {
    uint32_t checksum = 0x6674736d;
    for (uint32_t round = 1;; round++) {
        for (int turn = 0; turn < TURNS; turn++) {
            checksum += sort_round(checksum);
            checksum ^= divide_round(checksum);
            checksum += walk_round(checksum);
        }
        print("round ");
        print_decimal(round);
        print("  checksum ");
        print_hex(checksum);
        print("\n");
    }
}
