// SPDX-License-Identifier: Apache-2.0
// Copies a file on the disk, reads the copy back and compares. Sector 0 says "FTCOPY1", a line
// feed and the file's length in decimal; the file begins in sector 1; its copy goes to the second
// half of the disk. Ends with code 1 where there is no such disk, and with 2 for a bad copy.
#include "block.h"
#include "checksum.h"
#include "text.h"

enum { kAtOnce = 8 };  // sectors in one request
static char header[kSector + 1];
static uint8_t buffer[kAtOnce * kSector];

static uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

static uint32_t sectors_of(uint32_t length) { return length / kSector + (length % kSector != 0); }

static void copy(uint32_t from, uint32_t to, uint32_t sectors) {
    for (uint32_t done = 0; done < sectors; done += kAtOnce) {
        const uint32_t count = smaller(kAtOnce, sectors - done);
        block_read(from + done, buffer, count);
        block_write(to + done, buffer, count);
    }
}

static uint32_t crc_on_disk(uint32_t sector, uint32_t length) {
    uint32_t crc = 0;
    while (length != 0) {
        const uint32_t bytes = smaller(sizeof buffer, length);
        block_read(sector, buffer, sectors_of(bytes));
        crc = crc32(crc, buffer, bytes);
        sector += kAtOnce;
        length -= bytes;
    }
    return crc;
}

int main(void) {
    const uint32_t sectors = block_open();
    if (sectors == 0) {
        print("no disk\n");
        return 1;
    }
    print_count("disk of ", sectors);
    print(" sectors\n");

    block_read(0, header, 1);
    const char *length_text = text_after(header, "FTCOPY1\n");
    uint32_t length;
    if (length_text == 0 || !read_number(&length_text, &length)) {
        print("sector 0 names no file\n");
        return 1;
    }
    const uint32_t copy_start = sectors / 2;
    const uint32_t count = sectors_of(length);
    if (count > copy_start - 1) {
        print("the file does not fit twice\n");
        return 1;
    }

    copy(1, copy_start, count);
    block_flush();
    const uint32_t original_crc = crc_on_disk(1, length);
    const uint32_t copy_crc = crc_on_disk(copy_start, length);
    print_count("file  bytes ", length);
    print_sum("  crc32 ", original_crc);
    print_count("\ncopy  bytes ", length);
    print_sum("  crc32 ", copy_crc);
    print("\n");
    return copy_crc == original_crc ? 0 : 2;
}
