// SPDX-License-Identifier: Apache-2.0
// Sends every datagram for UDP port 7 back to its sender. Datagrams of a numbered conversation,
// "0 ...", "1 ..." and so on, are counted, each once however often it comes; "N stop" ends it.
#include "checksum.h"
#include "net.h"
#include "text.h"

enum { kEchoPort = 7 };

int main(void) {
    static char text[kLargestPayload + 1];
    if (!net_open()) {
        print("no network\n");
        return 1;
    }
    print_count("echoing on UDP port ", kEchoPort);
    print("\n");

    uint32_t count = 0;
    uint32_t crc = 0;
    for (;;) {
        const struct datagram datagram = net_receive(kEchoPort);
        net_answer(&datagram, datagram.payload, datagram.length);

        memcpy(text, datagram.payload, datagram.length);
        text[datagram.length] = 0;
        const char *rest = text;
        uint32_t number;
        if (!read_number(&rest, &number) || number != count) continue;
        if (text_equal(rest, " stop")) break;
        crc = crc32(crc, datagram.payload, datagram.length);
        count++;
        if (count % 10 == 0) {
            print_count("", count);
            print(" requests\n");
        }
    }
    print_count("stopped after ", count);
    print_sum(" requests  crc32 ", crc);
    print("\n");
    return 0;
}
