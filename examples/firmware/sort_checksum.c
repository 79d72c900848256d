// SPDX-License-Identifier: Apache-2.0
// Six ways to sort the same words, and three checksums of the outcome. Every sort must give what
// the first one gave; the known answers of the checksums are tried before they are trusted.
#include "checksum.h"
#include "sha256.h"
#include "text.h"

enum { kWords = 2048 };
static uint32_t words[kWords];
static uint32_t spare[kWords];

static void swap(uint32_t *a, uint32_t *b) {
    const uint32_t kept = *a;
    *a = *b;
    *b = kept;
}

static void insertion_sort(uint32_t *w, int count) { sort_words(w, count); }

// Insertion sort over ever smaller distances: 364, 121, 40, 13, 4, 1.
static void shell_sort(uint32_t *w, int count) {
    for (int gap = 364; gap > 0; gap /= 3) {
        for (int i = gap; i < count; i++) {
            const uint32_t word = w[i];
            int place = i;
            for (; place >= gap && w[place - gap] > word; place -= gap) w[place] = w[place - gap];
            w[place] = word;
        }
    }
}

static void sift_down(uint32_t *w, int root, int count) {
    for (int child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && w[child + 1] > w[child]) child++;
        if (w[root] >= w[child]) return;
        swap(&w[root], &w[child]);
    }
}

static void heap_sort(uint32_t *w, int count) {
    for (int root = count / 2; root-- > 0;) sift_down(w, root, count);
    for (int end = count; --end > 0;) {
        swap(&w[0], &w[end]);
        sift_down(w, 0, end);
    }
}

// The larger part is left to the loop, so that recursion is never deeper than log2(count).
static void quick_sort(uint32_t *w, int count) {
    while (count > 1) {
        const uint32_t pivot = w[count / 2];
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            while (w[low] < pivot) low++;
            while (w[high] > pivot) high--;
            if (low <= high) swap(&w[low++], &w[high--]);
        }
        if (high + 1 < count - low) {
            quick_sort(w, high + 1);
            w += low;
            count -= low;
        } else {
            quick_sort(w + low, count - low);
            count = high + 1;
        }
    }
}

static void merge_sort(uint32_t *w, int count) {
    for (int run = 1; run < count; run *= 2) {
        for (int start = 0; start < count; start += 2 * run) {
            const int middle = start + run < count ? start + run : count;
            const int end = middle + run < count ? middle + run : count;
            int left = start;
            int right = middle;
            for (int i = start; i < end; i++) {
                const bool take_left = left < middle && (right == end || w[left] <= w[right]);
                spare[i] = take_left ? w[left++] : w[right++];
            }
        }
        memcpy(w, spare, (unsigned)count * sizeof *w);
    }
}

static void radix_sort(uint32_t *w, int count) {
    for (int shift = 0; shift < 32; shift += 8) {
        int place[257] = {0};
        for (int i = 0; i < count; i++) place[(w[i] >> shift & 0xff) + 1]++;
        for (int i = 0; i < 256; i++) place[i + 1] += place[i];
        for (int i = 0; i < count; i++) spare[place[w[i] >> shift & 0xff]++] = w[i];
        memcpy(w, spare, (unsigned)count * sizeof *w);
    }
}

static uint32_t adler32(const void *data, uint32_t length) {
    const uint8_t *bytes = data;
    uint32_t a = 1;
    uint32_t b = 0;
    for (uint32_t i = 0; i < length; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

static void known_answers(void) {
    uint8_t digest[32];
    sha256("abc", 3, digest);
    if (crc32(0, "123456789", 9) != 0xcbf43926) fail(2);
    if (adler32("Wikipedia", 9) != 0x11e60398) fail(3);
    if (digest[0] != 0xba || digest[31] != 0xad) fail(4);
}

int main(void) {
    static const struct {
        const char *name;
        void (*sort)(uint32_t *, int);
    } kSorts[] = {{"insertion", insertion_sort}, {"shell", shell_sort}, {"heap", heap_sort},
                  {"quick", quick_sort}, {"merge", merge_sort}, {"radix", radix_sort}};
    known_answers();

    uint32_t expected = 0;
    for (unsigned s = 0; s < sizeof kSorts / sizeof *kSorts; s++) {
        uint32_t random = 2024;
        for (int i = 0; i < kWords; i++) words[i] = next_random(&random);
        kSorts[s].sort(words, kWords);
        const uint32_t sum = crc32(0, words, sizeof words);
        if (s == 0) expected = sum;
        print(kSorts[s].name);
        print_count(" sort  words ", kWords);
        print_sum("  crc32 ", sum);
        print("\n");
        if (sum != expected) return 1;
    }

    uint8_t digest[32];
    sha256(words, sizeof words, digest);
    print_sum("adler32 ", adler32(words, sizeof words));
    print("\nsha256 ");
    for (int i = 0; i < 32; i += 4) {
        print_hex((uint32_t)digest[i] << 24 | (uint32_t)digest[i + 1] << 16 |
                  (uint32_t)digest[i + 2] << 8 | digest[i + 3]);
    }
    print("\n");
    return 0;
}
