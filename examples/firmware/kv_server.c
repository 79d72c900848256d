// SPDX-License-Identifier: Apache-2.0
// A key-value server on UDP port 7000 with its data on a disk. Requests carry numbers, from 0 on:
//
//     0 put key3 blue   ->  0 ok           2 get key4  ->  2 none
//     1 get key3        ->  1 value blue   3 stop      ->  3 bye
//
// A value is on the disk before its put is answered. A request whose answer was lost comes again,
// with its number, and gets the same answer without being done twice.
#include "block.h"
#include "checksum.h"
#include "net.h"
#include "text.h"

enum { kPort = 7000, kKeys = 8, kFirstSector = 1 };
enum { kMagic = 0x3156564b };  // "KVV1"

struct slot {  // a sector of the disk
    uint32_t magic;
    char value[kSector - sizeof(uint32_t)];  // ends with a zero
};

static struct slot slot;
static char request[kLargestPayload + 1];
static char answer[kLargestPayload + 1];
static uint32_t puts, gets;

// The sector of "key0" to "key7", and where the text goes on behind the name.
static bool read_key(const char **text, uint32_t *sector) {
    const char *at = text_after(*text, "key");
    uint32_t key;
    if (at == 0 || !read_number(&at, &key) || key >= kKeys) return false;
    *text = at;
    *sector = kFirstSector + key;
    return true;
}

static void put(uint32_t sector, const char *value) {
    memset(&slot, 0, sizeof slot);
    slot.magic = kMagic;
    append(slot.value, value);
    block_write(sector, &slot, 1);
    block_flush();
    puts++;
}

static bool get(uint32_t sector) {
    block_read(sector, &slot, 1);
    slot.value[sizeof slot.value - 1] = 0;
    gets++;
    return slot.magic == kMagic;
}

// Does what the request says and writes the rest of the answer. False for "stop".
static bool serve(const char *text, char *reply) {
    uint32_t sector;
    const char *at;
    if (text_equal(text, " stop")) {
        append(reply, " bye");
        return false;
    }
    if ((at = text_after(text, " put ")) != 0 && read_key(&at, &sector) && *at == ' ' &&
        text_length(at + 1) < sizeof slot.value) {
        put(sector, at + 1);
        append(reply, " ok");
    } else if ((at = text_after(text, " get ")) != 0 && read_key(&at, &sector) && *at == 0) {
        if (get(sector)) {
            append(append(reply, " value "), slot.value);
        } else {
            append(reply, " none");
        }
    } else {
        append(reply, " what?");
    }
    return true;
}

int main(void) {
    if (block_open() < kFirstSector + kKeys || !net_open()) {
        print("needs a disk of nine sectors and a network\n");
        return 1;
    }
    print_count("serving keys on UDP port ", kPort);
    print("\n");

    uint32_t next = 0;
    uint32_t crc = 0;
    for (bool running = true; running;) {
        const struct datagram datagram = net_receive(kPort);
        memcpy(request, datagram.payload, datagram.length);
        request[datagram.length] = 0;
        const char *rest = request;
        uint32_t number;
        if (!read_number(&rest, &number)) continue;
        if (number == next) {
            running = serve(rest, append_decimal(answer, number));
            crc = crc32(crc, answer, text_length(answer));
            next++;
        } else if (next == 0 || number != next - 1) {
            continue;  // neither the next request nor the last one again
        }
        net_answer(&datagram, answer, text_length(answer));
    }
    print_count("puts ", puts);
    print_count("  gets ", gets);
    print_sum("  crc32 of the answers ", crc);
    print("\n");
    return 0;
}
